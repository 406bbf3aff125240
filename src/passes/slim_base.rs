//! Takes the slim form of an official image in place of the full one: same version, same release of Debian.
//!
//! # What it does
//! `python:3.12` carries compilers, headers and version control systems for those who build packages in it; a pull moves ten
//! times what `python:3.12-slim` is. Where a stage uses none of them, `-slim` goes into its tag, in the place where the table
//! of tags has it. Full and slim forms of debian hold the same packages; the slim one leaves out manuals, translations and
//! documentation. `debian` and `debian:latest` become `debian:stable-slim`, which goes where `latest` goes.
//!
//! # When it refuses
//! A command of the stage, of a stage that starts from it, of CMD, ENTRYPOINT, HEALTHCHECK, of a script that is copied in, of a
//! script in package.json or a recipe in a Makefile is one that only the full image has and the file does not install; so is a
//! path that is named. A script cannot be read. Something is installed that is compiled: Python requirements, Node packages,
//! gems, crates, as far as manifests and lock files tell; or the manifest is not in the build context. What is copied from
//! another stage was compiled there, or installed by a package that may be. Messages are to be in another language than
//! English, or manuals are installed. Another stage copies system files out of this one. The tag is not in the table, the slim
//! image is not built for a platform, the image is pinned by its digest or chosen by a build argument. Nothing is said of
//! stages that only build: their size is not that of the image.
//!
//! # Fix safety
//! `tools-unneeded`: programs of the image that run other programs cannot be looked into. For debian `docs-unneeded`: nobody
//! reads the manuals or translated messages.
//!
//! # Sources
//! Tags: docker-library/official-images, as in `rules/tags.yaml`. Contents: the Dockerfiles of the images and of
//! buildpack-deps, and debuerreotype's list of what slim leaves out, as in `rules/images.yaml`.

mod built;
mod checks;
mod docs;

use crate::data::images::{Build, Image, Images, Sibling};
use crate::model::Stage;
use crate::model::origin::{Origin, Origins};
use crate::model::price::{is_larger, price};
use crate::pass::{Assumption, Context, Finding, Fix, Outcome, Pass, Safety};
use crate::text::{Edit, Span};
use crate::verify::Facet;

/// The pass.
pub const PASS: Pass = Pass {
    name: "slim-base",
    summary: "Take the slim form of the base image, of the same version and release.",
    safety: Safety::Assumes(Assumption::ToolsUnneeded),
    keeps: &[
        Facet::BasesButVariant,
        Facet::Commands,
        Facet::Inputs,
        Facet::Contract,
    ],
    answers: &[],
    source: include_str!("slim_base.rs"),
    example: include_str!("../../tests/passes/slim_base/example.Dockerfile"),
    mentions: &[],
    run,
};

fn run(context: &Context<'_>) -> Vec<Finding> {
    let model = context.model;
    let origins = context.origins();
    let mut findings = Vec::new();
    for stage in &model.stages {
        let Some((origin, image)) = full(stage, &origins).filter(|_| model.ships(stage)) else {
            continue;
        };
        findings.push(look(context, stage, origin, image));
    }
    findings
}

/// The origin of a stage that starts from the full form of an image that has a slim one.
fn full<'o>(
    stage: &Stage<'_>,
    origins: &'o Origins<'_>,
) -> Option<(&'o Origin<'o>, &'static Image)> {
    let origin = origins.of(stage).filter(|_| !stage.windows)?;
    let image = origin.image.filter(|image| image.full != "none")?;
    let is_full = match &origin.build {
        Some(build) => build.variant == "default" && !build.tag.ends_with("backports"),
        None => !origin.tag.is_some_and(has_variant),
    };
    is_full.then_some((origin, image))
}

/// Whether a tag of former days names another form than the full one.
fn has_variant(tag: &str) -> bool {
    [
        "slim",
        "alpine",
        "onbuild",
        "wheezy",
        "windows",
        "experimental",
        "buggy",
        "backports",
    ]
    .iter()
    .any(|word| tag.contains(word))
}

