//! Which bytes a merge saves, in words.

use std::borrow::Cow;
use std::cell::OnceCell;

use super::Part;
use super::uninstall::{self, Installed};
use crate::data::VerbKind;
use crate::model::commands::Call;
use crate::model::packages::PackageCall;
use crate::model::paths;
use crate::model::writes::{Written, written};

/// What is asked of a part again and again, once it was asked.
#[derive(Default)]
pub(super) struct Facts {
    /// For each of its calls.
    removals: OnceCell<Vec<Option<Removal>>>,
    deletions: OnceCell<Vec<String>>,
    writes: OnceCell<Vec<Written>>,
    left: OnceCell<Left>,
    pub(super) installed: OnceCell<Installed>,
}

/// An `rm` or `mv`.
struct Removal {
    moves: bool,
    /// What is there no more behind it.
    paths: Vec<String>,
}

/// What a part writes and does not delete itself.
struct Left {
    written: Vec<Written>,
    /// Where its package managers keep indexes and caches.
    places: Vec<String>,
}

/// A call of a later part.
#[derive(Clone, Copy)]
struct Later<'p> {
    call: &'p Call<'p>,
    package: Option<&'p PackageCall<'p>>,
    removal: Option<&'p Removal>,
}

/// What a merge saves.
pub(super) struct Gain {
    /// In words.
    pub message: String,
    /// Whether it is more than another copy of a package database.
    pub large: bool,
}

/// What is saved when `later` runs in the layer of `earlier`, if anything is.
pub(super) fn gain(earlier: &Part<'_, '_>, later: &Part<'_, '_>) -> Option<Gain> {
    let mut calls = calls(later);
    let large = calls.find_map(|call| {
        undone(earlier, later, call)
            .or_else(|| lists(earlier, call))
            .or_else(|| second_copy(earlier, later, call.call))
    });
    let (large, message) = match large {
        Some(message) => (true, message),
        None => {
            let mut calls = self::calls(later);
            (false, calls.find_map(|call| database(earlier, call))?)
        }
    };
    Some(Gain { message, large })
}

/// What `later` deletes or cleans of what `earlier` left, so that it frees nothing in a layer of its own.
pub(super) fn lost(earlier: &Part<'_, '_>, later: &Part<'_, '_>) -> Option<String> {
    let mut calls = calls(later);
    calls.find_map(|call| undone(earlier, later, call))
}

fn undone(earlier: &Part<'_, '_>, later: &Part<'_, '_>, call: Later<'_>) -> Option<String> {
    cleaning(earlier, call)
        .or_else(|| uninstall::gain(earlier, call.package?))
        .or_else(|| deletion(earlier, later, call.removal?))
}

fn calls<'p>(part: &'p Part<'_, '_>) -> impl Iterator<Item = Later<'p>> {
    let calls = part.calls.iter().zip(&part.packages);
    calls
        .zip(removals(part))
        .map(|((call, package), removal)| Later {
            call,
            package: package.as_ref(),
            removal: removal.as_ref(),
        })
}

/// A call that changes what is installed, and one before that does something with the same packages.
fn pair<'p>(
    earlier: &'p Part<'_, '_>,
    later: &PackageCall<'_>,
    wanted: impl Fn(&PackageCall<'_>) -> bool,
) -> Option<&'p PackageCall<'p>> {
    let mut before = earlier.packages.iter().flatten();
    before.find(|before| before.shares_database(later) && wanted(before))
}

fn changes(call: &PackageCall<'_>) -> bool {
    matches!(
        call.kind,
        VerbKind::Install | VerbKind::Upgrade | VerbKind::Remove
    )
}

/// The manager's own cleanup.
fn cleaning(earlier: &Part<'_, '_>, call: Later<'_>) -> Option<String> {
    let later = call.package.filter(|call| call.kind == VerbKind::Clean)?;
    let fills =
        |before: &PackageCall<'_>| !matches!(before.kind, VerbKind::Clean | VerbKind::Other);
    pair(earlier, later, fills)?;
    let clean = |call: &PackageCall<'_>| call.kind == VerbKind::Clean;
    let (name, verb) = (later.manager.name, later.verb);
    pair(earlier, later, clean).is_none().then(|| {
        format!(
            "`{name} {verb}` in a layer of its own frees nothing of what line {} left",
            earlier.line
        )
    })
}

/// An update whose lists no layer but that of the install needs.
fn lists(earlier: &Part<'_, '_>, call: Later<'_>) -> Option<String> {
    let later = call.package.filter(|call| changes(call))?;
    let update = pair(earlier, later, |before| before.kind == VerbKind::Update)?;
    let deleted = deletions(earlier);
    let mut indexes = update.manager.indexes.iter();
    let gone = indexes.any(|index| is_emptied(deleted, index));
    (!gone).then(|| {
        format!(
            "`{} {}` in a layer of its own keeps its package lists in the image",
            update.manager.name, update.verb
        )
    })
}

