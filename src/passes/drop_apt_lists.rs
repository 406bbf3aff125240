//! Deletes the package lists of apt in the `RUN` that fetched them.
//!
//! # What it does
//! `apt-get update` downloads package lists to `/var/lib/apt/lists`: about 20 MB for Debian 12, more for Ubuntu. Nothing reads
//! them once the packages are in. `rm -rf /var/lib/apt/lists/*` at the end of the same `RUN` keeps them out of the image; in a
//! later one it would free nothing.
//!
//! # When it refuses
//! A later step of the stage, of a stage that starts from it, of an ONBUILD trigger or of the start command may need the lists:
//! it calls apt without an update of its own, names the directory, or runs a script that dfopt cannot read. There is no place in
//! the `RUN` where a command can be added without changing what it does: a background job, text that dfopt does not follow.
//! The `RUN` does nothing but fetch them, and nothing in the file uses them: then somebody else may. `sudo` or another user than
//! root runs the update. Another stage takes the directory, or one above it, and installs by it. Nothing is said where the lists
//! lie in a mount, are a link, or are deleted already.
//!
//! # Fix safety
//! Safe for this file. Who opens a shell in the container to install more must run `apt-get update` first, and so must another
//! Dockerfile that starts from the image: it is taken to do so, as Docker's best practices ask of every install. A program whose
//! name does not speak of installing is taken not to; a script of another language that cannot be read likewise.
//!
//! # Sources
//! Docker's best practices for `apt-get`; hadolint DL3009; sizes as in `rules/managers.yaml`.

use crate::data::{Manager, SizeBasis};
use crate::model::commands::{Call, Wrapper};
use crate::model::needs::IndexNeeds;
use crate::model::packages::{PackageCall, deleted_paths};
use crate::model::usage::Sources;
use crate::model::{Model, RunScript, Stage, Step, leftovers, paths};
use crate::pass::{Basis, Context, Finding, Pass, Safety, Saving};
use crate::rewrite::{Layouts, place_behind};
use crate::shell::effects::{EffectKind, effects};
use crate::text::{Edit, Span};
use crate::verify::Facet;

/// The pass.
pub const PASS: Pass = Pass {
    name: "drop-apt-lists",
    summary: "Delete apt's package lists in the RUN that fetched them.",
    safety: Safety::Safe,
    keeps: &[
        Facet::Bases,
        Facet::CommandsButCleanup,
        Facet::Inputs,
        Facet::Contract,
    ],
    answers: &["DL3009"],
    source: include_str!("drop_apt_lists.rs"),
    example: include_str!("../../tests/passes/drop_apt_lists/example.Dockerfile"),
    mentions: &["apt"],
    run,
};

fn run(context: &Context<'_>) -> Vec<Finding> {
    let model = context.model;
    let Some(apt) = context.data.manager("apt-get") else {
        return Vec::new();
    };
    if lie_elsewhere(model, apt) {
        return Vec::new();
    }
    let mut lazy = None;
    let mut findings = Vec::new();
    for stage in model
        .stages
        .iter()
        .filter(|stage| !stage.windows && model.ships(stage))
    {
        for (index, step) in stage.steps.iter().enumerate() {
            let Some(fetch) = Fetch::new(context, apt, step) else {
                continue;
            };
            let (layouts, needs) =
                lazy.get_or_insert_with(|| (Layouts::new(model), context.index_needs(apt)));
            let shown = &fetch.update;
            let message = format!("the package lists that `{shown}` fetched stay in the image");
            let span = step.instruction.span;
            findings.push(
                match fetch.edit(context.sources(), stage, index, layouts, needs) {
                    Ok((title, edit)) => {
                        Finding::safe(span, message, title, vec![edit]).saving(saving(apt))
                    }
                    Err(reason) => Finding::refused(span, message, reason),
                },
            );
        }
    }
    findings
}

/// Whether apt is somewhere told of another place for its lists, or that place is a link.
fn lie_elsewhere(model: &Model<'_>, apt: &Manager) -> bool {
    model.file.text.contains("Dir::State") || leftovers::linked(model, &apt.indexes)
}

fn saving(apt: &Manager) -> Option<Saving> {
    let size = apt.index_size?;
    // Measured for one suite; the file's may be another.
    let basis = match size.basis {
        SizeBasis::Measured | SizeBasis::Estimate => Basis::Estimate,
    };
    Some(Saving {
        bytes: size.bytes,
        basis,
    })
}

/// A `RUN` that fetches package lists and leaves them in its layer.
struct Fetch<'s, 'a> {
    step: &'s Step<'a>,
    script: &'s RunScript<'a>,
    /// The command that fetches them, for a message.
    update: String,
    /// Whether it runs as another user.
    wrapped: bool,
    calls: &'s [Call<'static>],
    /// The last of them that is one of apt.
    last_call: Span,
    /// Whether the `RUN` does nothing else.
    alone: bool,
}

