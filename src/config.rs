//! `.dfopt.yaml`: what a project asks of dfopt, for all its Dockerfiles or for some paths.
//!
//! [`File::parse`] reads a text and [`Source`] looks for the file. The values of defaults, file, overrides and command
//! line are laid over each other in this order by [`Settings`].

mod find;
mod nearest;
mod read;
mod source;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use ignore::gitignore::Gitignore;

use crate::pass::{Assumption, Options};

pub use read::Problem;
pub use source::{Lookup, Source};

/// The name of a configuration file.
pub const NAME: &str = ".dfopt.yaml";

/// What counts as a failure of `check`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FailOn {
    /// Any finding: refusals, and fixes that need an assumption, too.
    Any,
    /// A finding that `fix` would act on.
    #[default]
    Fixes,
    /// No finding.
    Never,
}

impl FailOn {
    /// All of them.
    pub const ALL: [FailOn; 3] = [FailOn::Any, FailOn::Fixes, FailOn::Never];

    /// Its name on the command line and in a file.
    pub fn name(self) -> &'static str {
        match self {
            FailOn::Any => "any",
            FailOn::Fixes => "fixes",
            FailOn::Never => "never",
        }
    }
}

/// Choices that one place makes; what it leaves open is `None` or empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// `-O0` to `-O3`.
    pub level: Option<u8>,
    /// Assumptions granted on top of the level, and of those that other places grant.
    pub assume: Vec<Assumption>,
    /// Only these passes.
    pub only: Option<Vec<&'static str>>,
    /// Not these passes, nor those that other places leave out.
    pub skip: Vec<&'static str>,
    /// What counts as a failure.
    pub fail_on: Option<FailOn>,
}

/// A configuration file.
#[derive(Clone, Debug)]
pub struct File {
    /// Where it is.
    pub path: PathBuf,
    base: Section,
    overrides: Vec<Override>,
}

/// Choices for the paths that its patterns match.
#[derive(Clone, Debug)]
struct Override {
    patterns: Vec<String>,
    paths: Gitignore,
    section: Section,
}

impl File {
    /// What it says of the file at `path`, an absolute one, with the name of each place that says it.
    pub fn sections(&self, path: &Path) -> Vec<(String, Section)> {
        let name = self.path.display();
        let mut sections = vec![(name.to_string(), self.base.clone())];
        let inside = self
            .path
            .parent()
            .is_some_and(|root| path.starts_with(root));
        let fits = |one: &&Override| {
            let matched = |path| one.paths.matched_path_or_any_parents(path, false);
            inside && matched(path).is_ignore()
        };
        sections.extend(self.overrides.iter().filter(fits).map(|one| {
            let patterns = one.patterns.join(", ");
            (format!("{name}, paths {patterns}"), one.section.clone())
        }));
        sections
    }
}

/// What is in force, and which place says so.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    sections: Vec<(String, Section)>,
}

impl Settings {
    /// Of places with their names, the one that decides last.
    pub fn new(sections: Vec<(String, Section)>) -> Self {
        Settings { sections }
    }

    /// As the pipeline takes it.
    pub fn options(&self, limit: Option<usize>) -> Options {
        let each = || self.sections.iter().map(|(_, section)| section);
        let mut options = Options {
            level: each().rev().find_map(|one| one.level).unwrap_or(1),
            only: each().rev().find_map(|one| one.only.clone()),
            limit,
            ..Options::default()
        };
        for section in each() {
            add(&mut options.assume, &section.assume);
            add(&mut options.skip, &section.skip);
        }
        options
    }

    /// What counts as a failure of `check`.
    pub fn fail_on(&self) -> FailOn {
        let said = self.sections.iter().rev().find_map(|(_, one)| one.fail_on);
        said.unwrap_or_default()
    }

    /// The names of the places that say something which `says` asks for; `default` if none does.
    fn origin(&self, says: impl Fn(&Section) -> bool, adds_up: bool) -> String {
        let places = self.sections.iter().rev().filter(|(_, one)| says(one));
        let take = if adds_up { usize::MAX } else { 1 };
        let mut names: Vec<&str> = places.take(take).map(|(name, _)| name.as_str()).collect();
        names.reverse();
        match names.is_empty() {
            true => "default".to_string(),
            false => names.join("; "),
        }
    }

    /// Each setting as it stands in a file, and where it comes from: `level: 2  # .dfopt.yaml`.
    pub fn show(&self) -> String {
        let options = self.options(None);
        let assumed: Vec<&str> = options.assume.iter().map(|one| one.name()).collect();
        let only = options
            .only
            .as_ref()
            .map_or("every pass".to_string(), |only| {
                format!("[{}]", only.join(", "))
            });
        let rows = [
            (
                format!("level: {}", options.level),
                self.origin(|one| one.level.is_some(), false),
            ),
            (
                format!("assume: [{}]", assumed.join(", ")),
                self.origin(|one| !one.assume.is_empty(), true),
            ),
            (
                format!("only: {only}"),
                self.origin(|one| one.only.is_some(), false),
            ),
            (
                format!("skip: [{}]", options.skip.join(", ")),
                self.origin(|one| !one.skip.is_empty(), true),
            ),
            (
                format!("fail-on: {}", self.fail_on().name()),
                self.origin(|one| one.fail_on.is_some(), false),
            ),
        ];
        let width = rows.iter().map(|(text, _)| text.len()).max().unwrap_or(0);
        let line = |(text, origin): &(String, String)| format!("{text:width$}  # {origin}\n");
        rows.iter().map(line).collect()
    }
}

fn add<T: Copy + PartialEq>(all: &mut Vec<T>, more: &[T]) {
    for one in more {
        if !all.contains(one) {
            all.push(*one);
        }
    }
}
