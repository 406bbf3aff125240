//! Has COPY and ADD set the owner or mode that a `chown -R` or `chmod -R` behind them would set.
//!
//! # What it does
//! A layer holds whole files. `RUN chown -R app:app /app` writes all that was copied to `/app` into the image a second time;
//! `COPY --chown=app:app` does not. The command loses its `-R` and stays for the directory itself, which WORKDIR or an earlier step
//! may have made; where it is about one file that the build context shows to be a file, it goes.
//!
//! # When it refuses
//! Something else may have put files there: the base image, a RUN before, or one between (an installation, a build); or it may
//! create the user: at the COPY it did not exist yet. COPY reaches deeper or higher than the path, has an owner already, has `--link`
//! or `--parents`; ADD may unpack an archive. The owner is a group's or user's default, or only known when the build runs; the mode
//! is symbolic, or sets bits that run a program as its owner; `--chmod` needs BuildKit, and nothing in the file does. The command
//! is not run by root, or stands among statements of which dfopt cannot tell which run.
//!
//! # Fix safety
//! Safe: the owner, or mode, of each file is the same in the end, and nothing looks at it before. `chown` takes set-user-id bits
//! and capabilities off, which files of a build context hardly have.
//!
//! # Sources
//! Dockerfile reference, `COPY --chown --chmod`; moby 35783 and 42819 on directories above what is copied; `chown(2)`.

mod copies;
mod quiet;

use crate::model::commands::Call;
use crate::model::ownership::{Kind, Setting};
use crate::model::{Model, RunScript, Stage, Step};
use crate::pass::{Context, Finding, Pass, Safety};
use crate::syntax::ItemKind;
use crate::text::{Edit, Span};
use crate::verify::{Choice, Facet};

use copies::Copies;

/// Steps of a stage and commands of a RUN behind these are left alone, as are stages with more findings than this.
const LONGEST: usize = 300;
const MOST: usize = 30;

/// The pass.
pub const PASS: Pass = Pass {
    name: "copy-with-owner",
    summary: "Have COPY set owner and mode instead of a chown -R or chmod -R behind it.",
    safety: Safety::Safe,
    keeps: &[
        Facet::Bases,
        Facet::CommandsBut(Choice::Owners),
        Facet::Contract,
    ],
    answers: &[],
    source: include_str!("copy_with_owner.rs"),
    example: include_str!("../../tests/passes/copy_with_owner/example.Dockerfile"),
    mentions: &["chown", "chmod", "chgrp"],
    run,
};

fn run(context: &Context<'_>) -> Vec<Finding> {
    let model = context.model;
    let buildkit = copies::uses_buildkit(model);
    let mut findings = Vec::new();
    let ships = |stage: &&Stage<'_>| !stage.windows && model.ships(stage);
    for stage in model.stages.iter().filter(ships) {
        if !stage.steps.iter().any(copies::is_copy) {
            continue;
        }
        let mut found = 0;
        for (index, step) in stage.steps.iter().enumerate().take(LONGEST) {
            let Some(script) = step.run.as_ref().and_then(|run| run.script()) else {
                continue;
            };
            let text = script.text.as_str();
            if found > MOST || !text.contains("chown") && !text.contains("chmod") {
                continue;
            }
            let calls = script.calls();
            for (at, call) in calls.iter().enumerate().take(LONGEST) {
                let before = &calls[..at];
                let place = Place {
                    context,
                    stage,
                    index,
                    script,
                    before,
                    call,
                    buildkit,
                };
                let finding = place.finding();
                found += usize::from(finding.is_some());
                findings.extend(finding);
            }
        }
    }
    findings
}

/// A call of `chown` or `chmod` in the file.
struct Place<'p, 'a> {
    context: &'p Context<'p>,
    stage: &'p Stage<'a>,
    index: usize,
    script: &'p RunScript<'a>,
    before: &'p [Call<'p>],
    call: &'p Call<'p>,
    /// Whether the file cannot be built without BuildKit.
    buildkit: bool,
}

impl Place<'_, '_> {
    fn finding(&self) -> Option<Finding> {
        let step = &self.stage.steps[self.index];
        let directory = self.stage.scope(step).directory.as_deref();
        let settings = Setting::all(self.call, directory);
        let copies: Option<Vec<(&Setting, Copies<'_, '_>)>> = settings
            .iter()
            .map(|setting| {
                let copies = Copies::new(self.context, self.stage, self.index, setting)?;
                Some((setting, copies))
            })
            .collect();
        let copies = copies.filter(|copies| !copies.is_empty())?;
        let text = self.script.text.as_str();
        let span = self.script.text.file_span(self.call.simple.span);
        let paths: Vec<String> = settings.iter().map(|it| format!("`{}`", it.path)).collect();
        let message = format!(
            "`{}` writes what was copied to {} into the image again",
            self.call.simple.span.of(text),
            paths.join(" and ")
        );
        Some(match self.edits(&copies) {
            Ok(edits) => {
                let flag = settings[0].kind.flag();
                let title = format!("have COPY set it with `--{flag}`");
                Finding::safe(span, message, title, edits)
            }
            Err(reason) => Finding::refused(span, message, reason),
        })
    }

