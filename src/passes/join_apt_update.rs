//! Moves an `apt-get update` that stands alone in a `RUN` into the `RUN` that installs by its lists.
//!
//! # What it does
//! Alone in a layer, the package lists stay in the image whatever a later layer deletes, and a rebuild may install by lists that
//! are months old: the builder keeps the layer while its text is the same. In one `RUN` with the install the lists are as new as
//! the install and can be deleted there. An update that a later one repeats before anything is installed goes altogether.
//!
//! # When it refuses
//! More than one later step relies on the lists: moved into the first, they would still have to stay for the others. Something in
//! between may change what the update fetches: a `RUN` with more than a few harmless commands, a COPY or ADD into a system
//! directory, another user or shell, a variable that apt or its programs read (proxies, `PATH`, `APT_CONFIG`, `LANG`). The
//! install's `RUN` is not made so that it would stop if the update failed. The comment above names a tool that would lose its
//! place, or speaks of layers. Neighbours are merged by `merge-runs`.
//!
//! # Fix safety
//! Safe: the same lists are fetched before the same install. A comment right above the update moves along.
//!
//! # Sources
//! Docker's best practices for `apt-get`; hadolint DL3009; environment variables: apt(8), apt.conf(5), apt-transport-http(1).

mod between;

use crate::data::Manager;
use crate::model::later::Need;
use crate::model::needs::IndexNeeds;
use crate::model::packages::PackageCall;
use crate::model::remarks::wants_split;
use crate::model::{RunScript, Stage, Step};
use crate::pass::{Context, Finding, Pass, Safety};
use crate::rewrite::{lift, line_start, prepend};
use crate::text::Edit;
use crate::verify::Facet;

/// The pass.
pub const PASS: Pass = Pass {
    name: "join-apt-update",
    summary: "Move an apt-get update of its own into the RUN that installs by its lists.",
    safety: Safety::Safe,
    keeps: &[
        Facet::Bases,
        Facet::CommandsButCleanup,
        Facet::Inputs,
        Facet::Contract,
    ],
    answers: &["DL3009"],
    source: include_str!("join_apt_update.rs"),
    example: include_str!("../../tests/passes/join_apt_update/example.Dockerfile"),
    mentions: &["apt"],
    run,
};

fn run(context: &Context<'_>) -> Vec<Finding> {
    let model = context.model;
    let Some(apt) = context.data.manager("apt-get") else {
        return Vec::new();
    };
    let mut lazy = None;
    let mut findings = Vec::new();
    for stage in model
        .stages
        .iter()
        .filter(|stage| !stage.windows && model.ships(stage))
    {
        for (index, step) in stage.steps.iter().enumerate() {
            let Some(update) = lone_update(context, apt, step) else {
                continue;
            };
            let needs = lazy
                .get_or_insert_with(|| IndexNeeds::new(model, context.data, context.project, apt));
            let update = Update {
                context,
                stage,
                step,
                index,
                text: update,
            };
            findings.extend(update.finding(needs));
        }
    }
    findings
}

/// The text of the one command of a `RUN`, if that fetches package lists.
fn lone_update<'s>(context: &Context<'_>, apt: &Manager, step: &'s Step<'_>) -> Option<&'s str> {
    let run = step.run.as_ref()?;
    let script = run.script().filter(|script| !script.heredoc)?;
    let text = script.text.as_str();
    if !text.contains("update") || !step.instruction.flags.is_empty() {
        return None;
    }
    let calls = script.calls();
    let [call] = calls else {
        return None;
    };
    let package = PackageCall::new(context.data, call).filter(|it| it.shares_index(apt))?;
    let [only] = script.tree.list.statements.as_slice() else {
        return None;
    };
    let plain = step.instruction.comments.is_empty()
        && package.refreshes()
        && !package.needs_index()
        && only.span == call.simple.span
        && script.tree.comments.is_empty()
        && !text.contains("Dir");
    plain.then(|| script.get(only.span))
}

