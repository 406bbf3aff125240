//! Takes the run-time form of a base image in a stage that builds nothing: a JRE for a JDK, aspnet for the .NET SDK.
//!
//! # What it does
//! A Java program runs on `eclipse-temurin:21-jre` as it does on the JDK, which is twice as large; maven and gradle images are
//! a JDK and more. Version and release of the distribution stay. `mcr.microsoft.com/dotnet/sdk` becomes
//! `mcr.microsoft.com/dotnet/aspnet` of the same tag, which holds all that the plain runtime does.
//!
//! # When it refuses
//! The stage, or one that starts from it, compiles or runs a tool of the JDK or SDK: `javac`, `jcmd`, `mvn`, `dotnet build`,
//! a source file given to `java`. A script cannot be read. The program is not named by CMD or ENTRYPOINT. The tag is not in
//! the table, the image is pinned by its digest or chosen by a build argument, or a path of the JDK is named. Nothing is said
//! of stages that only build.
//!
//! # Fix safety
//! `tools-unneeded`: the program may call the compiler of its own JDK (JSP, annotation processing, scripting), and somebody may
//! want `jcmd` in the container.
//!
//! # Sources
//! The Dockerfiles of eclipse-temurin, maven and gradle; tags from docker-library/official-images as in `rules/tags.yaml`;
//! dotnet/dotnet-docker for the tags that SDK and aspnet have in common.

mod checks;

use crate::data::images::Images;
use crate::model::origin::{Origin, Origins};
use crate::model::price::price;
use crate::model::{Base, Stage};
use crate::pass::{Assumption, Context, Finding, Fix, Outcome, Pass, Safety};
use crate::syntax::image::ImageReference;
use crate::syntax::{Arguments, Keyword};
use crate::text::{Edit, Span};
use crate::verify::Facet;

/// The pass.
pub const PASS: Pass = Pass {
    name: "jre-base",
    summary: "Take the run-time form of a JDK or SDK image where a stage only runs.",
    safety: Safety::Assumes(Assumption::ToolsUnneeded),
    keeps: &[
        Facet::Stages,
        Facet::Commands,
        Facet::Inputs,
        Facet::Contract,
    ],
    answers: &[],
    source: include_str!("jre_base.rs"),
    example: include_str!("../../tests/passes/jre_base/example.Dockerfile"),
    mentions: &[],
    run,
};

/// Where the SDK of .NET and its runtime have the same tags.
const DOTNET_TAGS: [&str; 8] = [
    "8.0",
    "9.0",
    "10.0",
    "8.0-alpine",
    "9.0-alpine",
    "10.0-alpine",
    "8.0-jammy",
    "8.0-noble",
];

const DOTNET_SDK: &str = "mcr.microsoft.com/dotnet/sdk";

/// A run-time image to start from.
struct Runtime {
    shown: String,
    price: Option<String>,
    edit: Edit,
}

fn run(context: &Context<'_>) -> Vec<Finding> {
    let model = context.model;
    let origins = context.origins();
    let mut findings = Vec::new();
    for stage in model.stages.iter().filter(|stage| model.ships(stage)) {
        let Some((shown, wanted)) = runtime(stage, &origins).filter(|_| !stage.windows) else {
            continue;
        };
        let events = context.usage(stage);
        let mut message = format!("`{shown}` carries a compiler, and this stage only runs");
        let outcome = checks::only_runs(context, stage, &events).and(wanted);
        let span = stage.from.span;
        findings.push(match outcome {
            Err(reason) => Finding::refused(span, format!("`{shown}` carries a compiler"), reason),
            Ok(runtime) => {
                if let Some(price) = runtime.price {
                    message = format!("{message}; {price}");
                }
                let fix = Fix {
                    title: format!("start from `{}`", runtime.shown),
                    safety: Safety::Assumes(Assumption::ToolsUnneeded),
                    edits: vec![runtime.edit],
                };
                Finding {
                    span,
                    message,
                    saves: None,
                    outcome: Outcome::Fix(fix),
                }
            }
        });
    }
    findings
}

/// The image of a stage that holds a compiler, and its run-time form or why there is none.
fn runtime(stage: &Stage<'_>, origins: &Origins<'_>) -> Option<(String, Result<Runtime, String>)> {
    if let Some(origin) = origins.of(stage) {
        let wanted = match origin.name {
            "eclipse-temurin" => temurin(origin)?,
            "maven" | "gradle" => builder(stage, origin),
            _ => return None,
        };
        return Some((origin.shown(), wanted));
    }
    let Base::Image(expanded) = &stage.base else {
        return None;
    };
    let reference = ImageReference::parse(expanded);
    let sdk = reference.familiar() == DOTNET_SDK;
    sdk.then(|| (expanded.clone(), dotnet(stage, &reference)))
}

