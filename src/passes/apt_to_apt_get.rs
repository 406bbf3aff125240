//! Writes `apt-get` for `apt` where both do the same.
//!
//! # What it does
//! `apt` is made for people at a terminal: it warns that its interface may change between versions, and it does. `apt-get` is the
//! same program with a stable one. `update`, `install`, `remove`, `purge`, `autoremove`, `build-dep`, `clean`, `autoclean` and
//! `full-upgrade` (there `dist-upgrade`) take the same flags and do the same.
//!
//! # When it refuses
//! `apt upgrade` installs new dependencies, `apt-get upgrade` does not; `list`, `search`, `show` and their likes have no
//! counterpart. A pattern or a name that is only known when the build runs is read differently. Another command reads the output.
//! `apt` deletes the packages that it downloaded and `apt-get` keeps them, unless the image tells it not to: the official images
//! do; elsewhere the `RUN` has to clean up itself, or their place has to be a cache mount. The calls of one `RUN` are rewritten
//! together or not at all.
//!
//! # Fix safety
//! Safe: the same packages come and go. The warning is gone from the log.
//!
//! # Sources
//! apt(8), section "Script usage and differences from other apt tools"; hadolint DL3027; the file `docker-clean` of the official
//! Debian and Ubuntu images.

use crate::data::VerbKind;
use crate::model::commands::Call;
use crate::model::fate::Fate;
use crate::model::packages::{PackageCall, deleted_paths};
use crate::model::{Model, Run, RunScript, ShellKind, Stage, image, paths};
use crate::pass::{Context, Finding, Pass, Safety};
use crate::text::Edit;
use crate::verify::{Choice, Facet};

/// Where downloaded packages lie.
const ARCHIVES: &str = "/var/cache/apt/archives";

/// The pass.
pub const PASS: Pass = Pass {
    name: "apt-to-apt-get",
    summary: "Write apt-get for apt, whose interface is for people and changes.",
    safety: Safety::Safe,
    keeps: &[
        Facet::Bases,
        Facet::CommandsBut(Choice::Frontend),
        Facet::Inputs,
        Facet::Contract,
    ],
    answers: &["DL3027"],
    source: include_str!("apt_to_apt_get.rs"),
    example: include_str!("../../tests/passes/apt_to_apt_get/example.Dockerfile"),
    mentions: &["apt"],
    run,
};

fn run(context: &Context<'_>) -> Vec<Finding> {
    let model = context.model;
    let mut findings = Vec::new();
    for stage in model.stages.iter().filter(|stage| !stage.windows) {
        for step in &stage.steps {
            let Some((run, script)) = step.run.as_ref().and_then(|run| Some((run, run.script()?)))
            else {
                continue;
            };
            let place = Place {
                model,
                stage,
                run,
                script,
            };
            findings.extend(place.findings(context));
        }
    }
    findings
}

struct Place<'p, 'a> {
    model: &'p Model<'a>,
    stage: &'p Stage<'a>,
    run: &'p Run<'a>,
    script: &'p RunScript<'a>,
}

impl Place<'_, '_> {
    /// What there is to say of one RUN: all of its calls are rewritten, or none.
    fn findings(&self, context: &Context<'_>) -> Vec<Finding> {
        let script = self.script;
        let text = script.text.as_str();
        if !text.contains("apt") {
            return Vec::new();
        }
        let calls = script.calls();
        let cleared = calls
            .iter()
            .rposition(|call| call.top && clears(call, text));
        let fate = Fate::new(script, &ShellKind::Default(None));
        let (mut fixes, mut refusals) = (Vec::new(), Vec::new());
        let mut kept = None;
        for (at, call) in calls.iter().enumerate() {
            let package = PackageCall::new(context.data, call);
            let Some(package) = package.filter(|package| package.manager.name == "apt") else {
                continue;
            };
            let span = script.text.file_span(call.simple.span);
            let message = format!("`apt {}` is for people, not for scripts", package.verb);
            let downloads = package.kind == VerbKind::Install || package.verb.ends_with("upgrade");
            let kept = kept.get_or_insert_with(|| self.keeps_downloads());
            let refusal = match same(script, &fate, &package) {
                Ok(()) if downloads && cleared.is_none_or(|cleared| cleared < at) => kept.clone(),
                same => same,
            };
            match refusal {
                Err(reason) => refusals.push(Finding::refused(span, message, reason)),
                Ok(()) => {
                    let edits = edits(script, &package);
                    fixes.push(Finding::safe(span, message, "write `apt-get`", edits));
                }
            }
        }
        if refusals.is_empty() { fixes } else { refusals }
    }

