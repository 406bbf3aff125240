//! Merges neighbouring `RUN`s into one layer where bytes are saved by it.
//!
//! # What it does
//! A layer only adds. A file that one `RUN` writes and a later one deletes, moves or rewrites stays in the image, and every
//! `RUN` that installs packages stores another copy of the package database. In one `RUN` nothing of that is left. Two
//! neighbouring `RUN`s become one, joined by `&&`:
//!
//! - `apt-get update` and the install that uses it, two installs of one package manager, an install and its cleanup;
//! - a download and the `rm` that deletes it;
//! - a tree and the `chown -R`, `chmod -R` or `mv` that makes a second copy of it.
//!
//! # When it refuses
//! The merged text must do exactly what the parts did. Both are lists of commands joined by `&&` and nothing else; the first
//! leaves no state in the shell (`cd`, variables, `set`, functions), starts nothing that lives on, and ends in no comment; flags,
//! user, directory, environment and shell are the same; neither touches files that each `RUN` gets fresh (`/etc/hosts`,
//! `/etc/resolv.conf`); no program is called in both that the first may have replaced. Labels, ports and start commands between
//! the two are hopped over; COPY, ADD, ENV, ARG, USER and the like are not. A comment between them that speaks of layers, caching
//! or splitting is taken at its word.
//!
//! # Fix safety
//! Safe: same commands in the same order, same success or failure, same files. A rebuild repeats the whole `RUN` when one part of
//! it changes.
//!
//! # Sources
//! POSIX.1-2024, 2.9.3 Lists (`&&` and `||` associate to the left); the Dockerfile reference on layers; hadolint DL3059.

mod exact;
mod gain;

use crate::model::commands::{Call, calls};
use crate::model::{Model, RunScript, Stage, Step};
use crate::pass::{Context, Finding, Pass, Safety};
use crate::rewrite::{Join, Layout, Layouts};
use crate::syntax::ItemKind;
use crate::text::{Edit, Span};
use crate::verify::Facet;

/// The pass.
pub const PASS: Pass = Pass {
    name: "merge-runs",
    summary: "Merge neighbouring RUNs where one deletes or rewrites what another wrote.",
    safety: Safety::Safe,
    keeps: &[
        Facet::Bases,
        Facet::Commands,
        Facet::Inputs,
        Facet::Contract,
    ],
    answers: &["DL3059"],
    source: include_str!("merge_runs.rs"),
    example: include_str!("../../tests/passes/merge_runs/example.Dockerfile"),
    run,
};

/// More parts than this in one `RUN` are no gain for whoever reads it.
const MOST_PARTS: usize = 64;

/// A `RUN` that may become part of a larger one.
struct Part<'m, 'a> {
    step: &'m Step<'a>,
    stage: &'m Stage<'a>,
    script: &'m RunScript<'a>,
    calls: Vec<Call<'m>>,
    line: u32,
    /// Whether an instruction stands between it and the part before.
    hops: bool,
}

/// Parts that can become one `RUN`, in order.
type Chain<'m, 'a> = Vec<Part<'m, 'a>>;

fn run(context: &Context<'_>) -> Vec<Finding> {
    let model = context.model;
    let mut findings = Vec::new();
    let mut layouts = None;
    for stage in model
        .stages
        .iter()
        .filter(|stage| !stage.windows && model.ships(stage))
    {
        for chain in chains(context, stage, &mut findings) {
            for (group, gains) in groups(context, &chain) {
                let layouts = layouts.get_or_insert_with(|| Layouts::new(model));
                findings.extend(merge(model, layouts, group, &gains));
            }
        }
    }
    findings
}

