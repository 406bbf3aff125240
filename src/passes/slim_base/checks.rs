//! What of a stage would miss something in the slim image.

use super::built;
use crate::data::images::{Build, Image, Suite};
use crate::model::commands::Call;
use crate::model::dependencies::{Installs, Needs};
use crate::model::tools::Tools;
use crate::model::usage::{Deed, Event, Usage};
use crate::model::{Model, Stage, Step, starts};
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

/// Suites of Debian whose base system has `adduser` and `tzdata`.
const OLD: [&str; 2] = ["bookworm", "bullseye"];

/// Packages of nothing but documentation, or that read it.
const DOCUMENTS: [&str; 4] = ["man-db", "manpages", "manpages-dev", "info"];

/// Programs that speak TLS and rely on the certificates of the system.
const TLS: [&str; 7] = ["git", "curl", "wget", "hg", "svn", "openssl", "aria2c"];

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

/// Refuses where something is used that only the full image has.
pub(super) fn in_slim<'a>(
    context: &Context<'a>,
    stage: &Stage<'a>,
    image: &'static Image,
    slim: &Build,
    suite: Option<&Suite>,
    usage: &Usage<'_, 'a>,
) -> Result<(), String> {
    let model = context.model;
    let events = &usage.of(stage);
    if !starts::says_what_runs(model, stage) {
        return Err("no CMD or ENTRYPOINT says what it is for: others may build on it".into());
    }
    let shown = format!("{}:{}", slim.image, slim.tag);
    let mut tools = Tools::new(model, image, shown);
    for event in events {
        let line = model.lines.line(event.span.start);
        self::event(context, &mut tools, event)
            .and_then(|()| manages_users(&tools, suite, event))
            .map_err(|reason| format!("line {line} {reason}"))?;
    }
    tools.places(stage)?;
    built::needs_no_library(context, stage, usage, &tools)?;
    names_time_zone(model, stage, image, suite, &tools)?;
    reads_no_docs(context, stage, suite, events)
}

fn event(context: &Context<'_>, tools: &mut Tools<'_, '_>, event: &Event) -> Result<(), String> {
    match &event.deed {
        Deed::Unread(what) => Err(format!("{what}: it may need what the full image has")),
        Deed::Installs { packages, .. } => {
            tools.install(packages, event.step.0);
            Ok(())
        }
        Deed::Runs {
            name, arguments, ..
        } => {
            tools.command(event)?;
            tls(tools, name, arguments, event)?;
            installs(context, tools, event)
        }
    }
}

/// Refuses `adduser` where Debian's base system has none: from Debian 13 on it is a package like others.
fn manages_users(
    tools: &Tools<'_, '_>,
    suite: Option<&Suite>,
    event: &Event,
) -> Result<(), String> {
    let Deed::Runs { name, path, .. } = &event.deed else {
        return Ok(());
    };
    let of_package = ["adduser", "addgroup", "deluser", "delgroup"].contains(&name.as_str());
    let own = path.contains('/') && !path.starts_with("/usr/sbin/");
    let old = suite.is_some_and(|suite| OLD.contains(&suite.name));
    match of_package && !own && !old && !tools.has("adduser", event.step.0) {
        true => Err(format!(
            "runs `{name}`, which `{}` may not have",
            tools.shown
        )),
        false => Ok(()),
    }
}

/// Refuses packages of a language that may be compiled.
pub(super) fn installs(
    context: &Context<'_>,
    tools: &Tools<'_, '_>,
    event: &Event,
) -> Result<(), String> {
    let installs = Installs {
        model: context.model,
        project: context.project,
    };
    match installs.needs(event) {
        Needs::Nothing => Ok(()),
        Needs::Tools(what) => Err(format!(
            "{what}: `{}` may lack what that takes",
            tools.shown
        )),
        Needs::Unseen(what) => {
            let given = match context.project.is_known() {
                true => "",
                false => " (no build context is given)",
            };
            Err(format!("{what}: a package in it may be compiled{given}"))
        }
    }
}

/// Certificates: Recommends bring them with curl, but need not be installed.
fn tls(
    tools: &Tools<'_, '_>,
    name: &str,
    arguments: &[String],
    event: &Event,
) -> Result<(), String> {
    let speaks = TLS.contains(&name)
        && arguments
            .iter()
            .any(|word| word.contains("https:") || word.is_empty() || word.contains('$'));
    let keeps = tools.image.slim_keeps.contains(&"ca-certificates");
    match speaks && !keeps && !tools.has("ca-certificates", event.step.0) {
        true => Err(format!(
            "runs `{name}` over TLS, and `{}` has no `ca-certificates`",
            tools.shown
        )),
        false => Ok(()),
    }
}

/// Refuses where a time zone is set by name that the slim image may not know.
fn names_time_zone(
    model: &Model<'_>,
    stage: &Stage<'_>,
    image: &Image,
    suite: Option<&Suite>,
    tools: &Tools<'_, '_>,
) -> Result<(), String> {
    let has = image.slim_keeps.contains(&"tzdata")
        || suite.is_some_and(|suite| OLD.contains(&suite.name))
        || tools.installs("tzdata");
    if has {
        return Ok(());
    }
    for stage in model.subtree(stage) {
        for step in &stage.steps {
            let text = step.instruction.span.of(model.file.text);
            if text.contains("TZ=") || text.contains("zoneinfo") || text.contains("ENV TZ") {
                let line = model.lines.line(step.instruction.span.start);
                return Err(format!(
                    "line {line} names a time zone, and `{}` has no `tzdata`",
                    tools.shown
                ));
            }
        }
    }
    Ok(())
}
