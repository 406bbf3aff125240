//! What a call of a language package manager does to its cache, as the rows of `rules/caches.yaml` tell.

use crate::data::LanguageCache;
use crate::model::commands::Call;
use crate::model::leftovers;

/// The words behind the command that say what to do, with their places among the words of the command.
pub(super) fn verbs<'c>(row: &LanguageCache, call: &'c Call<'_>) -> Vec<(usize, &'c str)> {
    let longest = row.fills.iter().map(|fill| fill.split(' ').count()).max();
    let mut found = Vec::new();
    let mut at = 1;
    while let Some(Some(word)) = call.words.get(at) {
        if found.len() == longest.unwrap_or(0) {
            break;
        }
        if row.flags_with_value.contains(&&**word) {
            at += 1;
        } else if !word.starts_with('-') || row.fills.contains(&&**word) {
            found.push((call.first + at, &**word));
            let so_far: Vec<&str> = found.iter().map(|(_, word)| *word).collect();
            if row.fills.contains(&&*so_far.join(" ")) {
                break;
            }
        }
        at += 1;
    }
    found
}

/// Whether a call fills the cache.
pub(super) fn is_fill(row: &LanguageCache, call: &Call<'_>) -> bool {
    if !call.name().is_some_and(|name| row.commands.contains(&name)) {
        return false;
    }
    let help = ["--help", "-h", "--version"];
    let arguments = call.arguments();
    if arguments.iter().any(|word| help.contains(word)) {
        return false;
    }
    let words: Vec<&str> = verbs(row, call).iter().map(|(_, word)| *word).collect();
    match words.as_slice() {
        [] => {
            row.fills.is_empty() && !arguments.is_empty()
                || row.name == "yarn" && arguments.is_empty()
        }
        words => row.fills.contains(&&*words.join(" ")) || row.fills.contains(&words[0]),
    }
}

/// Whether a call clears the cache.
pub(super) fn clears(row: &LanguageCache, call: &Call<'_>, text: &str) -> bool {
    let words: Vec<&str> = call.name().into_iter().chain(call.arguments()).collect();
    let by_command = || {
        row.cleared_by.iter().any(|command| {
            let wanted: Vec<&str> = command.split(' ').collect();
            words.starts_with(&wanted)
        })
    };
    let deletes = || {
        let mut words = call.simple.words.iter().map(|word| word.raw(text));
        let named = |word: &str| row.caches.iter().any(|place| leftovers::names(word, place));
        matches!(call.name(), Some("rm" | "find")) && words.any(named)
    };
    by_command() || deletes()
}
