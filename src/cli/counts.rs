//! Which findings of `check` count: not those of the baseline, and with `--diff-base` those on changed lines alone.

use std::fs;
use std::path::{Path, PathBuf};

use super::args::CheckArgs;
use super::since::Since;
use super::write;
use crate::pass::Outcome;
use crate::pipeline::Found;
use crate::report::baseline::Baseline;
use crate::text::LineIndex;

/// What counts in a run.
#[derive(Debug, Default)]
pub struct Counts {
    known: Option<(PathBuf, Baseline)>,
    /// Of the baseline to be written.
    pub fresh: Option<PathBuf>,
    since: Option<Since>,
}

impl Counts {
    /// As the arguments say. The error is a sentence.
    pub fn new(args: &CheckArgs, folder: &Path) -> Result<Self, String> {
        let known = args.baseline.as_deref().map(read).transpose()?;
        let since = args.diff_base.as_deref();
        Ok(Counts {
            known,
            fresh: args.write_baseline.clone(),
            since: since
                .map(|revision| Since::new(folder, revision))
                .transpose()?,
        })
    }

    /// Leaves of what was found in a file the findings that count. The error is a sentence.
    pub fn keep(&self, path: &Path, text: &str, found: &mut Vec<Found>) -> Result<(), String> {
        if let Some((file, baseline)) = &self.known {
            baseline.drop_known(&name(file, path), text, found);
        }
        let Some(since) = &self.since else {
            return Ok(());
        };
        let changed = since.lines(path)?;
        let lines = LineIndex::new(text);
        found.retain(|one| {
            let edits = match &one.finding.outcome {
                Outcome::Fix(fix) => fix.edits.as_slice(),
                Outcome::Refused { .. } => &[],
            };
            let mut spans = edits.iter().map(|edit| edit.span).chain([one.finding.span]);
            spans.any(|span| {
                let last = span.end.saturating_sub(1).max(span.start);
                changed.touch(lines.line(span.start), lines.line(last))
            })
        });
        Ok(())
    }

    /// Whether it can only be said of files.
    pub fn needs_files(&self) -> bool {
        self.known.is_some() || self.fresh.is_some() || self.since.is_some()
    }

    /// The name of a file in the baseline to be written.
    pub fn name(&self, path: &Path) -> Option<String> {
        self.fresh.as_deref().map(|file| name(file, path))
    }

    /// Writes the new baseline. The error is a sentence.
    pub fn write(&self, baseline: &Baseline) -> Result<(), String> {
        let Some(path) = &self.fresh else {
            return Ok(());
        };
        let written = write::put(path, &baseline.text());
        written.map_err(|error| format!("{}: {error}", path.display()))
    }
}

fn read(path: &Path) -> Result<(PathBuf, Baseline), String> {
    let shown = path.display();
    let text = fs::read_to_string(path).map_err(|error| {
        let error = super::read::plain(&error);
        format!("--baseline {shown}: {error} (--write-baseline {shown} makes one)")
    })?;
    let baseline = Baseline::parse(&text).map_err(|error| format!("{shown}: {error}"))?;
    Ok((path.to_path_buf(), baseline))
}

/// A path as the baseline at `file` names it.
fn name(file: &Path, path: &Path) -> String {
    let real = |path: &Path| path.canonicalize().ok();
    let folder = real(write::parent(file));
    let full = real(path).unwrap_or(path.to_path_buf());
    let inner = folder.and_then(|folder| full.strip_prefix(folder).ok().map(Path::to_path_buf));
    let name = inner.unwrap_or(full);
    let parts = name.iter().map(|part| part.to_string_lossy());
    parts.collect::<Vec<_>>().join("/")
}
