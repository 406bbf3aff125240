//! Which paths a command names, makes and fetches.

use crate::model::commands::{Call, base_name};
use crate::model::paths;
use crate::model::writes::{Written, written};

use super::commands::{Deed, Place};
use super::trace::Owned;

/// Whom `chown` gives a path to.
pub(super) fn owner(words: &[Option<String>], place: &Place<'_>) -> Result<Deed, String> {
    let operands: Vec<&str> = words
        .iter()
        .map(|word| word.as_deref().unwrap_or("$"))
        .filter(|word| !word.starts_with('-'))
        .collect();
    match operands.as_slice() {
        [owner, path] if !owner.contains('$') && !path.contains(['$', '*']) => {
            let path = paths::resolve(place.here, path).ok_or_else(|| unclear(place))?;
            let all = words
                .iter()
                .flatten()
                .any(|word| word.starts_with('-') && word.contains('R'));
            Ok(Deed::Owns(Owned {
                owner: owner.to_string(),
                path,
                all,
            }))
        }
        _ => Err(format!(
            "line {} gives files to an owner in a way that dfopt does not follow",
            place.line
        )),
    }
}

/// Where `cp`, `mv`, `ln` and `install` write.
pub(super) fn copied(words: &[Option<String>], place: &Place<'_>) -> Result<Vec<String>, String> {
    let operands: Vec<&Option<String>> = words
        .iter()
        .filter(|word| !word.as_deref().is_some_and(|word| word.starts_with('-')))
        .collect();
    let Some((Some(target), sources)) = operands.split_last() else {
        return Err(unclear(place));
    };
    let path = paths::resolve(place.here, target).ok_or_else(|| unclear(place))?;
    let into = target.ends_with(['/', '.']) || sources.len() > 1 || is_common_directory(&path);
    match sources {
        [Some(source)] if into && !source.contains('*') => {
            let name = base_name(source.trim_end_matches('/'));
            Ok(vec![format!("{}/{name}", path.trim_end_matches('/'))])
        }
        _ if into && is_common_directory(&path) => Err(unclear(place)),
        _ => Ok(vec![path]),
    }
}

/// Directories that every image has.
pub(super) fn is_common_directory(path: &str) -> bool {
    let known = [
        "/",
        "/bin",
        "/sbin",
        "/usr/bin",
        "/usr/sbin",
        "/usr/local/bin",
        "/usr/local/sbin",
        "/usr/lib",
        "/usr/local/lib",
        "/lib",
        "/etc",
        "/opt",
        "/home",
        "/var",
        "/var/lib",
        "/var/log",
        "/root",
        "/tmp",
        "/usr",
        "/usr/local",
        "/usr/share",
        "/usr/src",
        "/usr/local/share",
        "/run",
        "/usr/local/etc",
        "/mnt",
        "/media",
        "/lib64",
        "/var/run",
        "/usr/include",
    ];
    known.contains(&path)
}

/// The operands of a command as paths; `skip`: the first is none.
pub(super) fn operands(
    words: &[Option<String>],
    place: &Place<'_>,
    skip: bool,
) -> Result<Vec<String>, String> {
    let mut out = Vec::new();
    let mut first = skip;
    for word in words {
        let word = word.as_deref().ok_or_else(|| unclear(place))?;
        if word.starts_with('-') || std::mem::take(&mut first) || word.is_empty() {
            continue;
        }
        let path = paths::resolve(place.here, word).ok_or_else(|| unclear(place))?;
        out.push(path);
    }
    match skip && out.iter().any(|path| path.starts_with("/etc/")) {
        true => Err(format!("line {} edits a file of the system", place.line)),
        false => Ok(out),
    }
}

/// What downloaders and unpackers write; the directory they run in where their words do not tell.
pub(super) fn fetched(call: &Call<'_>, text: &str, place: &Place<'_>) -> Vec<String> {
    if call.name() == Some("git") {
        return cloned(call, place);
    }
    let paths = written(call, text, place.here)
        .into_iter()
        .map(|written| match written {
            Written::Path(path) | Written::Under(path) => path,
        });
    let mut paths: Vec<String> = paths.collect();
    let prints = call.name() == Some("curl");
    if paths.is_empty() && !prints {
        paths.extend(place.here.map(str::to_string));
    }
    paths
}

/// Where `git clone` puts the repository; other verbs change what is there.
fn cloned(call: &Call<'_>, place: &Place<'_>) -> Vec<String> {
    let words = call.arguments();
    let is_address = |word: &&str| word.contains("://") || word.starts_with("git@");
    let Some(at) = words
        .iter()
        .position(is_address)
        .filter(|_| words.contains(&"clone"))
    else {
        return Vec::new();
    };
    let target = words[at + 1..]
        .iter()
        .find(|word| !word.starts_with('-') && !word.is_empty());
    let own = base_name(words[at].trim_end_matches('/')).trim_end_matches(".git");
    let path = paths::resolve(place.here, target.unwrap_or(&own));
    path.into_iter().collect()
}

/// What is said of a path that cannot be told.
pub(super) fn unclear(place: &Place<'_>) -> String {
    format!(
        "line {} writes to a place that dfopt cannot tell",
        place.line
    )
}