/// The longest chains of a stage. Where one ends although there would be a gain beyond, `findings` says why.
fn chains<'m, 'a>(
    context: &Context<'m>,
    stage: &'m Stage<'a>,
    findings: &mut Vec<Finding>,
) -> Vec<Chain<'m, 'a>> {
    let mut done: Vec<Chain<'m, 'a>> = Vec::new();
    let mut chain: Chain<'m, 'a> = Vec::new();
    let mut hops = false;
    for step in &stage.steps {
        if step.run.is_none() {
            match step.is_metadata() {
                true => hops = true,
                false => done.push(std::mem::take(&mut chain)),
            }
            continue;
        }
        let Some(part) = part(context.model, stage, step, hops) else {
            done.push(std::mem::take(&mut chain));
            continue;
        };
        hops = false;
        let obstacle = chain
            .last()
            .and_then(|_| exact::obstacle(context.model, &chain, &part));
        if let Some(reason) = &obstacle {
            findings.extend(refusal(context, &chain, &part, reason));
        }
        if obstacle.is_some() || chain.len() >= MOST_PARTS {
            done.push(std::mem::take(&mut chain));
        }
        let hops = part.hops && !chain.is_empty();
        chain.push(Part { hops, ..part });
    }
    done.push(chain);
    done
}

fn part<'m, 'a>(
    model: &Model<'_>,
    stage: &'m Stage<'a>,
    step: &'m Step<'a>,
    hops: bool,
) -> Option<Part<'m, 'a>> {
    let script = step.run.as_ref()?.script()?;
    let calls = calls(&script.tree, script.text.as_str());
    let line = model.lines.line(step.instruction.span.start);
    Some(Part {
        step,
        stage,
        script,
        calls,
        line,
        hops,
    })
}

/// What could be gained if nothing stood against it.
fn refusal(
    context: &Context<'_>,
    chain: &Chain<'_, '_>,
    part: &Part<'_, '_>,
    reason: &str,
) -> Option<Finding> {
    let gain = chain
        .iter()
        .rev()
        .find_map(|earlier| gain::gain(context.data, earlier, part))?;
    let reason = format!("not merged with line {}: {reason}", chain.last()?.line);
    Some(Finding::refused(part.step.instruction.span, gain, reason))
}

/// A group of parts and what is gained at each seam; the first has none.
type Group<'c, 'm, 'a> = (&'c [Part<'m, 'a>], Vec<String>);

/// The stretches of a chain that become one `RUN` each: whatever lies between two parts of which one undoes the other's bytes.
fn groups<'c, 'm, 'a>(context: &Context<'_>, chain: &'c Chain<'m, 'a>) -> Vec<Group<'c, 'm, 'a>> {
    let mut gains: Vec<Option<String>> = vec![None; chain.len()];
    for (later, part) in chain.iter().enumerate().skip(1) {
        let first = chain[..later]
            .iter()
            .enumerate()
            .find_map(|(earlier, before)| Some((earlier, gain::gain(context.data, before, part)?)));
        if let Some((earlier, gain)) = first {
            for seam in &mut gains[earlier + 1..later] {
                seam.get_or_insert_with(|| gain.clone());
            }
            gains[later] = Some(gain);
        }
    }
    let mut groups = Vec::new();
    let mut start = 0;
    for end in 1..=chain.len() {
        if gains.get(end).is_none_or(Option::is_none) {
            if end - start > 1 {
                let gains = gains[start..end]
                    .iter()
                    .map(|gain| gain.clone().unwrap_or_default());
                groups.push((&chain[start..end], gains.collect()));
            }
            start = end;
        }
    }
    groups
}

/// One finding for each seam of the group; those behind an instruction to hop over go together.
fn merge(
    model: &Model<'_>,
    layouts: &Layouts<'_, '_>,
    group: &[Part<'_, '_>],
    gains: &[String],
) -> Vec<Finding> {
    let first_hop = group
        .iter()
        .skip(1)
        .position(|part| part.hops)
        .map_or(group.len(), |at| at + 1);
    let layout = layout(layouts, group);
    let mut findings = Vec::new();
    for (pair, gain) in group[..first_hop].windows(2).zip(&gains[1..]) {
        let [before, part] = pair else { continue };
        let title = format!("merge with line {}", before.line);
        findings.push(Finding::safe(
            part.step.instruction.span,
            gain,
            title,
            vec![seam(model, &layout, before, part)],
        ));
    }
    if let Some(part) = group.get(first_hop) {
        let target = &group[first_hop - 1];
        let title = format!("merge with line {}", target.line);
        let edits = hop(model, &layout, target, &group[first_hop..]);
        findings.push(Finding::safe(
            part.step.instruction.span,
            &gains[first_hop],
            title,
            edits,
        ));
    }
    findings
}

