//! Cleanup that frees nothing, because an instruction that no `RUN` can be moved over stands before it.

use super::{Chain, Part, gain};
use crate::model::{Stage, Step};
use crate::pass::{Context, Finding};

/// So many `RUN`s are looked back on.
const FAR: usize = 16;

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
                findings.extend(finding(context, stage, &earlier[from..], part));
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
