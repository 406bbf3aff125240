//! What of a stage would miss something in the slim image.

use super::built;
use super::docs::reads_no_docs;
use crate::data::images::{Build, Image, Images, Suite};
use crate::model::dependencies::{Installs, Needs};
use crate::model::tools::Tools;
use crate::model::usage::{Deed, Event};
use crate::model::{Model, Stage, started, starts};
use crate::pass::Context;

/// Suites of Debian whose base system has `adduser` and `tzdata`.
const OLD: [&str; 2] = ["bookworm", "bullseye"];

/// Programs that speak TLS and rely on the certificates of the system.
const TLS: [&str; 7] = ["git", "curl", "wget", "hg", "svn", "openssl", "aria2c"];

/// Libraries of the C library itself, as an application names them: they are in every image.
const LIBRARIES: [&str; 6] = [
    "None",
    "libc.so",
    "libm.so",
    "'c'",
    "\"c\"",
    "libpthread.so",
];

/// Refuses where something is used that only the full image has.
pub(super) fn in_slim<'a>(
    context: &Context<'a>,
    stage: &Stage<'a>,
    image: &'static Image,
    slim: &Build,
    suite: Option<&Suite>,
) -> Result<(), String> {
    let model = context.model;
    let events = &context.usage(stage);
    if !starts::says_what_runs(model, stage) {
        return Err("no CMD or ENTRYPOINT says what it is for: others may build on it".into());
    }
    let shown = format!("{}:{}", slim.image, slim.tag);
    let mut tools = Tools::new(model, image, shown);
    for event in events.iter() {
        let line = model.lines.line(event.span.start);
        self::event(context, &mut tools, event)
            .and_then(|()| manages_users(&tools, suite, event))
            .map_err(|reason| format!("line {line} {reason}"))?;
    }
    tools.places(stage)?;
    application(context, &tools)?;
    built::needs_no_library(context, stage, &tools)?;
    names_time_zone(model, stage, image, suite, &tools)?;
    reads_no_docs(context, stage, suite, events)
}

/// Refuses where the sources of the application start what the slim image has not.
fn application(context: &Context<'_>, tools: &Tools<'_, '_>) -> Result<(), String> {
    let wanted = |name: &str| {
        let lost = Images::get().lost(tools.image, name);
        !lost.is_empty() && !lost.iter().any(|package| tools.installs(package))
    };
    if let Some((file, name)) = started::program(context.project, &wanted)? {
        return Err(format!(
            "`{file}` starts `{name}`, which `{}` does not have",
            tools.shown
        ));
    }
    match started::library(context.project, &LIBRARIES)? {
        Some((file, way)) => Err(format!(
            "`{file}` loads a library (`{way}`) that `{}` may not have",
            tools.shown
        )),
        None => Ok(()),
    }
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
