//! Copies the certificates that a program on `scratch` needs for its TLS connections.
//!
//! # What it does
//! A program on `scratch` that opens a connection to `https://…` trusts nobody: there are no certificates. Its sources are in
//! the build context, and the stage that builds it starts from an image that has them: one COPY brings them along, 200 kB.
//!
//! # When it refuses
//! The sources are not seen, or open no TLS connection as a client: nothing is said then. The stage that the program comes from
//! does not start from the official image of Go, which has the certificates in a known place. A line that names certificates
//! brings them already.
//!
//! # Fix safety
//! `no-shell`, as all that is done for an image of nothing but a program. The file is added, nothing else changes: a program that
//! asks for no certificates never reads it.
//!
//! # Sources
//! crypto/x509 of Go's standard library (root_linux.go) for the places that are looked at; the Dockerfiles of golang, which
//! bring the package ca-certificates in every variant.

use crate::data::images::Images;
use crate::model::{Base, Model, Stage, Step, sources};
use crate::pass::{Assumption, Context, Finding, Fix, Outcome, Pass, Safety};
use crate::syntax::Keyword;
use crate::syntax::image::ImageReference;
use crate::text::Edit;
use crate::verify::Facet;

/// The pass.
pub const PASS: Pass = Pass {
    name: "copy-certificates",
    summary: "Copy the certificates that a program on scratch needs for TLS.",
    safety: Safety::Assumes(Assumption::NoShell),
    keeps: &[
        Facet::Bases,
        Facet::Commands,
        Facet::Contract,
        Facet::Copies,
    ],
    answers: &[],
    source: include_str!("copy_certificates.rs"),
    example: include_str!("../../tests/passes/copy_certificates/example.Dockerfile"),
    mentions: &["scratch"],
    run,
};

/// What Go sources that open TLS connections hold.
const CLIENTS: [(&str, &str); 9] = [
    ("http.Get(", ""),
    ("http.Post(", ""),
    ("http.PostForm(", ""),
    ("http.Head(", ""),
    ("http.Client{", ""),
    ("http.DefaultClient", ""),
    ("tls.Dial", ""),
    ("tls.Client(", ""),
    ("smtp.SendMail(", ""),
];

/// Where Go looks first, and where the images of Go have them.
const CERTIFICATES: &str = "/etc/ssl/certs/ca-certificates.crt";

fn run(context: &Context<'_>) -> Vec<Finding> {
    let model = context.model;
    let last = model.stages.last();
    let Some(stage) = last.filter(|stage| stage.base == Base::Scratch && !stage.windows) else {
        return Vec::new();
    };
    let text = &model.file.text[stage.from.span.start as usize..];
    let brings = ["cert", "ssl", "ca-bundle", "pem"];
    if brings.iter().any(|word| text.contains(word)) {
        return Vec::new();
    }
    let found = sources::find(context.project, &[".go"], &CLIENTS);
    let Some((source, _)) = found.ok().flatten() else {
        return Vec::new();
    };
    let message = format!("`{source}` speaks TLS, and `scratch` has no certificates");
    let span = stage.from.span;
    vec![match copy(model, stage) {
        Err(reason) => Finding::refused(span, message, reason),
        Ok((edit, from)) => Finding {
            span,
            message,
            saves: None,
            outcome: Outcome::Fix(Fix {
                title: format!("copy `{CERTIFICATES}` from {from}"),
                safety: Safety::Assumes(Assumption::NoShell),
                edits: vec![edit],
            }),
        },
    }]
}

/// The COPY, as the first line of the stage: comments stay with what they stand above.
fn copy(model: &Model<'_>, stage: &Stage<'_>) -> Result<(Edit, String), String> {
    let from = stage.sources.iter().find(|source| source.mount.is_none());
    let from = from.ok_or(
        "it will trust nobody: no stage is copied from, so copy certificates from one that has them",
    )?;
    let adds = |step: &&Step<'_>| step.instruction.keyword == Keyword::Add;
    if let Some(step) = stage.steps.iter().find(adds) {
        let line = model.lines.line(step.instruction.span.start);
        return Err(format!(
            "line {line} adds files that may be certificates, or stand in their way"
        ));
    }
    let builder = &model.stages[from.stage];
    if !is_of_go(model, builder) {
        return Err(format!(
            "it will trust nobody: copy `{CERTIFICATES}` from a stage that has it; dfopt does not know whether {} does",
            builder.title()
        ));
    }
    let name = builder
        .name
        .clone()
        .unwrap_or_else(|| builder.index.to_string());
    let newline = if model.file.text.contains("\r\n") {
        "\r\n"
    } else {
        "\n"
    };
    let line = format!("COPY --from={name} {CERTIFICATES} /etc/ssl/certs/{newline}");
    let items = &model.file.items;
    let at = items.partition_point(|item| item.span.end <= stage.from.span.start);
    let end = items.get(at).map_or(0, |item| item.span.end);
    match model.file.text[..end as usize].ends_with('\n') {
        true => Ok((Edit::insert(end, line), builder.title())),
        false => Err("it copies nothing".into()),
    }
}

/// Whether a stage starts from the official image of Go, be it through other stages.
fn is_of_go(model: &Model<'_>, builder: &Stage<'_>) -> bool {
    let images = Images::get();
    let image = model.root_image(builder).map(ImageReference::parse);
    image.is_some_and(|image| images.official(image.familiar()) == Some("golang"))
}
