//! Facts of the outside world: `rules/*.yaml` as types.
//!
//! The build script turns each file into JSON that is compiled in; it is read on the first use and not before.
//! Facts only: what follows from them is decided elsewhere. Reads no file at run time.

mod answer;
mod cache;
mod extra;
mod gives;
pub mod images;
mod manager;
mod recipe;
mod recommends;
mod suite;

use std::collections::HashMap;
use std::sync::LazyLock;

pub use answer::{Answer, Docs, Lean, Nested};
pub use cache::LanguageCache;
pub use extra::{Extra, with};
pub use gives::Gives;
pub use manager::{
    Cleanup, ClearedBy, Grade, Manager, NoCache, Size, SizeBasis, ValueFlags, VerbKind, Verbs,
};
pub use recipe::{BuildOnly, Builder, Half, Packages, Recipe, Runtime};
pub use recommends::{Functional, Recommending, Recommends};

pub use suite::{Applications, Numbered, ShellMake, ShellName, Suite, Suites, WithoutApplication};

const CACHES: &str = include_str!(concat!(env!("OUT_DIR"), "/caches.json"));
const SUITES: &str = include_str!(concat!(env!("OUT_DIR"), "/suites.json"));
const MANAGERS: &str = include_str!(concat!(env!("OUT_DIR"), "/managers.json"));

const PACKAGES: &str = include_str!(concat!(env!("OUT_DIR"), "/packages.json"));

static RECOMMENDS: LazyLock<Recommends> = LazyLock::new(recommends);

fn recommends() -> Recommends {
    serde_json::from_str(PACKAGES).expect("rules/packages.yaml fits the types")
}

static DATA: LazyLock<RuleData> = LazyLock::new(|| {
    let managers: Vec<Manager> =
        serde_json::from_str(MANAGERS).expect("rules/managers.yaml fits the types");
    let (mut commands, mut versioned) = (HashMap::new(), HashMap::new());
    for (at, manager) in managers.iter().enumerate() {
        for command in &manager.commands {
            commands.entry(*command).or_insert(at);
            if manager.versioned {
                versioned.entry(unversioned(command)).or_insert(at);
            }
        }
    }
    RuleData {
        managers,
        commands,
        versioned,
        caches: serde_json::from_str(CACHES).expect("rules/caches.yaml fits the types"),
    }
});

// Apart, for the model asks it of every image and few runs ask the rest.
static IMAGES: LazyLock<Suites> =
    LazyLock::new(|| serde_json::from_str(SUITES).expect("rules/suites.yaml fits the types"));

/// All facts.
#[derive(Debug)]
pub struct RuleData {
    managers: Vec<Manager>,
    /// The first manager that has this command.
    commands: HashMap<&'static str, usize>,
    /// The first manager that has this command, versions behind which do not matter.
    versioned: HashMap<&'static str, usize>,
    caches: Vec<LanguageCache>,
}

impl RuleData {
    /// The facts; read from the compiled-in text on the first call.
    pub fn get() -> &'static RuleData {
        &DATA
    }

    /// What names and tags of images tell; read from the compiled-in text on the first call.
    pub fn suites() -> &'static Suites {
        &IMAGES
    }

    /// All package managers.
    pub fn managers(&'static self) -> &'static [Manager] {
        &self.managers
    }

    /// What packages bring along that is only recommended; read on the first call.
    pub fn recommends(&'static self) -> &'static Recommends {
        extra::current().map_or_else(|| &*RECOMMENDS, |extra| &extra.recommends)
    }

    /// The caches of language package managers.
    pub fn caches(&'static self) -> &'static [LanguageCache] {
        &self.caches
    }

    /// The package manager that `command` runs; a directory before it and a version behind it do not matter.
    pub fn manager(&'static self, command: &str) -> Option<&'static Manager> {
        let name = command.rsplit('/').next()?;
        let named = self.commands.get(name);
        let versioned = self.versioned.get(unversioned(name));
        let first = named.into_iter().chain(versioned).min();
        first.and_then(|at| self.managers.get(*at))
    }

    /// The package manager that a command's words run and how many words name it: 1, or 3 for `python3 -m pip`.
    pub fn manager_of(&'static self, words: &[&str]) -> Option<(&'static Manager, usize)> {
        let command = words.first()?;
        if let Some(manager) = self.manager(command) {
            return Some((manager, 1));
        }
        let name = command.rsplit('/').next()?;
        let [_, "-m", module, ..] = words else {
            return None;
        };
        if unversioned(name) != "python" {
            return None;
        }
        let manager = self
            .managers
            .iter()
            .find(|manager| manager.python_module == Some(module))?;
        Some((manager, 3))
    }
}

/// `name` without a version behind it: `pip` for `pip3.11`.
fn unversioned(name: &str) -> &str {
    name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.')
}

#[cfg(test)]
mod tests {
    use super::unversioned;

    #[test]
    fn takes_versions_off() {
        assert_eq!(unversioned("pip3.11"), "pip");
        assert_eq!(unversioned("pip"), "pip");
        assert_eq!(unversioned("pip3-compile"), "pip3-compile");
    }
}
