//! Fixes every Dockerfile below `$DFOPT_CORPUS` at every level and holds the result to the laws. Skipped when unset.
//!
//! How often each pass made a fix is compared with `tests/corpus_fix/counts.txt`; `DFOPT_UPDATE_COUNTS=1` writes that file.
//! With `$DFOPT_CORPUS_OUT` the results are written there, for `tests/buildkit_accepts.py`.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may panic and print"
)]

#[path = "corpus_fix/counts.rs"]
mod counts;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;
use std::{env, fs, panic};

use dfopt::model::NoProject;
use dfopt::pass::Options;
use dfopt::pipeline::{self, Report};
use dfopt::syntax::{self, File, ItemKind};
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Files of the corpus that are no Dockerfiles.
const SIDE_FILES: &[&str] = &["jsonl", "tsv", "xz", "gz", "md"];

/// What came of one file at one level.
#[derive(Default)]
struct Outcome {
    counts: BTreeMap<String, usize>,
    changed: usize,
    failures: Vec<String>,
}

impl Outcome {
    fn join(mut self, other: Outcome) -> Outcome {
        for (name, count) in other.counts {
            *self.counts.entry(name).or_default() += count;
        }
        self.changed += other.changed;
        self.failures.extend(other.failures);
        self
    }
}

fn corpus_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(current) = folders.pop() {
        for entry in fs::read_dir(&current).unwrap() {
            let path = entry.unwrap().path();
            let extension = path
                .extension()
                .and_then(|it| it.to_str())
                .unwrap_or_default();
            if path.is_dir() {
                folders.push(path);
            } else if !SIDE_FILES.contains(&extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

#[test]
fn fixes_keep_the_laws() {
    let Some(corpus) = env::var_os("DFOPT_CORPUS").map(PathBuf::from) else {
        println!("skipped: DFOPT_CORPUS is not set");
        return;
    };
    let out = env::var_os("DFOPT_CORPUS_OUT").map(PathBuf::from);
    let files = corpus_files(&corpus);
    let mut counted = counts::Counts::new(&files);
    for level in 1..=3 {
        let start = Instant::now();
        let out = out.as_ref().map(|out| out.join(format!("O{level}")));
        let outcomes = files
            .par_iter()
            .map(|path| one_file(path, &corpus, level, out.as_deref()));
        let outcome = outcomes.reduce(Outcome::default, Outcome::join);
        let (all, changed) = (files.len(), outcome.changed);
        println!(
            "-O{level}: {changed} of {all} files changed in {:.1?}",
            start.elapsed()
        );
        counted.add(level, changed, &outcome.counts);
        let mut counts: Vec<_> = outcome.counts.into_iter().collect();
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        for (name, count) in counts {
            println!("{count:8} {name}");
        }
        let shown: Vec<_> = outcome
            .failures
            .iter()
            .take(20)
            .map(String::as_str)
            .collect();
        let failures = outcome.failures.len();
        assert!(
            failures == 0,
            "-O{level}: {failures} failures\n{}",
            shown.join("\n")
        );
    }
    counted.settle();
}

fn one_file(path: &Path, corpus: &Path, level: u8, out: Option<&Path>) -> Outcome {
    let mut outcome = Outcome::default();
    let name = path.strip_prefix(corpus).unwrap();
    let Ok(source) = String::from_utf8(fs::read(path).unwrap()) else {
        return outcome;
    };
    let done = panic::catch_unwind(|| fix_and_check(&source, level));
    match done.unwrap_or_else(|_| Err("a panic".to_string())) {
        Err(why) => outcome.failures.push(format!("{}: {why}", name.display())),
        Ok(None) => {}
        Ok(Some(report)) => {
            outcome.changed = usize::from(report.output != source);
            for fix in &report.applied {
                *outcome.counts.entry(fix.pass.to_string()).or_default() += 1;
            }
            if let Some(out) = out {
                let target = out.join(name);
                fs::create_dir_all(target.parent().unwrap()).unwrap();
                fs::write(target, &report.output).unwrap();
            }
        }
    }
    outcome
}

fn law(holds: bool, what: &str) -> Result<(), String> {
    if holds { Ok(()) } else { Err(what.to_string()) }
}

/// `None` for a file that BuildKit refuses.
fn fix_and_check(source: &str, level: u8) -> Result<Option<Report>, String> {
    let before = syntax::parse(source);
    if !before.errors.is_empty() {
        return Ok(None);
    }
    let options = Options {
        level,
        ..Options::default()
    };
    let fix =
        |text: &str| pipeline::fix(text, &NoProject, &options).map_err(|_| "refused".to_string());
    let report = fix(source)?;
    law(
        report.broken.is_empty(),
        &format!("broken promise: {:?}", report.broken),
    )?;
    law(report.rounds <= 3, &format!("{} rounds", report.rounds))?;
    law(
        fix(&report.output)?.output == report.output,
        "a second run changes it again",
    )?;
    law(
        !report.applied.is_empty() || report.output == source,
        "changed without a fix",
    )?;

    let after = syntax::parse(&report.output);
    law(
        after.errors.is_empty(),
        &format!("not accepted any more: {:?}", after.errors),
    )?;
    let other = |text: &str| parse_dockerfile::parse(text).is_ok();
    law(
        !other(source) || other(&report.output),
        "parse-dockerfile does not accept it any more",
    )?;
    kept(&before, &after)?;
    untouched(&before, &after)?;
    Ok(Some(report))
}

/// Line ends, byte-order mark, end of the file, directives and comments.
fn kept(before: &File<'_>, after: &File<'_>) -> Result<(), String> {
    let (old, new) = (before.text, after.text);
    let crlf = |text: &str| text.matches("\r\n").count();
    let lf = |text: &str| text.matches('\n').count();
    law(
        old.contains('\r') || !new.contains('\r'),
        "a carriage return came in",
    )?;
    law(
        crlf(old) != lf(old) || crlf(new) == lf(new),
        "a line feed without carriage return came in",
    )?;
    law(
        old.starts_with('\u{feff}') == new.starts_with('\u{feff}'),
        "the byte-order mark changed",
    )?;
    law(
        old.is_empty() || old.ends_with('\n') == new.ends_with('\n'),
        "the end of the file changed",
    )?;
    law(
        directives(before) == directives(after),
        "the directives changed",
    )?;
    let left = comments(after);
    let mut left = left.iter();
    let lost = comments(before)
        .into_iter()
        .find(|comment| !left.any(|other| other == comment));
    law(
        lost.is_none(),
        &format!("a comment is lost or moved: {lost:?}"),
    )
}

fn directives<'s>(file: &File<'s>) -> Vec<&'s str> {
    let items = file.items.iter();
    let directives = items.filter(|item| matches!(item.kind, ItemKind::Directive { .. }));
    directives.map(|item| item.span.of(file.text)).collect()
}

/// Comment lines, those within instructions too, in the order of the text.
fn comments<'s>(file: &File<'s>) -> Vec<&'s str> {
    let mut comments = Vec::new();
    for item in &file.items {
        match &item.kind {
            ItemKind::Comment => comments.push(item.span.of(file.text).trim()),
            ItemKind::Instruction(instruction) => {
                let inside = instruction.comments.iter();
                comments.extend(inside.map(|span| span.of(file.text).trim()));
            }
            _ => {}
        }
    }
    comments
}