/// A second install.
fn database(earlier: &Part<'_, '_>, call: Later<'_>) -> Option<String> {
    let later = call.package.filter(|call| changes(call))?;
    pair(earlier, later, changes)?;
    Some(format!(
        "`{} {}` in a layer of its own stores the package database of line {} again",
        later.manager.name, later.verb, earlier.line
    ))
}

fn removals<'p>(part: &'p Part<'_, '_>) -> &'p [Option<Removal>] {
    let removal = |call: &Call<'_>| {
        let moves = match call.name()? {
            "mv" => true,
            "rm" => false,
            _ => return None,
        };
        let mut paths = operands(part, call);
        if moves {
            paths.pop();
        }
        Some(Removal { moves, paths })
    };
    let removals = || part.calls.iter().map(removal).collect();
    part.facts.removals.get_or_init(removals)
}

/// The paths that a part deletes.
pub(super) fn deletions<'p>(part: &'p Part<'_, '_>) -> &'p [String] {
    part.facts.deletions.get_or_init(|| {
        let removals = removals(part).iter().flatten();
        let deleted = removals.filter(|removal| !removal.moves);
        let paths = deleted.flat_map(|removal| removal.paths.iter().cloned());
        paths.collect()
    })
}

fn is_emptied(deleted: &[String], place: &str) -> bool {
    let inside = format!("{place}/x");
    deleted.iter().any(|path| paths::names(path, &inside))
}

/// An `rm` of what the earlier part wrote.
fn deletion(earlier: &Part<'_, '_>, later: &Part<'_, '_>, removal: &Removal) -> Option<String> {
    let moves = removal.moves;
    let left = earlier.facts.left.get_or_init(|| left(earlier));
    removal.paths.iter().find_map(|path| {
        let written = left.written.iter().any(|written| written.is_named_by(path));
        let cached = || left.places.iter().any(|place| reaches(path, place));
        let what = if moves { "moves" } else { "deletes" };
        (written || !moves && cached()).then(|| {
            format!(
                "line {} {what} `{path}`, which the layer of line {} keeps",
                later.line, earlier.line
            )
        })
    })
}

fn left(part: &Part<'_, '_>) -> Left {
    let gone = deletions(part);
    let stays = |written: &&Written| !gone.iter().any(|path| written.is_named_by(path));
    let written = writes(part).iter().filter(stays).cloned().collect();
    let managers = part.packages.iter().flatten().map(|call| call.manager);
    let places = managers.flat_map(|manager| manager.indexes.iter().chain(&manager.caches));
    let mut places: Vec<String> = places
        .map(|place| place.replacen('~', "/root", 1))
        .collect();
    places.sort_unstable();
    places.dedup();
    places.retain(|place| !is_emptied(gone, place));
    Left { written, places }
}

/// Whether deleting `path` deletes something of what lies under `place`.
fn reaches(path: &str, place: &str) -> bool {
    paths::names(path, &format!("{place}/x")) || paths::within(path.trim_end_matches("/*"), place)
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
    // The owner or mode comes first, and is no path.
    let words = written_operands(later, call).skip(1);
    let operands: Vec<String> = words.filter_map(|word| place(later, call, &word)).collect();
    let path = operands.iter().find(|path| {
        writes(earlier)
            .iter()
            .any(|written| written.is_named_by(path))
    })?;
    Some(format!(
        "`{name}` stores a second copy of what line {} wrote to `{path}`",
        earlier.line
    ))
}

fn writes<'p>(part: &'p Part<'_, '_>) -> &'p [Written] {
    let text = part.script.text.as_str();
    let writes = || {
        let calls = part.calls.iter().zip(part.directories());
        calls.flat_map(|(call, directory)| written(call, text, directory.as_deref()))
    };
    part.facts.writes.get_or_init(|| writes().collect())
}

/// The operands of a command as absolute paths, patterns kept; those of unknown value or place are left out.
fn operands(part: &Part<'_, '_>, call: &Call<'_>) -> Vec<String> {
    let words = written_operands(part, call);
    words.filter_map(|word| place(part, call, &word)).collect()
}

/// The operands of a command of known value, as they are written.
fn written_operands<'p>(
    part: &'p Part<'_, '_>,
    call: &'p Call<'_>,
) -> impl Iterator<Item = Cow<'p, str>> {
    let text = part.script.text.as_str();
    let words = call.simple.words.iter().skip(call.first + 1);
    words
        .filter_map(|word| word.unquoted(text))
        .filter(|word| !word.starts_with('-'))
}

/// Where a path leads.
fn place(part: &Part<'_, '_>, call: &Call<'_>, word: &str) -> Option<String> {
    paths::resolve(part.directory(call), &word.replacen("~/", "/root/", 1))
}
