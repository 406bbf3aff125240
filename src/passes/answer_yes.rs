//! Gives installs the flag that answers their questions: `-y`, or `--non-interactive` for zypper.
//!
//! # What it does
//! apt, yum, dnf, tdnf and zypper ask before they bring in more than was named. Nobody answers in a build: the call gives up and
//! the build fails, today or on the day when the package gets one more dependency. With the flag it goes on.
//!
//! # When it refuses
//! The build goes on when the call fails (`||`, `;` without `set -e`, a condition, a loop, a pipeline): it may work because the
//! call does nothing. A file that COPY or ADD brings to `/etc/apt` may answer already. Nothing is said where something answers:
//! a flag, `yes |`, a redirected input, `APT::Get::Assume-Yes` or `assumeyes` in a setting. `DEBIAN_FRONTEND` does not answer:
//! it is for the questions of the packages, not for those of apt.
//!
//! # Fix safety
//! Safe: a call that asks nothing does the same with the flag, and one that asks fails without it. The flag answers no dangerous
//! question: to remove essential packages or to take unsigned ones apt wants flags of their own.
//!
//! # Sources
//! The pages named in `rules/managers.yaml`; hadolint DL3014, DL3030, DL3034, DL3038.

use std::collections::HashMap;

use crate::data::{Answer, Manager};
use crate::model::commands::Wrapper;
use crate::model::fate::Fate;
use crate::model::packages::PackageCall;
use crate::model::{Model, RunScript, Step};
use crate::pass::{Context, Finding, Pass, Safety};
use crate::syntax::Arguments;
use crate::text::{Edit, Span};
use crate::verify::{Choice, Facet};

/// The pass.
pub const PASS: Pass = Pass {
    name: "answer-yes",
    summary: "Answer the questions of installs, so that the build cannot stop at one.",
    safety: Safety::Safe,
    keeps: &[
        Facet::Bases,
        Facet::CommandsBut(Choice::Answers),
        Facet::Inputs,
        Facet::Contract,
    ],
    answers: &["DL3014", "DL3030", "DL3034", "DL3038"],
    source: include_str!("answer_yes.rs"),
    example: include_str!("../../tests/passes/answer_yes/example.Dockerfile"),
    mentions: &[],
    run,
};

fn run(context: &Context<'_>) -> Vec<Finding> {
    let model = context.model;
    let text = model.file.text.to_ascii_lowercase();
    let mut set: HashMap<&str, bool> = HashMap::new();
    let mut findings = Vec::new();
    for stage in model.stages.iter().filter(|stage| !stage.windows) {
        let mut brought = None;
        for step in &stage.steps {
            brought = brought.or_else(|| brings_settings(model, step));
            let Some(script) = step.run.as_ref().and_then(|run| run.script()) else {
                continue;
            };
            let fate = Fate::new(script, &stage.scope(step).shell);
            for call in script.calls() {
                let Some(package) = PackageCall::new(context.data, call) else {
                    continue;
                };
                let Some(answer) = asks(script, &fate, &package) else {
                    continue;
                };
                let name = package.manager.name;
                if !*set.entry(name).or_insert_with(|| is_set(answer, &text)) {
                    findings.push(finding(script, &fate, &package, answer, brought));
                }
            }
        }
    }
    findings
}

/// How the call is answered, if it asks and nothing in the command answers.
fn asks(
    script: &RunScript<'_>,
    fate: &Fate<'_>,
    package: &PackageCall<'_>,
) -> Option<&'static Answer> {
    let manager: &'static Manager = package.manager;
    let answer = manager.answer.as_ref()?;
    let silent = !answer.asks(package.verb, package.operands())
        || package.has_any_flag(&manager.yes_flags)
        || package.has_any_flag(&answer.asks_not);
    // xargs keeps its own input from the command.
    let by_xargs = package.call.wrapper == Some(Wrapper::Words);
    let fed = !by_xargs && fate.feeds(package.call, script.text.as_str());
    (!silent && !fed).then_some(answer)
}

/// Whether a word in the file, in lower case, answers for good. Behind a dash it is a flag of one call.
fn is_set(answer: &Answer, file: &str) -> bool {
    let stands = |word: &&str| {
        let mut places = file.match_indices(*word);
        places.any(|(at, _)| !file[..at].ends_with('-'))
    };
    answer.settings.iter().any(stands)
}

/// The line of a COPY or ADD that brings a file to apt's settings.
fn brings_settings(model: &Model<'_>, step: &Step<'_>) -> Option<u32> {
    match &step.instruction.arguments {
        Arguments::Copy { destination, .. }
            if destination.value.starts_with("/etc/apt/apt.conf") =>
        {
            Some(model.lines.line(step.instruction.span.start))
        }
        _ => None,
    }
}

fn finding(
    script: &RunScript<'_>,
    fate: &Fate<'_>,
    package: &PackageCall<'_>,
    answer: &Answer,
    brought: Option<u32>,
) -> Finding {
    let span = script.text.file_span(package.call.simple.span);
    let name = package.manager.name;
    let (shown, behind) = written(package, answer);
    let message = format!("`{name} {shown}` may stop at a question that nobody answers");
    if !fate.decides(package.call) {
        let reason = "the build may go on when it fails, and may count on that";
        return Finding::refused(span, message, reason);
    }
    if let Some(line) = brought.filter(|_| name.starts_with("apt")) {
        let reason = format!("line {line} brings settings of apt that may answer already");
        return Finding::refused(span, message, reason);
    }
    let edit = Edit::insert(
        script.text.file_span(behind).end,
        format!(" {}", answer.flag),
    );
    Finding::safe(span, message, format!("add `{}`", answer.flag), vec![edit])
}

/// What the call does, in words, and where the flag goes behind.
fn written(package: &PackageCall<'_>, answer: &Answer) -> (String, Span) {
    let verb = package.verb;
    let operand = package
        .operands()
        .first()
        .zip(package.operand_spans().first());
    match operand.filter(|_| answer.nested.verbs.contains(&verb)) {
        Some((operand, span)) => (format!("{verb} {operand}"), *span),
        None if answer.before_verb => {
            let call = package.call;
            (verb.to_string(), call.simple.words[call.first].span)
        }
        None => (verb.to_string(), package.verb_span),
    }
}
