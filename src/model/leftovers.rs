//! Who names the directories in which package managers leave indexes and downloads.
//!
//! A fix that leaves such a directory empty, or never makes it, must not pull the ground from under a later `rm` without `-f`,
//! a copy or a listing.

use crate::data::RuleData;
use crate::model::commands::Call;
use crate::model::later::{Later, Use};
use crate::model::{Body, Model, Run, Stage, Step, paths};
use crate::syntax::{Arguments, Keyword};

/// Commands that only speak of a path, or that do as well when nothing lies in the directory.
const FORGIVING: [&str; 15] = [
    "[", "chgrp", "chmod", "chown", "du", "echo", "export", "find", "ls", "mkdir", "printf",
    "stat", "test", "touch", "umount",
];

/// For each place of a file the first thing behind it that relies on what lies in one of `directories`; `~` is any home.
pub fn later(model: &Model<'_>, directories: &[&str]) -> Later {
    Later::new(model, directories, &mut |stage, index| {
        named_by(&stage.steps[index], directories)
    })
}

/// The first of some `calls` of a script with this `text` that relies on what lies in one of `directories`.
pub fn first_relying<'c, 't>(
    calls: &'c [Call<'t>],
    text: &str,
    directories: &[&str],
) -> Option<&'c Call<'t>> {
    calls.iter().find(|call| relies(call, text, directories))
}

/// Whether the file puts a link where one of `directories` is, or to it: then something else may lie there.
pub fn linked(model: &Model<'_>, directories: &[&str]) -> bool {
    let steps = model.stages.iter().flat_map(|stage| &stage.steps);
    let mut scripts = steps.filter_map(|step| step.run.as_ref()?.script());
    scripts.any(|script| {
        let text = script.text.as_str();
        let names = |call: &Call<'_>| {
            let mut words = call.arguments().into_iter();
            words.any(|word| directories.iter().any(|place| paths::within(word, place)))
        };
        let links = |call: &Call<'_>| call.name() == Some("ln") && names(call);
        text.contains("ln ") && mentions(text, directories) && script.calls().iter().any(links)
    })
}

/// Whether the caches below the home directory of a step lie where their paths do not tell.
pub fn home_elsewhere(model: &Model<'_>, stage: &Stage<'_>, step: &Step<'_>) -> bool {
    let moved = |home: Option<&str>| {
        let known = ["/root", "/home/"];
        !home.is_some_and(|home| known.iter().any(|place| home.starts_with(place)))
    };
    model.variable(stage, step, "XDG_CACHE_HOME").is_some()
        || model.variable(stage, step, "HOME").is_some_and(moved)
}

/// What a step means for what lies in one of `directories`.
pub fn named_by(step: &Step<'_>, directories: &[&str]) -> Use {
    let instruction = step.instruction;
    let text = instruction.logical.as_str();
    let named = |path: &str| directories.iter().any(|place| names(path, place));
    let found = match (&step.run, &instruction.arguments) {
        (Some(run), _) => match &run.body {
            Body::Script(script) => {
                let text = script.text.as_str();
                let worth_a_look = text.contains("rm ") || mentions_first(text, directories);
                let calls = match worth_a_look {
                    true => script.calls(),
                    false => &[],
                };
                calls.iter().any(|call| relies(call, text, directories))
            }
            Body::Exec(words) => words.iter().any(|word| named(&word.value)),
            Body::Opaque(_) => mentions(text, directories),
        },
        (None, Arguments::Value(path)) => {
            let inside = |place: &&str| within(&path.value, place);
            instruction.keyword == Keyword::Workdir && directories.iter().any(inside)
        }
        (None, Arguments::Onbuild(_) | Arguments::Cmd(_) | Arguments::Entrypoint(_)) => {
            mentions(text, directories)
        }
        _ => false,
    };
    match found {
        true => Use::Needs(format!("names `{}`", directories.first().unwrap_or(&""))),
        false => Use::Neutral,
    }
}

/// Whether a cache mount of a `RUN` may hold one of `directories`: any that is not plainly for a system package manager.
pub fn mounted(data: &'static RuleData, run: &Run<'_>, directories: &[&str]) -> bool {
    let system = |target: &str| {
        let managers = data.managers().iter();
        let mut places = managers.flat_map(|manager| manager.indexes.iter().chain(&manager.caches));
        places.any(|place| place.starts_with('/') && paths::within(place, target))
    };
    run.mounts.iter().any(|mount| {
        let target = mount.target.as_deref().unwrap_or("/");
        let other = target != "/" && system(target);
        mount.covers(directories) || mount.kind == "cache" && !other
    })
}

