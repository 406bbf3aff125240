//! Clears the download caches of language package managers in the `RUN` that filled them.
//!
//! # What it does
//! npm, yarn 1, composer, bundler, gem, conda, mamba, micromamba, pipenv, poetry, cpanm, cpan, pacman and R's install2.r keep what
//! they download for a next time that an image never has. Their own command, or the deletion of just that directory, ends the
//! `RUN`; uv gets its flag `--no-cache`. Nothing else is deleted: `~/.cache` also holds browsers, models and virtual environments,
//! which programs read at run time.
//!
//! # When it refuses
//! A later step installs offline, names the cache, or the packages may be links into it (conda's soft links, uv's symlink mode).
//! `sudo` runs the manager. It may not have run at all, so that its own command could fail. There is no place in the `RUN` for a
//! command. With yarn: the project may use a later version than 1, which keeps the packages themselves where 1 has its cache;
//! only the build context tells. Nothing is said where a cache mount may hold the cache, a variable or a flag puts it elsewhere,
//! or the `RUN` clears it itself; nor of pnpm and bun, whose packages are hard links to their stores.
//!
//! # Fix safety
//! Safe: the packages installed stay as they are. A later `RUN` that installs the same downloads it again, and so does another
//! Dockerfile that starts from the image.
//!
//! # Sources
//! The pages named in `rules/caches.yaml`; hadolint DL3060.

mod calls;
mod fills;
mod yarn;

use crate::model::Step;
use crate::model::later::Later;
use crate::model::{Model, leftovers};
use crate::pass::{Context, Finding, Pass, Safety};
use crate::rewrite::{Layouts, place_behind, place_inside};
use crate::text::Edit;
use crate::verify::Facet;
use fills::{Fill, fills};

/// The pass.
pub const PASS: Pass = Pass {
    name: "clean-language-caches",
    summary: "Clear the caches of npm, yarn, composer, conda and their likes in the RUN that filled them.",
    safety: Safety::Safe,
    keeps: &[
        Facet::Bases,
        Facet::CommandsButCleanup,
        Facet::Inputs,
        Facet::Contract,
    ],
    answers: &["DL3060"],
    source: include_str!("clean_language_caches.rs"),
    example: include_str!("../../tests/passes/clean_language_caches/example.Dockerfile"),
    mentions: &[],
    run,
};

fn run(context: &Context<'_>) -> Vec<Finding> {
    let model = context.model;
    let mut file = None;
    let mut findings = Vec::new();
    for stage in model
        .stages
        .iter()
        .filter(|stage| !stage.windows && model.ships(stage))
    {
        for (index, step) in stage.steps.iter().enumerate() {
            let found = fills(context, stage, index);
            let Some(first) = found.first() else {
                continue;
            };
            let file = file.get_or_insert_with(|| File::new(context));
            let span = step.instruction.span;
            let message = format!("`{}` leaves its download cache in the image", first.shown);
            findings.push(match file.edits(model, step, index, &found) {
                Ok((title, edits)) => Finding::safe(span, message, title, edits),
                Err(reason) => Finding::refused(span, message, reason),
            });
        }
    }
    findings
}

/// What the whole file says about these caches.
struct File<'m, 'a> {
    layouts: Layouts<'m, 'a>,
    /// For each row of the facts: who names its directories.
    named: Vec<Later>,
    /// For each row: whether some call makes do with the cache.
    offline: Vec<bool>,
}

impl<'m, 'a> File<'m, 'a> {
    fn new(context: &Context<'a>) -> File<'a, 'a>
    where
        'a: 'm,
    {
        let model = context.model;
        let rows = context.data.caches();
        File {
            layouts: Layouts::new(model),
            named: rows
                .iter()
                .map(|row| leftovers::later(model, &row.caches))
                .collect(),
            offline: rows.iter().map(|row| fills::offline(model, row)).collect(),
        }
    }

    /// The edits for one `RUN` and what they do.
    fn edits(
        &self,
        model: &Model<'_>,
        step: &Step<'_>,
        index: usize,
        fills: &[Fill<'_, '_>],
    ) -> Result<(String, Vec<Edit>), String> {
        let line = model.lines.line(step.instruction.span.start);
        let layout = self.layouts.of(step.instruction);
        let mut edits: Vec<Edit> = Vec::new();
        let mut titles = Vec::new();
        for fill in fills {
            self.refusal(model, line, index, fill)?;
            if let Some(flag) = fill.row.avoid {
                let at = fill.script.text.file_span(fill.flag_behind).end;
                edits.push(Edit::insert(at, format!(" {flag}")));
                titles.push(format!("add `{flag}`"));
            }
            let Some(clear) = &fill.clear else {
                continue;
            };
            let place = match fill.right_behind {
                true => place_inside(model, fill.script, fill.span)
                    .ok_or_else(|| "removes what would clear it".to_string()),
                false => place_behind(model, fill.stage, step, fill.script, fill.span),
            };
            let place = place.map_err(|reason| format!("line {line} {reason}"))?;
            let edit = layout.append(place, clear);
            match edits.iter_mut().find(|other| other.span == edit.span) {
                Some(other) => other.text.push_str(&edit.text),
                None => edits.push(edit),
            }
            titles.push(format!("run `{clear}`"));
        }
        titles.dedup();
        Ok((titles.join(" and "), edits))
    }

    fn refusal(
        &self,
        model: &Model<'_>,
        line: u32,
        index: usize,
        fill: &Fill<'_, '_>,
    ) -> Result<(), String> {
        if let Some(reason) = &fill.refusal {
            return Err(format!("line {line} {reason}"));
        }
        let name = fill.row.name;
        if self.offline[fill.number] {
            return Err(format!(
                "the file calls {name} in a way that makes do with the cache"
            ));
        }
        if let Some(need) = self.named[fill.number].after(fill.stage, index) {
            let later = model.lines.line(need.span.start);
            return Err(format!("line {later} {}, which would be empty", need.what));
        }
        Ok(())
    }
}
