//! Takes the official image of a language in place of a distribution that is there only for its packages of that language.
//!
//! # What it does
//! `FROM ubuntu:24.04` and `apt-get install python3 python3-pip` bring Python 3.12, and with what pip recommends a compiler.
//! `python:3.12-slim` is the same Python in less; the `RUN` that installs it goes. The version is the one that this release of
//! the distribution has: without a fact about it nothing is done. Java comes from eclipse-temurin, Ruby and Node.js from their
//! own images, where these still build the version of the distribution.
//!
//! # When it refuses
//! Something else is installed, or the `RUN` does more than that. The version is not among those that are built today. A path
//! of the distribution's packages is named (`/usr/bin/python3`, `dist-packages`). What is installed for the language is
//! compiled. A script cannot be read. A user would get another number. There is no CMD, so that the container would start the
//! language in place of a shell. A comment speaks of the install. Other stages start from this one or copy system files out
//! of it.
//!
//! # Fix safety
//! `official-image`: it is built from the sources of the language, on Debian, under `/usr/local`, and sets variables of its own.
//!
//! # Sources
//! Versions in the archives: packages.debian.org and packages.ubuntu.com; tags: docker-library/official-images; both as in
//! `rules/images.yaml` and `rules/tags.yaml`.

mod removals;

use crate::data::images::{Build, Images, StandIn};
use crate::model::dependencies::{Installs, Needs};
use crate::model::origin::Origin;
use crate::model::usage::{Deed, Event};
use crate::model::{Stage, Step};
use crate::pass::{Assumption, Context, Finding, Fix, Outcome, Pass, Safety};
use crate::syntax::{Arguments, Keyword};
use crate::verify::Facet;
use removals::removals;

/// The pass.
pub const PASS: Pass = Pass {
    name: "official-language-image",
    summary: "Take a language's official image in place of a distribution with its packages.",
    safety: Safety::Assumes(Assumption::OfficialImage),
    keeps: &[
        Facet::Stages,
        Facet::CommandsButSetup,
        Facet::Inputs,
        Facet::Contract,
    ],
    answers: &[],
    source: include_str!("official_language_image.rs"),
    example: include_str!("../../tests/passes/official_language_image/example.Dockerfile"),
    mentions: &[],
    run,
};

/// Packages that every image of a language has or makes needless.
const NEEDLESS: [&str; 3] = ["ca-certificates", "tzdata", "apt-utils"];

fn run(context: &Context<'_>) -> Vec<Finding> {
    let model = context.model;
    let origins = context.origins();
    let mut findings = Vec::new();
    for stage in model.stages.iter().filter(|stage| model.ships(stage)) {
        let Some(origin) = origins.of(stage) else {
            continue;
        };
        if stage.windows || !matches!(origin.name, "ubuntu" | "debian") {
            continue;
        }
        let events = context.usage(stage);
        let Some((stand_in, version)) = language(origin, &events) else {
            continue;
        };
        findings.push(look(context, stage, origin, (stand_in, version), &events));
    }
    findings
}

/// The language that the file installs by packages of the distribution, and its version there.
fn language(origin: &Origin<'_>, events: &[Event]) -> Option<(&'static StandIn, Option<String>)> {
    for event in events {
        let Deed::Installs { packages, manager } = &event.deed else {
            continue;
        };
        if !matches!(*manager, "apt-get" | "apt") {
            continue;
        }
        for package in packages {
            for stand_in in Images::get().stand_ins() {
                if let Some(version) = stand_in.brings(package) {
                    let known = origin
                        .suite
                        .and_then(|suite| suite.language(stand_in.language));
                    return Some((stand_in, version.or(known).map(str::to_string)));
                }
            }
        }
    }
    None
}

