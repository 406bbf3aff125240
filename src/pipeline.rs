//! Runs the passes: [`check`] on the text as it stands, [`fix`] in order and to a fixed point.
//!
//! Pure functions of a text, its build context and the options. Reads and writes no file.

use crate::model::Project;
use crate::pass::{Assumption, Finding, Options, Saving};
use crate::syntax::SyntaxError;
use crate::verify::Facet;

/// A finding of [`check`] and the pass it comes from.
#[derive(Clone, Debug)]
pub struct Found {
    /// Name of the pass.
    pub pass: &'static str,
    /// 1-based line of the finding's start.
    pub line: u32,
    /// 1-based column, in bytes.
    pub column: u32,
    /// What it says.
    pub finding: Finding,
}

/// What [`fix`] did to a file.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The text afterwards.
    pub output: String,
    /// The fixes made, in the order in which they were made.
    pub applied: Vec<Applied>,
    /// What could be better in the text afterwards and was left, and why.
    pub withheld: Vec<Withheld>,
    /// Fixes that broke the promise of their pass and were left out: each a bug of ours.
    pub broken: Vec<Broken>,
    /// How often the list of passes ran, the last and quiet time included.
    pub rounds: u32,
}

/// A fix made.
#[derive(Clone, Debug)]
pub struct Applied {
    /// Name of the pass.
    pub pass: &'static str,
    /// 1-based line in the text before any fix.
    pub line: u32,
    /// What could be better.
    pub message: String,
    /// What the fix does.
    pub title: String,
    /// What it rests on.
    pub assumption: Option<Assumption>,
    /// What it saves.
    pub saves: Option<Saving>,
}

/// A fix not made.
#[derive(Clone, Debug)]
pub struct Withheld {
    /// Name of the pass.
    pub pass: &'static str,
    /// 1-based line in the text before any fix.
    pub line: u32,
    /// What could be better.
    pub message: String,
    /// Why it was not done.
    pub reason: String,
    /// The assumption that would allow it.
    pub assumption: Option<Assumption>,
    /// What it would save.
    pub saves: Option<Saving>,
}

/// A fix that would have changed what its pass promises to keep.
#[derive(Clone, Debug)]
pub struct Broken {
    /// Name of the pass.
    pub pass: &'static str,
    /// 1-based line in the text before any fix.
    pub line: u32,
    /// What it would have changed.
    pub facet: Facet,
}

/// Every pass on the text as it stands. Errors: what BuildKit would refuse the file for.
pub fn check(
    _source: &str,
    _project: &dyn Project,
    _options: &Options,
) -> Result<Vec<Found>, Vec<SyntaxError>> {
    Ok(Vec::new())
}

/// The passes in order, on fresh parses, until nothing changes. Errors: what BuildKit would refuse the file for.
pub fn fix(
    source: &str,
    _project: &dyn Project,
    _options: &Options,
) -> Result<Report, Vec<SyntaxError>> {
    Ok(Report {
        output: source.to_string(),
        ..Report::default()
    })
}
