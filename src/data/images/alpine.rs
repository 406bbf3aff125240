//! `rules/alpine.yaml`: what Debian's packages are called on Alpine.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::data::{Grade, extra};

const ALPINE: &str = include_str!(concat!(env!("OUT_DIR"), "/alpine.json"));

static FACTS: LazyLock<AlpinePackages> = LazyLock::new(AlpinePackages::fresh);

/// Names of packages on Alpine.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AlpinePackages {
    /// Where the names are from.
    pub source: &'static str,
    /// The day they were read.
    pub date: &'static str,
    /// How sure they are.
    pub grade: Grade,
    packages: Vec<Mapped>,
    no_musl: Vec<NoMusl>,
}

/// A package of Debian, its grade (`A` or `B`), and the packages of Alpine that do the same.
#[derive(Debug, Deserialize)]
pub struct Mapped(pub &'static str, pub &'static str, pub &'static str);

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NoMusl {
    language: &'static str,
    #[serde(borrow)]
    packages: Vec<&'static str>,
}

impl AlpinePackages {
    /// The facts; read from the compiled-in text on the first call.
    pub fn get() -> &'static AlpinePackages {
        extra::current().map_or_else(|| &*FACTS, |extra| &extra.alpine)
    }

    pub(in crate::data) fn fresh() -> AlpinePackages {
        serde_json::from_str(ALPINE).expect("rules/alpine.yaml fits the types")
    }

    /// Puts rows before those there are.
    pub(in crate::data) fn add(&mut self, packages: Vec<Mapped>) {
        self.packages.splice(0..0, packages);
    }

    /// What Alpine calls a package of Debian, if that is sure.
    pub fn of(&'static self, package: &str) -> Option<&'static str> {
        let mapped = self.packages.iter().find(|mapped| mapped.0 == package);
        mapped.map(|mapped| mapped.2)
    }

    /// All rows.
    pub fn all(&'static self) -> &'static [Mapped] {
        &self.packages
    }

    /// Packages of a language that have no build for musl.
    pub fn no_musl(&'static self, language: &str) -> &'static [&'static str] {
        let found = self.no_musl.iter().find(|row| row.language == language);
        found.map_or(&[], |row| &row.packages)
    }
}
