//! Merges neighbouring `RUN`s into one layer where bytes are saved by it.
//!
//! # What it does
//! A layer only adds. A file that one `RUN` writes and a later one deletes, moves or rewrites stays in the image, and every
//! `RUN` that installs packages stores another copy of the package database. In one `RUN` nothing of that is left. Two
//! neighbouring `RUN`s become one, joined by `&&`:
//!
//! - `apt-get update` and the install that uses it, two installs of one package manager, an install and its cleanup;
//! - a download and the `rm` that deletes it; packages and the `apt-get purge` or `apk del` that takes them away again;
//! - a tree and the `chown -R`, `chmod -R` or `mv` that makes a second copy of it.
//!
//! At `-O2` also where no bytes are at stake, unless a step that changes often would be tied to the packages of the system.
//!
//! # How it writes them
//! The simplest form that is exact: `a && b`; `(cd /x && a) && b` where something would be left in the shell, and `a && (b || c)`
//! where the list is more than `&&`; statements under one `set -eux;` where a part has it, with `;` for the `&&` of others, for left
//! of `&&` that option does nothing; `set -e; (set +e; a; b); set -eux; c` where one part goes on after failures and another does
//! not. A comment of the shell that would swallow what follows goes above its command.
//!
//! # When it refuses
//! A part leaves a job in the background, sets a trap, starts something that lives on, evaluates text, holds a heredoc, or is not for
//! a POSIX-like shell; the two set different shell options; flags, user, directory, environment or shell differ; one touches files
//! that each `RUN` gets fresh (`/etc/hosts`, `/etc/resolv.conf`, `/dev`); both call a program that the first may have replaced.
//! Labels, ports and start commands between the two are hopped over unless they have a comment of their own; COPY, ADD, ENV, ARG,
//! USER and the like are not. A comment between them that speaks of layers, caching or splitting is taken at its word. A part that
//! mounts, sets up a network or changes the user it runs as stays apart. Where a cleanup frees nothing and cannot be merged, that is
//! said; also of an `rm` of what COPY brought, and of each pair that could be one and saves nothing.
//!
//! # Fix safety
//! Safe: same commands in the same order, same success or failure, same files; `tests/shells.rs` runs both under real shells. A
//! rebuild repeats the whole `RUN` when one part of it changes.
//!
//! # Sources
//! POSIX.1-2024, 2.9.3 Lists (`&&` and `||` associate to the left) and `set -e`; the Dockerfile reference on layers; hadolint DL3059.

mod apart;
mod chains;
mod exact;
mod form;
mod gain;
mod late;
mod names;
mod places;
mod policy;
mod shape;
mod uninstall;
mod unmerged;
mod write;

use std::cell::OnceCell;
use std::rc::Rc;

use crate::model::commands::Call;
use crate::model::directories::directories;
use crate::model::packages::PackageCall;
use crate::model::{RunScript, Stage, Step};
use crate::pass::{Context, Finding, Pass, Safety};
use crate::rewrite::Layouts;
use crate::verify::Facet;
use chains::{Chain, chains};

/// The pass.
pub const PASS: Pass = Pass {
    name: "merge-runs",
    summary: "Merge neighbouring RUNs where one deletes or rewrites what another wrote.",
    safety: Safety::Safe,
    keeps: &[
        Facet::Bases,
        Facet::Commands,
        Facet::Inputs,
        Facet::Contract,
    ],
    answers: &["DL3059"],
    source: include_str!("merge_runs.rs"),
    example: include_str!("../../tests/passes/merge_runs/example.Dockerfile"),
    mentions: &[],
    run,
};

/// More commands than this in one `RUN` are no gain for whoever reads it. Counts the same before and after a merge.
const MOST_COMMANDS: usize = 100;
const TOO_MANY: &str = "so many commands in one RUN are no gain for whoever reads it";

/// A `RUN` that may become part of a larger one.
struct Part<'m, 'a> {
    step: &'m Step<'a>,
    stage: &'m Stage<'a>,
    script: &'m RunScript<'a>,
    calls: &'m [Call<'static>],
    /// For each of its calls.
    packages: Vec<Option<PackageCall<'m>>>,
    /// Where each of them runs, once that was asked.
    directories: OnceCell<Vec<Option<Rc<str>>>>,
    facts: gain::Facts,
    shape: OnceCell<shape::Shape>,
    line: u32,
    /// Whether an instruction stands between it and the part before.
    hops: bool,
}