/// `21` and `21-jdk` to `21-jre`; `None` for what is a JRE already.
fn temurin(origin: &Origin<'_>) -> Option<Result<Runtime, String>> {
    let shown = origin.shown();
    let Some(build) = &origin.build else {
        let jre = origin.tag.is_some_and(|tag| tag.contains("jre"));
        let reason = format!("`{shown}` is not among the tags that are built today");
        return (!jre).then_some(Err(reason));
    };
    if !build.variant.contains("jdk") {
        return None;
    }
    let tag = match build.tag.contains("-jdk") {
        true => build.tag.replacen("-jdk", "-jre", 1),
        false => match build.tag.split_once('-') {
            Some((version, rest)) => format!("{version}-jre-{rest}"),
            None => format!("{}-jre", build.tag),
        },
    };
    let images = Images::get();
    let wanted = images.build(build.image, Some(&tag));
    let wanted = wanted.filter(|jre| jre.suite == build.suite && jre.variant.contains("jre"));
    let Some(jre) = wanted else {
        return Some(Err(format!("there is no JRE form of `{shown}`")));
    };
    let shown = format!("{}:{}", jre.image, jre.tag);
    let price = price(build, &jre);
    let edit = origin
        .same_platforms(&jre)
        .and_then(|()| origin.retag(&jre.tag));
    Some(edit.map(|edit| Runtime { shown, price, edit }))
}

/// The JRE of the JDK that a maven or gradle image is built on.
fn builder(stage: &Stage<'_>, origin: &Origin<'_>) -> Result<Runtime, String> {
    let shown = origin.shown();
    let unknown = || format!("the JDK of `{shown}` is not known");
    let build = origin.build.as_ref().ok_or_else(unknown)?;
    let java = java_version(&build.tag).ok_or_else(unknown)?;
    let suite = match build.suite {
        "noble" | "jammy" | "resolute" => build.suite,
        _ => return Err(unknown()),
    };
    let tag = format!("{java}-jre-{suite}");
    let jre = Images::get().build("eclipse-temurin", Some(&tag));
    let jre = jre.ok_or_else(|| {
        format!("`eclipse-temurin:{tag}` is not among the tags that are built today")
    })?;
    origin.same_platforms(&jre)?;
    if origin.name == "gradle" && !sets_directory(stage) {
        return Err(format!(
            "`{}` sets a working directory, and the file none of its own",
            origin.shown()
        ));
    }
    let shown = format!("eclipse-temurin:{tag}");
    let edit = origin.replace(&shown)?;
    let price = price(build, &jre);
    Ok(Runtime { shown, price, edit })
}

/// Whether the first thing a stage says is its directory.
fn sets_directory(stage: &Stage<'_>) -> bool {
    let first = stage.steps.first();
    first.is_some_and(|step| step.instruction.keyword == Keyword::Workdir)
}

/// `21` in `3-eclipse-temurin-21-noble` and in `9-jdk21`.
fn java_version(tag: &str) -> Option<&str> {
    let number = |text: &&str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let words: Vec<&str> = tag.split('-').collect();
    let temurin = words
        .windows(2)
        .find(|pair| pair[0] == "temurin")
        .map(|pair| pair[1]);
    let jdk = words.iter().find_map(|word| word.strip_prefix("jdk"));
    let other = words
        .iter()
        .any(|word| matches!(*word, "graal" | "corretto" | "ubi"));
    temurin.or(jdk).filter(number).filter(|_| !other)
}

fn dotnet(stage: &Stage<'_>, reference: &ImageReference<'_>) -> Result<Runtime, String> {
    let shown = reference.text;
    let tag = reference.tag.filter(|tag| DOTNET_TAGS.contains(tag));
    let tag = tag.filter(|_| reference.digest.is_none());
    let tag =
        tag.ok_or_else(|| format!("dfopt does not know whether aspnet has the tag of `{shown}`"))?;
    let Arguments::From { image, .. } = &stage.from.arguments else {
        return Err("its name cannot be read".into());
    };
    let as_written = image.value == shown && image.span.len() == shown.len();
    if !as_written {
        return Err(format!("`{}` is chosen by a build argument", image.value));
    }
    let end = image.span.start + DOTNET_SDK.len() as u32;
    let start = end - "sdk".len() as u32;
    Ok(Runtime {
        shown: format!("mcr.microsoft.com/dotnet/aspnet:{tag}"),
        price: None,
        edit: Edit::replace(Span { start, end }, "aspnet"),
    })
}
