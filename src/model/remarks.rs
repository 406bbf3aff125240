//! What the comments of an owner say about layers and caches.
//!
//! Reads words, not sentences: where it is in doubt the comment is taken at its word.

/// Words of a comment that speaks of layers for their own sake.
const OF_LAYERS: [&str; 8] = [
    "layer",
    "layers",
    "caching",
    "cached",
    "separate",
    "separately",
    "separated",
    "split",
];

/// Words of a comment on a cleanup: it speaks of a cache to be rid of.
const OF_CLEANUP: [&str; 10] = [
    "clean", "cleaning", "cleanup", "clear", "delete", "empty", "purge", "reduce", "remove",
    "removing",
];

fn words(comment: &str) -> Vec<String> {
    let lower = comment.to_lowercase().replace("don't", "not");
    lower
        .split(|c: char| !c.is_alphanumeric())
        .map(str::to_string)
        .collect()
}

/// Whether a comment speaks of layers for their own sake, or asks not to merge.
pub fn wants_split(comment: &str) -> bool {
    let words = words(comment);
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    has(&OF_LAYERS)
        || has(&["not", "never"]) && has(&["merge", "combine", "join", "squash", "together"])
}

/// Whether a comment speaks of a cache that is meant to be there.
pub fn speaks_of_a_cache(comment: &str) -> bool {
    let words = words(comment);
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    has(&["cache", "caches"]) && !has(&OF_CLEANUP)
}
