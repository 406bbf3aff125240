//! Runs the passes: [`check`] on the text as it stands, [`fix`] in order and to a fixed point.
//!
//! Pure functions of a text, its build context and the options. Reads and writes no file. The order of the passes is that of
//! [`passes::ALL`]; between two passes the text is read afresh if it changed.

mod candidates;
mod run;
mod steered;

use crate::data;
use crate::model::{Model, Project};
use crate::pass::{Assumption, Context, Finding, Options, Pass, Saving};
use crate::passes;
use crate::syntax::{self, SyntaxError};
use crate::verify::Facet;

pub use candidates::{Candidate, Weight, candidates};
use steered::Silenced;
pub use steered::UNUSED;

/// A finding of [`check`] and the pass it comes from.
#[derive(Clone, Debug)]
pub struct Found {
    /// Name of the pass; [`UNUSED`] for a comment that silences nothing.
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
    /// What could be better there.
    pub message: String,
    /// What the fix would have changed.
    pub facet: Facet,
}

/// Every pass on the text as it stands. Errors: what BuildKit would refuse the file for.
pub fn check(
    source: &str,
    project: &dyn Project,
    options: &Options,
) -> Result<Vec<Found>, Vec<SyntaxError>> {
    data::with(options.rules, || check_alone(source, project, options))
}

fn check_alone(
    source: &str,
    project: &dyn Project,
    options: &Options,
) -> Result<Vec<Found>, Vec<SyntaxError>> {
    let file = syntax::parse(source);
    if !file.errors.is_empty() {
        return Err(file.errors);
    }
    let model = Model::new(&file).built_for(&options.platforms);
    if model.steering.skips_file() || options.level == 0 {
        return Ok(Vec::new());
    }
    let mut found = everything(&model, project, options);
    found.sort_by_key(|found| (found.line, found.column));
    Ok(found)
}

/// What every pass says, and which comments silence nothing.
fn everything(model: &Model<'_>, project: &dyn Project, options: &Options) -> Vec<Found> {
    let context = Context::new(model, project, options);
    let mut found = Vec::new();
    let mut take = |pass, finding: Finding| {
        let (line, column) = model.lines.line_column(finding.span.start);
        found.push(Found {
            pass,
            line,
            column,
            finding,
        });
    };
    let mut silenced = Silenced::default();
    let runs = |pass: &&&Pass| options.runs(pass.name) && pass.concerns(model.file.text);
    for pass in passes::ALL.iter().filter(runs) {
        for finding in pass.findings(&context) {
            if !silenced.takes(model, pass, &finding) {
                take(pass.name, finding);
            }
        }
    }
    for finding in silenced.unused(model, options) {
        take(UNUSED, finding);
    }
    found
}

/// The passes in order, on fresh parses, until nothing changes. Errors: what BuildKit would refuse the file for.
pub fn fix(
    source: &str,
    project: &dyn Project,
    options: &Options,
) -> Result<Report, Vec<SyntaxError>> {
    let file = syntax::parse(source);
    if !file.errors.is_empty() {
        return Err(file.errors);
    }
    if options.level == 0 {
        return Ok(Report {
            output: source.to_string(),
            rounds: 1,
            ..Report::default()
        });
    }
    let run = || run::Run::new(source, project, options).until_quiet(&file);
    Ok(data::with(options.rules, run))
}
