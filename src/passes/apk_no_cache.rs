//! Gives `apk add` and `apk upgrade` the flag `--no-cache`, and takes out the `apk update` that it makes needless.
//!
//! # What it does
//! Without `--no-cache` the package index, 2 to 3 MB, stays in `/var/cache/apk`. With the flag apk fetches the index, uses it and
//! keeps nothing. An `apk update` before it, or `--update`, would leave the index behind all the same, and goes.
//!
//! # When it refuses
//! `apk update` or `--update` stays, with all that uses its index, while something later relies on the index: another apk
//! command, a script that dfopt cannot read, a stage that starts from this one. Nothing is said where `/var/cache/apk` is a
//! cache mount or is emptied in the same `RUN`, and where `--no-network` or `--cache-dir` is given.
//!
//! # Fix safety
//! Safe: each call fetches the index itself.
//!
//! # Sources
//! apk(8); hadolint DL3019; sizes as in `rules/managers.yaml`.

use crate::data::{Manager, SizeBasis, VerbKind};
use crate::model::commands::{Call, calls};
use crate::model::needs::{IndexNeeds, Need};
use crate::model::packages::{PackageCall, deleted_paths};
use crate::model::{Model, RunScript, Step, paths};
use crate::pass::{Basis, Context, Finding, Pass, Safety, Saving};
use crate::text::{Edit, Span};
use crate::verify::Facet;

/// The pass.
pub const PASS: Pass = Pass {
    name: "apk-no-cache",
    summary: "Keep apk's package index out of the image with --no-cache.",
    safety: Safety::Safe,
    keeps: &[
        Facet::Bases,
        Facet::CommandsButCleanup,
        Facet::Inputs,
        Facet::Contract,
    ],
    answers: &["DL3019"],
    source: include_str!("apk_no_cache.rs"),
    example: include_str!("../../tests/passes/apk_no_cache/example.Dockerfile"),
    run,
};

fn run(context: &Context<'_>) -> Vec<Finding> {
    let model = context.model;
    let Some(apk) = context.data.manager("apk") else {
        return Vec::new();
    };
    let mut needs = None;
    let mut findings = Vec::new();
    for stage in model
        .stages
        .iter()
        .filter(|stage| !stage.windows && model.ships(stage))
    {
        for (index, step) in stage.steps.iter().enumerate() {
            let Some(script) = candidate(apk, step) else {
                continue;
            };
            let calls = calls(&script.tree, script.text.as_str());
            let Some(work) = Work::new(context, apk, script, &calls) else {
                continue;
            };
            let needs = needs
                .get_or_insert_with(|| IndexNeeds::new(model, context.data, context.project, apk));
            let need = needs.after(stage, index).filter(|_| work.has_update());
            findings.push(work.finding(model, step, need).saving(saving(apk)));
        }
    }
    findings
}

fn saving(apk: &Manager) -> Option<Saving> {
    let size = apk
        .index_size
        .filter(|size| matches!(size.basis, SizeBasis::Estimate | SizeBasis::Measured))?;
    Some(Saving {
        bytes: size.bytes,
        basis: Basis::Estimate,
    })
}

fn candidate<'s, 'a>(apk: &Manager, step: &'s Step<'a>) -> Option<&'s RunScript<'a>> {
    let run = step.run.as_ref()?;
    let script = run.script()?;
    let text = script.text.as_str();
    let mounted = run.mounts.iter().any(|mount| mount.covers(&apk.caches));
    (text.contains("apk") && !mounted && !text.contains("/etc/apk/cache")).then_some(script)
}

/// What is to be done in one `RUN`.
struct Work<'w, 'a> {
    script: &'w RunScript<'a>,
    /// Calls that get the flag, in order.
    adds: Vec<PackageCall<'w>>,
    /// Calls of `apk update`.
    updates: Vec<PackageCall<'w>>,
    refresh_flags: Vec<Span>,
    /// Another call that reads the index which `apk update` brings.
    other: Option<String>,
}

