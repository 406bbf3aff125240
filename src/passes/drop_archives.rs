//! Deletes an archive right behind the command that unpacks it, in the `RUN` that downloaded it.
//!
//! # What it does
//! `curl -o /tmp/tool.tgz … && tar xzf /tmp/tool.tgz` leaves the archive in the image beside what was in it. An `rm` in a later
//! `RUN` would free nothing: a layer only adds. Right behind the `tar`, `unzip`, `dpkg -i`, `rpm -i` or install of a package
//! file that is the last to read it, `rm` keeps it out of the image.
//!
//! # When it refuses
//! Something later names the archive, its directory, or a pattern that fits it: a command of the same `RUN`, a later step, a stage
//! that starts from this one or copies out of it, a start command, a script of the build context that dfopt reads. It lies where a
//! program may look for its data: dfopt deletes only in `/tmp`, `/var/tmp`, `/root`, `/usr/src`, `/usr/local/src`, and right in `/`,
//! `/opt` and `/usr/local`; packages of the system also elsewhere. The directory is not known. Nothing is said where download or
//! unpacking may fail without the build failing, where the names of the two differ, where a mount holds it, and where it is deleted
//! already.
//!
//! # Fix safety
//! Safe: what was unpacked stays as it is. How much it saves is not known: it is as much as is downloaded.
//!
//! # Sources
//! Henkel et al., "Learning from, understanding, and supporting DevOps artifacts for Docker" (ICSE 2020), rule
//! tarSomethingRmTheSomething; the manual pages of the commands.

mod later;

use std::rc::Rc;

use crate::model::archives::{self, Archive, UNKNOWN, Unpacked};
use crate::model::commands::{Call, Wrapper, base_name};
use crate::model::fate::Fate;
use crate::model::naming::Target;
use crate::model::{RunScript, Stage, directories, official, paths};
use crate::pass::{Context, Finding, Pass, Safety};
use crate::rewrite::{Join, Layouts, Place, place_behind, place_inside};
use crate::text::Span;
use crate::verify::{Choice, Facet};

/// The pass.
pub const PASS: Pass = Pass {
    name: "drop-archives",
    summary: "Delete a downloaded archive in the RUN that unpacks it.",
    safety: Safety::Safe,
    keeps: &[
        Facet::Bases,
        Facet::CommandsBut(Choice::Archives),
        Facet::Inputs,
        Facet::Contract,
    ],
    answers: &[],
    source: include_str!("drop_archives.rs"),
    example: include_str!("../../tests/passes/drop_archives/example.Dockerfile"),
    mentions: &DOWNLOADERS,
    run,
};

/// What downloads.
const DOWNLOADERS: [&str; 3] = ["curl", "wget", "aria2c"];

/// Nobody ships what lies below these.
const TREES: [&str; 5] = ["/tmp", "/var/tmp", "/root", "/usr/src", "/usr/local/src"];

/// Nobody ships an archive that lies right in these.
const DIRECTORIES: [&str; 3] = ["/", "/opt", "/usr/local"];

/// What lies below is the program's.
const PROGRAM: &str = "/usr/src/app";

/// A file with more archives than this is only looked at so far.
const MOST: usize = 50;

/// So many steps are asked for archives of theirs; for each, all are asked who names it.
const WORK: usize = 20_000;

fn run(context: &Context<'_>) -> Vec<Finding> {
    let model = context.model;
    let mut findings = Vec::new();
    let mut layouts = None;
    let steps: usize = model.stages.iter().map(|stage| stage.steps.len()).sum();
    // What is done already counts as well: a second run sees as far as the first.
    let mut left = (WORK / steps.max(1)).clamp(1, MOST);
    let ships = |stage: &&Stage<'_>| !stage.windows && model.ships(stage);
    for stage in model.stages.iter().filter(ships) {
        for (index, step) in stage.steps.iter().enumerate() {
            let script = step.run.as_ref().and_then(|run| run.script());
            let named = |script: &&RunScript<'_>| {
                let text = script.text.as_str();
                DOWNLOADERS.iter().any(|name| text.contains(name))
            };
            if let Some(script) = script.filter(named).filter(|_| left > 0) {
                let layouts = layouts.get_or_insert_with(|| Layouts::new(model));
                let found = in_script(context, (stage, index), script, layouts, &mut left);
                findings.extend(found);
            }
        }
    }
    findings
}