/// Instructions outside of the changed lines are byte-equal and in order.
fn untouched(before: &File<'_>, after: &File<'_>) -> Result<(), String> {
    let old: Vec<_> = before.text.lines().collect();
    let new: Vec<_> = after.text.lines().collect();
    let diff = capture_diff_slices(Algorithm::Myers, &old, &new);
    let changed: Vec<_> = diff
        .iter()
        .filter(|op| !matches!(op, DiffOp::Equal { .. }))
        .collect();
    let texts =
        |file: &File<'_>, touched: &dyn Fn(&DiffOp) -> std::ops::Range<usize>| -> Vec<String> {
            let instructions = file.instructions().filter(|instruction| {
                let (first, last) = instruction.lines;
                let lines = first as usize - 1..last as usize;
                !changed.iter().any(|op| {
                    let range = touched(op);
                    range.start < lines.end && lines.start < range.end
                        || range.is_empty() && lines.start < range.start && range.start < lines.end
                })
            });
            instructions
                .map(|instruction| instruction.span.of(file.text).to_string())
                .collect()
        };
    let (old, new) = (
        texts(before, &DiffOp::old_range),
        texts(after, &DiffOp::new_range),
    );
    law(
        old == new,
        "an instruction outside of the changed lines is not what it was",
    )
}
