//! Cleanup that frees nothing, because an instruction that no `RUN` can be moved over stands before it.

use super::chains::Chain;
use super::{Part, gain};
use crate::model::commands::base_name;
use crate::model::ownership::destination;
use crate::model::{Stage, Step, paths};
use crate::pass::{Context, Finding};
use crate::syntax::Arguments;

/// So many `RUN`s are looked back on.
const FAR: usize = 16;

/// So many steps are looked back on for a COPY.
const FAR_COPY: usize = 64;

/// A finding for each part that undoes what one of an earlier chain wrote.
pub(super) fn findings(
    context: &Context<'_>,
    stage: &Stage<'_>,
    chains: &[Chain<'_, '_>],
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut earlier: Vec<&Part<'_, '_>> = Vec::new();
    for chain in chains {
        let from = earlier.len().saturating_sub(FAR);
        for (at, part) in chain.iter().enumerate() {
            let near = chain[..at].iter();
            let merges = near.rev().any(|before| gain::lost(before, part).is_some());
            if !merges {
                let of_runs = finding(context, stage, &earlier[from..], part);
                findings.extend(of_runs.or_else(|| of_copies(context, stage, part)));
            }
        }
        earlier.extend(chain);
    }
    findings
}

fn finding(
    context: &Context<'_>,
    stage: &Stage<'_>,
    earlier: &[&Part<'_, '_>],
    part: &Part<'_, '_>,
) -> Option<Finding> {
    let mut candidates = earlier.iter().rev();
    let (before, lost) = candidates.find_map(|before| Some((before, gain::lost(before, part)?)))?;
    let at = |part: &Part<'_, '_>| part.step.instruction.span.start;
    let start = |step: &Step<'_>| step.instruction.span.start;
    let first = stage
        .steps
        .partition_point(|step| start(step) <= at(before));
    let between = stage.steps[first..].iter();
    let barrier = between
        .take_while(|step| start(step) < at(part))
        .find(|step| step.run.is_none() && !step.is_metadata())?;
    let line = context.model.lines.line(barrier.instruction.span.start);
    let keyword = barrier
        .instruction
        .keyword_span
        .of(context.model.file.text)
        .to_uppercase();
    let reason = format!(
        "not merged with line {}: {keyword} in line {line} stands between them",
        before.line
    );
    Some(Finding::refused(part.step.instruction.span, lost, reason))
}

/// A finding for a part that deletes what COPY or ADD brought.
fn of_copies(context: &Context<'_>, stage: &Stage<'_>, part: &Part<'_, '_>) -> Option<Finding> {
    let start = part.step.instruction.span.start;
    let index = stage
        .steps
        .partition_point(|step| step.instruction.span.start < start);
    let deleted = gain::deletions(part);
    let before = stage.steps[index.saturating_sub(FAR_COPY)..index]
        .iter()
        .rev();
    let mut hits = before.filter_map(|step| {
        let brought = brought(stage, step);
        let gone = deleted
            .iter()
            .find(|path| brought.iter().any(|file| paths::names(path, file)))?;
        Some((step, gone))
    });
    let (step, path) = hits.next()?;
    let line = context.model.lines.line(step.instruction.span.start);
    let keyword = step.instruction.keyword_span.of(context.model.file.text);
    let keyword = keyword.to_uppercase();
    let message = format!(
        "line {} deletes `{path}`, which the layer of line {line} keeps",
        part.line
    );
    let reason = format!(
        "what {keyword} brings stays in its layer: a RUN can mount it instead, or another stage use it"
    );
    Some(Finding::refused(
        part.step.instruction.span,
        message,
        reason,
    ))
}

/// The absolute paths that a COPY or ADD brings, as far as its words tell.
fn brought(stage: &Stage<'_>, step: &Step<'_>) -> Vec<String> {
    let (Some(Some(target)), Arguments::Copy { sources, .. }) =
        (destination(stage, step), &step.instruction.arguments)
    else {
        return Vec::new();
    };
    let names = sources
        .iter()
        .map(|source| base_name(source.value.trim_end_matches('/')));
    let plain = names
        .filter(|name| !name.is_empty() && !name.contains(['*', '?', '$', '<']) && *name != ".");
    let mut brought: Vec<String> = plain
        .map(|name| format!("{}/{name}", target.trim_end_matches('/')))
        .collect();
    if target != "/" {
        brought.push(target);
    }
    brought
}
