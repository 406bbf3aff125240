//! The JSON of `fix`, `check` and `passes`. Fields are only ever added; anything else raises [`VERSION`].

mod candidate;

use serde::Serialize;

use super::baseline::fingerprint;
use super::{applies, catalog};
use crate::pass::{Options, Outcome, Pass, Safety, Saving};
use crate::pipeline::{Found, Report, candidates};
use crate::syntax::SyntaxError;
use crate::text::LineIndex;
use candidate::Candidate;

/// The version of the format.
pub const VERSION: u32 = 1;

/// All that one run has to say.
#[derive(Debug, Serialize)]
pub struct Document {
    version: u32,
    /// The files that were read and are Dockerfiles, sorted by path.
    pub files: Vec<File>,
    /// What went wrong, with the files it went wrong in.
    pub errors: Vec<Error>,
}

impl Default for Document {
    fn default() -> Self {
        Document {
            version: VERSION,
            files: Vec::new(),
            errors: Vec::new(),
        }
    }
}

/// A file: under `fix` one kind of object, under `check` another.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum File {
    /// Of `fix`.
    Fixed(Fixed),
    /// Of `check`.
    Checked(Checked),
}

/// What `fix` did to a file, or under `--diff` would do.
#[derive(Debug, Serialize)]
pub struct Fixed {
    path: String,
    /// Whether the text afterwards differs.
    changed: bool,
    /// The unified diff; empty for an unchanged file.
    diff: String,
    applied: Vec<Applied>,
    withheld: Vec<Withheld>,
}

#[derive(Debug, Serialize)]
struct Applied {
    pass: &'static str,
    /// 1-based, in the text before any fix.
    line: u32,
    message: String,
    /// What the fix rests on; `null` for a safe one.
    assumption: Option<&'static str>,
    saves: Option<Saves>,
}

#[derive(Debug, Serialize)]
struct Withheld {
    pass: &'static str,
    /// 1-based, in the text before any fix.
    line: u32,
    message: String,
    reason: String,
    /// The assumption that would allow it.
    assumption: Option<&'static str>,
    saves: Option<Saves>,
}

/// What `check` found in a file.
#[derive(Debug, Serialize)]
pub struct Checked {
    path: String,
    findings: Vec<Finding>,
    /// The image that the final one starts from, and those that it could.
    candidates: Vec<Candidate>,
}

#[derive(Debug, Serialize)]
struct Finding {
    pass: &'static str,
    /// 1-based.
    line: u32,
    /// 1-based, in bytes.
    column: u32,
    message: String,
    /// What the fix does; `null` for a refusal.
    title: Option<String>,
    /// Why there is no fix; `null` where there is one.
    reason: Option<String>,
    /// What the fix rests on, granted or not.
    assumption: Option<&'static str>,
    /// Whether `fix` with the same options makes the fix; these findings count for the exit code.
    applies: bool,
    saves: Option<Saves>,
    /// The same wherever the lines move to, as in a baseline.
    fingerprint: String,
}

#[derive(Debug, Serialize)]
struct Saves {
    /// On disk, uncompressed.
    bytes: u64,
    /// `measured` for this very image or package, `estimate` for a like one.
    basis: &'static str,
}

/// Something that went wrong.
#[derive(Debug, Serialize)]
pub struct Error {
    /// The file, as named or found.
    pub path: String,
    /// 1-based; `null` where the file could not be read or written.
    pub line: Option<u32>,
    /// 1-based, in bytes.
    pub column: Option<u32>,
    /// What.
    pub message: String,
}

impl From<Saving> for Saves {
    fn from(saving: Saving) -> Self {
        Saves {
            bytes: saving.bytes,
            basis: saving.basis.name(),
        }
    }
}

/// A file that was fixed.
pub fn fixed(path: &str, report: &Report, diff: String) -> File {
    let applied = report.applied.iter().map(|one| Applied {
        pass: one.pass,
        line: one.line,
        message: one.message.clone(),
        assumption: one.assumption.map(|name| name.name()),
        saves: one.saves.map(Saves::from),
    });
    let withheld = report.withheld.iter().map(|one| Withheld {
        pass: one.pass,
        line: one.line,
        message: one.message.clone(),
        reason: one.reason.clone(),
        assumption: one.assumption.map(|name| name.name()),
        saves: one.saves.map(Saves::from),
    });
    File::Fixed(Fixed {
        path: path.to_string(),
        changed: !diff.is_empty(),
        diff,
        applied: applied.collect(),
        withheld: withheld.collect(),
    })
}

/// A file that was checked.
pub fn checked(path: &str, text: &str, found: &[Found], options: &Options) -> File {
    File::Checked(Checked {
        path: path.to_string(),
        findings: found
            .iter()
            .map(|one| finding(text, one, options))
            .collect(),
        candidates: candidates(text, found)
            .into_iter()
            .map(Candidate::from)
            .collect(),
    })
}

fn finding(text: &str, found: &Found, options: &Options) -> Finding {
    let (title, reason, safety) = match &found.finding.outcome {
        Outcome::Fix(fix) => (Some(fix.title.clone()), None, Some(fix.safety)),
        Outcome::Refused { reason } => (None, Some(reason.clone()), None),
    };
    Finding {
        pass: found.pass,
        line: found.line,
        column: found.column,
        message: found.finding.message.clone(),
        title,
        reason,
        assumption: match safety {
            Some(Safety::Assumes(assumption)) => Some(assumption.name()),
            _ => None,
        },
        applies: applies(found, options),
        saves: found.finding.saves.map(Saves::from),
        fingerprint: fingerprint(text, found),
    }
}

/// The errors of a text that BuildKit would refuse.
pub fn errors<'a>(
    path: &'a str,
    text: &str,
    errors: &'a [SyntaxError],
) -> impl Iterator<Item = Error> + use<'a> {
    let index = LineIndex::new(text);
    errors.iter().map(move |error| {
        let (line, column) = index.line_column(error.span.start);
        Error {
            path: path.to_string(),
            line: Some(line),
            column: Some(column),
            message: error.message.clone(),
        }
    })
}

#[derive(Serialize)]
struct Catalog {
    version: u32,
    passes: Vec<CatalogEntry>,
}

#[derive(Serialize)]
struct CatalogEntry {
    name: &'static str,
    /// The lowest level at which it acts; `null` for one that only shows.
    level: Option<u8>,
    assumption: Option<&'static str>,
    summary: &'static str,
}

/// The table of passes, in running order.
pub fn passes(passes: &[&Pass]) -> String {
    let entry = |pass: &&Pass| CatalogEntry {
        name: pass.name,
        level: catalog::level(pass.safety),
        assumption: catalog::assumption(pass.safety),
        summary: pass.summary,
    };
    text(&Catalog {
        version: VERSION,
        passes: passes.iter().map(entry).collect(),
    })
}

/// The document with a line end behind it.
pub fn document(document: &Document) -> String {
    text(document)
}

/// Any value, with a line end behind it.
pub(super) fn text(value: &impl Serialize) -> String {
    // Only maps with keys that are no strings and failing writers make an error; there are neither.
    let mut out = serde_json::to_string_pretty(value).unwrap_or_default();
    out.push('\n');
    out
}
