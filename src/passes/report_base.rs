//! Says what is amiss with a base image: past its end, moved, meant for hosts, or named by nothing that stays.
//!
//! # What it does
//! Names releases of distributions and languages that get no fixes any more, and what follows them; images that are not built
//! any more or left Docker Hub (`centos`, `java`, `openjdk`), distroless images of a past Debian; systems for hosts, such as
//! Fedora CoreOS and Flatcar, which nothing is built from; images without a tag or with `latest`, which may be another one
//! at the next build.
//!
//! # When it refuses
//! Always: a newer release is another image, and only its owner can say whether the program runs on it. It says nothing of
//! images that it knows nothing of, nor of those that are pinned by their digest.
//!
//! # Fix safety
//! Shown only.
//!
//! # Sources
//! Ends of support from the pages of the distributions and languages, as in `rules/images.yaml`; hadolint DL3006 and DL3007.

use crate::data::images::{Images, Suite};
use crate::model::{Base, Stage};
use crate::pass::{Context, Finding, Pass, Safety};
use crate::syntax::image::ImageReference;
use crate::verify::Facet;

/// The pass.
pub const PASS: Pass = Pass {
    name: "report-base",
    summary: "Report base images that are past their end, moved, meant for hosts or not pinned.",
    safety: Safety::ShowOnly,
    keeps: &[Facet::Text],
    answers: &["DL3006", "DL3007"],
    source: include_str!("report_base.rs"),
    example: include_str!("../../tests/passes/report_base/example.Dockerfile"),
    mentions: &[],
    run,
};

fn run(context: &Context<'_>) -> Vec<Finding> {
    let stages = context.model.stages.iter();
    stages
        .filter_map(|stage| {
            let (message, advice) = amiss(stage)?;
            Some(Finding::refused(stage.from.span, message, advice))
        })
        .collect()
}

/// What is amiss with the base of a stage, and what to do: the gravest only.
fn amiss(stage: &Stage<'_>) -> Option<(String, String)> {
    let Base::Image(expanded) = &stage.base else {
        return None;
    };
    let reference = ImageReference::parse(expanded);
    host(&reference)
        .or_else(|| distroless(&reference))
        .or_else(|| gone(&reference))
        .or_else(|| ended(&reference))
        .or_else(|| moving(&reference))
}

/// `quay.io/fedora/fedora-coreos`
fn host(reference: &ImageReference<'_>) -> Option<(String, String)> {
    let name = reference.path.rsplit('/').next()?;
    let host = Images::get().is_host(name);
    host.then(|| {
        let message = format!("`{}` is a system for hosts", reference.text);
        let advice =
            "it runs containers and is not made to be one: start from a distribution's base image";
        (message, advice.to_string())
    })
}

fn distroless(reference: &ImageReference<'_>) -> Option<(String, String)> {
    let facts = Images::get().distroless();
    let name = reference
        .familiar()
        .strip_prefix(facts.registry)?
        .strip_prefix('/')?;
    let (own, release) = name.rsplit_once('-')?;
    facts.retired.contains(&release).then(|| {
        let message = format!("`{}` gets no fixes any more", reference.text);
        let advice = match facts.image(own) {
            Some(image) => format!("distroless is built on {} now: `{image}`", facts.suffix),
            None => format!("distroless is built on {} now", facts.suffix),
        };
        (message, advice)
    })
}

fn gone(reference: &ImageReference<'_>) -> Option<(String, String)> {
    let images = Images::get();
    let familiar = reference.familiar();
    let name = images.official(reference.familiar()).unwrap_or(familiar);
    if name == "openjdk" && images.build(name, reference.tag).is_none() {
        let message = format!("`{}` is not built any more", reference.text);
        let advice =
            "only early-access builds of `openjdk` are: `eclipse-temurin` has the same versions";
        return Some((message, advice.to_string()));
    }
    let gone = images.gone(name, reference.tag)?;
    let since = match gone.since {
        "" => String::new(),
        since => format!(" in {since}"),
    };
    let message = format!("`{}` gets no fixes any more", reference.text);
    Some((
        message,
        format!("{}{since}; take {}", gone.why, gone.instead),
    ))
}

fn ended(reference: &ImageReference<'_>) -> Option<(String, String)> {
    let images = Images::get();
    let name = images.official(reference.familiar())?;
    let suite = images.suite_of(name, reference.tag)?;
    images.has_ended(suite).then(|| {
        let message = format!("`{}` gets no fixes any more", reference.text);
        let (title, successor) = (title(suite), newest(suite.family));
        let advice = format!(
            "support of {title} ended in {}; the newest is {successor}",
            suite.until
        );
        (message, advice)
    })
}

/// `Debian 9 (stretch)`
fn title(suite: &Suite) -> String {
    let family = match suite.family {
        "debian" => "Debian",
        "ubuntu" => "Ubuntu",
        _ => return format!("Alpine {}", suite.release),
    };
    format!("{family} {} ({})", suite.release, suite.name)
}

/// The release of a distribution that its `latest` names.
fn newest(family: &'static str) -> String {
    let images = Images::get();
    let latest = images.suite_of(family, Some("latest"));
    latest.map_or_else(|| format!("`{family}:latest`"), title)
}

fn moving(reference: &ImageReference<'_>) -> Option<(String, String)> {
    let images = Images::get();
    let moves = reference.digest.is_none() && reference.tag.is_none_or(|tag| tag == "latest");
    let local = reference.registry.is_none() && !reference.path.contains('/');
    // Its tags name users and shells, no versions.
    let unversioned = reference
        .familiar()
        .starts_with(images.distroless().registry);
    if !moves || unversioned || local && images.official(reference.familiar()).is_none() {
        return None;
    }
    let what = match reference.tag {
        None => "has no tag",
        Some(_) => "has the tag `latest`",
    };
    let message = format!("`{}` {what}", reference.text);
    let build = images
        .official(reference.familiar())
        .and_then(|name| images.build(name, None));
    let today = build.and_then(|build| {
        let version = build
            .versions
            .split(' ')
            .find(|version| *version != "latest")?;
        Some(format!(
            "; in our table of 2026-08-21 it is `{}:{version}`",
            build.image
        ))
    });
    let advice = "the next build may start from another version: name one";
    Some((message, format!("{advice}{}", today.unwrap_or_default())))
}
