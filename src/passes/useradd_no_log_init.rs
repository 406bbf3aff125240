//! Gives `useradd` with a high user id the flag `-l`, so that the login logs do not grow to the size of that id.
//!
//! # What it does
//! `useradd` resets the new user's record in `/var/log/lastlog` and `/var/log/faillog`. Both hold one record for each id up to the
//! highest, most of them empty. On disk such a file takes nothing, but a layer holds every byte: with a user id of 1,000,000 some
//! 290 MB, with those that directory services hand out, gigabytes. `-l` leaves the logs alone.
//!
//! # When it refuses
//! The file speaks of the logs itself. Nothing is said where the id is below 60,000 or only known when the build runs, where the
//! flag is given, for `useradd -D`, and for `adduser`, which on Alpine is a program of its own and elsewhere has no such flag.
//!
//! # Fix safety
//! Safe: nobody has logged in yet, so that there is no record to reset. What it saves depends on the version of `useradd`: newer
//! ones leave logs alone that do not reach so far.
//!
//! # Sources
//! useradd(8); Docker's best practices for `USER`; hadolint DL3046.

use crate::model::commands::Call;
use crate::model::{Model, Stage, Step};
use crate::pass::{Context, Finding, Pass, Safety};
use crate::shell::Part;
use crate::text::Edit;
use crate::verify::{Choice, Facet};

/// The end of the range that distributions hand out to users (`UID_MAX` in login.defs); those above are set on purpose.
const HIGH: u64 = 60_000;

/// The pass.
pub const PASS: Pass = Pass {
    name: "useradd-no-log-init",
    summary: "Keep login logs from growing to the size of a high user id.",
    safety: Safety::Safe,
    keeps: &[
        Facet::Bases,
        Facet::CommandsBut(Choice::LoginLogs),
        Facet::Inputs,
        Facet::Contract,
    ],
    answers: &["DL3046"],
    source: include_str!("useradd_no_log_init.rs"),
    example: include_str!("../../tests/passes/useradd_no_log_init/example.Dockerfile"),
    mentions: &["useradd"],
    run,
};

fn run(context: &Context<'_>) -> Vec<Finding> {
    let model = context.model;
    let reader = reader(model);
    let mut findings = Vec::new();
    for stage in model.stages.iter().filter(|stage| !stage.windows) {
        for step in &stage.steps {
            let Some(script) = step.run.as_ref().and_then(|run| run.script()) else {
                continue;
            };
            let text = script.text.as_str();
            for call in script.calls() {
                let value = |at: usize| value(model, stage, step, text, call, at);
                let Some(id) = high_id(call, &value) else {
                    continue;
                };
                let file = |span| script.text.file_span(span);
                let span = file(call.simple.span);
                let message = format!("`useradd` with the id {id} may leave huge login logs");
                findings.push(match reader {
                    Some(line) => {
                        let reason = format!("line {line} speaks of the login logs");
                        Finding::refused(span, message, reason)
                    }
                    None => {
                        let at = file(call.simple.words[call.first].span).end;
                        Finding::safe(span, message, "add `-l`", vec![Edit::insert(at, " -l")])
                    }
                });
            }
        }
    }
    findings
}

/// The id that a call of `useradd` sets, if it is high and the logs would be written.
fn high_id(call: &Call<'_>, value: &dyn Fn(usize) -> Option<String>) -> Option<u64> {
    if call.name() != Some("useradd") {
        return None;
    }
    let mut id = None;
    for at in 1..call.words.len() {
        let word = value(at).unwrap_or_default();
        let cluster = word.strip_prefix('-').filter(|rest| !rest.starts_with('-'));
        let short =
            cluster.and_then(|cluster| cluster.find(['u', 'l', 'D']).map(|flag| &cluster[flag..]));
        let found = match (word.as_str(), short) {
            ("--no-log-init" | "--defaults", _) => return None,
            ("--uid", _) => value(at + 1),
            (_, Some(flag)) if !flag.starts_with('u') => return None,
            (_, Some("u")) => value(at + 1),
            (_, Some(flag)) => Some(flag[1..].to_string()),
            (long, _) => long.strip_prefix("--uid=").map(str::to_string),
        };
        id = id.or(found);
    }
    id?.parse().ok().filter(|id| *id >= HIGH)
}

/// The fixed value of word `at` of a call; that of a variable if the file sets it.
fn value(
    model: &Model<'_>,
    stage: &Stage<'_>,
    step: &Step<'_>,
    text: &str,
    call: &Call<'_>,
    at: usize,
) -> Option<String> {
    if let Some(word) = call.words.get(at)?.as_deref() {
        return Some(word.to_string());
    }
    let word = call.simple.words.get(call.first + at)?;
    let part = match word.parts.as_slice() {
        [Part::Double(_, parts)] => parts.as_slice(),
        parts => parts,
    };
    match part {
        // The shell sets `UID` itself, if it is bash.
        [Part::Parameter { name, parts, .. }] if parts.is_empty() && name.of(text) != "UID" => {
            model
                .variable(stage, step, name.of(text))?
                .map(str::to_string)
        }
        _ => None,
    }
}

/// The first line that speaks of the logs.
fn reader(model: &Model<'_>) -> Option<u32> {
    let text = model.file.text;
    let at = text.find("lastlog").or_else(|| text.find("faillog"))?;
    Some(model.lines.line(at as u32))
}
