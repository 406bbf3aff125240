//! Recommended packages of Debian, as `rules/packages.yaml` has them.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::data::Grade;

/// What packages bring along that is only recommended.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recommends {
    /// Recommended packages that are counted on.
    pub functional: Vec<Functional>,
    /// Packages with which no recommended one comes, sorted.
    #[serde(borrow)]
    pub plain: Vec<&'static str>,
    /// Packages with which some come, sorted by name.
    pub rows: Vec<Recommending>,
    /// The package index that this was worked out from.
    pub source: &'static str,
    /// When.
    pub date: &'static str,
    /// How sure it is.
    pub grade: Grade,
}

/// A recommended package that is counted on.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Functional {
    /// Its name.
    pub name: &'static str,
    /// It counts where one of these lower-case words stands in the Dockerfile; without words it always counts.
    #[serde(borrow, default)]
    pub words: Vec<&'static str>,
}

/// A package with which recommended ones come.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recommending {
    /// Its name.
    pub name: &'static str,
    /// Bytes on disk of what is recommended, all that is functional left out.
    pub bytes: u64,
    /// Those in [`Recommends::functional`].
    #[serde(borrow, default)]
    pub keeps: Vec<&'static str>,
    /// Programs among the recommended packages, by package name.
    #[serde(borrow, default)]
    pub tools: Vec<&'static str>,
}

impl Recommends {
    /// Whether anything is known of a package.
    pub fn knows(&self, package: &str) -> bool {
        self.plain.binary_search(&package).is_ok() || self.row(package).is_some()
    }

    /// The package, if recommended ones come with it.
    pub fn row(&self, package: &str) -> Option<&Recommending> {
        let at = self.rows.binary_search_by_key(&package, |row| row.name);
        at.ok().map(|at| &self.rows[at])
    }

    /// What comes with `packages` because it is recommended, and what in turn comes with that; only those of
    /// [`Recommending::keeps`] and [`Recommending::tools`] that `counts` holds for, and what comes with them. The second
    /// argument of `counts`: whether it is one of the tools.
    pub fn along(
        &self,
        packages: &[&str],
        mut counts: impl FnMut(&'static str, bool) -> bool,
    ) -> BTreeSet<&'static str> {
        let mut found = BTreeSet::new();
        let mut open: Vec<&Recommending> = packages.iter().filter_map(|it| self.row(it)).collect();
        while let Some(row) = open.pop() {
            let keeps = row.keeps.iter().map(|name| (*name, false));
            for (name, tool) in keeps.chain(row.tools.iter().map(|name| (*name, true))) {
                if !found.contains(name) && counts(name, tool) {
                    found.insert(name);
                    open.extend(self.row(name));
                }
            }
        }
        found
    }

    /// Whether a recommended package is needed by a Dockerfile with this text, in lower case. `tool`: whether it comes as one
    /// of [`Recommending::tools`].
    pub fn needs(&self, name: &str, tool: bool, file: &str) -> bool {
        if tool {
            return has_word(file, name);
        }
        let found = self
            .functional
            .iter()
            .find(|functional| functional.name == name);
        found.is_none_or(|functional| {
            let words = &functional.words;
            words.is_empty() || words.iter().any(|word| file.contains(word))
        })
    }
}

/// Whether `word` stands in `text` and is no part of a longer one.
fn has_word(text: &str, word: &str) -> bool {
    let joins = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    text.match_indices(word)
        .any(|(at, _)| !text[..at].ends_with(joins) && !text[at + word.len()..].starts_with(joins))
}

#[cfg(test)]
mod tests {
    use super::has_word;

    #[test]
    fn words_are_whole() {
        assert!(has_word("git am | less", "less"));
        assert!(!has_word("serverless", "less"));
        assert!(!has_word("zip-tool", "zip"));
    }
}
