//! Takes one command out of a script, so that the rest does what it did. Comments that stood there stay.

use crate::model::{Model, RunScript, Step};
use crate::shell::{Element, End};
use crate::text::{Edit, Span};

/// Takes out the simple command at `span`, which succeeds whenever it runs, with the operator that joins it to another one.
/// Else why that cannot be done: to follow `line N …`, with the command as it is written.
pub fn removal(
    model: &Model<'_>,
    step: &Step<'_>,
    script: &RunScript<'_>,
    span: Span,
) -> Result<Edit, String> {
    let shown = script.get(span);
    let taken = taken(script, span)
        .ok_or_else(|| format!("runs `{shown}` in a way that cannot be taken out alone"))?;
    let offset = |at| script.text.file_offset(at);
    // What was left out of the script between two of its bytes goes with the command, on whichever side that stands.
    let last = taken.end == span.end;
    let span = match last {
        true => Span {
            start: offset(taken.start - 1) + 1,
            end: offset(taken.end - 1) + 1,
        },
        false => Span {
            start: offset(taken.start),
            end: offset(taken.end),
        },
    };
    let left = left(model, step, span);
    if last && !left.is_empty() {
        return Err(format!("has a comment above `{shown}`, at its end"));
    }
    Ok(comments_first(model, step, span).unwrap_or_else(|| Edit::replace(span, left)))
}

/// The command with what joins it to the one behind it, or if it is the last to the one before.
fn taken(script: &RunScript<'_>, span: Span) -> Option<Span> {
    let statements = &script.tree.list.statements;
    let at = statements.partition_point(|one| one.span.end <= span.start);
    let statement = statements.get(at)?;
    let elements = &statement.elements;
    let element = elements
        .iter()
        .position(|element| element.pipeline.span == span)?;
    let by_and = |element: &Element| element.operator.is_none_or(|operator| operator.and);
    if !elements.iter().all(by_and) || matches!(statement.end, End::Background(_)) {
        return None;
    }
    // In a statement that is not the last: a list may fail unseen, and a command alone may not (`set -e`).
    let last = at + 1 == statements.len();
    if let Some(next) = elements.get(element + 1) {
        let end = next.pipeline.span.start;
        return last.then_some(Span { end, ..span });
    }
    match element.checked_sub(1) {
        Some(before) if last => Some(Span {
            start: elements[before].pipeline.span.end,
            ..span
        }),
        None => {
            let end = statements.get(at + 1)?.span.start;
            Some(Span { end, ..span })
        }
        _ => None,
    }
}

/// The removal of the first command, where comments go with it: they go above the instruction. `None` where there are none, or
/// one of them may be for a tool.
fn comments_first(model: &Model<'_>, step: &Step<'_>, span: Span) -> Option<Edit> {
    let (text, start) = (model.file.text, step.instruction.span.start);
    let opening = Span {
        start,
        end: span.start,
    }
    .of(text);
    let comments = step.instruction.comments.iter();
    let comments = comments.filter(|comment| span.contains(**comment));
    let mut lines: Vec<&str> = comments.map(|comment| comment.of(text).trim()).collect();
    let for_a_tool = |line: &&str| {
        ["hadolint", "dfopt", "shellcheck", "="]
            .iter()
            .any(|name| line.contains(name))
    };
    if lines.is_empty() || opening.contains('\n') || lines.iter().any(for_a_tool) {
        return None;
    }
    lines.push(opening);
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let whole = Span {
        start,
        end: span.end,
    };
    Some(Edit::replace(whole, lines.join(newline)))
}

/// What stays of the lines that go: their comments.
fn left(model: &Model<'_>, step: &Step<'_>, span: Span) -> String {
    let text = model.file.text;
    let mut left = String::new();
    let inside = |comment: &&Span| span.contains(**comment);
    for comment in step.instruction.comments.iter().filter(inside) {
        if left.is_empty() {
            left = format!("{}\n", model.file.escape);
        }
        left += &format!("{}\n", comment.of(text));
    }
    if !left.is_empty() {
        let line = text[..span.end as usize].rsplit('\n').next().unwrap_or("");
        left.extend(line.chars().take_while(|c| c.is_ascii_whitespace()));
    }
    match text.contains("\r\n") {
        true => left.replace("\r\n", "\n").replace('\n', "\r\n"),
        false => left,
    }
}