impl Part<'_, '_> {
    /// Where one of its calls runs, where that is known.
    fn directory(&self, call: &Call<'_>) -> Option<&str> {
        let start = call.simple.span.start;
        let at = self
            .calls
            .partition_point(|own| own.simple.span.start < start);
        self.directories().get(at)?.as_deref()
    }

    /// Where each of its calls runs.
    fn directories(&self) -> &[Option<Rc<str>>] {
        self.directories.get_or_init(|| {
            let start = self.stage.scope(self.step).directory.as_deref();
            directories(self.calls, self.script.text.as_str(), start)
        })
    }

    /// What matters for how it is joined to others.
    fn shape(&self) -> &shape::Shape {
        self.shape.get_or_init(|| shape::shape(self.script))
    }

    /// How many commands it has, `set` aside.
    fn commands(&self) -> usize {
        let counts = |call: &&Call<'_>| call.name() != Some("set");
        self.calls.iter().filter(counts).count().max(1)
    }
}

/// Why two neighbours become one.
#[derive(Clone, Debug)]
struct Seam {
    message: String,
    /// Whether bytes are saved.
    saves: bool,
}

fn run(context: &Context<'_>) -> Vec<Finding> {
    let model = context.model;
    let mut findings = Vec::new();
    let mut layouts = None;
    for stage in model
        .stages
        .iter()
        .filter(|stage| !stage.windows && model.ships(stage))
    {
        let chains = chains(context, stage, &mut findings);
        findings.extend(late::findings(context, stage, &chains));
        for chain in &chains {
            for (group, seams) in groups(context, chain, &mut findings) {
                let layouts = layouts.get_or_insert_with(|| Layouts::new(model));
                let parts: Vec<_> = group.iter().collect();
                if let Ok(plan) = form::plan(&parts, exact::errexit(&group[0])) {
                    findings.extend(write::findings(model, layouts, group, &seams, &plan));
                }
            }
        }
    }
    findings
}

/// Parts that become one, and why at each seam; the first has none.
type Group<'c, 'm, 'a> = (&'c [Part<'m, 'a>], Vec<Seam>);

/// The stretches of a chain that become one `RUN` each; `findings` says why others do not.
fn groups<'c, 'm, 'a>(
    context: &Context<'_>,
    chain: &'c Chain<'m, 'a>,
    findings: &mut Vec<Finding>,
) -> Vec<Group<'c, 'm, 'a>> {
    let mut seams = gains(context, chain);
    if context.options.level >= 2 {
        policy::without_gain(context, chain, &mut seams);
    }
    findings.extend(unmerged::pairs(context, chain, &seams));
    let mut groups = Vec::new();
    let mut start = 0;
    for end in 1..=chain.len() {
        if seams.get(end).is_none_or(Option::is_none) {
            if end - start > 1 {
                let none = || Seam {
                    message: String::new(),
                    saves: false,
                };
                let seams = seams[start..end]
                    .iter()
                    .map(|seam| seam.clone().unwrap_or_else(none));
                groups.push((&chain[start..end], seams.collect()));
            }
            start = end;
        }
    }
    groups
}

/// The seams at which bytes are saved: whatever lies between two parts of which one undoes the other's bytes.
fn gains(context: &Context<'_>, chain: &Chain<'_, '_>) -> Vec<Option<Seam>> {
    let mut seams: Vec<Option<Seam>> = vec![None; chain.len()];
    for (later, part) in chain.iter().enumerate().skip(1) {
        let worth = |earlier: usize| {
            let gain = gain::gain(&chain[earlier], part)?;
            let near = || {
                earlier + 1 == later && !policy::ties(context.data, &chain[earlier..later], part)
            };
            (gain.large || near()).then_some((earlier, gain.message))
        };
        if let Some((earlier, message)) = (0..later).find_map(worth) {
            let seam = Seam {
                message,
                saves: true,
            };
            for between in &mut seams[earlier + 1..later] {
                between.get_or_insert_with(|| seam.clone());
            }
            seams[later] = Some(seam);
        }
    }
    seams
}
