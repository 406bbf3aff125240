//! Tells dnf, microdnf and yum to leave out what packages bring as documentation.
//!
//! # What it does
//! `--setopt=tsflags=nodocs`, for microdnf `--nodocs`, has rpm skip the files that a package marks as documentation: manuals,
//! `/usr/share/doc`, `/usr/share/info`. Licences are marked apart and stay.
//!
//! # When it refuses
//! The file, or a script of the build context that it runs, names a directory of documentation, reads manuals, or installs something
//! that is documentation. The image says it for all installs already, as those of Fedora, CentOS, Red Hat and the distributions
//! made from them do. Nothing is said where the file speaks of it itself, and in a stage that does not ship.
//!
//! # Fix safety
//! Assumes `docs-unneeded`. What it saves is not known.
//!
//! # Sources
//! yum.conf(5) and dnf.conf(5), `tsflags`; rpm(8), `--nodocs`; `rules/managers.yaml`.

use crate::data::Docs;
use crate::model::packages::PackageCall;
use crate::model::usage::Deed;
use crate::model::{RunScript, Stage};
use crate::pass::{Assumption, Context, Finding, Fix, Outcome, Pass, Safety};
use crate::text::Edit;
use crate::verify::{Choice, Facet};

/// The pass.
pub const PASS: Pass = Pass {
    name: "no-docs",
    summary: "Install with dnf, microdnf and yum without documentation.",
    safety: Safety::Assumes(Assumption::DocsUnneeded),
    keeps: &[
        Facet::Bases,
        Facet::CommandsBut(Choice::Docs),
        Facet::Inputs,
        Facet::Contract,
    ],
    answers: &[],
    source: include_str!("no_docs.rs"),
    example: include_str!("../../tests/passes/no_docs/example.Dockerfile"),
    mentions: &["dnf", "yum"],
    run,
};

/// What names documentation, or reads it.
const READERS: [&str; 9] = [
    "/share/doc",
    "/share/man",
    "/share/info",
    "/share/licenses",
    "man-db",
    "man-pages",
    "mandb",
    "texinfo",
    "makewhatis",
];

fn run(context: &Context<'_>) -> Vec<Finding> {
    let model = context.model;
    let file = model.file.text;
    // Whoever writes of it has decided.
    if file.contains("nodocs") || file.contains("no-docs") {
        return Vec::new();
    }
    let mut reader = None;
    let mut findings = Vec::new();
    let ships = |stage: &&Stage<'_>| !stage.windows && model.ships(stage);
    for stage in model.stages.iter().filter(ships) {
        for step in &stage.steps {
            let Some(script) = step.run.as_ref().and_then(|run| run.script()) else {
                continue;
            };
            for call in script.calls() {
                let Some(package) = PackageCall::new(context.data, call) else {
                    continue;
                };
                let docs = package.manager.docs.as_ref();
                let Some(docs) = docs.filter(|docs| docs.verbs.contains(&package.verb)) else {
                    continue;
                };
                let read = reader.get_or_insert_with(|| reads(context));
                let refused = refusal(model.root_image(stage), read.as_ref(), docs, &package);
                findings.push(finding(script, &package, docs.flag, refused));
            }
        }
    }
    findings
}

fn finding(
    script: &RunScript<'_>,
    package: &PackageCall<'_>,
    flag: &str,
    refused: Option<String>,
) -> Finding {
    let span = script.text.file_span(package.call.simple.span);
    let (name, verb) = (package.manager.name, package.verb);
    let message = format!("`{name} {verb}` also installs documentation");
    if let Some(reason) = refused {
        return Finding::refused(span, message, reason);
    }
    let before = package.before_new_flag(script.text.as_str());
    let at = script.text.file_span(before).end;
    let fix = Fix {
        title: format!("add `{flag}`"),
        safety: Safety::Assumes(Assumption::DocsUnneeded),
        edits: vec![Edit::insert(at, format!(" {flag}"))],
    };
    Finding {
        span,
        message,
        saves: None,
        outcome: Outcome::Fix(fix),
    }
}

fn refusal(
    image: Option<&str>,
    reader: Option<&String>,
    docs: &Docs,
    package: &PackageCall<'_>,
) -> Option<String> {
    if let Some(reader) = reader {
        return Some(reader.clone());
    }
    let is_docs = |name: &&&str| {
        ["-doc", "-docs", "-help", "-manual"]
            .iter()
            .any(|end| name.ends_with(end))
    };
    if let Some(name) = package.operands().iter().find(is_docs) {
        return Some(format!("`{name}` is documentation"));
    }
    let image = image?;
    let repository = image.split(['@', ':']).next().unwrap_or(image);
    let words = repository
        .rsplit('/')
        .take(2)
        .flat_map(|part| part.split('-'));
    let set = words.into_iter().any(|word| docs.set_in.contains(&word));
    set.then(|| format!("`{image}` leaves it out by itself"))
}

/// What in the file, or in a script that it runs, is about documentation: a reason.
fn reads(context: &Context<'_>) -> Option<String> {
    let model = context.model;
    let mut found = READERS
        .iter()
        .filter_map(|name| Some((model.file.text.find(name)?, *name)));
    if let Some((at, name)) = found.next() {
        let line = model.lines.line(at as u32);
        return Some(format!("line {line} names `{name}`"));
    }
    let about = |word: &String| READERS.iter().any(|name| word.contains(name));
    let roots = model
        .stages
        .iter()
        .filter(|stage| stage.root == stage.index);
    for stage in roots {
        for event in context.usage(stage).iter() {
            let Deed::Runs {
                name, arguments, ..
            } = &event.deed
            else {
                continue;
            };
            if name == "man" || name == "info" || arguments.iter().any(about) {
                let line = model.lines.line(event.span.start);
                return Some(format!(
                    "line {line} runs `{name}`, which reads documentation"
                ));
            }
        }
    }
    None
}
