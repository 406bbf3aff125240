//! Gives `apk add` and `apk upgrade` the flag `--no-cache`, and takes out the `apk update` that it makes needless.
//!
//! # What it does
//! Without `--no-cache` the package index, 2 to 3 MB, stays in `/var/cache/apk`. With the flag apk fetches the index, uses it and
//! keeps nothing. An `apk update` before it, or `--update`, would leave the index behind all the same, and goes.
//!
//! # When it refuses
//! `apk update` or `--update` stays, with all that uses its index, while something later relies on the index: another apk
//! command, a script that dfopt cannot read, a stage that starts from this one. The same where something later names
//! `/var/cache/apk` and would fail if nothing were there, as `rm` without `-f` does. An update goes only if it can be taken out
//! alone: not from `apk update || …`, a loop or a condition, nor beside a script that may use the index. Nothing is said where
//! `/var/cache/apk` is a mount, and where `--no-network` or `--cache-dir` is given. Where the same `RUN` empties
//! `/var/cache/apk`, by a command that fails if nothing is there, nothing is done; else `--no-cache` takes its place. In a stage
//! that only feeds others an index is no loss: there just the update goes that stands before nothing but calls with `--no-cache`.
//!
//! # Fix safety
//! Safe: each call fetches the index itself. Another Dockerfile that starts from the image and runs `apk add` without
//! `--no-cache`, `--update` or `apk update` would find no index there; it is taken to have one of them.
//!
//! # Sources
//! apk(8); hadolint DL3019; sizes as in `rules/managers.yaml`.

mod work;

use std::rc::Rc;

use crate::data::{Manager, SizeBasis};
use crate::model::commands::Call;
use crate::model::later::Later;
use crate::model::needs::IndexNeeds;
use crate::model::{Model, RunScript, Stage, Step, leftovers};
use crate::pass::{Basis, Context, Finding, Pass, Safety, Saving};
use crate::verify::Facet;
use work::Work;

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
    mentions: &["apk"],
    run,
};

/// What is said where nothing is done.
const MESSAGE: &str = "apk leaves the package index in the image";

fn run(context: &Context<'_>) -> Vec<Finding> {
    let model = context.model;
    let Some(apk) = context.data.manager("apk") else {
        return Vec::new();
    };
    let mut lazy = None;
    let mut findings = Vec::new();
    for stage in model.stages.iter().filter(|stage| !stage.windows) {
        let ships = model.ships(stage);
        for (index, step) in stage.steps.iter().enumerate() {
            let Some(script) = candidate(apk, step) else {
                continue;
            };
            let calls = script.calls();
            let Some(work) = Work::new(context, apk, script, calls) else {
                continue;
            };
            // What stays in a stage that only feeds others is no loss; an update that nothing needs takes time there too.
            if !ships && !work.is_needless_update() {
                continue;
            }
            let (needs, named) = lazy.get_or_insert_with(|| later(context, apk));
            let need = match work.has_update() {
                true => needs.after(stage, index),
                false => named.after(stage, index),
            };
            let unsure = too_old(model, stage).or_else(|| {
                let users = needs.users(context.sources(), stage, index, script, calls);
                reader(script, calls, users, &work, &apk.caches)
            });
            if let Some(reason) = unsure {
                findings.push(Finding::refused(step.instruction.span, MESSAGE, reason));
                continue;
            }
            let size = saving(apk).filter(|_| ships && !work.is_emptied());
            findings.push(work.finding(model, step, need, ships).saving(size));
        }
    }
    findings
}

/// Who relies later on the index, and who names the place where it lies.
fn later(context: &Context<'_>, apk: &'static Manager) -> (Rc<IndexNeeds>, Later) {
    let needs = context.index_needs(apk);
    (needs, leftovers::later(context.model, &apk.caches))
}

/// A command of the same `RUN` that relies on what lies in the cache, or a script that may use the index which `apk update`
/// brings.
fn reader(
    script: &RunScript<'_>,
    calls: &[Call<'_>],
    users: Vec<&Call<'_>>,
    work: &Work<'_, '_>,
    caches: &[&str],
) -> Option<String> {
    let text = script.text.as_str();
    let first = calls.iter().position(|call| call.name() == Some("apk"))?;
    let call = leftovers::first_relying(&calls[first..], text, caches)
        .filter(|_| !work.is_emptied())
        .or_else(|| {
            users
                .into_iter()
                .find(|call| call.name() != Some("apk"))
                .filter(|_| work.has_update())
        })?;
    let shown = call.simple.span.of(text);
    Some(format!(
        "this RUN also runs `{shown}`, which may need the index"
    ))
}

/// Why the apk of a stage may not know `--no-cache`: the flag came with Alpine 3.3 (apk-tools 2.6.4).
fn too_old(model: &Model<'_>, stage: &Stage<'_>) -> Option<String> {
    let image = model.root_image(stage)?;
    let version = image
        .split("alpine")
        .nth(1)?
        .trim_start_matches([':', '-', 'v']);
    let mut numbers = version
        .split(['.', '-', '_'])
        .map_while(|part| part.parse::<u32>().ok());
    let (major, minor) = (numbers.next()?, numbers.next().unwrap_or(u32::MAX));
    ((major, minor) < (3, 3) && major >= 2)
        .then(|| format!("the apk of `{image}` may not know `--no-cache`"))
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
    let cut_off = step.instruction.flag("network") == Some("none");
    (text.contains("apk") && !cut_off && !mounted && !text.contains("/etc/apk/cache"))
        .then_some(script)
}
