//! Ends a `RUN` that installs with yum, dnf, microdnf, tdnf or zypper with that manager's `clean all`.
//!
//! # What it does
//! These managers keep repository metadata, and some of them packages, under `/var/cache`: tens to hundreds of MB that nothing
//! reads once the packages are in. `clean all` in the same `RUN` keeps them out of the image. Right behind an upgrade, with an
//! installation and another `clean all` to come, it only has the metadata fetched twice, and goes.
//!
//! # When it refuses
//! The file uses the cache offline (`-C`, `--cacheonly`, `--no-refresh`); the call names another root, configuration or set of
//! repositories, which `clean` would have to be told too; it asks to keep packages (`keepcache`), or links the cache elsewhere; `sudo` or another user than root runs it; a later step names the
//! directory; there is no place in the `RUN` where a command can be added without changing what it does. Where the `RUN` changes
//! its repositories afterwards, the cleanup goes before that. Nothing is said where the cache lies in a mount, or is cleared
//! already, and of a `RUN` that only fetches metadata.
//!
//! # Fix safety
//! Safe: a later call fetches its metadata again, as does one in another Dockerfile that starts from the image.
//!
//! # Sources
//! The manual pages named in `rules/managers.yaml`; hadolint DL3032, DL3036, DL3040.

mod between;
mod wanted;

use crate::data::{Manager, VerbKind};
use crate::model::commands::{Call, Wrapper};
use crate::model::packages::{PackageCall, deleted_paths};
use crate::model::{Model, RunScript, Stage, Step, paths};
use crate::pass::{Context, Finding, Pass, Safety};
use crate::rewrite::{Layout, Layouts, Place, place_behind, place_inside};
use crate::verify::Facet;
use wanted::File;

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
    mentions: &["yum", "dnf", "zypper"],
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

/// Words of commands behind which `clean` may find no repository or not be there any more; yum 3 then fails.
const CHANGES_REPOSITORIES: [&str; 6] = [
    "yum.repos.d",
    "--disable",
    "subscription-manager",
    "rpm -e",
    "zypp/repos.d",
    "removerepo",
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
        for (index, step) in stage.steps.iter().enumerate() {
            let Some(script) = step.run.as_ref().and_then(|run| run.script()) else {
                continue;
            };
            let calls = script.calls();
            let Some((package, cleanup)) = leaves_cache(context, step, script, calls) else {
                findings.extend(between::finding(context, step, script, calls));
                continue;
            };
            let (layouts, file) =
                lazy.get_or_insert_with(|| (Layouts::new(model), File::new(context)));
            let place = refusal(model, step, stage, &package, file, index).map_or_else(
                || place_in(model, stage, step, script, &package, calls),
                Err,
            );
            let layout = layouts.of(step.instruction);
            findings.push(finding(step, &package, cleanup, &layout, place));
        }
    }
    findings
}

fn finding(
    step: &Step<'_>,
    package: &PackageCall<'_>,
    cleanup: &str,
    layout: &Layout,
    place: Result<Place, String>,
) -> Finding {
    let (name, verb) = (package.manager.name, package.verb);
    let message = format!("`{name} {verb}` leaves its metadata and caches in the image");
    let span = step.instruction.span;
    match place {
        Ok(place) => {
            let title = match place.is_end() {
                true => format!("end this RUN with `{cleanup}`"),
                false => format!("run `{cleanup}` behind it"),
            };
            Finding::safe(span, message, title, vec![layout.append(place, cleanup)])
        }
        Err(reason) => Finding::refused(span, message, reason),
    }
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
        let fetches = package.manager.verbs.reads_indexes(package.verb)
            || matches!(package.kind, VerbKind::Update);
        (fetches && package.kind != VerbKind::Clean).then_some((package, cleanup.command))
    };
    let (index, (package, cleanup)) = calls
        .iter()
        .enumerate()
        .rev()
        .find_map(|(index, call)| Some((index, fills(call)?)))?;
    if !calls.iter().any(|call| installs(context, call)) {
        return None;
    }
    let manager = package.manager;
    let text = script.text.as_str();
    let cleared = calls[index + 1..]
        .iter()
        .any(|call| clears(context, manager, call, text));
    (!cleared && !mounts_cache(context, step)).then_some((package, cleanup))
}