fn look(
    context: &Context<'_>,
    stage: &Stage<'_>,
    origin: &Origin<'_>,
    (stand_in, version): (&'static StandIn, Option<String>),
    events: &[Event],
) -> Finding {
    let span = stage.from.span;
    let (shown, title) = (origin.shown(), stand_in.title);
    let message = match &version {
        Some(version) => format!("`{shown}` is there for its {title} {version}"),
        None => format!("`{shown}` is there for its {title}"),
    };
    let edits = candidate(origin, stand_in, version).and_then(|image| {
        uses(context, stage, origin, stand_in, events)?;
        let mut edits = vec![origin.replace(&format!("{}:{}", image.image, image.tag))?];
        edits.extend(removals(context, stage, stand_in)?);
        Ok((image, edits))
    });
    match edits {
        Err(reason) => Finding::refused(span, message, reason),
        Ok((image, edits)) => Finding {
            span,
            message,
            saves: None,
            outcome: Outcome::Fix(Fix {
                title: format!(
                    "start from `{}:{}`, which has it{}",
                    image.image,
                    image.tag,
                    origin.without(&image)
                ),
                safety: Safety::Assumes(Assumption::OfficialImage),
                edits,
            }),
        },
    }
}

/// The official image of the version.
fn candidate(
    origin: &Origin<'_>,
    stand_in: &StandIn,
    version: Option<String>,
) -> Result<Build, String> {
    let (title, shown) = (stand_in.title, origin.shown());
    let version =
        version.ok_or_else(|| format!("dfopt does not know which {title} `{shown}` has"))?;
    let tag = stand_in.form.replace('*', &version);
    let build = Images::get().build(stand_in.image, Some(&tag));
    let build = build.ok_or_else(|| {
        format!(
            "`{}:{tag}` is not among the tags that are built today",
            stand_in.image
        )
    })?;
    origin.same_platforms(&build)?;
    Ok(build)
}

/// Whether all that the stage does can be done in the official image.
fn uses(
    context: &Context<'_>,
    stage: &Stage<'_>,
    origin: &Origin<'_>,
    stand_in: &StandIn,
    events: &[Event],
) -> Result<(), String> {
    let model = context.model;
    if let Some(child) = stage.children.first() {
        let title = model.stages[*child].title();
        return Err(format!("{title} starts from it"));
    }
    let starts =
        |step: &Step<'_>| matches!(step.instruction.keyword, Keyword::Cmd | Keyword::Entrypoint);
    if !stage.steps.iter().any(starts) {
        return Err(format!(
            "there is no CMD: the container would start `{}` in place of a shell",
            stand_in.command
        ));
    }
    for event in events {
        let line = model.lines.line(event.span.start);
        used(context, stand_in, event)
            .and_then(|()| makes_user(origin, stand_in, event))
            .map_err(|reason| format!("line {line} {reason}"))?;
    }
    names_no_path(context, stage, stand_in)
}

/// Refuses paths and users of the distribution.
fn names_no_path(
    context: &Context<'_>,
    stage: &Stage<'_>,
    stand_in: &StandIn,
) -> Result<(), String> {
    let model = context.model;
    for step in &stage.steps {
        let line = model.lines.line(step.instruction.span.start);
        let text = step.instruction.span.of(model.file.text);
        if let Some(path) = stand_in.paths.iter().find(|path| text.contains(**path)) {
            return Err(format!(
                "line {line} names `{path}`, which the image does not have"
            ));
        }
        if let Arguments::Value(user) = &step.instruction.arguments
            && step.instruction.keyword == Keyword::User
            && user.value.starts_with("ubuntu")
        {
            return Err(format!(
                "line {line} sets the user `ubuntu`, which the image does not have"
            ));
        }
    }
    Ok(())
}

fn used(context: &Context<'_>, stand_in: &StandIn, event: &Event) -> Result<(), String> {
    match &event.deed {
        Deed::Unread(what) => Err(format!("{what}: it may need what the distribution has")),
        Deed::Installs { packages, .. } => {
            let own = |package: &&String| {
                stand_in.brings(package).is_none() && !NEEDLESS.contains(&package.as_str())
            };
            match packages.iter().find(own) {
                Some(package) => Err(format!("installs `{package}` as well")),
                None => Ok(()),
            }
        }
        Deed::Runs { path, .. } => {
            if let Some(own) = stand_in.paths.iter().find(|own| path.starts_with(**own)) {
                return Err(format!("runs `{path}`: the image has no `{own}`"));
            }
            let installs = Installs {
                model: context.model,
                project: context.project,
            };
            match installs.needs(event) {
                Needs::Tools(what) => Err(what),
                Needs::Nothing | Needs::Unseen(_) => Ok(()),
            }
        }
    }
}

/// Refuses a user whose number would be another one: where only one of the two images has a user 1000 of its own. Images on
/// Debian 13 have no `adduser`.
fn makes_user(origin: &Origin<'_>, stand_in: &StandIn, event: &Event) -> Result<(), String> {
    let Deed::Runs {
        name, arguments, ..
    } = &event.deed
    else {
        return Ok(());
    };
    if matches!(name.as_str(), "adduser" | "addgroup" | "deluser") {
        return Err(format!("runs `{name}`, which the image may not have"));
    }
    let numbered = arguments.iter().any(|word| {
        let system = word.starts_with('-') && !word.starts_with("--") && word.contains(['u', 'r']);
        system || word.starts_with("--uid") || word == "--system"
    });
    let suite = origin.suite.map_or("", |suite| suite.name);
    let before = matches!(suite, "noble" | "resolute");
    let image = Images::get().image(stand_in.image);
    let behind = image.is_some_and(|image| image.users.iter().any(|user| user.ends_with(" 1000")));
    match name == "useradd" && !numbered && before != behind {
        true => Err("makes a user, who would have another number: give it by `--uid`".into()),
        false => Ok(()),
    }
}