    /// Whether no downloaded package stays where `apt-get` runs instead; else why one may.
    fn keeps_downloads(&self) -> Result<(), String> {
        if self
            .run
            .mounts
            .iter()
            .any(|mount| mount.covers(&[ARCHIVES]))
        {
            return Ok(());
        }
        let file = self.model.file.text;
        let at = file
            .find("docker-clean")
            .or_else(|| file.find("Keep-Downloaded-Packages"));
        if let Some(at) = at {
            let line = self.model.lines.line(at as u32);
            return Err(format!(
                "line {line} changes whether downloaded packages are kept"
            ));
        }
        match self.model.root_image(self.stage) {
            Some(image) if image::official_name(image).is_some() => Ok(()),
            Some(image) => Err(format!("`{image}` may keep what `apt-get` downloads")),
            None => Err("the base image may keep what `apt-get` downloads".into()),
        }
    }
}

/// Whether a call deletes downloaded packages.
fn clears(call: &Call<'_>, text: &str) -> bool {
    let by_clean = matches!(call.name(), Some("apt" | "apt-get"))
        && (call.has("clean") || call.has("distclean") || call.has("dist-clean"));
    let deleted = deleted_paths(call, text);
    by_clean
        || deleted
            .iter()
            .any(|path| paths::names(path, &format!("{ARCHIVES}/x")))
}

fn edits(script: &RunScript<'_>, package: &PackageCall<'_>) -> Vec<Edit> {
    let file = |span| script.text.file_span(span);
    let name = package.call.simple.words[package.call.first].span;
    // A directory before the name stays.
    let mut edits = vec![Edit::insert(file(name).end, "-get")];
    if package.verb == "full-upgrade" {
        edits.push(Edit::replace(file(package.verb_span), "dist-upgrade"));
    }
    edits
}

/// Whether `apt-get` has this verb for the same; else why not.
fn same_verb(verb: &str) -> Result<(), String> {
    match verb {
        "update" | "install" | "remove" | "purge" | "autoremove" | "build-dep" | "clean"
        | "autoclean" | "full-upgrade" | "dist-upgrade" => Ok(()),
        "upgrade" => {
            Err("`apt upgrade` installs new dependencies, `apt-get upgrade` does not".into())
        }
        _ => Err(format!("`apt-get` has no `{verb}` that does the same")),
    }
}

/// Whether `apt-get` would do the same, the packages downloaded aside; else why not.
fn same(script: &RunScript<'_>, fate: &Fate<'_>, package: &PackageCall<'_>) -> Result<(), String> {
    let text = script.text.as_str();
    same_verb(package.verb)?;
    let simple = &package.call.simple;
    let name = simple.words[package.call.first].span.of(text);
    if !name.ends_with("apt") {
        return Err("its name is quoted".into());
    }
    let devices = |span: &str| span == "/dev/null" || span == "1" || span == "2";
    if simple
        .redirections
        .iter()
        .any(|it| !devices(it.target.span.of(text)))
        || fate.is_read(package.call)
    {
        return Err("its output goes somewhere, and differs".into());
    }
    let pattern = |name: &&&str| name.is_empty() || name.contains(['*', '?', '~', '^', '[', '$']);
    match package
        .operands()
        .iter()
        .zip(package.operand_spans())
        .find(|(name, _)| pattern(name))
    {
        Some((_, span)) => Err(format!(
            "`{}` may be a pattern, which the two read differently",
            span.of(text)
        )),
        None => Ok(()),
    }
}