/// What the script of a step leaves; `left`: so many archives are still looked at.
fn in_script(
    context: &Context<'_>,
    (stage, index): (&Stage<'_>, usize),
    script: &RunScript<'_>,
    layouts: &Layouts<'_, '_>,
    left: &mut usize,
) -> Vec<Finding> {
    let (text, calls) = (script.text.as_str(), script.calls());
    let directory = directory(context, stage, index);
    let start = directory.as_deref().or(Some(UNKNOWN));
    let directories = directories::directories(calls, text, start);
    let unpacked = archives::unpacked(calls, text, directory.as_deref());
    let looked_at = unpacked.len().min(*left);
    *left -= looked_at;
    let sites = (0..looked_at).map(|at| Site {
        context,
        stage,
        index,
        script,
        calls,
        directories: &directories,
        unpacked: &unpacked,
        at,
    });
    sites.filter_map(|site| site.finding(layouts)).collect()
}

/// The directory in which a step runs, where anything tells.
fn directory(context: &Context<'_>, stage: &Stage<'_>, index: usize) -> Option<String> {
    let known = stage.scope(&stage.steps[index]).directory.as_deref();
    let root = || {
        let image = context.model.root_image(stage)?;
        official::starts_at_root(image).then(|| "/".to_string())
    };
    known.map(str::to_string).or_else(root)
}

/// A command that unpacks what its script downloaded.
struct Site<'s, 'a> {
    context: &'s Context<'s>,
    stage: &'s Stage<'a>,
    index: usize,
    script: &'s RunScript<'a>,
    calls: &'s [Call<'s>],
    /// Where each of them runs.
    directories: &'s [Option<Rc<str>>],
    unpacked: &'s [Unpacked],
    /// Which of `unpacked`.
    at: usize,
}

impl Site<'_, '_> {
    fn finding(&self, layouts: &Layouts<'_, '_>) -> Option<Finding> {
        let own = self.kept();
        let (first, _) = own.first()?;
        let text = self.script.text.as_str();
        let reader = &self.calls[self.unpacked[self.at].reader];
        let shown = first.word.of(text).trim_matches(['"', '\'']);
        let message = format!("`{shown}` stays in the image beside what was in it");
        let span = self.script.text.file_span(reader.simple.span);
        let place = self
            .refusal(reader, &own)
            .map_or_else(|| self.place(reader), Err);
        Some(match place {
            Ok(place) => {
                let words: Vec<&str> = own.iter().map(|(it, _)| it.word.of(text)).collect();
                let command = match place.join {
                    Join::And => "rm",
                    // A list before it may have failed unseen.
                    _ => "rm -f",
                };
                let command = format!("{command} {}", words.join(" "));
                let layout = layouts.of(self.stage.steps[self.index].instruction);
                let edits = vec![layout.append(place, &command)];
                Finding::safe(span, message, format!("run `{command}` behind it"), edits)
            }
            Err(reason) => Finding::refused(span, message, reason),
        })
    }

    /// What the command reads that surely was downloaded, and that nothing deletes.
    fn kept(&self) -> Vec<(&Archive, Target)> {
        let unpacked = &self.unpacked[self.at];
        let reader = &self.calls[unpacked.reader];
        let step = &self.stage.steps[self.index];
        let fate = Fate::new(self.script, &self.stage.scope(step).shell);
        let own = unpacked.archives.iter().filter_map(|archive| {
            let download = &self.calls[archive.download];
            // What another user downloads may not be ours to delete.
            let own = download.wrapper != Some(Wrapper::User);
            let decides = own && fate.decides(download) && fate.decides(reader);
            let target = Target::new(&archive.path).filter(|_| decides)?;
            let kept = !self.is_mounted(&archive.path) && !self.is_done(archive, &target);
            kept.then_some((archive, target))
        });
        own.collect()
    }

