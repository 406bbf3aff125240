//! Takes the Alpine form of an official image, with packages under the names that Alpine has them by.
//!
//! # What it does
//! `node:24-slim` becomes `node:24-alpine`, `eclipse-temurin:21-jre` becomes `eclipse-temurin:21-jre-alpine`: the same version
//! of the language on musl and busybox. `apt-get update && apt-get install -y git` becomes `apk add --no-cache git`, `useradd`
//! and `groupadd` become `adduser` and `addgroup`. All of it, or nothing.
//!
//! # When it refuses
//! No such tag or platform. A package whose name on Alpine is not sure, a repository or package file added by hand. bash, and
//! options that busybox does not know; a program that only the full image or Debian has and that the file or its application starts. A download, a file of another stage,
//! an archive or a program of the build context, which may be linked with glibc. A Python or Node package without a build for
//! musl, or a manifest that is not seen. Locales, time zones and certificates that Alpine has not, `nsswitch.conf`, stack
//! limits, users that have other numbers there. Candidates that are not smaller.
//!
//! # Fix safety
//! `musl`: the program meets another libc: names are resolved by other rules, threads have 128 KiB of stack, locales are not
//! there but for UTF-8.
//!
//! # Sources
//! Package names as in `rules/alpine.yaml`; tags as in `rules/tags.yaml`; "Functional differences from glibc" in musl's wiki;
//! the busybox manual.

mod application;
mod checks;
mod copies;
mod edits;
mod programs;

use crate::data::images::{Build, Sibling};
use crate::model::Stage;
use crate::model::origin::Origin;
use crate::model::price::{is_larger, price};
use crate::pass::{Assumption, Context, Finding, Fix, Outcome, Pass, Safety};
use crate::text::Edit;
use crate::verify::Facet;

/// The pass.
pub const PASS: Pass = Pass {
    name: "alpine-base",
    summary: "Take the Alpine form of the base image, with its packages under their names there.",
    safety: Safety::Assumes(Assumption::Musl),
    keeps: &[
        Facet::Stages,
        Facet::CommandsButSetup,
        Facet::Inputs,
        Facet::Contract,
    ],
    answers: &[],
    source: include_str!("alpine_base.rs"),
    example: include_str!("../../tests/passes/alpine_base/example.Dockerfile"),
    mentions: &[],
    run,
};

/// Images whose Alpine form does the same for the same files; data-bearing ones are not among them.
const IMAGES: [&str; 5] = ["python", "node", "ruby", "eclipse-temurin", "rust"];

fn run(context: &Context<'_>) -> Vec<Finding> {
    let model = context.model;
    let origins = context.origins();
    let mut findings = Vec::new();
    for stage in model.stages.iter().filter(|stage| model.ships(stage)) {
        let Some(origin) = origins.of(stage).filter(|_| !stage.windows) else {
            continue;
        };
        let Some(build) = &origin.build else {
            continue;
        };
        if !IMAGES.contains(&origin.name) || build.variant.contains("alpine") {
            continue;
        }
        findings.push(look(context, stage, origin, build));
    }
    findings
}

fn look<'a>(
    context: &Context<'a>,
    stage: &Stage<'a>,
    origin: &Origin<'_>,
    build: &Build,
) -> Finding {
    let span = stage.from.span;
    let mut message = format!("`{}` has an Alpine form", origin.shown());
    let made = candidate(origin, build).and_then(|alpine| {
        if let Some(price) = price(build, &alpine) {
            message = format!("{message}; {price}");
        }
        let edits = edits(context, stage, origin, &alpine)?;
        Ok((alpine, edits))
    });
    match made {
        Err(reason) => Finding::refused(span, message, reason),
        Ok((alpine, edits)) => Finding {
            span,
            message,
            saves: None,
            outcome: Outcome::Fix(Fix {
                title: format!(
                    "start from `{}:{}`{}",
                    alpine.image,
                    alpine.tag,
                    origin.without(&alpine)
                ),
                safety: Safety::Assumes(Assumption::Musl),
                edits,
            }),
        },
    }
}

/// The Alpine build of the same version.
fn candidate(origin: &Origin<'_>, build: &Build) -> Result<Build, String> {
    let variant = match build.variant {
        "jdk" => "alpine+jdk",
        "jre" => "alpine+jre",
        _ => "alpine",
    };
    let wanted = Sibling {
        variant,
        suite: None,
        word: "alpine",
    };
    let alpine = build.sibling(wanted);
    let alpine =
        alpine.ok_or_else(|| format!("there is no Alpine form of `{}`", origin.shown()))?;
    origin.same_platforms(&alpine)?;
    match is_larger(build, &alpine) {
        true => Err(format!("`{}:{}` is not smaller", alpine.image, alpine.tag)),
        false => Ok(alpine),
    }
}

fn edits<'a>(
    context: &Context<'a>,
    stage: &Stage<'a>,
    origin: &Origin<'_>,
    alpine: &Build,
) -> Result<Vec<Edit>, String> {
    let events = context.usage(stage);
    checks::on_musl(context, stage, origin, &events)?;
    let mut made = vec![origin.retag(&alpine.tag)?];
    for stage in context.model.subtree(stage) {
        for step in &stage.steps {
            made.extend(edits::step(context, step)?);
        }
    }
    Ok(made)
}
