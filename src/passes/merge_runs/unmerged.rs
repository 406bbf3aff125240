//! Why two neighbours stay two.

use super::chains::Chain;
use super::policy;
use super::{PASS, Part, Seam, gain};
use crate::model::{Body, Model, Step};
use crate::pass::{Context, Finding};

/// What is said of two that save nothing apart and stay so.
const APART: &str = "two layers where one might do";

/// What is said of a part that cannot join the chain before it.
pub(super) fn refusal(chain: &Chain<'_, '_>, part: &Part<'_, '_>, reason: &str) -> Option<Finding> {
    let gain = chain
        .iter()
        .rev()
        .find_map(|earlier| gain::gain(earlier, part));
    let message = gain.map_or_else(|| APART.to_string(), |gain| gain.message);
    let reason = format!("not merged with line {}: {reason}", chain.last()?.line);
    Some(Finding::refused(
        part.step.instruction.span,
        message,
        reason,
    ))
}

/// What is said of two neighbours of which one is no text that dfopt reads.
pub(super) fn unread(model: &Model<'_>, before: &Step<'_>, step: &Step<'_>) -> Option<Finding> {
    let line = |step: &Step<'_>| model.lines.line(step.instruction.span.start);
    let reason = |step: &Step<'_>| match &step.run.as_ref()?.body {
        Body::Script(_) => None,
        Body::Exec(_) => Some(format!("line {} runs without a shell", line(step))),
        Body::Opaque(what) => Some(format!("line {} is {what}", line(step))),
    };
    let span = step.instruction.span;
    let reason = reason(before).or_else(|| reason(step))?;
    let reason = format!("not merged with line {}: {reason}", line(before));
    (!model.steering.skips(span, PASS.name, PASS.answers))
        .then(|| Finding::refused(span, APART, reason))
}

/// What is said of those parts of a chain that could join the one before and do not.
pub(super) fn pairs(
    context: &Context<'_>,
    chain: &Chain<'_, '_>,
    seams: &[Option<Seam>],
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut start = 0;
    for at in 1..chain.len() {
        if seams[at].is_some() {
            continue;
        }
        let (before, part) = (&chain[start..at], &chain[at]);
        let line = chain[at - 1].line;
        let reason = match policy::ties(context.data, before, part) {
            true => format!(
                "not merged with line {line}: line {} changes more often than the packages before it",
                part.line
            ),
            false => format!("not merged with line {line}: no bytes are saved by it"),
        };
        findings.push(Finding::refused(part.step.instruction.span, APART, reason));
        start = at;
    }
    findings
}
