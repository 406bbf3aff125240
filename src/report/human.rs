//! Summaries and notes for a terminal, one file at a time.

use std::collections::BTreeMap;

use anstyle::{AnsiColor, Style};

use super::candidates::table;
use super::{Colour, applies, count, less, size, sum};
use crate::model::price;
use crate::pass::{Assumption, Options, Outcome, Safety, Saving};
use crate::pipeline::{self, Applied, Broken, Found, Report, UNUSED, Withheld};

const ERROR: Style = AnsiColor::Red.on_default().bold();
const NOTE: Style = AnsiColor::Cyan.on_default().bold();

/// So many messages of withheld fixes are spelled out in a summary; `check` shows them all.
const SPELLED_OUT: usize = 3;

/// How much is said on standard error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    /// Errors only (`-q`).
    Errors,
    /// A summary of each file with something to say.
    Summary,
    /// A summary of every file, and every refusal (`-v`).
    Everything,
}

/// Fixes made or to be made, and what they save.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    /// Files looked at.
    pub files: usize,
    /// Files with at least one fix.
    pub changed: usize,
    /// Fixes.
    pub fixes: usize,
    /// The known part of what they save.
    pub saves: Option<Saving>,
}

impl Tally {
    /// Of one file that [`crate::pipeline::fix`] went over.
    pub fn fixed(report: &Report) -> Self {
        let saves = report.applied.iter().map(|applied| applied.saves);
        Tally::one(report.applied.len(), sum(saves))
    }

    /// Of one file that [`crate::pipeline::check`] went over: the findings that `fix` would act on.
    pub fn checked(found: &[Found], options: &Options) -> Self {
        let acted = found.iter().filter(|found| applies(found, options));
        let saves = sum(acted.clone().map(|found| found.finding.saves));
        Tally::one(acted.count(), saves)
    }

    fn one(fixes: usize, saves: Option<Saving>) -> Self {
        Tally {
            files: 1,
            changed: usize::from(fixes > 0),
            fixes,
            saves,
        }
    }

    /// Takes in another.
    pub fn add(&mut self, other: Tally) {
        self.files += other.files;
        self.changed += other.changed;
        self.fixes += other.fixes;
        self.saves = sum([self.saves, other.saves]);
    }

    /// `2 fixes, about 45 MB less (estimate)`
    fn describe(self) -> String {
        let fixes = match self.fixes {
            0 => "nothing to fix".to_string(),
            fixes => count(fixes, "fix", "fixes"),
        };
        match self.saves {
            Some(saves) => format!("{fixes}, {} ({})", less(saves), saves.basis.name()),
            None => fixes,
        }
    }
}

/// A fix that could be made under an assumption.
struct More<'a> {
    assumption: Assumption,
    message: &'a str,
    saves: Option<Saving>,
}

/// The summary of a file that was fixed, with the notes on what was withheld. Empty if there is nothing to say.
pub fn fixed(path: &str, report: &Report, detail: Detail) -> String {
    let more = report.withheld.iter().filter_map(|withheld| {
        Some(More {
            assumption: withheld.assumption?,
            message: &withheld.message,
            saves: withheld.saves,
        })
    });
    let mut out = summary(path, Tally::fixed(report), more.collect(), detail);
    if detail != Detail::Errors {
        out.extend(report.applied.iter().filter_map(|one| weighed(path, one)));
    }
    if detail == Detail::Everything {
        let refused = report
            .withheld
            .iter()
            .filter(|one| one.assumption.is_none());
        refused.for_each(|one| out.push_str(&withheld(path, one)));
    }
    out
}

/// The summary of a file that was checked. Empty if there is nothing to say.
pub fn checked(path: &str, found: &[Found], options: &Options, detail: Detail) -> String {
    let more = found
        .iter()
        .filter_map(|found| match &found.finding.outcome {
            Outcome::Fix(fix) => match fix.safety {
                Safety::Assumes(assumption) if !options.allows(fix.safety) => Some(More {
                    assumption,
                    message: &found.finding.message,
                    saves: found.finding.saves,
                }),
                _ => None,
            },
            Outcome::Refused { .. } => None,
        });
    summary(path, Tally::checked(found, options), more.collect(), detail)
}

