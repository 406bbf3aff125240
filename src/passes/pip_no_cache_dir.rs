//! Gives `pip install`, `pip download` and `pip wheel` the flag `--no-cache-dir`.
//!
//! # What it does
//! pip keeps what it downloads and builds in `~/.cache/pip`, for a next time that an image never has: often half the size of the
//! packages installed.
//!
//! # When it refuses
//! pip may be older than 6.0, which does not know the flag: the pip that Debian 8 and Ubuntu 14.04 ship, or one that the file
//! installs from a distribution of unknown age; unless an earlier `RUN` upgrades it. A later step names the cache and would
//! fail without it, as `rm` without `-f`, a COPY from the stage or `pip cache …` does. Nothing is said where the `RUN` has a cache mount that may
//! be pip's, `PIP_NO_CACHE_DIR`, `PIP_CACHE_DIR`, `XDG_CACHE_HOME` or another `HOME` is set, `--cache-dir` or `--no-index` is given, or the cache is deleted in
//! the same `RUN`.
//!
//! # Fix safety
//! Safe: the same packages are installed. A later `RUN` that installs the same again downloads it again, and so does another
//! Dockerfile that starts from the image.
//!
//! # Sources
//! The pages of pip named in `rules/managers.yaml`; pip's changelog (6.0: `--no-cache-dir`); hadolint DL3042.

mod age;

use crate::data::NoCache;
use crate::model::commands::Call;
use crate::model::later::{Later, Need, Use};
use crate::model::packages::PackageCall;
use crate::model::{Model, RunScript, Stage, Step, leftovers};
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
    mentions: &["pip"],
    run,
};

fn run(context: &Context<'_>) -> Vec<Finding> {
    let model = context.model;
    let pip = context.data.manager("pip");
    let Some(no_cache) = pip.and_then(|pip| pip.no_cache.as_ref()) else {
        return Vec::new();
    };
    let mut lazy = None;
    let mut findings = Vec::new();
    let wanted = |stage: &&Stage<'_>| !stage.windows && model.ships(stage);
    for stage in model.stages.iter().filter(wanted) {
        let mut ages = None;
        for (index, step) in stage.steps.iter().enumerate() {
            let Some(script) = step.run.as_ref().and_then(|run| run.script()) else {
                continue;
            };
            let calls = script.calls();
            let packages = leaving_cache(context, no_cache, stage, step, script, calls);
            let Some(first) = packages.first() else {
                continue;
            };
            let later = lazy.get_or_insert_with(|| later(model));
            let ages = ages.get_or_insert_with(|| age::Ages::new(context, stage));
            let (message, span) = (message(first), step.instruction.span);
            let mut old = packages.iter();
            let refusal = relying(script, calls, first)
                .or_else(|| named(model, later.after(stage, index)))
                .or_else(|| old.find_map(|package| ages.too_old(package, index)));
            findings.push(match refusal {
                Some(reason) => Finding::refused(span, message, reason),
                None => {
                    let edits = edits(no_cache, script, &packages);
                    Finding::safe(span, message, "add `--no-cache-dir`", edits)
                }
            });
        }
    }
    findings
}

/// The flag behind each verb.
fn edits(no_cache: &NoCache, script: &RunScript<'_>, packages: &[PackageCall<'_>]) -> Vec<Edit> {
    let ends = packages
        .iter()
        .map(|package| script.text.file_span(package.verb_span).end);
    ends.map(|at| Edit::insert(at, format!(" {}", no_cache.flag)))
        .collect()
}

fn message(package: &PackageCall<'_>) -> String {
    let name = package.call.name().unwrap_or("pip");
    let module = if name.contains("pip") { "" } else { " -m pip" };
    let verb = package.verb;
    format!("`{name}{module} {verb}` leaves its download cache in the image")
}

/// Where pip keeps what it downloads.
const CACHE: &str = "~/.cache/pip";

