//! Which bytes a merge saves, in words.

use super::Part;
use crate::data::{RuleData, VerbKind};
use crate::model::commands::Call;
use crate::model::packages::PackageCall;
use crate::model::paths;
use crate::model::writes::{Written, written};

/// What is saved when `later` runs in the layer of `earlier`, if anything is.
pub(super) fn gain(
    data: &'static RuleData,
    earlier: &Part<'_, '_>,
    later: &Part<'_, '_>,
) -> Option<String> {
    later.calls.iter().find_map(|call| {
        packages(data, earlier, call)
            .or_else(|| deletion(data, earlier, later, call))
            .or_else(|| second_copy(earlier, later, call))
    })
}

fn package_calls<'p>(
    data: &'static RuleData,
    part: &'p Part<'_, '_>,
) -> impl Iterator<Item = PackageCall<'p>> {
    part.calls
        .iter()
        .filter_map(move |call| PackageCall::new(data, call))
}

/// Two calls of one package manager.
fn packages(data: &'static RuleData, earlier: &Part<'_, '_>, call: &Call<'_>) -> Option<String> {
    let later = PackageCall::new(data, call)?;
    let line = earlier.line;
    let (name, verb) = (later.manager.name, later.verb);
    let changes = |kind| {
        matches!(
            kind,
            VerbKind::Install | VerbKind::Upgrade | VerbKind::Remove
        )
    };
    package_calls(data, earlier).find_map(|before| match later.kind {
        _ if !before.shares_database(&later) => None,
        VerbKind::Clean if before.kind != VerbKind::Other => Some(format!(
            "`{name} {verb}` in a layer of its own frees nothing of what line {line} left"
        )),
        kind if changes(kind) && before.kind == VerbKind::Update => {
            let update = format!("{} {}", before.manager.name, before.verb);
            Some(format!(
                "`{update}` in a layer of its own keeps its package lists in the image"
            ))
        }
        kind if changes(kind) && changes(before.kind) => Some(format!(
            "`{name} {verb}` in a layer of its own stores the package database of line {line} again"
        )),
        _ => None,
    })
}

/// An `rm` of what the earlier part wrote.
fn deletion(
    data: &'static RuleData,
    earlier: &Part<'_, '_>,
    later: &Part<'_, '_>,
    call: &Call<'_>,
) -> Option<String> {
    if !matches!(call.name(), Some("rm" | "mv")) {
        return None;
    }
    let moves = call.name() == Some("mv");
    let operands = operands(later, call);
    let sources = &operands[..operands.len() - usize::from(moves && !operands.is_empty())];
    sources.iter().find_map(|path| {
        let written = writes(earlier)
            .into_iter()
            .any(|written| written.is_named_by(path));
        let cached = || package_calls(data, earlier).any(|package| keeps(&package, path));
        let what = if moves { "moves" } else { "deletes" };
        (written || !moves && cached()).then(|| {
            format!(
                "line {} {what} `{path}`, which the layer of line {} keeps",
                later.line, earlier.line
            )
        })
    })
}

/// Whether a call of a package manager leaves files under the path that is deleted.
fn keeps(package: &PackageCall<'_>, path: &str) -> bool {
    let places = package
        .manager
        .indexes
        .iter()
        .chain(&package.manager.caches);
    places.into_iter().any(|place| {
        let place = place.replacen('~', "/root", 1);
        paths::names(path, &format!("{place}/x"))
            || paths::within(path.trim_end_matches("/*"), &place)
    })
}

/// A `chown -R` or `chmod -R` of what the earlier part wrote.
fn second_copy(earlier: &Part<'_, '_>, later: &Part<'_, '_>, call: &Call<'_>) -> Option<String> {
    let name = call
        .name()
        .filter(|name| matches!(*name, "chown" | "chmod" | "chgrp"))?;
    let recursive = |word: &str| {
        word == "--recursive"
            || !word.starts_with("--") && word.starts_with('-') && word.contains('R')
    };
    if !call.arguments().into_iter().any(recursive) {
        return None;
    }
    let operands = operands(later, call);
    let path = operands.iter().skip(1).find(|path| {
        writes(earlier)
            .iter()
            .any(|written| written.is_named_by(path))
    })?;
    Some(format!(
        "`{name}` stores a second copy of what line {} wrote to `{path}`",
        earlier.line
    ))
}

fn writes(part: &Part<'_, '_>) -> Vec<Written> {
    let directory = part.stage.scope(part.step).directory.as_deref();
    part.calls
        .iter()
        .flat_map(|call| written(call, part.script.text.as_str(), directory))
        .collect()
}

/// The operands of a command as absolute paths, patterns kept; those of unknown value or place are left out.
fn operands(part: &Part<'_, '_>, call: &Call<'_>) -> Vec<String> {
    let directory = part.stage.scope(part.step).directory.as_deref();
    let text = part.script.text.as_str();
    let words = call
        .simple
        .words
        .iter()
        .skip(call.first + 1)
        .filter_map(|word| word.unquoted(text));
    let operands = words.filter(|word| !word.starts_with('-'));
    operands
        .filter_map(|word| paths::resolve(directory, &word.replacen("~/", "/root/", 1)))
        .collect()
}