impl<'s, 'a> Fetch<'s, 'a> {
    fn new(context: &Context<'_>, apt: &Manager, step: &'s Step<'a>) -> Option<Self> {
        let run = step.run.as_ref()?;
        let script = run.script()?;
        let text = script.text.as_str();
        if !text.contains("apt") || run.mounts.iter().any(|mount| mount.covers(&apt.indexes)) {
            return None;
        }
        let calls = script.calls();
        let shares = |call: &PackageCall<'_>| call.shares_index(apt);
        let last = calls.iter().rposition(|call| {
            let package = PackageCall::new(context.data, call).filter(shares);
            package.is_some_and(|package| package.refreshes())
        })?;
        let update = PackageCall::new(context.data, &calls[last])?;
        if calls[last + 1..].iter().any(|call| clears(apt, call, text))
            || clears_by_name(&text[calls[last].simple.span.end as usize..])
            || calls.iter().any(keeps_lists_elsewhere)
        {
            return None;
        }
        let last_call = calls[last..].iter().rev().find(|call| {
            PackageCall::new(context.data, call).is_some_and(|package| shares(&package))
        })?;
        Some(Fetch {
            step,
            script,
            update: format!("{} {}", update.manager.name, update.verb),
            wrapped: calls[last].wrapper == Some(Wrapper::User),
            calls,
            last_call: last_call.simple.span,
            alone: calls.len() == 1,
        })
    }

    fn edit(
        &self,
        sources: Sources<'_, '_>,
        stage: &Stage<'_>,
        index: usize,
        layouts: &Layouts<'_, '_>,
        needs: &IndexNeeds,
    ) -> Result<(&'static str, Edit), String> {
        let model = sources.model;
        let line = model.lines.line(self.step.instruction.span.start);
        self.may_delete(stage, line)?;
        if let Some(need) = needs.after(stage, index) {
            let later = model.lines.line(need.span.start);
            return Err(format!("line {later} {} and may need the lists", need.what));
        }
        if self.alone {
            return Err(format!(
                "line {line} does nothing else: whoever builds upon the image may use them"
            ));
        }
        let text = self.script.text.as_str();
        if text.contains("set -f") || text.contains("noglob") {
            return Err(format!("line {line} turns file name patterns off"));
        }
        let last_use = self.last_use(sources, stage, index, needs);
        let place = place_behind(model, stage, self.step, self.script, last_use)
            .map_err(|reason| format!("line {line} {reason}"))?;
        let title = match place.is_end() {
            true => "delete the package lists at the end of this RUN",
            false => "delete the package lists behind the last command that uses them",
        };
        let layout = layouts.of(self.step.instruction);
        Ok((title, layout.append(place, "rm -rf /var/lib/apt/lists/*")))
    }

    /// Whether the `RUN`, in `line`, may delete what it fetched.
    fn may_delete(&self, stage: &Stage<'_>, line: u32) -> Result<(), String> {
        if self.wrapped {
            return Err(format!(
                "line {line} fetches them as another user (`sudo` and the like)"
            ));
        }
        if let Some(user) = stage.scope(self.step).unprivileged_user() {
            return Err(format!(
                "line {line} runs as `{user}`, who may not delete them"
            ));
        }
        Ok(())
    }

    /// The last command that uses the lists, or may.
    fn last_use(
        &self,
        sources: Sources<'_, '_>,
        stage: &Stage<'_>,
        index: usize,
        needs: &IndexNeeds,
    ) -> Span {
        let effects = effects(&self.script.tree, self.script.text.as_str());
        let named = |kind| {
            matches!(
                kind,
                EffectKind::Function | EffectKind::Alias | EffectKind::Source | EffectKind::Unknown
            )
        };
        // Behind a name of the script's own anything may stand.
        let last = match effects.iter().any(|effect| named(effect.kind)) {
            true => self.calls.last(),
            false => needs
                .users(sources, stage, index, self.script, self.calls)
                .pop(),
        };
        let behind = last.map(|call| call.simple.span);
        let behind = behind.filter(|span| span.start > self.last_call.start);
        behind.unwrap_or(self.last_call)
    }
}

fn clears(manager: &Manager, call: &Call<'_>, text: &str) -> bool {
    let words: Vec<&str> = call
        .name()
        .into_iter()
        .chain(call.arguments())
        .filter(|word| !word.starts_with('-'))
        .collect();
    let by_command = manager.cleared_by.commands.contains(&&*words.join(" "));
    let gone = |path: &String| {
        manager
            .indexes
            .iter()
            .any(|index| paths::names(path, &format!("{index}/x")))
    };
    by_command || deleted_paths(call, text).iter().any(gone)
}

/// Whether the text names the lists or, in braces, a directory above them, and so most likely deletes them.
fn clears_by_name(text: &str) -> bool {
    ["/var/lib/apt", "lib/{apt", ",apt}", ",apt,", ",lib/apt"]
        .iter()
        .any(|name| text.contains(name))
}

/// Whether a call tells apt to keep its lists in another place.
fn keeps_lists_elsewhere(call: &Call<'_>) -> bool {
    let moves = |word: &&str| {
        ["Dir::State", "Dir=", "RootDir", "dir::state"]
            .iter()
            .any(|option| word.contains(option))
    };
    call.arguments().iter().any(moves)
}
