//! What stands against Alpine, each reason by its letter in the order of the pass's documentation.

use super::application::Programs;
use super::{copies, programs};
use crate::data::images::AlpinePackages;
use crate::model::dependencies::{Installs, Needs};
use crate::model::origin::Origin;
use crate::model::tools::Tools;
use crate::model::usage::{Deed, Event};
use crate::model::{Stage, Step, starts};
use crate::pass::Context;
use crate::syntax::{Arguments, Keyword};

/// Texts that only glibc systems answer to, and what Alpine does instead.
const TEXTS: [(&str, &str); 14] = [
    (
        "LD_PRELOAD",
        "loads a library into every program, which is one for glibc",
    ),
    (
        "nsswitch",
        "configures name service, which musl has none of",
    ),
    (
        "libnss",
        "uses name service modules, which musl has none of",
    ),
    (
        "ulimit -s",
        "sets the size of stacks, which musl takes from elsewhere",
    ),
    ("/etc/apt", "configures apt"),
    ("ppa:", "adds a repository of Ubuntu"),
    (".deb", "takes a package file of Debian"),
    ("linux-gnu", "takes a program built for glibc"),
    ("x86_64-linux", "names a directory of Debian"),
    ("www-data", "names a user that has another number on Alpine"),
    (
        "postgres:",
        "names a user that has another number on Alpine",
    ),
    ("/etc/locale", "configures locales, which musl has none of"),
    ("/bin/bash", "names bash, which Alpine has not"),
    ("/usr/sbin/nologin", "names a path that Alpine has not"),
];

/// Refuses what would not be the same on Alpine.
pub(super) fn on_musl(
    context: &Context<'_>,
    stage: &Stage<'_>,
    origin: &Origin<'_>,
    events: &[Event],
) -> Result<(), String> {
    let model = context.model;
    if !starts::says_what_runs(model, stage) {
        return Err("no CMD or ENTRYPOINT says what it is for: others may build on it".into());
    }
    let there = Programs::new(context, origin, events);
    let mut tools = origin
        .image
        .map(|image| Tools::new(model, image, "the Alpine form".into()));
    for event in events {
        let line = model.lines.line(event.span.start);
        let missing = tools
            .as_mut()
            .map_or(Ok(()), |tools| programs::has(tools, event));
        missing
            .and_then(|()| there.has(event))
            .and_then(|()| self::event(context, event))
            .map_err(|reason| format!("line {line} {reason}"))?;
    }
    there.application()?;
    tools.map_or(Ok(()), |tools| tools.places(stage))?;
    copies::fit(context, stage)?;
    for stage in model.subtree(stage) {
        for step in &stage.steps {
            let line = model.lines.line(step.instruction.span.start);
            self::step(context, origin, step).map_err(|reason| format!("line {line} {reason}"))?;
        }
    }
    Ok(())
}

fn event(context: &Context<'_>, event: &Event) -> Result<(), String> {
    match &event.deed {
        Deed::Unread(what) => Err(format!("{what}: it may need glibc or bash")),
        Deed::Installs { packages, .. } => {
            let unknown = |name: &&String| AlpinePackages::get().of(name).is_none();
            match packages.iter().find(unknown) {
                Some(name) => Err(format!(
                    "installs `{name}`, and what Alpine calls it is not sure"
                )),
                None => Ok(()),
            }
        }
        Deed::Runs {
            name,
            arguments,
            here,
            ..
        } => {
            programs::on_alpine(name, arguments, *here)?;
            packages(context, event)
        }
    }
}

/// Packages of a language: all of them must be seen and have a build for musl.
fn packages(context: &Context<'_>, event: &Event) -> Result<(), String> {
    let installs = Installs {
        model: context.model,
        project: context.project,
    };
    match installs.needs(event) {
        Needs::Nothing => {}
        Needs::Tools(what) => return Err(what),
        Needs::Unseen(what) => {
            return Err(format!(
                "{what}: something in it may have no build for musl"
            ));
        }
    }
    match installs.without_musl(event) {
        Some(what) => Err(what),
        None => Ok(()),
    }
}

fn step(context: &Context<'_>, origin: &Origin<'_>, step: &Step<'_>) -> Result<(), String> {
    let instruction = step.instruction;
    let text = instruction.span.of(context.model.file.text);
    if let Some((_, what)) = TEXTS.iter().find(|(mark, _)| text.contains(mark)) {
        return Err((*what).to_string());
    }
    let zone = text.contains("TZ=") || text.contains("ENV TZ") || text.contains("zoneinfo");
    if zone && origin.name != "python" {
        return Err("names a time zone, and the Alpine form has no `tzdata`".into());
    }
    match &instruction.arguments {
        Arguments::Env(pairs) => locale(pairs),
        Arguments::Value(name) if instruction.keyword == Keyword::User => user(&name.value),
        _ => Ok(()),
    }
}

fn user(given: &str) -> Result<(), String> {
    let other = ["postgres", "redis", "mysql", "nobody", "daemon"];
    match other.iter().find(|name| given.starts_with(**name)) {
        Some(name) => Err(format!(
            "sets the user `{name}`, which has another number on Alpine"
        )),
        None => Ok(()),
    }
}

fn locale(pairs: &[crate::syntax::KeyValue<'_>]) -> Result<(), String> {
    for pair in pairs {
        let value = pair
            .value
            .as_ref()
            .map_or("", |value| &value.value)
            .trim_matches(['"', '\'']);
        let is_locale = pair.key.value.starts_with("LC_") || pair.key.value == "LANG";
        if is_locale && !matches!(value, "C" | "POSIX" | "C.UTF-8" | "C.utf8" | "") {
            return Err(format!("sets the locale `{value}`, which musl has not"));
        }
    }
    Ok(())
}
