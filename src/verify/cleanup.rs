//! What only fetches package indexes, or keeps indexes and caches out of an image.

use crate::data::{RuleData, VerbKind};
use crate::model::commands::Call;
use crate::model::packages::{PackageCall, deleted_paths};
use crate::model::paths;
use crate::text::Span;

/// The flags of a call that only decide about indexes and caches.
pub(super) fn cache_flags(data: &'static RuleData, call: &Call<'_>, text: &str) -> Vec<Span> {
    let words = call.simple.words.iter().map(|word| word.span);
    if let Some(package) = PackageCall::new(data, call) {
        let manager = package.manager;
        return match &manager.no_cache {
            Some(no_cache) => words
                .filter(|span| {
                    let word = span.of(text);
                    word == no_cache.flag || manager.refresh_flags.contains(&word)
                })
                .collect(),
            None => Vec::new(),
        };
    }
    let named = |row: &&crate::data::LanguageCache| {
        call.name().is_some_and(|name| row.commands.contains(&name))
    };
    let flag = data.caches().iter().find(named).and_then(|row| row.avoid);
    words.filter(|span| flag == Some(span.of(text))).collect()
}

/// Whether a command only fetches package indexes or only clears what a package manager keeps.
pub(super) fn is_cleanup(data: &'static RuleData, call: &Call<'_>, text: &str) -> bool {
    let plain = call.simple.redirections.is_empty() && call.simple.assignments.is_empty();
    let package = PackageCall::new(data, call).filter(|_| plain);
    let fetches =
        package.is_some_and(|it| it.kind == VerbKind::Update && !it.manager.indexes.is_empty());
    fetches || clears(data, call, text)
}

/// Whether a command only clears what a package manager keeps.
pub(super) fn clears(data: &'static RuleData, call: &Call<'_>, text: &str) -> bool {
    if !call.simple.redirections.is_empty() || !call.simple.assignments.is_empty() {
        return false;
    }
    let words: Vec<&str> = call.name().into_iter().chain(call.arguments()).collect();
    let line = words.join(" ");
    let by_command = || {
        let mut managers = data.managers().iter();
        let mut caches = data.caches().iter();
        managers.any(|it| it.cleared_by.commands.contains(&&*line))
            || caches
                .any(|it| it.clear == Some(&*line) || it.clear == Some(call.simple.span.of(text)))
    };
    let deleted = deleted_paths(call, text);
    let indexes = || data.managers().iter().flat_map(|manager| &manager.indexes);
    let in_an_index = |path: &String| indexes().any(|index| paths::within(path, index));
    !deleted.is_empty() && deleted.iter().all(in_an_index) || by_command()
}
