//! Deletes the package lists of apt in the `RUN` that fetched them.
//!
//! # What it does
//! `apt-get update` downloads package lists to `/var/lib/apt/lists`: about 20 MB for Debian 12, more for Ubuntu. Nothing reads
//! them once the packages are in. `rm -rf /var/lib/apt/lists/*` at the end of the same `RUN` keeps them out of the image; in a
//! later one it would free nothing.
//!
//! # When it refuses
//! A later step of the stage, of a stage that starts from it, of an ONBUILD trigger or of the start command may need the lists:
//! it calls apt without an update of its own, or runs a script that dfopt cannot read. The `RUN` ends in a way that a command
//! cannot be added to: `||`, a background job, `exit`, text that dfopt does not follow. `sudo` runs the update. Nothing is said
//! where the lists lie in a cache mount, or are deleted already.
//!
//! # Fix safety
//! Safe. Who opens a shell in the container to install more must run `apt-get update` first.
//!
//! # Sources
//! Docker's best practices for `apt-get`; hadolint DL3009; sizes as in `rules/managers.yaml`.

use crate::data::{Manager, SizeBasis};
use crate::model::commands::{Call, Wrapper, calls};
use crate::model::needs::IndexNeeds;
use crate::model::packages::{PackageCall, deleted_paths};
use crate::model::{Model, RunScript, Stage, Step, paths};
use crate::pass::{Basis, Context, Finding, Pass, Safety, Saving};
use crate::rewrite::{Layouts, place};
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
            let Some((script, update)) = leaves_lists(context, apt, step) else {
                continue;
            };
            let (layouts, needs) = lazy.get_or_insert_with(|| {
                (
                    Layouts::new(model),
                    IndexNeeds::new(model, context.data, context.project, apt),
                )
            });
            let message = format!("the package lists that `{update}` fetched stay in the image");
            let span = step.instruction.span;
            findings.push(match edit(model, stage, index, script, layouts, needs) {
                Ok(edit) => {
                    let title = "delete the package lists at the end of this RUN";
                    Finding::safe(span, message, title, vec![edit]).saving(saving(apt))
                }
                Err(reason) => Finding::refused(span, message, reason),
            });
        }
    }
    findings
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

/// The script of a step that fetches lists and leaves them in the layer, and the command that fetches them.
fn leaves_lists<'s, 'a>(
    context: &Context<'_>,
    apt: &Manager,
    step: &'s Step<'a>,
) -> Option<(&'s RunScript<'a>, String)> {
    let run = step.run.as_ref()?;
    let script = run.script()?;
    let text = script.text.as_str();
    if !text.contains("apt") || run.mounts.iter().any(|mount| mount.covers(&apt.indexes)) {
        return None;
    }
    let calls = calls(&script.tree, text);
    let refreshes = |call: &Call<'_>| {
        PackageCall::new(context.data, call)
            .is_some_and(|call| call.shares_index(apt) && call.refreshes())
    };
    let last = calls.iter().rposition(refreshes)?;
    let cleared = |call: &Call<'_>| clears(apt, call, text);
    let behind = &text[calls[last].simple.span.end as usize..];
    if calls[last + 1..].iter().any(cleared) || behind.contains("/var/lib/apt") {
        return None;
    }
    let package = PackageCall::new(context.data, &calls[last])?;
    Some((script, format!("{} {}", package.manager.name, package.verb)))
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

fn edit(
    model: &Model<'_>,
    stage: &Stage<'_>,
    index: usize,
    script: &RunScript<'_>,
    layouts: &Layouts<'_, '_>,
    needs: &IndexNeeds,
) -> Result<crate::text::Edit, String> {
    let step = &stage.steps[index];
    let line = model.lines.line(step.instruction.span.start);
    let calls = calls(&script.tree, script.text.as_str());
    if calls.iter().any(|call| call.wrapper == Some(Wrapper::User)) {
        return Err(format!(
            "line {line} runs as another user (`sudo` and the like)"
        ));
    }
    if let Some(need) = needs.after(stage, index) {
        let later = model.lines.line(need.span.start);
        return Err(format!("line {later} {} and may need the lists", need.what));
    }
    let place =
        place(model, stage, step, script).map_err(|reason| format!("line {line} {reason}"))?;
    Ok(layouts
        .of(step.instruction)
        .append(place, "rm -rf /var/lib/apt/lists/*"))
}
