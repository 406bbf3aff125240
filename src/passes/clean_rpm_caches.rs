//! Ends a `RUN` that installs with yum, dnf, microdnf, tdnf or zypper with that manager's `clean all`.
//!
//! # What it does
//! These managers keep repository metadata, and some of them packages, under `/var/cache`: tens to hundreds of MB that nothing
//! reads once the packages are in. `clean all` in the same `RUN` keeps them out of the image.
//!
//! # When it refuses
//! The file uses the cache offline (`-C`, `--cacheonly`, `--no-refresh`); the call names another root, configuration or set of
//! repositories, which `clean` would have to be told too; `sudo` runs it; the `RUN` ends in a way that a command cannot be
//! added to. Nothing is said where the cache lies in a cache mount, or is cleared already.
//!
//! # Fix safety
//! Safe: a later call fetches its metadata again.
//!
//! # Sources
//! The manual pages named in `rules/managers.yaml`; hadolint DL3032, DL3036, DL3040.

use crate::data::{Manager, VerbKind};
use crate::model::commands::{Call, Wrapper, calls};
use crate::model::packages::{PackageCall, deleted_paths};
use crate::model::{RunScript, Step, paths};
use crate::pass::{Context, Finding, Pass, Safety};
use crate::rewrite::{Layouts, Place, place};
use crate::text::Edit;
use crate::verify::Facet;

/// The pass.
pub const PASS: Pass = Pass {
    name: "clean-rpm-caches",
    summary: "Clear the caches of yum, dnf, microdnf, tdnf and zypper in the RUN that filled them.",
    safety: Safety::Safe,
    keeps: &[
        Facet::Bases,
        Facet::CommandsButCleanup,
        Facet::Inputs,
        Facet::Contract,
    ],
    answers: &["DL3032", "DL3036", "DL3040"],
    source: include_str!("clean_rpm_caches.rs"),
    example: include_str!("../../tests/passes/clean_rpm_caches/example.Dockerfile"),
    run,
};

/// Flags that choose what `clean` would work on: it would need the same.
const ELSEWHERE: [&str; 12] = [
    "--installroot",
    "--root",
    "-c",
    "--config",
    "--disablerepo",
    "--disable-repo",
    "--repo",
    "--repoid",
    "--releasever",
    "--reposd-dir",
    "-D",
    "--cache-dir",
];

fn run(context: &Context<'_>) -> Vec<Finding> {
    let model = context.model;
    let mut lazy = None;
    let mut findings = Vec::new();
    for stage in model
        .stages
        .iter()
        .filter(|stage| !stage.windows && model.ships(stage))
    {
        for step in &stage.steps {
            let Some(script) = step.run.as_ref().and_then(|run| run.script()) else {
                continue;
            };
            let calls = calls(&script.tree, script.text.as_str());
            let Some((package, cleanup)) = leaves_cache(context, step, script, &calls) else {
                continue;
            };
            let (layouts, offline) =
                lazy.get_or_insert_with(|| (Layouts::new(model), offline_use(context)));
            let place = place(model, stage, step, script);
            let message = format!(
                "`{} {}` leaves its metadata and caches in the image",
                package.manager.name, package.verb
            );
            let span = step.instruction.span;
            let line = model.lines.line(span.start);
            findings.push(
                match edit(layouts, step, &package, cleanup, *offline, place) {
                    Ok(edit) => Finding::safe(
                        span,
                        message,
                        format!("end this RUN with `{cleanup}`"),
                        vec![edit],
                    ),
                    Err(reason) => {
                        Finding::refused(span, message, reason.replace("{line}", &line.to_string()))
                    }
                },
            );
        }
    }
    findings
}

/// The last call that fills a cache which is not cleared behind it, and what would clear it.
fn leaves_cache<'c>(
    context: &Context<'_>,
    step: &Step<'_>,
    script: &RunScript<'_>,
    calls: &'c [Call<'c>],
) -> Option<(PackageCall<'c>, &'static str)> {
    let fills = |call: &'c Call<'c>| {
        let package = PackageCall::new(context.data, call)?;
        let cleanup = package
            .manager
            .cleanup
            .filter(|cleanup| !cleanup.needs_update)?;
        let fetches = matches!(
            package.kind,
            VerbKind::Install | VerbKind::Upgrade | VerbKind::Update
        );
        fetches.then_some((package, cleanup.command))
    };
    let (index, (package, cleanup)) = calls
        .iter()
        .enumerate()
        .rev()
        .find_map(|(index, call)| Some((index, fills(call)?)))?;
    let manager = package.manager;
    let text = script.text.as_str();
    let cleared = calls[index + 1..]
        .iter()
        .any(|call| clears(context, manager, call, text));
    let mounted = step
        .run
        .as_ref()?
        .mounts
        .iter()
        .any(|mount| mount.covers(&manager.caches));
    (!cleared && !mounted).then_some((package, cleanup))
}

fn clears(context: &Context<'_>, manager: &Manager, call: &Call<'_>, text: &str) -> bool {
    let gone = |path: &String| {
        manager
            .cleared_by
            .paths
            .iter()
            .any(|place| paths::names(path, &format!("{place}/x")))
    };
    if deleted_paths(call, text).iter().any(gone) {
        return true;
    }
    let Some(package) =
        PackageCall::new(context.data, call).filter(|call| call.kind == VerbKind::Clean)
    else {
        return false;
    };
    let named = manager
        .cleared_by
        .commands
        .iter()
        .any(|command| command.starts_with(package.manager.name));
    named && (package.operands().contains(&"all") || package.has_any_flag(&["-a", "--all"]))
}

/// Whether some call of the file makes do with the cache that an earlier one left.
fn offline_use(context: &Context<'_>) -> bool {
    let steps = context.model.stages.iter().flat_map(|stage| &stage.steps);
    let mut scripts = steps.filter_map(|step| step.run.as_ref()?.script());
    scripts.any(|script| {
        let calls = calls(&script.tree, script.text.as_str());
        let packages = calls
            .iter()
            .filter_map(|call| PackageCall::new(context.data, call));
        packages
            .filter(|package| package.manager.cleanup.is_some())
            .any(|package| package.has_any_flag(&package.manager.offline_flags))
    })
}

fn edit(
    layouts: &Layouts<'_, '_>,
    step: &Step<'_>,
    package: &PackageCall<'_>,
    cleanup: &str,
    offline: bool,
    place: Result<Place, String>,
) -> Result<Edit, String> {
    if offline {
        return Err("the file calls a package manager that makes do with the cache".into());
    }
    if package.call.wrapper == Some(Wrapper::User) {
        return Err("line {line} runs it as another user (`sudo` and the like)".into());
    }
    if let Some(flag) = ELSEWHERE.iter().find(|flag| package.has_flag(flag)) {
        return Err(format!(
            "line {{line}} calls it with `{flag}`, which `clean` would need too"
        ));
    }
    let place = place.map_err(|reason| format!("line {{line}} {reason}"))?;
    Ok(layouts.of(step.instruction).append(place, cleanup))
}