fn mentions(text: &str, directories: &[&str]) -> bool {
    directories
        .iter()
        .any(|place| text.contains(place.trim_start_matches('~')))
}

/// Whether the text names a directory, or the first part of one below a home.
fn mentions_first(text: &str, directories: &[&str]) -> bool {
    let first = |place: &str| {
        let rest = place.strip_prefix("~/")?;
        Some(text.contains(rest.split('/').next()?))
    };
    let mut places = directories.iter();
    places.any(|place| first(place).unwrap_or_else(|| text.contains(place)))
}

/// Whether a command may fail, or do something else, where a directory is empty or not there.
fn relies(call: &Call<'_>, text: &str, directories: &[&str]) -> bool {
    let words = call.simple.words.iter().skip(call.first + 1);
    let mut raw = words.map(|word| word.raw(text));
    match call.name() {
        // What follows may name files without their directory.
        Some("cd" | "pushd") => {
            raw.any(|word| directories.iter().any(|place| has_to_be_there(word, place)))
        }
        Some("rm") => {
            let forced = raw.clone().any(|word| {
                word == "--force"
                    || word.starts_with('-') && !word.starts_with("--") && word.contains('f')
            });
            !forced && raw.any(|word| directories.iter().any(|place| names(word, place)))
        }
        Some(name) if FORGIVING.contains(&name) => {
            let read = is_read(call, text);
            let pattern = |word: &str| read || word.contains(['*', '?']);
            let home = |place: &&str| place.starts_with('~');
            raw.any(|word| {
                let places = directories
                    .iter()
                    .filter(|place| pattern(word) || home(place));
                !matches!(name, "echo" | "export" | "mkdir" | "printf")
                    && places.clone().any(|place| has_to_be_there(word, place))
            })
        }
        _ => raw.any(|word| directories.iter().any(|place| has_to_be_there(word, place))),
    }
}

/// Whether another command reads what a command prints.
fn is_read(call: &Call<'_>, text: &str) -> bool {
    let behind = text[call.simple.span.end as usize..].trim_start();
    let piped = behind.starts_with('|') && !behind.starts_with("||");
    piped || call.place.substitution
}

/// Whether a word names `directory`, something in it, or one above it that need not be there without it: `~/.cache` of
/// `~/.cache/pip`.
pub fn has_to_be_there(word: &str, directory: &str) -> bool {
    let made_by_it = || {
        let tail = below_home(bare(word)).filter(|_| directory.starts_with('~'));
        tail.is_some_and(|tail| !tail.trim_end_matches(['/', '*', '.']).is_empty())
    };
    within(word, directory) || made_by_it() && names(word, directory)
}

/// Whether a word, patterns kept, names something in `directory`, the directory, or one above it.
pub fn names(word: &str, directory: &str) -> bool {
    let inside = |place: &str| format!("{place}/x");
    within(word, directory)
        || match (directory.strip_prefix('~'), bare(word)) {
            (None, word) => word.starts_with('/') && paths::names(word, &inside(directory)),
            (Some(rest), word) => {
                below_home(word).is_some_and(|tail| paths::names(tail, &inside(rest)))
            }
        }
}

/// Whether a word names `directory` or something in it.
fn within(word: &str, directory: &str) -> bool {
    let word = bare(word);
    match directory.strip_prefix('~') {
        None => paths::within(word, directory),
        Some(rest) => below_home(word).is_some_and(|tail| paths::within(tail, rest)),
    }
}

fn bare(word: &str) -> &str {
    word.trim_matches(['"', '\''])
}

/// What follows a home directory in a word: `/.cache` of `~/.cache`, `$HOME/.cache`, `/root/.cache`, `/home/x/.cache`.
fn below_home(word: &str) -> Option<&str> {
    let starts = ["~", "$HOME", "${HOME}", "/root"];
    let known = starts.iter().find_map(|start| word.strip_prefix(start));
    let other = || {
        let user = word.strip_prefix("/home/")?;
        Some(&user[user.find('/').unwrap_or(user.len())..])
    };
    known
        .or_else(other)
        .filter(|tail| tail.is_empty() || tail.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn words_name_directories() {
        assert!(names("/var/cache/apk/*", "/var/cache/apk"));
        assert!(names("/var/cache/*", "/var/cache/apk"));
        assert!(names("\"$HOME/.cache\"", "~/.cache/pip"));
        assert!(names("/home/app/.cache/pip/http", "~/.cache/pip"));
        assert!(!names("/var/cache/nginx", "/var/cache/apk"));
        assert!(!names("/rootfs/.cache", "~/.cache/pip"));
    }
}