/// An update that stands alone.
struct Update<'u, 'a> {
    context: &'u Context<'u>,
    stage: &'u Stage<'a>,
    step: &'u Step<'a>,
    index: usize,
    text: &'u str,
}

impl Update<'_, '_> {
    fn finding(&self, needs: &IndexNeeds<'_, '_>) -> Option<Finding> {
        let span = self.step.instruction.span;
        let shown = self.text;
        if needs.renewed_after(self.stage, self.index) {
            let message = format!("nothing uses the package lists that `{shown}` fetches");
            let taken = lift(self.context.model, self.step.instruction)?;
            return Some(match taken.comments.is_empty() {
                true => Finding::safe(span, message, "drop it", vec![taken.edit]),
                false => Finding::refused(span, message, "a comment stands above it"),
            });
        }
        let need = needs.after(self.stage, self.index)?;
        let message = format!("`{shown}` has a layer of its own");
        Some(match self.joined(need, needs) {
            Ok(edits) => {
                let line = self.context.model.lines.line(need.span.start);
                Finding::safe(span, message, format!("move it into line {line}"), edits)
            }
            Err(reason) => Finding::refused(span, message, reason),
        })
    }

    /// The edits that move the update into the step which needs it.
    fn joined(&self, need: &Need, needs: &IndexNeeds<'_, '_>) -> Result<Vec<Edit>, String> {
        let model = self.context.model;
        let line = model.lines.line(need.span.start);
        let mut steps = self.stage.steps.iter().enumerate().skip(self.index + 1);
        let found = steps.find(|(_, step)| step.instruction.span == need.span);
        let (at, user) = found.ok_or_else(|| {
            format!(
                "line {line}, outside of the stage, {} and may need the lists",
                need.what
            )
        })?;
        if let Some(other) = needs.after(self.stage, at) {
            let other = model.lines.line(other.span.start);
            return Err(format!("lines {line} and {other} both rely on its lists"));
        }
        let script = self.user_script(user).ok_or_else(|| {
            format!(
                "line {line} {} and may need the lists, but has no place for it",
                need.what
            )
        })?;
        let passed = &self.stage.steps[self.index + 1..at];
        between::obstacle(self.context, self.stage, self.step, passed, user)?;
        let refuse = |reason| format!("line {line} {reason}");
        let update = prepend(model, self.stage, user, script, self.text).map_err(refuse)?;
        let taken = lift(model, self.step.instruction).ok_or("it cannot be taken out")?;
        let above = lift(model, user.instruction).map_or_else(String::new, |user| user.comments);
        may_move(&taken.comments, &above)?;
        let mut edits = vec![taken.edit, update];
        let start = line_start(model, user.instruction).filter(|_| !taken.comments.is_empty());
        edits.extend(start.map(|start| Edit::insert(start, taken.comments)));
        Ok(edits)
    }

    /// The script of the step that needs the lists, if it may take the update in.
    fn user_script<'s>(&self, user: &'s Step<'_>) -> Option<&'s RunScript<'s>> {
        let run = user.run.as_ref()?;
        let flags = &user.instruction.flags;
        let apt = self.context.data.manager("apt-get")?;
        let places = ["/var/lib/apt", "/etc/apt"];
        let covered = run
            .mounts
            .iter()
            .any(|mount| mount.covers(&apt.indexes) || mount.covers(&places));
        let plain = flags.iter().all(|flag| flag.name == "mount") && !covered;
        run.script().filter(|_| plain)
    }
}

/// Whether the comments above the update may go to those above the step which needs it; else why not.
fn may_move(own: &str, above: &str) -> Result<(), String> {
    let tools = ["hadolint", "dfopt", "checkov", "trivy"];
    if tools.iter().any(|tool| own.contains(tool)) {
        return Err("the comment above it is for a tool that looks for it there".into());
    }
    let mut comments = own.lines().chain(above.lines());
    match comments.find(|comment| wants_split(comment)) {
        Some(comment) => {
            let shown = comment.trim();
            Err(format!("a comment may want two layers (`{shown}`)"))
        }
        None => Ok(()),
    }
}
