//! `.dfopt.yaml`: what a project asks of dfopt, for all its Dockerfiles or for some paths.
//!
//! [`File::parse`] reads a text and [`Source`] looks for the file. The values of defaults, file, overrides and command
//! line are laid over each other in this order by [`Settings`].

mod find;
mod nearest;
mod read;
mod show;
mod source;
#[cfg(test)]
mod tests;
mod values;

use std::path::{Path, PathBuf};

use ignore::gitignore::Gitignore;

use crate::data::Extra;
use crate::pass::{Assumption, Options};

pub use read::Problem;
pub use source::{Lookup, Source};
pub use values::platform;

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
    /// Platforms that images are built for: `linux/arm64`.
    pub platforms: Option<Vec<String>>,
}

/// A configuration file.
#[derive(Clone, Debug)]
pub struct File {
    /// Where it is.
    pub path: PathBuf,
    base: Section,
    overrides: Vec<Override>,
    /// Rows of the project's own.
    pub rules: Option<&'static Extra>,
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
    rules: Option<&'static Extra>,
}

impl Settings {
    /// Of places with their names, the one that decides last.
    pub fn new(sections: Vec<(String, Section)>) -> Self {
        Settings {
            sections,
            rules: None,
        }
    }

    /// The same with rows of the project's own.
    pub fn with_rules(self, rules: Option<&'static Extra>) -> Self {
        Settings { rules, ..self }
    }

    /// As the pipeline takes it.
    pub fn options(&self, limit: Option<usize>) -> Options {
        let each = || self.sections.iter().map(|(_, section)| section);
        let mut options = Options {
            level: each().rev().find_map(|one| one.level).unwrap_or(1),
            only: each().rev().find_map(|one| one.only.clone()),
            platforms: self.platforms(),
            rules: self.rules,
            limit,
            ..Options::default()
        };
        for section in each() {
            add(&mut options.assume, &section.assume);
            add(&mut options.skip, &section.skip);
        }
        options
    }

    fn platforms(&self) -> Vec<String> {
        let mut each = self.sections.iter().rev();
        let said = each.find_map(|(_, one)| one.platforms.clone());
        said.unwrap_or_default()
    }

    /// What counts as a failure of `check`.
    pub fn fail_on(&self) -> FailOn {
        let said = self.sections.iter().rev().find_map(|(_, one)| one.fail_on);
        said.unwrap_or_default()
    }
}

fn add<T: Copy + PartialEq>(all: &mut Vec<T>, more: &[T]) {
    for one in more {
        if !all.contains(one) {
            all.push(*one);
        }
    }
}