fn look<'a>(
    context: &Context<'a>,
    stage: &Stage<'a>,
    origin: &Origin<'_>,
    image: &'static Image,
) -> Finding {
    let span = stage.from.span;
    let docs = image.full == "minbase";
    let shown = origin.shown();
    let mut message = match docs {
        true => format!("`{shown}` carries manuals and translations"),
        false => format!("`{shown}` carries compilers and headers"),
    };
    let slim = match candidate(origin) {
        Ok(slim) => slim,
        Err(reason) => return Finding::refused(span, message, reason),
    };
    let before = origin.build.as_ref();
    if let Some(price) = before.and_then(|before| price(before, &slim)) {
        message = format!("{message}; {price}");
    }
    let checked = match docs {
        true => docs::reads_no_docs(context, stage, origin.suite, &context.usage(stage)),
        false => checks::in_slim(context, stage, image, &slim, origin.suite),
    };
    let checked = checked.and_then(|()| same_sources(context, stage, origin, &slim));
    match checked.and_then(|()| origin.retag(&slim.tag)) {
        Err(reason) => Finding::refused(span, message, reason),
        Ok(edit) => {
            let title = format!("start from `{}:{}`", slim.image, slim.tag);
            fix(span, message, title, image, edit)
        }
    }
}

/// Refuses a file that names the release of today where the name that goes along with `latest` stands in apt's sources: for
/// `debian:latest` these say `trixie`, for `debian:stable-slim` `stable`.
fn same_sources(
    context: &Context<'_>,
    stage: &Stage<'_>,
    origin: &Origin<'_>,
    slim: &Build,
) -> Result<(), String> {
    let model = context.model;
    let Some(name) = origin.suite.map(|suite| suite.name) else {
        return Ok(());
    };
    let moves = origin
        .build
        .as_ref()
        .and_then(|build| Images::get().follows(build));
    if moves.is_none_or(|moves| !slim.tag.starts_with(moves)) {
        return Ok(());
    }
    for stage in model.subtree(stage) {
        for step in &stage.steps {
            if step.instruction.span.of(model.file.text).contains(name) {
                let line = model.lines.line(step.instruction.span.start);
                let tag = &slim.tag;
                return Err(format!(
                    "line {line} names `{name}`, and the package sources of `{tag}` do not: name the release in FROM"
                ));
            }
        }
    }
    Ok(())
}

fn fix(span: Span, message: String, title: String, image: &Image, edit: Edit) -> Finding {
    Finding {
        span,
        message,
        saves: None,
        outcome: Outcome::Fix(Fix {
            title,
            safety: Safety::Assumes(assumption(image)),
            edits: vec![edit],
        }),
    }
}

/// What the slim form of an image rests on.
fn assumption(image: &Image) -> Assumption {
    match image.full {
        "minbase" => Assumption::DocsUnneeded,
        _ => Assumption::ToolsUnneeded,
    }
}

/// The slim build of the same version and suite, if it is one for the same platforms.
fn candidate(origin: &Origin<'_>) -> Result<Build, String> {
    let images = Images::get();
    let shown = origin.shown();
    let Some(build) = &origin.build else {
        return Err(format!(
            "`{shown}` is not among the tags that are built today, so its slim form cannot be looked up"
        ));
    };
    let wanted = Sibling {
        variant: "slim",
        suite: Some(build.suite),
        word: "slim",
    };
    let moving = images
        .follows(build)
        .and_then(|tag| images.build(build.image, Some(&format!("{tag}-slim"))));
    let slim = build.sibling(wanted).or(moving);
    let slim = slim.ok_or_else(|| format!("there is no slim form of `{shown}`"))?;
    origin.same_platforms(&slim)?;
    match is_larger(build, &slim) {
        true => Err(format!("`{}:{}` is not smaller", slim.image, slim.tag)),
        false => Ok(slim),
    }
}
