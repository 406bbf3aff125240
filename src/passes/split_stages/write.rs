//! The second stage as text, and where it goes.

use crate::syntax::{Arguments, ItemKind};
use crate::text::Edit;

use super::candidate::Candidate;
use super::plan::Plan;

/// The edits that make two stages of one.
pub(super) fn edits(candidate: &Candidate<'_, '_>, plan: &Plan) -> Vec<Edit> {
    let mut edits = plan.edits.clone();
    edits.extend(plan.replay.moved.iter().cloned());
    let name = name(candidate, &mut edits);
    let (at, before, after) = place(candidate, plan.seam);
    let text = candidate.model.file.text;
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let lines = lines(candidate, plan, &name)
        .join("\n")
        .replace("\r\n", "\n")
        .replace('\n', newline);
    let between = |count: usize| newline.repeat(count);
    if let (Some(prune), Some(last)) = (&plan.prune, plan.seam.checked_sub(1)) {
        let end = candidate.stage.steps[last].instruction.span.end;
        edits.push(Edit::insert(end, format!("{newline}{prune}")));
    }
    edits.push(Edit::insert(
        at,
        format!("{}{lines}{}", between(before), between(after)),
    ));
    join_at_same_place(edits)
}

/// Deletions that begin where the insertion stands become one edit with it.
fn join_at_same_place(mut edits: Vec<Edit>) -> Vec<Edit> {
    edits.sort_by_key(|edit| edit.span);
    let mut out: Vec<Edit> = Vec::new();
    for edit in edits {
        match out.last_mut() {
            Some(last)
                if last.span.start == edit.span.start
                    || last.span.end == edit.span.start
                        && last.text.is_empty()
                        && edit.text.is_empty() =>
            {
                last.span = last.span.cover(edit.span);
                last.text.push_str(&edit.text);
            }
            _ => out.push(edit),
        }
    }
    out
}

/// The name of the first stage; an edit gives it one.
fn name(candidate: &Candidate<'_, '_>, edits: &mut Vec<Edit>) -> String {
    let from = candidate.stage.from;
    let Arguments::From { image, name } = &from.arguments else {
        return "build".into();
    };
    if let Some(name) = name {
        return name.value.to_string();
    }
    let keyword = from.keyword_span.of(candidate.model.file.text);
    let word = if keyword.chars().all(|c| c.is_ascii_lowercase()) {
        "as"
    } else {
        "AS"
    };
    edits.push(Edit::insert(image.span.end, format!(" {word} build")));
    "build".into()
}

/// Where the second stage goes, and how many line ends stand before and behind it.
fn place(candidate: &Candidate<'_, '_>, seam: usize) -> (u32, usize, usize) {
    let file = candidate.model.file;
    let text = file.text;
    let Some(step) = candidate.stage.steps.get(seam) else {
        let end = text.trim_end().len();
        return (end as u32, 2, 0);
    };
    let start = step.instruction.span.start;
    let mut at = file.items.partition_point(|item| item.span.end <= start);
    while at > 0 && matches!(file.items[at - 1].kind, ItemKind::Comment) {
        at -= 1;
    }
    let blank = at > 0 && matches!(file.items[at - 1].kind, ItemKind::Blank);
    (file.items[at].span.start, usize::from(!blank), 1)
}

fn lines(candidate: &Candidate<'_, '_>, plan: &Plan, name: &str) -> Vec<String> {
    let from = candidate.stage.from;
    let text = candidate.model.file.text;
    let keyword = from.keyword_span.of(text);
    let flags: String = from
        .flags
        .iter()
        .map(|flag| format!("{} ", flag.span.of(text)))
        .collect();
    let mut lines = vec![format!("{keyword} {flags}{}", plan.image)];
    let replay = &plan.replay;
    lines.extend(replay.first.iter().cloned());
    lines.extend(plan.packages.iter().cloned());
    lines.extend(plan.users.iter().cloned());
    lines.extend(replay.directory.iter().cloned());
    let named = |line: &String| line.replacen("--from=build ", &format!("--from={name} "), 1);
    lines.extend(plan.copies.iter().map(named));
    lines.extend(replay.last.iter().cloned());
    if keyword.chars().all(|c| c.is_ascii_lowercase()) {
        lines.iter_mut().for_each(lower_keyword);
    }
    lines
}

/// Writes the first word of a line in lower case, as the file does.
fn lower_keyword(line: &mut String) {
    let end = line.find(' ').unwrap_or(line.len());
    let word = line[..end].to_ascii_lowercase();
    line.replace_range(..end, &word);
}