/// The images that the final one could start from (`-v`).
pub fn candidates(path: &str, text: &str, found: &[Found], detail: Detail) -> String {
    match detail {
        Detail::Everything => table(path, &pipeline::candidates(text, found)),
        _ => String::new(),
    }
}

fn summary(path: &str, tally: Tally, more: Vec<More<'_>>, detail: Detail) -> String {
    let silent = tally.fixes == 0 && more.is_empty() && detail < Detail::Everything;
    if silent || detail == Detail::Errors {
        return String::new();
    }
    let mut out = format!("{path}: {}\n", tally.describe());
    let mut levels: BTreeMap<u8, Vec<More<'_>>> = BTreeMap::new();
    for one in more {
        levels.entry(one.assumption.level()).or_default().push(one);
    }
    for (level, more) in levels {
        out.push_str(&at_level(level, &more));
    }
    out
}

/// `  at -O2: 2 more, about 430 MB less: …`
fn at_level(level: u8, more: &[More<'_>]) -> String {
    let mut out = format!("  at -O{level}: {} more", more.len());
    if let Some(saves) = sum(more.iter().map(|one| one.saves)) {
        out.push_str(&format!(", {} ({})", less(saves), saves.basis.name()));
    }
    let spelled: Vec<&str> = more
        .iter()
        .take(SPELLED_OUT)
        .map(|one| price::left_out(one.message))
        .collect();
    out.push_str(&format!(": {}", spelled.join("; ")));
    if more.len() > SPELLED_OUT {
        out.push_str("; …");
    }
    out.push('\n');
    out
}

/// `Dockerfile:1: start from `python:3.12-slim`: a pull of …`: what a new base rests on and weighs.
fn weighed(path: &str, one: &Applied) -> Option<String> {
    let assumption = one
        .assumption
        .filter(|_| one.title.starts_with("start from"))?;
    let (line, title) = (one.line, &one.title);
    let price = price::in_message(&one.message).map_or(String::new(), |price| format!(": {price}"));
    Some(format!(
        "{path}:{line}: {title}, assuming `{assumption}`{price}\n"
    ))
}

fn withheld(path: &str, one: &Withheld) -> String {
    refusal(
        path,
        one.line,
        one.pass,
        &one.message,
        &one.reason,
        one.saves,
    )
}

/// `Dockerfile:7: pass merge-runs: not merged with line 6: it starts a background job`
pub fn refusal(
    path: &str,
    line: u32,
    pass: &str,
    message: &str,
    reason: &str,
    saves: Option<Saving>,
) -> String {
    let pass = match pass {
        UNUSED => String::new(),
        pass => format!("pass {pass}: "),
    };
    let mut out = format!("{path}:{line}: {pass}{message}: {reason}\n");
    if let Some(saves) = saves {
        let (size, basis) = (size(saves.bytes), saves.basis.name());
        out.push_str(&format!("   it would save about {size} ({basis})\n"));
    }
    out
}

/// Fixes that broke the promise of their pass: said whatever the detail.
pub fn broken(path: &str, broken: &[Broken], colour: Colour) -> String {
    let one = |broken: &Broken| {
        format!(
            "{} a bug in dfopt: {path}:{}: a fix of pass {} would have changed {}; it was left out\n   \
             please report it, with this Dockerfile\n",
            colour.paint(ERROR, "error:"),
            broken.line,
            broken.pass,
            broken.facet.describe(),
        )
    };
    broken.iter().map(one).collect()
}

/// The last line after several files: `3 of 5 files: 6 fixes, about 1.4 GB less (estimate)`
pub fn total(tally: Tally, detail: Detail) -> String {
    let files = count(tally.files, "file", "files");
    match (detail, tally.changed) {
        (Detail::Errors, _) => String::new(),
        (_, 0) => format!("{files}: {}\n", tally.describe()),
        (_, changed) => format!("{changed} of {files}: {}\n", tally.describe()),
    }
}

/// `error: x/Dockerfile: no such file`
pub fn error(message: &str, colour: Colour) -> String {
    format!("{} {message}\n", colour.paint(ERROR, "error:"))
}

/// `note: no Dockerfile in x`
pub fn note(message: &str, colour: Colour) -> String {
    format!("{} {message}\n", colour.paint(NOTE, "note:"))
}
