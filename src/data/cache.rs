//! The cache of a language package manager as `rules/caches.yaml` has it.

use serde::Deserialize;

use super::Grade;

/// One row of `rules/caches.yaml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LanguageCache {
    /// Name of the row; the first of `commands`.
    pub name: &'static str,
    /// Commands that run the manager, without directory.
    #[serde(borrow)]
    pub commands: Vec<&'static str>,
    /// What fills the cache: the first word behind the command that is no flag, or the first two. None: any call does.
    #[serde(borrow)]
    pub fills: Vec<&'static str>,
    /// Flags whose value is the next word.
    #[serde(borrow)]
    pub flags_with_value: Vec<&'static str>,
    /// What is cleared; `~` is the home directory of the user who runs it.
    #[serde(borrow)]
    pub caches: Vec<&'static str>,
    /// Environment variables, flags and leading words of commands that put the cache elsewhere or switch it off.
    #[serde(borrow)]
    pub moved_by: Vec<&'static str>,
    /// Flags with which the manager makes do with the cache.
    #[serde(borrow, default)]
    pub offline_flags: Vec<&'static str>,
    /// The very text that a fix adds.
    #[serde(default)]
    pub clear: Option<&'static str>,
    /// Leading words of commands that do the same.
    #[serde(borrow)]
    pub cleared_by: Vec<&'static str>,
    /// A flag with which nothing is kept, instead of `clear`.
    #[serde(default)]
    pub avoid: Option<&'static str>,
    /// Official images that have the cache there; none: every image.
    #[serde(borrow, default)]
    pub images: Vec<&'static str>,
    /// Words with which packages may be linked to the cache.
    #[serde(borrow, default)]
    pub stays: Vec<&'static str>,
    /// The page.
    pub source: &'static str,
    /// When it was read.
    pub date: &'static str,
    /// How sure that is.
    pub grade: Grade,
}
