//! A `clean all` between an upgrade and the next command of the same `RUN`, which is cleaned up behind that too.

use crate::data::VerbKind;
use crate::model::commands::Call;
use crate::model::packages::PackageCall;
use crate::model::{RunScript, Step};
use crate::pass::{Context, Finding};
use crate::rewrite::removal;
use crate::text::{Edit, Span};

/// Takes such commands out: the next one would fetch again what they delete. The `RUN` is one that leaves no cache.
pub(super) fn finding(
    context: &Context<'_>,
    step: &Step<'_>,
    script: &RunScript<'_>,
    calls: &[Call<'_>],
) -> Option<Finding> {
    if !script.text.as_str().contains("clean all") || super::mounts_cache(context, step) {
        return None;
    }
    let last = calls.iter().rposition(|call| cleans(context, call))?;
    let needless = (1..last).filter(|at| is_needless(context, &calls[at - 1..=at + 1]));
    let edits = needless.filter_map(|at| {
        let span = calls[at].simple.span;
        let edit = removal(context.model, step, script, span).ok()?;
        let behind = Span {
            start: script.text.file_span(calls[at - 1].simple.span).end,
            end: script.text.file_span(span).end,
        };
        // On the line of the upgrade it goes from there, so that what follows stays on its own.
        let written = behind.of(context.model.file.text);
        let same_line = written.strip_suffix(script.get(span)) == Some(" && ");
        Some(if same_line {
            Edit::delete(behind)
        } else {
            edit
        })
    });
    let edits: Vec<_> = edits.collect();
    let name = calls[last].name()?;
    (!edits.is_empty()).then(|| {
        let message = format!(
            "`{name} clean all` makes the next command fetch the metadata again, and a later one cleans up"
        );
        let title = "take it out";
        Finding::safe(step.instruction.span, message, title, edits)
    })
}

/// Whether the second of three calls deletes what the third fetches again.
fn is_needless(context: &Context<'_>, calls: &[Call<'_>]) -> bool {
    let [before, clean, behind] = calls else {
        return false;
    };
    let kind = |call| PackageCall::new(context.data, call).map(|package| package.kind);
    cleans(context, clean)
        && kind(before) == Some(VerbKind::Upgrade)
        && matches!(kind(behind), Some(VerbKind::Install | VerbKind::Upgrade))
        && same_manager(calls)
}

/// Whether a call is, word for word, the cleanup of a manager that keeps its metadata in a cache.
fn cleans(context: &Context<'_>, call: &Call<'_>) -> bool {
    let words: Vec<&str> = call.name().into_iter().chain(call.arguments()).collect();
    let line = words.join(" ");
    PackageCall::new(context.data, call).is_some_and(|package| {
        let cleanup = package.manager.cleanup;
        cleanup.is_some_and(|cleanup| !cleanup.needs_update && cleanup.command == line)
    })
}

fn same_manager(calls: &[Call<'_>]) -> bool {
    calls
        .windows(2)
        .all(|pair| pair[0].name() == pair[1].name())
}
