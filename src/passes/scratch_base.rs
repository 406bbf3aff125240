//! Takes `scratch` for a final stage whose program is proved to need nothing but itself.
//!
//! # What it does
//! A statically linked program in Go, or in C and linked by one command, that opens no TLS connection, looks up no time zone and
//! no user and writes no temporary file needs no image at all. All of that is read from its sources, so only programs without
//! other modules are taken.
//!
//! # When it refuses
//! Nothing proves that the program is linked statically (S1). It is not started in exec form by its path (S2), or the stage
//! runs commands (S3). Its sources speak TLS (S4), name time zones (S5), look up users, or USER is a name (S6), make temporary
//! files (S7), use the types of `mime` (S8). Its sources are not seen, or it uses other modules, which may do any of that. In
//! all these cases distroless is the better base.
//!
//! # Fix safety
//! `no-shell`: nobody opens a shell in the container.
//!
//! # Sources
//! The packages of Go's standard library and the files they read: crypto/x509 (root_linux.go), time (zoneinfo_unix.go), os/user,
//! mime (type_unix.go).

use crate::model::statics::Sources;
use crate::model::{Base, Stage, launch, sources, starts, statics};
use crate::pass::{Assumption, Context, Finding, Fix, Outcome, Pass, Safety};
use crate::syntax::Arguments;
use crate::text::Edit;
use crate::verify::Facet;

/// The pass.
pub const PASS: Pass = Pass {
    name: "scratch-base",
    summary: "Start from scratch where a static program is proved to need nothing else.",
    safety: Safety::Assumes(Assumption::NoShell),
    keeps: &[
        Facet::Stages,
        Facet::Commands,
        Facet::Inputs,
        Facet::Contract,
    ],
    answers: &[],
    source: include_str!("scratch_base.rs"),
    example: include_str!("../../tests/passes/scratch_base/example.Dockerfile"),
    mentions: &[],
    run,
};

/// What Go sources use, and what that needs at run time.
const NEEDS: [(&str, &str); 12] = [
    ("net/http", "may speak TLS, and scratch has no certificates"),
    ("crypto/tls", "speaks TLS, and scratch has no certificates"),
    ("crypto/x509", "checks certificates, and scratch has none"),
    ("net/smtp", "may speak TLS, and scratch has no certificates"),
    ("LoadLocation", "looks up a time zone, and scratch has none"),
    ("os/user", "looks up users, and scratch has none"),
    (
        "os.CreateTemp",
        "makes temporary files, and scratch has no `/tmp`",
    ),
    (
        "os.MkdirTemp",
        "makes temporary files, and scratch has no `/tmp`",
    ),
    (
        "os.TempDir",
        "makes temporary files, and scratch has no `/tmp`",
    ),
    (
        "ioutil.Temp",
        "makes temporary files, and scratch has no `/tmp`",
    ),
    ("mime.", "reads `/etc/mime.types`, and scratch has none"),
    ("os/exec", "starts other programs, and scratch has none"),
];

/// What sources in C use that scratch lacks, behind words that stand for any of it.
const C_NEEDS: [(&[&str], &str); 4] = [
    (
        &["/tmp", "tmpfile", "tmpnam", "P_tmpdir"],
        "makes temporary files, and scratch has no `/tmp`",
    ),
    (
        &["localtime", "tzset", "mktime"],
        "looks up a time zone, and scratch has none",
    ),
    (
        &["system(", "popen(", "exec", "posix_spawn"],
        "starts other programs, and scratch has none",
    ),
    (
        &["\"/"],
        "may name a path of the image, and scratch is empty",
    ),
];

fn run(context: &Context<'_>) -> Vec<Finding> {
    let model = context.model;
    let Some(stage) = model.stages.last().filter(|stage| !stage.windows) else {
        return Vec::new();
    };
    match &stage.base {
        Base::Image(image) => {
            let small = image.starts_with("gcr.io/distroless/static");
            let origins = context.origins();
            let origin = origins.of(stage);
            let common = origin
                .is_some_and(|it| matches!(it.name, "alpine" | "busybox" | "debian" | "ubuntu"));
            let starts = starts::command(stage).is_some() && starts::copies_from_a_stage(stage);
            match (small || common) && starts {
                true => vec![look(context, stage, image)],
                false => Vec::new(),
            }
        }
        _ => Vec::new(),
    }
}

fn look(context: &Context<'_>, stage: &Stage<'_>, image: &str) -> Finding {
    let span = stage.from.span;
    let message = format!("`{image}` holds more than the program needs");
    match edit(context, stage, image) {
        Err(reason) => Finding::refused(span, message, reason),
        Ok(edit) => Finding {
            span,
            message,
            saves: None,
            outcome: Outcome::Fix(Fix {
                title: "start from `scratch`".into(),
                safety: Safety::Assumes(Assumption::NoShell),
                edits: vec![edit],
            }),
        },
    }
}

fn edit(context: &Context<'_>, stage: &Stage<'_>, image: &str) -> Result<Edit, String> {
    let model = context.model;
    starts::needs_no_shell(model, stage)?;
    starts::users_are_numbers(model, stage, &[])?;
    let path = starts::program(stage).ok_or("the program is not started by its path")?;
    let program = statics::program(model, context.project, stage, &path)?;
    if program.sources == Sources::Unseen {
        return Err("what the program needs at run time cannot be read from its sources".into());
    }
    for step in &stage.steps {
        if matches!(step.instruction.arguments, Arguments::Healthcheck(Some(_))) {
            return Err("its health check may need another program".into());
        }
    }
    match &program.sources {
        Sources::C(text) => c(text)?,
        _ => needs_nothing(context, program.stage)?,
    }
    let Arguments::From { image: word, .. } = &stage.from.arguments else {
        return Err("its base cannot be read".into());
    };
    match word.value == image && word.span.len() == image.len() && !image.contains('@') {
        true => Ok(Edit::replace(word.span, "scratch")),
        false => Err(format!(
            "`{}` is pinned, or chosen by a build argument",
            word.value
        )),
    }
}

/// Refuses programs whose sources in C use what scratch lacks.
fn c(text: &str) -> Result<(), String> {
    let uses = |marks: &[&str]| marks.iter().any(|mark| text.contains(mark));
    match C_NEEDS.iter().find(|(marks, _)| uses(marks)) {
        Some((_, what)) => Err(format!("the program {what}")),
        None => Ok(()),
    }
}

/// Refuses programs whose sources use what scratch lacks, or are not all seen.
fn needs_nothing(context: &Context<'_>, stage: &Stage<'_>) -> Result<(), String> {
    let module = manifest(context, stage).ok_or("the sources of the program are not seen")?;
    if module.contains("require") {
        return Err("the program uses modules whose sources are not seen".into());
    }
    match sources::find(context.project, &[".go"], &NEEDS)? {
        Some((file, what)) => Err(format!("`{file}` {what}")),
        None => Ok(()),
    }
}

fn manifest(context: &Context<'_>, stage: &Stage<'_>) -> Option<String> {
    let scope = stage.scopes.last()?;
    let path = launch::from_context(context.project, stage, stage.steps.len(), scope, "go.mod")?;
    String::from_utf8(context.project.read(&path)?.into_owned()).ok()
}
