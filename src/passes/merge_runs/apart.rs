//! Reasons to keep two parts apart that lie around their text: flags, scope, and what comments ask for.

use super::{Part, places};
use crate::model::Model;
use crate::model::remarks::{speaks_of_a_cache, wants_split};
use crate::model::scope::ShellKind;
use crate::shell::Dialect;
use crate::text::Span;

/// Why `b` may not join `a`, whatever their text.
pub(super) fn reason(model: &Model<'_>, a: &Part<'_, '_>, b: &Part<'_, '_>) -> Option<String> {
    different_scope(a, b)
        .or_else(|| start_files(model, b))
        .or_else(|| scratch(a))
        .or_else(|| wanted_split(model, a, b))
        .or_else(|| addressed(model, b))
        .or_else(|| commented_hop(model, a, b))
}

fn different_scope(a: &Part<'_, '_>, b: &Part<'_, '_>) -> Option<String> {
    let values = |part: &Part<'_, '_>| -> Vec<String> {
        let flags = part.step.instruction.flags.iter();
        let value = flags.map(|flag| (flag, flag.value.as_ref().map_or("", |value| &value.value)));
        value
            .map(|(flag, value)| format!("{}={value}", flag.name))
            .collect()
    };
    if values(a) != values(b) {
        return Some("the flags of the two RUNs differ".into());
    }
    (a.step.scope != b.step.scope || a.step.version != b.step.version)
        .then(|| "they run in different scopes".into())
}

/// Files that each shell reads before its text, and that the first part may have changed (bash manual, Startup Files).
fn start_files(model: &Model<'_>, part: &Part<'_, '_>) -> Option<String> {
    let shell = &part.stage.scope(part.step).shell;
    let bash = matches!(
        shell,
        ShellKind::Set {
            dialect: Dialect::Bash,
            ..
        } | ShellKind::Default(None | Some(Dialect::Bash))
    );
    let named = bash && model.variable(part.stage, part.step, "BASH_ENV").is_some();
    (shell.reads_start_files() || named)
        .then(|| "each RUN's shell reads its start files anew".into())
}

/// A mount of which nothing is kept from one `RUN` to the next.
fn scratch(part: &Part<'_, '_>) -> Option<String> {
    let mounts = &part.step.run.as_ref()?.mounts;
    let mount = mounts.iter().find(|mount| mount.scratch)?;
    Some(format!("each RUN gets its `{}` mount fresh", mount.kind))
}

/// A comment that says why they are two: between them, or above the first.
fn wanted_split(model: &Model<'_>, a: &Part<'_, '_>, b: &Part<'_, '_>) -> Option<String> {
    let between = Span {
        start: a.step.instruction.span.end,
        end: b.step.instruction.span.start,
    };
    let above = Span {
        start: places::owned_lines(model, a).start,
        end: a.step.instruction.span.start,
    };
    let mut between = places::comments(model, between, b, places::body(b).start).into_iter();
    let mut above = places::comments_within(model, above).into_iter();
    let comment = between.find(|comment| wants_split(comment) || speaks_of_a_cache(comment));
    let comment = comment.or_else(|| above.find(|comment| wants_split(comment)))?;
    let comment = comment.trim();
    Some(format!("a comment may want two layers (`{comment}`)"))
}

/// A comment above the second that asks a linter or a pass something about it alone.
fn addressed(model: &Model<'_>, part: &Part<'_, '_>) -> Option<String> {
    let asked = model.steering.speaks_of(part.step.instruction.span);
    asked.then(|| format!("a comment asks something for line {} alone", part.line))
}

/// A comment between the two that belongs to an instruction between them, and would stand behind the merged RUN.
fn commented_hop(model: &Model<'_>, a: &Part<'_, '_>, b: &Part<'_, '_>) -> Option<String> {
    if !b.hops {
        return None;
    }
    let between = Span {
        start: a.step.instruction.span.end,
        end: places::owned_lines(model, b).start,
    };
    let comment = *places::comments_within(model, between).first()?;
    Some(format!(
        "an instruction with a comment of its own stands between them (`{}`)",
        comment.trim()
    ))
}
