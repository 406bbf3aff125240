//! Tells dnf, microdnf and zypper to install only what is named or needed.
//!
//! # What it does
//! dnf installs weak dependencies, as rpm calls what Debian calls recommended, along with each package.
//! `--setopt=install_weak_deps=False` leaves them out; for zypper it is `--no-recommends`.
//!
//! # When it refuses
//! A weak dependency of the package is known to be used: `pip` comes with `python3` in no other way, and `npm` with `nodejs`. The
//! packages are a group or a module, or are only known when the build
//! runs. The image is one that is installed on machines (`bootc`). Nothing is said for yum, which before it was dnf knew no weak dependencies, where the setting is made, and in a stage that
//! does not ship.
//!
//! # Fix safety
//! Assumes `recommends-unneeded`. What it saves is not known.
//!
//! # Sources
//! dnf.conf(5), `install_weak_deps`; zypper(8), `--no-recommends`; `rules/managers.yaml`.

use std::collections::HashMap;

use crate::data::Lean;
use crate::model::commands::Wrapper;
use crate::model::packages::PackageCall;
use crate::model::{RunScript, Stage};
use crate::pass::{Assumption, Context, Finding, Fix, Outcome, Pass, Safety};
use crate::text::Edit;
use crate::verify::{Choice, Facet};

/// Words in the names of images that are installed on machines.
const SYSTEMS: [&str; 5] = ["bootc", "ublue", "silverblue", "kinoite", "coreos"];

/// The pass.
pub const PASS: Pass = Pass {
    name: "no-weak-deps",
    summary: "Install with dnf, microdnf and zypper only what is named or needed.",
    safety: Safety::Assumes(Assumption::RecommendsUnneeded),
    keeps: &[
        Facet::Bases,
        Facet::CommandsBut(Choice::Recommends),
        Facet::Inputs,
        Facet::Contract,
    ],
    answers: &[],
    source: include_str!("no_weak_deps.rs"),
    example: include_str!("../../tests/passes/no_weak_deps/example.Dockerfile"),
    mentions: &["dnf", "zypper"],
    run,
};

fn run(context: &Context<'_>) -> Vec<Finding> {
    let model = context.model;
    let file = model.file.text.to_ascii_lowercase();
    let mut set: HashMap<&str, bool> = HashMap::new();
    let mut findings = Vec::new();
    let ships = |stage: &&Stage<'_>| !stage.windows && model.ships(stage);
    for stage in model.stages.iter().filter(ships) {
        let image = model.root_image(stage);
        let system = image.filter(|image| SYSTEMS.iter().any(|word| image.contains(word)));
        for step in &stage.steps {
            let Some(script) = step.run.as_ref().and_then(|run| run.script()) else {
                continue;
            };
            for call in script.calls() {
                let Some(package) = PackageCall::new(context.data, call) else {
                    continue;
                };
                let lean = package.manager.lean.as_ref();
                let Some(lean) = lean.filter(|lean| lean.verbs.contains(&package.verb)) else {
                    continue;
                };
                let own = call
                    .simple
                    .span
                    .of(script.text.as_str())
                    .contains(lean.word);
                let name = package.manager.name;
                if !own && !*set.entry(name).or_insert_with(|| is_set(lean, &file)) {
                    findings.push(finding(script, &package, lean, system));
                }
            }
        }
    }
    findings
}

/// Whether the file, in lower case, says it for all installs: the word stands in no flag.
fn is_set(lean: &Lean, file: &str) -> bool {
    let in_flag = |before: &str| before.ends_with(['-', '=']) || before.ends_with("setopt ");
    let mut places = file.match_indices(lean.word);
    places.any(|(at, _)| !in_flag(&file[..at]))
}

fn finding(
    script: &RunScript<'_>,
    package: &PackageCall<'_>,
    lean: &Lean,
    system: Option<&str>,
) -> Finding {
    let span = script.text.file_span(package.call.simple.span);
    let (name, verb) = (package.manager.name, package.verb);
    let message = format!("`{name} {verb}` also installs what is only recommended");
    if let Some(image) = system {
        let reason = format!("`{image}` is a whole system, which is more than its programs");
        return Finding::refused(span, message, reason);
    }
    if let Some(reason) = refusal(script, package, lean) {
        return Finding::refused(span, message, reason);
    }
    let before = package.before_new_flag(script.text.as_str());
    let at = script.text.file_span(before).end;
    let fix = Fix {
        title: format!("add `{}`", lean.flag),
        safety: Safety::Assumes(Assumption::RecommendsUnneeded),
        edits: vec![Edit::insert(at, format!(" {}", lean.flag))],
    };
    Finding {
        span,
        message,
        saves: None,
        outcome: Outcome::Fix(fix),
    }
}

fn refusal(script: &RunScript<'_>, package: &PackageCall<'_>, lean: &Lean) -> Option<String> {
    let operands = package.operands();
    if operands.is_empty() || package.call.wrapper == Some(Wrapper::Words) {
        return Some("its packages stand elsewhere".into());
    }
    for (operand, span) in operands.iter().zip(package.operand_spans()) {
        let written = span.of(script.text.as_str());
        let used = lean.used.iter().any(|start| operand.starts_with(start));
        match () {
            () if operand.is_empty() => {
                return Some(format!(
                    "what `{written}` stands for is only known in the build"
                ));
            }
            () if operand.contains(['@', '*', '/', ':']) || operand.ends_with(".rpm") => {
                return Some(format!(
                    "`{written}` is a group, a pattern or a file that may recommend anything"
                ));
            }
            () if used => {
                return Some(format!("what `{written}` recommends may be needed"));
            }
            () => {}
        }
    }
    None
}