/// Who relies later on the cache: names it, or asks pip's own command about it, which finds nothing then; to empty it fails in
/// versions before 23.1.
fn later(model: &Model<'_>) -> Later {
    Later::new(model, &[CACHE], &mut |stage, index| {
        let step = &stage.steps[index];
        leftovers::named_by(step, &[CACHE]).or_else(|| {
            let script = step.run.as_ref().and_then(|run| run.script());
            let asks = script
                .filter(|script| script.text.as_str().contains("cache"))
                .is_some_and(|script| script.calls().iter().any(asks_pip));
            match asks {
                true => Use::Needs("asks pip's own command about the cache".into()),
                false => Use::Neutral,
            }
        })
    })
}

/// `pip cache list`, `pip cache purge` and their likes.
fn asks_pip(call: &Call<'_>) -> bool {
    let words: Vec<&str> = call.name().into_iter().chain(call.arguments()).collect();
    let mut pairs = words.windows(2);
    pairs.any(|pair| pair[0].starts_with("pip") && pair[1] == "cache")
}

/// A command of the same `RUN`, behind the first that fills the cache, that relies on it.
fn relying(script: &RunScript<'_>, calls: &[Call<'_>], first: &PackageCall<'_>) -> Option<String> {
    let text = script.text.as_str();
    let at = calls.partition_point(|it| it.simple.span.start <= first.verb_span.start);
    let call = leftovers::first_relying(&calls[at..], text, &[CACHE])
        .or_else(|| calls[at..].iter().find(|call| asks_pip(call)))?;
    let shown = call.simple.span.of(text);
    Some(format!(
        "this RUN also runs `{shown}`, which may need the cache"
    ))
}

fn named(model: &Model<'_>, need: Option<&Need>) -> Option<String> {
    let need = need?;
    let line = model.lines.line(need.span.start);
    Some(format!(
        "line {line} {}, and the cache would not be there",
        need.what
    ))
}

/// The calls that fill the cache; none where the `RUN` takes care of it.
fn leaving_cache<'c>(
    context: &Context<'_>,
    no_cache: &NoCache,
    stage: &Stage<'_>,
    step: &Step<'_>,
    script: &RunScript<'_>,
    calls: &'c [Call<'c>],
) -> Vec<PackageCall<'c>> {
    let text = script.text.as_str();
    if !text.contains("pip")
        || step
            .run
            .as_ref()
            .is_some_and(|run| leftovers::mounted(context.data, run, &[CACHE]))
        || set_elsewhere(context.model, stage, step, script, no_cache)
        || leftovers::home_elsewhere(context.model, stage, step)
        || calls.iter().any(|call| clears(call, text))
    {
        return Vec::new();
    }
    let pip = |call| {
        let package = PackageCall::new(context.data, call)?;
        (package.manager.python_module.is_some()).then_some(package)
    };
    let (flagged, bare): (Vec<_>, Vec<_>) = calls
        .iter()
        .filter_map(pip)
        .partition(|package| package.has_flag(no_cache.flag));
    // Named more often than it is given: in a variable, a configuration file, a function.
    if text.matches("no-cache-dir").count() > flagged.len() {
        return Vec::new();
    }
    let fills = |package: &PackageCall<'_>| {
        no_cache.verbs.contains(&package.verb)
            && !package.has_any_flag(&no_cache.conflicts)
            && !package.has_any_flag(&package.manager.offline_flags)
            && !package.has_any_flag(&["--help", "-h", "--version", "-V"])
    };
    bare.into_iter().filter(fills).collect()
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
    // `pip config set global.cache-dir`
    model.file.text.contains(".cache-dir")
        || names.any(|name| {
            model.variable(stage, step, name).is_some() || script.text.as_str().contains(name)
        })
}

/// Whether a call deletes the cache.
fn clears(call: &Call<'_>, text: &str) -> bool {
    let deletes = || {
        let mut words = call.simple.words.iter().map(|word| word.raw(text));
        matches!(call.name(), Some("rm" | "find"))
            && words.any(|word| leftovers::names(word, CACHE))
    };
    call.has("cache") && call.has("purge") || deletes()
}
