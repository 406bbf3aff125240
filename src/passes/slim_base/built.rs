//! What a stage takes out of other stages, and whether that was linked there with libraries of the full image.

use super::checks::installs;
use crate::model::Stage;
use crate::model::tools::Tools;
use crate::model::usage::{Deed, Event, of_one};
use crate::pass::Context;

/// So many stages are looked at.
const MOST_STAGES: usize = 64;

/// Programs that link others.
const LINKERS: [&str; 22] = [
    "gcc", "g++", "cc", "c++", "clang", "clang++", "ld", "make", "gmake", "cmake", "ninja",
    "meson", "cargo", "rustc", "ghc", "stack", "cabal", "swift", "swiftc", "zig", "nim", "crystal",
];

/// Refuses copies from a stage that compiles, installs packages that may be compiled, or does what cannot be read.
pub(super) fn needs_no_library<'a>(
    context: &Context<'a>,
    stage: &Stage<'a>,
    tools: &Tools<'_, '_>,
) -> Result<(), String> {
    let model = context.model;
    let mut next: Vec<(usize, u32)> = Vec::new();
    let mut seen = vec![false; model.stages.len()];
    for stage in model.subtree(stage) {
        seen[stage.index] = true;
        next.extend(taken(stage));
    }
    let mut left = MOST_STAGES;
    while let Some((index, at)) = next.pop() {
        if std::mem::replace(&mut seen[index], true) {
            continue;
        }
        let from = &model.stages[index];
        left = left.checked_sub(1).ok_or("it is made of too many stages")?;
        for event in of_one(context.sources(), from) {
            let (line, other) = (model.lines.line(at), model.lines.line(event.span.start));
            links(context, tools, &event).map_err(|what| {
                let title = from.title();
                format!("line {line} copies from {title}, where line {other} {what}")
            })?;
        }
        next.extend(taken(from));
        next.extend(model.parent(from).map(|parent| (parent.index, at)));
    }
    Ok(())
}

/// Refuses an event that links with libraries, or may.
fn links(context: &Context<'_>, tools: &Tools<'_, '_>, event: &Event) -> Result<(), String> {
    let result = "the result may need a library of the full image";
    match &event.deed {
        Deed::Runs { name, .. } if LINKERS.contains(&name.as_str()) => {
            Err(format!("runs `{name}`: {result}"))
        }
        Deed::Unread(what) if !event.at_run_time => Err(format!("{what}: {result}")),
        Deed::Runs { .. } => installs(context, tools, event),
        _ => Ok(()),
    }
}

/// The stages that a stage copies from, and where.
fn taken<'s>(stage: &'s Stage<'_>) -> impl Iterator<Item = (usize, u32)> + 's {
    let copies = stage.sources.iter().filter(|source| source.mount.is_none());
    copies.map(|source| {
        (
            source.stage,
            stage.steps[source.step].instruction.span.start,
        )
    })
}
