//! Which `RUN`s of a stage could become one.

use std::cell::OnceCell;

use super::{MOST_COMMANDS, PASS, Part, TOO_MANY, exact, gain, unmerged};
use crate::model::packages::PackageCall;
use crate::model::{Stage, Step};
use crate::pass::{Context, Finding};

/// Parts that can become one `RUN`, in order.
pub(super) type Chain<'m, 'a> = Vec<Part<'m, 'a>>;

/// The longest chains of a stage. Where one ends, `findings` says why.
pub(super) fn chains<'m, 'a>(
    context: &Context<'m>,
    stage: &'m Stage<'a>,
    findings: &mut Vec<Finding>,
) -> Vec<Chain<'m, 'a>> {
    let mut done: Vec<Chain<'m, 'a>> = Vec::new();
    let mut row: Vec<Part<'m, 'a>> = Vec::new();
    let mut hops = false;
    // The RUN right before.
    let mut before: Option<&Step<'_>> = None;
    for step in &stage.steps {
        if step.run.is_none() && step.is_metadata() {
            hops = true;
            continue;
        }
        let neighbour = before.take();
        before = step.run.is_some().then_some(step);
        if let (Some(neighbour), Some(_)) = (neighbour, before) {
            findings.extend(unmerged::unread(context.model, neighbour, step));
        }
        match part(context, stage, step, hops) {
            None => done.extend(split(context, std::mem::take(&mut row), findings)),
            Some(part) => {
                hops = false;
                row.push(part);
            }
        }
    }
    done.extend(split(context, row, findings));
    done
}

/// Parts between which nothing stands but metadata, as chains. Where bytes alone count and none are to be gained, nobody asks
/// what else could stand in the way.
fn split<'m, 'a>(
    context: &Context<'m>,
    row: Vec<Part<'m, 'a>>,
    findings: &mut Vec<Finding>,
) -> Vec<Chain<'m, 'a>> {
    let gains = |at: usize| {
        let near = row[at.saturating_sub(MOST_COMMANDS)..at].iter();
        near.rev()
            .any(|earlier| gain::gain(earlier, &row[at]).is_some())
    };
    if context.options.level < 2 && !(1..row.len()).any(gains) {
        return vec![row];
    }
    let mut done: Vec<Chain<'m, 'a>> = Vec::new();
    let mut chain: Chain<'m, 'a> = Vec::new();
    for part in row {
        if let Some(reason) = obstacle(context, &chain, &part) {
            let kept = match wants_last(context, &chain, &part) {
                true => chain.pop().map(|last| Part {
                    hops: false,
                    ..last
                }),
                false => None,
            };
            if kept.is_none() {
                findings.extend(unmerged::refusal(&chain, &part, &reason));
            }
            done.push(std::mem::replace(&mut chain, kept.into_iter().collect()));
        }
        let hops = part.hops && !chain.is_empty();
        chain.push(Part { hops, ..part });
    }
    done.push(chain);
    done
}

/// Whether a part that cannot join a chain gains, and can be joined, with its last part, which gains nothing with those before:
/// `wget`, `tar` and `make` in two `RUN`s, then the same of the next program.
fn wants_last(context: &Context<'_>, chain: &[Part<'_, '_>], part: &Part<'_, '_>) -> bool {
    let [earlier @ .., last] = chain else {
        return false;
    };
    let is_free = |earlier: &Part<'_, '_>| gain::gain(earlier, last).is_none();
    !earlier.is_empty()
        && gain::gain(last, part).is_some_and(|gain| gain.large)
        && earlier.iter().all(is_free)
        && obstacle(context, std::slice::from_ref(last), part).is_none()
}

/// Why a part cannot join a chain.
fn obstacle(context: &Context<'_>, chain: &[Part<'_, '_>], part: &Part<'_, '_>) -> Option<String> {
    let commands: usize = chain.iter().map(Part::commands).sum();
    let many = !chain.is_empty() && commands + part.commands() > MOST_COMMANDS;
    exact::obstacle(context.model, chain, part).or_else(|| many.then(|| TOO_MANY.into()))
}

/// A `RUN` as a part; `None` if dfopt does not read it or is asked to leave it alone.
fn part<'m, 'a>(
    context: &Context<'_>,
    stage: &'m Stage<'a>,
    step: &'m Step<'a>,
    hops: bool,
) -> Option<Part<'m, 'a>> {
    let script = step.run.as_ref()?.script()?;
    let (model, span) = (context.model, step.instruction.span);
    if model.steering.skips(span, PASS.name, PASS.answers) {
        return None;
    }
    let calls = script.calls();
    Some(Part {
        step,
        stage,
        script,
        calls,
        packages: calls
            .iter()
            .map(|call| PackageCall::new(context.data, call))
            .collect(),
        directories: OnceCell::new(),
        facts: gain::Facts::default(),
        shape: OnceCell::new(),
        line: model.lines.line(span.start),
        hops,
    })
}
