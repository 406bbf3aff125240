//! Manuals and translations, which slim images leave out.

use crate::data::images::Suite;
use crate::model::commands::Call;
use crate::model::usage::{Deed, Event};
use crate::model::{Model, Stage, Step};
use crate::pass::Context;
use crate::syntax::Arguments;

/// Directories that slim images leave out, and a program that is of no use without them.
const DOCUMENTATION: [&str; 5] = [
    "/usr/share/doc",
    "/usr/share/man",
    "/usr/share/info",
    "/usr/share/locale",
    "/usr/share/lintian",
];

/// Readers of documentation and of translated messages.
const READERS: [&str; 8] = [
    "man",
    "mandb",
    "info",
    "apropos",
    "whatis",
    "unminimize",
    "gettext",
    "ngettext",
];

/// Packages of nothing but documentation, or that read it.
const DOCUMENTS: [&str; 4] = ["man-db", "manpages", "manpages-dev", "info"];

/// Refuses where documentation is read.
pub(super) fn reads_no_docs(
    context: &Context<'_>,
    stage: &Stage<'_>,
    suite: Option<&Suite>,
    events: &[Event],
) -> Result<(), String> {
    let model = context.model;
    let old = suite.is_some_and(|suite| suite.name == "bullseye");
    let line = |event: &Event| model.lines.line(event.span.start);
    for event in events {
        match &event.deed {
            Deed::Runs { name, .. } if READERS.contains(&name.as_str()) => {
                return Err(format!("line {} runs `{name}`", line(event)));
            }
            Deed::Installs { packages, .. } => {
                installs_no_docs(packages, old)
                    .map_err(|reason| format!("line {} {reason}", line(event)))?;
            }
            Deed::Unread(what) if what.starts_with("copies") => {
                return Err(format!("line {} {what}", line(event)));
            }
            _ => {}
        }
    }
    for stage in model.subtree(stage) {
        for step in &stage.steps {
            speaks_english(model, step)?;
            if let Some(path) = documentation(model, step) {
                let line = model.lines.line(step.instruction.span.start);
                return Err(format!("line {line} names `{path}`"));
            }
        }
    }
    Ok(())
}

/// Refuses packages that are there for documentation, or that fail without directories for it.
fn installs_no_docs(packages: &[String], old: bool) -> Result<(), String> {
    let documents = |package: &&String| {
        let name = package.split(['=', '/', ':']).next().unwrap_or(package);
        DOCUMENTS.contains(&name) || name.ends_with("-doc") || name.ends_with("-docs")
    };
    if let Some(package) = packages.iter().find(documents) {
        return Err(format!(
            "installs `{package}`, and the slim image keeps documentation out of packages"
        ));
    }
    let fails = packages.iter().find(|package| links_manuals(package));
    match fails.filter(|_| old) {
        Some(package) => Err(format!(
            "installs `{package}`, which fails there without `/usr/share/man`"
        )),
        None => Ok(()),
    }
}

/// Refuses a language whose translated messages the slim image leaves out.
fn speaks_english(model: &Model<'_>, step: &Step<'_>) -> Result<(), String> {
    let Arguments::Env(pairs) = &step.instruction.arguments else {
        return Ok(());
    };
    for pair in pairs {
        let key = &*pair.key.value;
        let value = pair.value.as_ref().map_or("", |value| &*value.value);
        let value = value.trim_matches(['"', '\'']);
        let translated = ["LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES"].contains(&key);
        let plain = ["en", "C", "POSIX", "$"];
        if translated && !value.is_empty() && !plain.iter().any(|plain| value.starts_with(plain)) {
            let line = model.lines.line(step.instruction.span.start);
            return Err(format!(
                "line {line} asks for the language `{value}`, whose translations the slim image leaves out"
            ));
        }
    }
    Ok(())
}

/// Whether a package's alternatives are links to manuals, in directories that slim images had not before Debian 12.
fn links_manuals(package: &str) -> bool {
    ["jre", "jdk", "postgresql"]
        .iter()
        .any(|word| package.contains(word))
}

/// A directory of documentation that a step names, other than to delete it or to keep packages out of it.
fn documentation(model: &Model<'_>, step: &Step<'_>) -> Option<&'static str> {
    let whole = step.instruction.span.of(model.file.text);
    let found = DOCUMENTATION
        .into_iter()
        .find(|path| whole.contains(path))?;
    let Some(script) = step.run.as_ref().and_then(|run| run.script()) else {
        return Some(found);
    };
    let text = script.text.as_str();
    let reads = |call: &Call<'_>| {
        let text = call.simple.span.of(text);
        let names = DOCUMENTATION.iter().any(|path| text.contains(path));
        names && call.name() != Some("rm") && !text.contains("path-exclude")
    };
    let understood = !script.tree.has_opaque();
    let harmless = understood && !script.calls().iter().any(reads);
    (!harmless).then_some(found)
}