/// Moves parts up behind `target`, over the instructions between.
fn hop(
    model: &Model<'_>,
    layout: &Layout,
    target: &Part<'_, '_>,
    parts: &[Part<'_, '_>],
) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut moved = String::new();
    for part in parts {
        let lines = owned_lines(model, part);
        moved += &layout.seam(Join::And, &comments(model, lines, part));
        moved += body(part).of(model.file.text);
        edits.push(Edit::delete(lines));
    }
    edits.push(Edit::replace(tail(target), moved));
    edits
}

/// The layout of the first part that has continuation lines.
fn layout(layouts: &Layouts<'_, '_>, group: &[Part<'_, '_>]) -> Layout {
    let continued =
        |part: &&Part<'_, '_>| part.step.instruction.lines.0 < part.step.instruction.lines.1;
    let chosen = group.iter().find(continued).unwrap_or(&group[0]);
    layouts.of(chosen.step.instruction)
}

/// The body of a `RUN` in the file: keyword and flags left out.
fn body(part: &Part<'_, '_>) -> Span {
    let start = part.script.text.file_offset(0);
    Span {
        start,
        end: part.step.instruction.span.end,
    }
}

/// What stands behind the last command of a `RUN`: nothing, or its last `;`.
fn tail(part: &Part<'_, '_>) -> Span {
    let end = part
        .script
        .tree
        .list
        .statements
        .last()
        .map_or(0, |statement| statement.span.end);
    let behind = part
        .script
        .text
        .file_span(Span {
            start: end.saturating_sub(1),
            end,
        })
        .end;
    Span {
        start: behind,
        end: part.step.instruction.span.end.max(behind),
    }
}

/// Joins a part to the one right before it; comments between them stay where they are.
fn seam(model: &Model<'_>, layout: &Layout, before: &Part<'_, '_>, part: &Part<'_, '_>) -> Edit {
    let span = Span {
        start: tail(before).start,
        end: body(part).start,
    };
    let between = Span {
        start: before.step.instruction.span.end,
        end: part.step.instruction.span.start,
    };
    Edit::replace(
        span,
        layout.seam(Join::And, &comments(model, between, part)),
    )
}

/// The comment lines in `span` and those between keyword and body of `part`, line ends left out.
fn comments<'s>(model: &Model<'s>, span: Span, part: &Part<'_, '_>) -> Vec<&'s str> {
    let text = model.file.text;
    let items = &model.file.items;
    let first = items.partition_point(|item| item.span.start < span.start);
    let inside = items[first..]
        .iter()
        .take_while(|item| item.span.end <= span.end);
    let outer = inside
        .filter(|item| matches!(item.kind, ItemKind::Comment))
        .map(|item| item.span);
    let start = body(part).start;
    let inner = part
        .step
        .instruction
        .comments
        .iter()
        .filter(|comment| comment.end <= start);
    let spans = outer.chain(inner.copied());
    spans
        .map(|span| span.of(text).trim_end_matches(['\n', '\r']))
        .collect()
}

/// The lines of an instruction with the comment block straight above it, and one blank line above if another follows.
fn owned_lines(model: &Model<'_>, part: &Part<'_, '_>) -> Span {
    let items = &model.file.items;
    let at = items.partition_point(|item| item.span.end <= part.step.instruction.span.start);
    let is = |index: usize, blank: bool| {
        items.get(index).is_some_and(|item| match blank {
            true => matches!(item.kind, ItemKind::Blank),
            false => matches!(item.kind, ItemKind::Comment),
        })
    };
    let mut first = at;
    while first > 0 && is(first - 1, false) {
        first -= 1;
    }
    if first > 0 && is(first - 1, true) && (at + 1 == items.len() || is(at + 1, true)) {
        first -= 1;
    }
    Span {
        start: items[first].span.start,
        end: items[at].span.end,
    }
}