    /// The edits for a call; all that it names is copied.
    fn edits(&self, copies: &[(&Setting, Copies<'_, '_>)]) -> Result<Vec<Edit>, String> {
        let mut edits: Vec<Edit> = Vec::new();
        for (setting, copies) in copies {
            for edit in self.flags(setting, copies)? {
                // Paths that lie in each other share a COPY.
                if !edits.contains(&edit) {
                    edits.push(edit);
                }
            }
        }
        let files = copies.iter().filter(|(_, copies)| copies.one_file).count();
        let recursive = copies.first().and_then(|(setting, _)| setting.recursive);
        edits.push(match recursive {
            _ if files == copies.len() => self.without_command()?,
            Some(word) if files == 0 => self.without_recursion(word),
            _ => return Err("some of what it names are files, and some are not".into()),
        });
        Ok(edits)
    }

    /// The flags of the COPY and ADD that bring what a setting is about.
    fn flags(&self, setting: &Setting, copies: &Copies<'_, '_>) -> Result<Vec<Edit>, String> {
        let value = copies.value(setting, self.buildkit)?;
        self.runs_surely()?;
        copies.check(setting)?;
        let before = (self.script.text.as_str(), self.before);
        quiet::between(
            self.context,
            self.stage,
            self.index,
            before,
            setting,
            copies.first,
        )?;
        Ok(copies.edits(setting.kind, &value))
    }

    /// Whether the command runs, as root and in the directory of the step, whenever the build succeeds.
    fn runs_surely(&self) -> Result<(), String> {
        if !self.script.tree.is_and_list() || !self.call.top {
            return Err("it stands among statements that need not all run".into());
        }
        let step = &self.stage.steps[self.index];
        let user = self.stage.scope(step).user.as_deref();
        if user.is_some_and(|user| !matches!(user, "root" | "0" | "0:0" | "root:root")) {
            return Err(format!(
                "it runs as `{}`, and COPY does not",
                user.unwrap_or_default()
            ));
        }
        let elsewhere = self
            .before
            .iter()
            .any(|call| matches!(call.name(), Some("cd" | "pushd" | "chroot") | None));
        match elsewhere {
            true => Err("a command before it may change the directory".into()),
            false => Ok(()),
        }
    }

    fn without_recursion(&self, word: usize) -> Edit {
        let words = &self.call.simple.words[self.call.first..];
        let file = |span| self.script.text.file_span(span);
        Edit::delete(Span {
            start: file(words[word - 1].span).end,
            end: file(words[word].span).end,
        })
    }

    /// Takes the command out, with the `&&` that joins it; the whole RUN if nothing else is in it.
    fn without_command(&self) -> Result<Edit, String> {
        let model = self.context.model;
        let step = &self.stage.steps[self.index];
        let span = self.call.simple.span;
        let file = |span: Span| self.script.text.file_span(span);
        let statements = self.script.tree.list.statements.iter();
        let spans: Vec<Span> = statements
            .flat_map(|statement| {
                statement
                    .elements
                    .iter()
                    .map(|element| element.pipeline.span)
            })
            .collect();
        let at = spans.iter().position(|element| *element == span);
        let Some(at) = at.filter(|_| !self.script.heredoc) else {
            return Err("it cannot be taken out of its pipeline or heredoc".into());
        };
        let out = match (at.checked_sub(1), spans.get(at + 1)) {
            (_, Some(next)) => Span {
                start: file(span).start,
                end: file(*next).start,
            },
            (Some(before), None) => Span {
                start: file(spans[before]).end,
                end: file(span).end,
            },
            (None, None) => whole_lines(model, step)?,
        };
        match step
            .instruction
            .comments
            .iter()
            .any(|comment| out.contains(*comment))
        {
            true => Err("a comment in its RUN would be left without it".into()),
            false => Ok(Edit::delete(out)),
        }
    }
}

/// The lines of an instruction, unless a comment right above speaks of it.
fn whole_lines(model: &Model<'_>, step: &Step<'_>) -> Result<Span, String> {
    let span = step.instruction.span;
    let text = model.file.text;
    let items = &model.file.items;
    let at = items.partition_point(|item| item.span.start < span.start);
    let above = at.checked_sub(1).and_then(|above| items.get(above));
    if above.is_some_and(|item| matches!(item.kind, ItemKind::Comment)) {
        return Err("the comment above its RUN would be left without it".into());
    }
    let start = text[..span.start as usize]
        .rfind('\n')
        .map_or(0, |at| at + 1);
    let rest = &text[span.end as usize..];
    let end = rest
        .find('\n')
        .map_or(text.len(), |at| span.end as usize + at + 1);
    Ok(Span::new(start, end))
}

/// The words for a kind, for a reason.
fn noun(kind: Kind) -> &'static str {
    match kind {
        Kind::Owner => "an owner",
        Kind::Mode => "a mode",
    }
}
