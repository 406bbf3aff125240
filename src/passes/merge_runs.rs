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

fn run(context: &Context<'_>) -> Vec<Finding> {
    let model = context.model;
    let mut findings = Vec::new();
    let mut layouts = None;
    for stage in model
        .stages
        .iter()
        .filter(|stage| !stage.windows && model.ships(stage))
    {
        for group in groups(context, stage, &mut findings) {
            let layouts = layouts.get_or_insert_with(|| Layouts::new(model));
            findings.extend(merge(model, layouts, &group));
        }
    }
    findings
}

/// The parts that are to become one `RUN`, and for each but the first what is gained.
type Group<'m, 'a> = Vec<(Part<'m, 'a>, String)>;

/// The groups of a stage. A gain that cannot be had is noted in `findings`.
fn groups<'m, 'a>(
    context: &Context<'m>,
    stage: &'m Stage<'a>,
    findings: &mut Vec<Finding>,
) -> Vec<Group<'m, 'a>>
where
    'a: 'm,
{
    let mut done: Vec<Group<'m, 'a>> = Vec::new();
    let mut group: Group<'m, 'a> = Vec::new();
    let mut hops = false;
    for step in &stage.steps {
        if step.run.is_none() {
            match step.is_metadata() {
                true => hops = true,
                false => done.push(std::mem::take(&mut group)),
            }
            continue;
        }
        let part = part(context.model, stage, step, hops);
        hops = false;
        let Some(part) = part else {
            done.push(std::mem::take(&mut group));
            continue;
        };
        match join(context, &group, &part) {
            Ok(gain) => group.push((part, gain)),
            Err(refusal) => {
                findings.extend(refusal);
                done.push(std::mem::take(&mut group));
                group.push((part, String::new()));
            }
        }
    }
    done.push(group);
    done.retain(|group| group.len() > 1);
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

/// What is gained by joining `part` to `group`; else why not, if there would have been a gain.
fn join(
    context: &Context<'_>,
    group: &Group<'_, '_>,
    part: &Part<'_, '_>,
) -> Result<String, Option<Finding>> {
    let (last, _) = group.last().ok_or(None)?;
    let gain = group
        .iter()
        .rev()
        .find_map(|(earlier, _)| gain::gain(context.data, earlier, part))
        .ok_or(None)?;
    let obstacle = match group.len() >= MOST_PARTS {
        true => Some("it is long enough as it is".to_string()),
        false => exact::obstacle(context.model, group, part),
    };
    match obstacle {
        None => Ok(gain),
        Some(reason) => {
            let reason = format!("not merged with line {}: {reason}", last.line);
            Err(Some(Finding::refused(
                part.step.instruction.span,
                gain,
                reason,
            )))
        }
    }
}

/// One finding for each seam of the group; those behind an instruction to hop over go together.
fn merge(model: &Model<'_>, layouts: &Layouts<'_, '_>, group: &Group<'_, '_>) -> Vec<Finding> {
    let first_hop = group
        .iter()
        .position(|(part, _)| part.hops)
        .unwrap_or(group.len());
    let layout = layout(layouts, group);
    let mut findings = Vec::new();
    for pair in group[..first_hop].windows(2) {
        let [(before, _), (part, gain)] = pair else {
            continue;
        };
        let title = format!("merge with line {}", before.line);
        findings.push(Finding::safe(
            part.step.instruction.span,
            gain,
            title,
            vec![seam(model, &layout, before, part)],
        ));
    }
    if let Some((part, gain)) = group.get(first_hop) {
        let (target, _) = &group[first_hop - 1];
        let mut edits = Vec::new();
        let mut moved = String::new();
        for (part, _) in &group[first_hop..] {
            let lines = owned_lines(model, part);
            moved += &layout.seam(Join::And, &comments(model, lines));
            moved += body(part).of(model.file.text);
            edits.push(Edit::delete(lines));
        }
        edits.push(Edit::replace(tail(target), moved));
        let title = format!("merge with line {}", target.line);
        findings.push(Finding::safe(
            part.step.instruction.span,
            gain,
            title,
            edits,
        ));
    }
    findings
}

/// The layout of the first part that has continuation lines.
fn layout(layouts: &Layouts<'_, '_>, group: &Group<'_, '_>) -> Layout {
    let continued = |part: &&(Part<'_, '_>, String)| {
        part.0.step.instruction.lines.0 < part.0.step.instruction.lines.1
    };
    let chosen = group.iter().find(continued).unwrap_or(&group[0]);
    layouts.of(chosen.0.step.instruction)
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
    let start = tail(before).start;
    let end = body(part).start;
    let between = Span {
        start: before.step.instruction.span.end,
        end: part.step.instruction.span.start,
    };
    Edit::replace(
        Span { start, end },
        layout.seam(Join::And, &comments(model, between)),
    )
}

/// The comment lines that lie in `span`, line ends left out.
fn comments<'s>(model: &Model<'s>, span: Span) -> Vec<&'s str> {
    let items = &model.file.items;
    let first = items.partition_point(|item| item.span.start < span.start);
    let inside = items[first..]
        .iter()
        .take_while(|item| item.span.end <= span.end);
    let comments = inside.filter(|item| matches!(item.kind, ItemKind::Comment));
    comments
        .map(|item| item.span.of(model.file.text).trim_end_matches(['\n', '\r']))
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
