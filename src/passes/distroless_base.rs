//! Takes a distroless image for a final stage that only starts one program.
//!
//! # What it does
//! A stage that copies a statically linked program and starts it needs no distribution: `gcr.io/distroless/static-debian13`
//! has certificates, time zones and users, and nothing else. A jar runs on `java21-debian13`, a script that needs only Python's
//! own library on `python3-debian13`. The user stays root, as it was; the tag `nonroot` is the owner's choice.
//!
//! # When it refuses
//! The stage runs a command, is not in exec form, starts a shell or a script for one, or other stages start from it. The image's
//! own ENTRYPOINT would stand before CMD. The version is not that of the image (Python 3.13; Java 17, 21, 25); packages are
//! copied that its interpreter does not look at. Nothing proves that the program is linked statically; libraries are installed
//! or copied. Its sources start other programs. A user by name, a health check by a program that is not there, copies into `/lib` or `/bin`, which are links.
//! The platform is not one of the image's. Only images on Debian 13 are proposed: those on 12 have ended.
//!
//! # Fix safety
//! `no-shell`: nobody opens a shell in the container, and the program starts none.
//!
//! # Sources
//! GoogleContainerTools/distroless at the commit in `rules/images.yaml`: README, build files and support policy.

use crate::data::images::Images;
use crate::model::origin::Origin;
use crate::model::price;
use crate::model::{Stage, started, starts, statics};
use crate::pass::{Assumption, Context, Finding, Fix, Outcome, Pass, Safety};
use crate::syntax::{Arguments, Form};
use crate::verify::Facet;

/// The pass.
pub const PASS: Pass = Pass {
    name: "distroless-base",
    summary: "Take a distroless image where the final stage only starts one program.",
    safety: Safety::Assumes(Assumption::NoShell),
    keeps: &[
        Facet::Stages,
        Facet::Commands,
        Facet::Inputs,
        Facet::Contract,
    ],
    answers: &[],
    source: include_str!("distroless_base.rs"),
    example: include_str!("../../tests/passes/distroless_base/example.Dockerfile"),
    mentions: &[],
    run,
};

/// Images that a program is started from.
const IMAGES: [&str; 8] = [
    "debian",
    "ubuntu",
    "alpine",
    "busybox",
    "python",
    "node",
    "eclipse-temurin",
    "golang",
];

fn run(context: &Context<'_>) -> Vec<Finding> {
    let model = context.model;
    let origins = context.origins();
    let Some(stage) = model.stages.last().filter(|stage| !stage.windows) else {
        return Vec::new();
    };
    let Some(origin) = origins
        .of(stage)
        .filter(|origin| IMAGES.contains(&origin.name))
    else {
        return Vec::new();
    };
    if !starts::receives_its_program(stage)
        || starts::command(stage).is_none() && !stage.steps.iter().any(starts_something)
    {
        return Vec::new();
    }
    let span = stage.from.span;
    let message = format!("`{}` carries a shell and packages", origin.shown());
    let made =
        wanted(context, stage, origin).and_then(|image| Ok((origin.replace(&image)?, image)));
    vec![match made {
        Err(reason) => Finding::refused(span, message, reason),
        Ok((edit, image)) => Finding {
            span,
            message: message + &weight(&image),
            saves: None,
            outcome: Outcome::Fix(Fix {
                title: format!("start from `{image}`"),
                safety: Safety::Assumes(Assumption::NoShell),
                edits: vec![edit],
            }),
        },
    }]
}

fn starts_something(step: &crate::model::Step<'_>) -> bool {
    matches!(
        step.instruction.arguments,
        Arguments::Cmd(Form::Shell(_)) | Arguments::Entrypoint(Form::Shell(_))
    )
}

/// `; static-debian13 is about 2.0 MB`
fn weight(image: &str) -> String {
    let facts = Images::get().distroless();
    let (size, date) = (price::size(facts.static_size), facts.date);
    match image.contains("/static-") {
        true => format!("; of `{image}` a pull moves about {size} (its page, {date})"),
        false => String::new(),
    }
}

