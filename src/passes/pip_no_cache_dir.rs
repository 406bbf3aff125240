//! Gives `pip install`, `pip download` and `pip wheel` the flag `--no-cache-dir`.
//!
//! # What it does
//! pip keeps what it downloads and builds in `~/.cache/pip`, for a next time that an image never has: often half the size of the
//! packages installed.
//!
//! # When it refuses
//! pip may be older than 6.0, which does not know the flag: the pip that Debian 8 and Ubuntu 14.04 ship, or one that the file
//! installs from a distribution of unknown age. Nothing is said where the `RUN` has a cache mount, `PIP_NO_CACHE_DIR` or
//! `PIP_CACHE_DIR` is set, `--cache-dir` or `--no-index` is given, or the cache is deleted in the same `RUN`.
//!
//! # Fix safety
//! Safe: the same packages are installed. A later `RUN` that installs the same again downloads it again.
//!
//! # Sources
//! The pages of pip named in `rules/managers.yaml`; pip's changelog (6.0: `--no-cache-dir`); hadolint DL3042.

use crate::data::NoCache;
use crate::model::commands::{Call, calls};
use crate::model::image::Age;
use crate::model::packages::PackageCall;
use crate::model::{Model, RunScript, Stage, Step, image};
use crate::pass::{Context, Finding, Pass, Safety};
use crate::text::Edit;
use crate::verify::Facet;

/// The pass.
pub const PASS: Pass = Pass {
    name: "pip-no-cache-dir",
    summary: "Keep pip's download cache out of the image with --no-cache-dir.",
    safety: Safety::Safe,
    keeps: &[
        Facet::Bases,
        Facet::CommandsButCleanup,
        Facet::Inputs,
        Facet::Contract,
    ],
    answers: &["DL3042"],
    source: include_str!("pip_no_cache_dir.rs"),
    example: include_str!("../../tests/passes/pip_no_cache_dir/example.Dockerfile"),
    run,
};

fn run(context: &Context<'_>) -> Vec<Finding> {
    let model = context.model;
    let mut findings = Vec::new();
    for stage in model
        .stages
        .iter()
        .filter(|stage| !stage.windows && model.ships(stage))
    {
        let mut age = None;
        for step in &stage.steps {
            let Some(script) = step.run.as_ref().and_then(|run| run.script()) else {
                continue;
            };
            let calls = calls(&script.tree, script.text.as_str());
            let packages: Vec<_> = calls
                .iter()
                .filter_map(|call| leaves_cache(context, stage, step, script, call))
                .collect();
            let Some(first) = packages.first() else {
                continue;
            };
            if clears(script, &calls) {
                continue;
            }
            let message = format!(
                "`{} {}` leaves its download cache in the image",
                first.0, first.1
            );
            let span = step.instruction.span;
            let refusal = age.get_or_insert_with(|| too_old(context, stage));
            findings.push(match refusal {
                Some(reason) => Finding::refused(span, message, reason.clone()),
                None => {
                    let edits = packages
                        .iter()
                        .map(|(_, _, at)| Edit::insert(*at, " --no-cache-dir"))
                        .collect();
                    Finding::safe(span, message, "add `--no-cache-dir`", edits)
                }
            });
        }
    }
    findings
}

/// Command, verb and the place of the flag, for a call that fills the cache.
fn leaves_cache<'c>(
    context: &Context<'_>,
    stage: &Stage<'_>,
    step: &Step<'_>,
    script: &RunScript<'_>,
    call: &'c Call<'c>,
) -> Option<(&'c str, &'c str, u32)> {
    let package = PackageCall::new(context.data, call)?;
    let no_cache = package
        .manager
        .no_cache
        .as_ref()
        .filter(|_| package.manager.python_module.is_some())?;
    let skip = !no_cache.verbs.contains(&package.verb)
        || package.has_flag(no_cache.flag)
        || package.has_any_flag(&no_cache.conflicts)
        || package.has_any_flag(&package.manager.offline_flags)
        || step
            .run
            .as_ref()?
            .mounts
            .iter()
            .any(|mount| mount.kind == "cache")
        || set_elsewhere(context.model, stage, step, script, no_cache);
    let at = script.text.file_span(package.verb_span).end;
    (!skip).then_some((call.name()?, package.verb, at))
}

/// Whether a variable already decides about the cache.
fn set_elsewhere(
    model: &Model<'_>,
    stage: &Stage<'_>,
    step: &Step<'_>,
    script: &RunScript<'_>,
    no_cache: &NoCache,
) -> bool {
    let mut names = no_cache
        .env
        .iter()
        .chain(&no_cache.conflicts)
        .filter(|name| !name.starts_with('-'));
    names.any(|name| {
        model.variable(stage, step, name).is_some() || script.text.as_str().contains(name)
    })
}

/// Whether the `RUN` deletes or disables the cache itself.
fn clears(script: &RunScript<'_>, calls: &[Call<'_>]) -> bool {
    let text = script.text.as_str();
    let purges = calls
        .iter()
        .any(|call| call.has("cache") && call.has("purge"));
    let deletes =
        |call: &Call<'_>| call.name() == Some("rm") && call.simple.span.of(text).contains(".cache");
    purges || calls.iter().any(deletes) || text.contains("no-cache-dir")
}

/// Why the pip of a stage may not know the flag.
fn too_old(context: &Context<'_>, stage: &Stage<'_>) -> Option<String> {
    let model = context.model;
    let known = model.root_image(stage).map_or(Age::Unknown, image::age);
    let shown = model.root_image(stage).unwrap_or("the base image");
    match known {
        Age::Old => Some(format!(
            "pip on `{shown}` may be older than 6.0 and not know `--no-cache-dir`"
        )),
        Age::Recent => None,
        Age::Unknown if installs_pip(context, stage) => Some(format!(
            "the age of `{shown}` is not known, and the pip that its packages bring may be older than 6.0"
        )),
        Age::Unknown => None,
    }
}

/// Whether the stage, or one that it starts from, installs pip from the distribution.
fn installs_pip(context: &Context<'_>, stage: &Stage<'_>) -> bool {
    let mut next = Some(stage);
    while let Some(stage) = next {
        for script in stage
            .steps
            .iter()
            .filter_map(|step| step.run.as_ref()?.script())
        {
            let calls = calls(&script.tree, script.text.as_str());
            let packages = calls
                .iter()
                .filter_map(|call| PackageCall::new(context.data, call));
            let mut operands = packages
                .filter(|call| call.manager.python_module.is_none())
                .flat_map(|call| call.operands().to_vec());
            if operands.any(|package| package.contains("pip")) {
                return true;
            }
        }
        next = context.model.parent(stage);
    }
    false
}
