//! How a package manager is kept from asking and from bringing more than was asked for, as `rules/managers.yaml` has it.

use serde::Deserialize;

/// How the questions of a package manager are answered.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The flag.
    pub flag: &'static str,
    /// Whether it stands behind the command; else it stands behind the verb.
    #[serde(default)]
    pub before_verb: bool,
    /// The verbs that ask.
    #[serde(borrow)]
    pub verbs: Vec<&'static str>,
    /// Verbs that ask or not, as their first operand says.
    #[serde(default)]
    pub nested: Nested,
    /// Lower-case words in a file that answer for good.
    #[serde(borrow, default)]
    pub settings: Vec<&'static str>,
    /// Flags with which nothing is asked, or nothing is meant to be done.
    #[serde(borrow, default)]
    pub asks_not: Vec<&'static str>,
}

/// Verbs that ask with these first operands only: `module enable`, not `module list`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Nested {
    /// The verbs.
    #[serde(borrow)]
    pub verbs: Vec<&'static str>,
    /// The operands.
    #[serde(borrow)]
    pub operands: Vec<&'static str>,
}

/// How a package manager is kept from installing what is only recommended.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lean {
    /// The flag; it stands behind the verb.
    pub flag: &'static str,
    /// The lower-case word in it that a setting has too.
    pub word: &'static str,
    /// The verbs that take it.
    #[serde(borrow)]
    pub verbs: Vec<&'static str>,
    /// How names of packages begin of which what they recommend is known to be used.
    #[serde(borrow)]
    pub used: Vec<&'static str>,
}

/// How a package manager is kept from installing documentation.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Docs {
    /// The flag; it stands behind the verb.
    pub flag: &'static str,
    /// The verbs that take it.
    #[serde(borrow)]
    pub verbs: Vec<&'static str>,
    /// Words in the names of images whose package manager leaves documentation out by itself.
    #[serde(borrow, default)]
    pub set_in: Vec<&'static str>,
}

impl Answer {
    /// Whether a call with this verb and these operands asks.
    pub fn asks(&self, verb: &str, operands: &[&str]) -> bool {
        let nested = || {
            let first = operands.first();
            self.nested.verbs.contains(&verb)
                && first.is_some_and(|first| self.nested.operands.contains(first))
        };
        self.verbs.contains(&verb) || nested()
    }
}