fn wanted(context: &Context<'_>, stage: &Stage<'_>, origin: &Origin<'_>) -> Result<String, String> {
    let model = context.model;
    starts::needs_no_shell(model, stage)?;
    starts::users_are_numbers(model, stage, &["root", "nonroot", "nobody"])?;
    starts::keeps_links(model, stage)?;
    let facts = Images::get().distroless();
    let known = |platform: &str| match platform {
        "linux/amd64" => true,
        other => other.starts_with("linux/arm64") || other.contains('$'),
    };
    if let Some(platform) = origin.platform.filter(|platform| !known(platform)) {
        return Err(format!(
            "dfopt does not know whether it is built for {platform}"
        ));
    }
    let name = match origin.name {
        "eclipse-temurin" => java(context, stage, origin)?,
        "python" => python(context, stage, origin)?,
        "node" => {
            return Err(
                "its `node` is not on PATH: `/nodejs/bin/node` would stand before CMD".into(),
            );
        }
        _ => {
            let path = starts::program_on_path(model, stage);
            let path = path.ok_or("the path of its program is not known")?;
            checks_itself(context, stage, &path)?;
            let program = statics::program(model, context.project, stage, &path)?;
            if program.sources == statics::Sources::Go {
                starts_nothing(context, &[".go"])?;
            }
            "static".to_string()
        }
    };
    facts
        .image(&name)
        .ok_or_else(|| format!("there is no distroless image `{name}`"))
}

/// Refuses a program whose sources, where they are in the build context, start others: there are none.
fn starts_nothing(context: &Context<'_>, ends: &[&str]) -> Result<(), String> {
    match started::any(context.project, ends)? {
        Some((file, mark)) => Err(format!(
            "`{file}` starts other programs (`{mark}`), and there is none"
        )),
        None => Ok(()),
    }
}

/// A health check must be by the program itself: there is no other.
fn checks_itself(context: &Context<'_>, stage: &Stage<'_>, path: &str) -> Result<(), String> {
    for step in &stage.steps {
        if let Arguments::Healthcheck(Some(Form::Exec(words))) = &step.instruction.arguments
            && words.first().is_none_or(|word| word.value != path)
        {
            let line = context.model.lines.line(step.instruction.span.start);
            return Err(format!(
                "line {line} checks its health by a program that is not there"
            ));
        }
    }
    Ok(())
}

/// `java17`, `java21`, `java25` for `java -jar` as ENTRYPOINT.
fn java(context: &Context<'_>, stage: &Stage<'_>, origin: &Origin<'_>) -> Result<String, String> {
    let version = origin
        .tag
        .and_then(|tag| tag.split(['-', '.', '_']).next())
        .unwrap_or("");
    let facts = Images::get().distroless();
    starts_nothing(context, &[".java", ".kt", ".scala", ".groovy"])?;
    if !facts.java.contains(&version) {
        return Err(format!("there is no distroless image of Java `{version}`"));
    }
    let (entrypoint, words) = starts::command(stage).ok_or("it starts nothing")?;
    if !entrypoint {
        return Err(
            "its own ENTRYPOINT, `java -jar`, would stand before CMD: say ENTRYPOINT".into(),
        );
    }
    if words.first() != Some(&"java") {
        return Err("it does not start `java`".into());
    }
    match origin.tag.is_some_and(|tag| tag.contains("alpine")) {
        true => Err("libraries in the jar may be made for musl".into()),
        false => Ok(format!("java{version}")),
    }
}

/// `python3` where nothing but files of the program are copied.
fn python(context: &Context<'_>, stage: &Stage<'_>, origin: &Origin<'_>) -> Result<String, String> {
    let facts = Images::get().distroless();
    let version = origin.build.as_ref().map_or("", |build| build.versions);
    if !version.split(' ').any(|version| version == facts.python) {
        return Err(format!(
            "its Python is {}, that of `{}` another",
            facts.python,
            origin.shown()
        ));
    }
    let (entrypoint, words) = starts::command(stage).ok_or("it starts nothing")?;
    if !entrypoint {
        return Err("its own ENTRYPOINT, Python, would stand before CMD: say ENTRYPOINT".into());
    }
    if !matches!(words.first(), Some(&"python" | &"python3")) {
        return Err("it does not start `python`".into());
    }
    for step in &stage.steps {
        if let Arguments::Copy { destination, .. } = &step.instruction.arguments {
            let packages = ["/usr/local", "site-packages", "venv", "/root/.local"];
            let from = step.instruction.flag("from").is_some();
            if from || packages.iter().any(|path| destination.value.contains(path)) {
                let line = context.model.lines.line(step.instruction.span.start);
                return Err(format!(
                    "line {line} may copy packages, which its Python would not find"
                ));
            }
        }
    }
    starts_nothing(context, &[".py"])?;
    Ok("python3".into())
}