impl<'w, 'a> Work<'w, 'a> {
    fn new(
        context: &Context<'_>,
        apk: &Manager,
        script: &'w RunScript<'a>,
        calls: &'w [Call<'w>],
    ) -> Option<Self> {
        let text = script.text.as_str();
        let no_cache = apk.no_cache.as_ref()?;
        let emptied = |call: &Call<'_>| {
            deleted_paths(call, text)
                .iter()
                .any(|path| paths::names(path, "/var/cache/apk/x"))
        };
        if calls.iter().any(emptied) {
            return None;
        }
        let mut work = Work {
            script,
            adds: Vec::new(),
            updates: Vec::new(),
            refresh_flags: Vec::new(),
            other: None,
        };
        for package in calls
            .iter()
            .filter_map(|call| PackageCall::new(context.data, call))
        {
            if package.manager.name != apk.name {
                continue;
            }
            if package.has_any_flag(&apk.offline_flags) || package.has_any_flag(&no_cache.conflicts)
            {
                return None;
            }
            let takes_flag = no_cache.verbs.contains(&package.verb);
            let given = package.has_flag(no_cache.flag);
            if takes_flag {
                let words = package.call.simple.words.iter().map(|word| word.span);
                work.refresh_flags
                    .extend(words.filter(|span| apk.refresh_flags.contains(&span.of(text))));
            }
            match package.kind {
                VerbKind::Update if !given => work.updates.push(package),
                _ if takes_flag && !given => work.adds.push(package),
                _ if !given && package.needs_index() => {
                    work.other = Some(package.call.simple.span.of(text).to_string())
                }
                _ => {}
            }
        }
        let installs =
            !work.adds.is_empty() || work.has_update() && work.flagged_add(apk, calls, context);
        installs.then_some(work)
    }

    /// Whether a call that already has the flag makes the update needless.
    fn flagged_add(&self, apk: &Manager, calls: &[Call<'_>], context: &Context<'_>) -> bool {
        let packages = calls
            .iter()
            .filter_map(|call| PackageCall::new(context.data, call));
        packages
            .filter(|package| package.manager.name == apk.name)
            .any(|package| package.has_flag("--no-cache"))
    }

    fn has_update(&self) -> bool {
        !self.updates.is_empty() || !self.refresh_flags.is_empty()
    }

    fn finding(&self, model: &Model<'_>, step: &Step<'_>, need: Option<&Need>) -> Finding {
        let span = step.instruction.span;
        let line = model.lines.line(span.start);
        let cause = match (self.updates.first(), self.adds.first()) {
            (Some(_), _) => "apk update".to_string(),
            (None, Some(add)) => format!("apk {}", add.verb),
            (None, None) => "apk add --update".to_string(),
        };
        let message = format!("`{cause}` leaves the package index in the image");
        if let Some(need) = need {
            let later = model.lines.line(need.span.start);
            return Finding::refused(
                span,
                message,
                format!("line {later} {} and may need the index", need.what),
            );
        }
        if let Some(other) = self.other.as_ref().filter(|_| self.has_update()) {
            return Finding::refused(
                span,
                message,
                format!("line {line} also runs `{other}`, which needs the index"),
            );
        }
        match self.edits(model, step) {
            Ok(edits) => Finding::safe(span, message, self.title(), edits),
            Err(reason) => Finding::refused(span, message, format!("line {line} {reason}")),
        }
    }

    fn title(&self) -> &'static str {
        match (self.adds.is_empty(), self.updates.is_empty()) {
            (false, true) => "add `--no-cache`",
            (false, false) => "add `--no-cache` and drop the `apk update`",
            (true, false) => "drop the `apk update`",
            (true, true) => "drop `--update`",
        }
    }

    fn edits(&self, model: &Model<'_>, step: &Step<'_>) -> Result<Vec<Edit>, String> {
        let file = |span| self.script.text.file_span(span);
        let mut edits = Vec::new();
        let mut replaced = Vec::new();
        for update in &self.updates {
            edits.push(self.removal(model, step, update)?);
        }
        for add in &self.adds {
            let own = |flag: &&Span| add.call.simple.span.contains(**flag);
            match self.refresh_flags.iter().find(own) {
                Some(flag) => {
                    replaced.push(*flag);
                    edits.push(Edit::replace(file(*flag), "--no-cache"));
                }
                None => edits.push(Edit::insert(file(add.verb_span).end, " --no-cache")),
            }
        }
        for flag in self
            .refresh_flags
            .iter()
            .filter(|flag| !replaced.contains(flag))
        {
            let end = flag.end + self.script.text.as_str()[flag.end as usize..].len().min(1) as u32;
            edits.push(Edit::delete(file(Span {
                start: flag.start,
                end,
            })));
        }
        Ok(edits)
    }

    /// Takes out an `apk update` with the `&&` behind it; comments between stay.
    fn removal(
        &self,
        model: &Model<'_>,
        step: &Step<'_>,
        update: &PackageCall<'_>,
    ) -> Result<Edit, String> {
        let simple = update.call.simple;
        let [statement] = self.script.tree.list.statements.as_slice() else {
            return Err("runs `apk update` among other statements".into());
        };
        let at = statement
            .elements
            .iter()
            .position(|element| element.pipeline.span == simple.span);
        let next = at.and_then(|at| statement.elements.get(at + 1));
        let plain =
            update.call.top && update.call.wrapper.is_none() && simple.redirections.is_empty();
        let Some(next) = next.filter(|_| plain) else {
            return Err("runs `apk update` in a way that cannot be taken out alone".into());
        };
        let file = self.script.text.file_span(Span {
            start: simple.span.start,
            end: next.pipeline.span.start + 1,
        });
        let span = Span {
            end: file.end - 1,
            ..file
        };
        let inside = |comment: &&Span| span.contains(**comment);
        let text = model.file.text;
        let mut left = String::new();
        for comment in step.instruction.comments.iter().filter(inside) {
            let before = if left.is_empty() {
                format!("{}\n", model.file.escape)
            } else {
                String::new()
            };
            left += &format!("{before}{}\n", comment.of(text));
        }
        if !left.is_empty() {
            let line = text[..span.end as usize].rsplit('\n').next().unwrap_or("");
            left.extend(line.chars().take_while(|c| c.is_ascii_whitespace()));
        }
        let left = if text.contains("\r\n") {
            left.replace("\r\n", "\n").replace('\n', "\r\n")
        } else {
            left
        };
        Ok(Edit::replace(span, left))
    }
}