/// Whether a cache of these managers is a mount.
fn mounts_cache(context: &Context<'_>, step: &Step<'_>) -> bool {
    let mut mounts = step.run.iter().flat_map(|run| &run.mounts);
    mounts.any(|mount| mount.covers(&wanted::caches(context)))
}

/// Whether a call brings packages. Who only fetches metadata wants it there.
fn installs(context: &Context<'_>, call: &Call<'_>) -> bool {
    let package = PackageCall::new(context.data, call);
    package.is_some_and(|package| matches!(package.kind, VerbKind::Install | VerbKind::Upgrade))
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

fn refusal(
    model: &Model<'_>,
    step: &Step<'_>,
    stage: &Stage<'_>,
    package: &PackageCall<'_>,
    file: &File,
    index: usize,
) -> Option<String> {
    let line = model.lines.line(step.instruction.span.start);
    if package.call.wrapper == Some(Wrapper::User) {
        return Some(format!(
            "line {line} runs it as another user (`sudo` and the like)"
        ));
    }
    if let Some(user) = stage.scope(step).unprivileged_user() {
        return Some(format!(
            "line {line} runs as `{user}`, who may not clear it"
        ));
    }
    if let Some(reason) = &file.wanted {
        return Some(reason.clone());
    }
    if let Some(flag) = ELSEWHERE.iter().find(|flag| package.has_flag(flag)) {
        return Some(format!(
            "line {line} calls it with `{flag}`, which `clean` would need too"
        ));
    }
    let need = file.later.after(stage, index)?;
    let later = model.lines.line(need.span.start);
    Some(format!("line {later} {}, which would be empty", need.what))
}

/// Where the cleanup goes: at the end, but right behind the call where what follows may leave nothing to clean with.
fn place_in(
    model: &Model<'_>,
    stage: &Stage<'_>,
    step: &Step<'_>,
    script: &RunScript<'_>,
    package: &PackageCall<'_>,
    calls: &[Call<'_>],
) -> Result<Place, String> {
    let line = model.lines.line(step.instruction.span.start);
    let span = package.call.simple.span;
    let behind = &script.text.as_str()[span.end as usize..];
    if !package.call.top {
        return Err(format!("line {line} runs it only under a condition"));
    }
    let name = package.manager.name;
    let removed = behind.contains("remove") && behind.split_whitespace().any(|word| word == name);
    if removed {
        return Err(format!("line {line} removes `{name}` itself"));
    }
    let changes = CHANGES_REPOSITORIES
        .iter()
        .find(|word| behind.contains(**word))
        .copied()
        .or_else(|| {
            let mut later = calls
                .iter()
                .skip_while(|it| it.simple.span.start <= span.start);
            later.any(|call| takes_away(call, name)).then_some(name)
        });
    let place = match changes {
        Some(word) => place_inside(model, script, span)
            .ok_or_else(|| format!("changes what it needs afterwards (`{word}`)")),
        None => place_behind(model, stage, step, script, span),
    };
    place.map_err(|reason| format!("line {line} {reason}"))
}

/// Whether a command deletes or moves the program called `name`.
fn takes_away(call: &Call<'_>, name: &str) -> bool {
    let program = |word: &&str| {
        let places = ["/usr/bin", "/bin", "/usr/local/bin"];
        let mut paths = places.iter().map(|place| format!("{place}/{name}"));
        word.starts_with('/') && paths.any(|path| paths::names(word, &path))
    };
    matches!(call.name(), Some("rm" | "mv" | "unlink")) && call.arguments().iter().any(program)
}