    /// The calls behind the one that unpacks, and where they run.
    fn behind(&self) -> impl Iterator<Item = (&Call<'_>, Option<&str>)> {
        let calls = self.calls.iter().zip(self.directories);
        let calls = calls.skip(self.unpacked[self.at].reader + 1);
        calls.map(|(call, directory)| (call, directory.as_deref()))
    }

    fn is_mounted(&self, path: &str) -> bool {
        let run = self.stage.steps[self.index].run.as_ref();
        let mut mounts = run.iter().flat_map(|run| &run.mounts);
        mounts.any(|mount| {
            let target = mount.target.as_deref();
            target.is_none_or(|target| !target.starts_with('/') || paths::within(path, target))
        })
    }

    /// Whether a later command of the script deletes it, perhaps, or unpacks it again.
    fn is_done(&self, archive: &Archive, target: &Target) -> bool {
        let again = |later: &Unpacked| {
            later
                .archives
                .iter()
                .any(|other| other.path == archive.path)
        };
        let text = self.script.text.as_str();
        let deletes = |(call, directory): (&Call<'_>, Option<&str>)| {
            target.is_deleted_by(call, text, directory)
        };
        self.unpacked[self.at + 1..].iter().any(again) || self.behind().any(deletes)
    }

    /// Why none of it may be deleted.
    fn refusal(&self, reader: &Call<'_>, own: &[(&Archive, Target)]) -> Option<String> {
        let line = self
            .context
            .model
            .lines
            .line(self.stage.steps[self.index].instruction.span.start);
        own.iter().find_map(|(archive, target)| {
            if archive.path.starts_with(UNKNOWN) {
                return Some(
                    "the image that it starts from decides in which directory it lies".into(),
                );
            }
            let text = self.script.text.as_str();
            let reads = |(call, directory): &(&Call<'_>, Option<&str>)| {
                target.is_read_by(call, text, *directory)
            };
            if let Some((call, _)) = self.behind().find(reads) {
                let shown = call.simple.span.of(text).lines().next().unwrap_or("");
                return Some(format!("line {line} runs `{shown}` behind it"));
            }
            let behind = &self.calls[self.unpacked[self.at].reader + 1..];
            let end = reader.simple.span.end as usize;
            if later::named_between(text, end, behind, target) {
                return Some(format!("line {line} names it again behind that"));
            }
            if !is_throwaway(target) && !is_system_package(reader) {
                let directory = target.directory();
                return Some(format!("a program may look for it in `{directory}`"));
            }
            later::need(self.context, self.stage, self.index, target)
        })
    }

    fn place(&self, reader: &Call<'_>) -> Result<Place, String> {
        let (model, step) = (self.context.model, &self.stage.steps[self.index]);
        let line = model.lines.line(step.instruction.span.start);
        let span = reader.simple.span;
        if let Some(place) = place_inside(model, self.script, span) {
            return Ok(place);
        }
        let statements = &self.script.tree.list.statements;
        let last = statements.last().map(|last| last.span);
        let elements = statements.last().and_then(|last| last.elements.last());
        let ends = elements.is_some_and(|element| element.pipeline.span.contains(span));
        match last.filter(|_| ends) {
            Some(Span { .. }) => place_behind(model, self.stage, step, self.script, span)
                .map_err(|reason| format!("line {line} {reason}")),
            None => Err(format!(
                "line {line} has shell text in which no command can be added"
            )),
        }
    }
}

/// Whether a file lies in a place that nobody ships.
fn is_throwaway(target: &Target) -> bool {
    let directory = target.directory();
    let below = |tree: &&str| paths::within(directory, tree);
    TREES.iter().any(below) && !paths::within(directory, PROGRAM)
        || DIRECTORIES.contains(&directory)
}

/// Whether a command installs packages of the system: nothing reads their files again.
fn is_system_package(reader: &Call<'_>) -> bool {
    let unpacks = [
        "tar", "gtar", "bsdtar", "unzip", "7z", "7za", "7zr", "unrar", "jar",
    ];
    !unpacks.contains(&base_name(reader.name().unwrap_or("")))
}
