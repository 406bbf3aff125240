//! Splits a stage that builds and runs into one that builds and one that runs.
//!
//! # What it does
//! A compiler, its caches and the sources stay in the image although only the build needs them: about 800 MB for Go, twice that
//! for Rust. The pass names the stage `build` and begins a second one, on the bare distribution, a slim image or a run-time
//! environment, with what the program needs to run: itself, certificates and time zones where it may ask for them, files that
//! steps put elsewhere, packages that are more than compilers, users and groups. The configuration of the image comes along,
//! what the old base image gave included. Instructions below the last build step fall into the second stage where they stand.
//!
//! What is copied depends on what can be proved. Where the build context shows all sources, and they read no files beside the
//! program, only the program is copied; where they do, what lies beside them as well; where there is no context, the whole
//! directory of the sources, if the program starts in it.
//!
//! # When it refuses
//! The image is not one that runs the product of its build: people work in it, a supervisor or cron runs in it, it watches
//! sources for a developer, ONBUILD leaves work to others, a compose file builds the stage by name. A command leaves behind what
//! dfopt does not know. A start script cannot be read, or calls for what no package is known to bring. The program may start
//! other programs, load a library that the build makes beside it, or link to libraries of the build image. The distribution below the image is not known: a program moves only between stages with one C
//! library, and never onto an older one. A volume lies over what would be copied.
//!
//! # Fix safety
//! Assumes `artifacts-suffice`: the running program needs what the build made and nothing else of the build stage.
//!
//! # Sources
//! The Dockerfile reference on multi-stage builds; `rules/recipes` and `rules/halves.yaml`, each row with its page.

mod beside;
mod bundles;
mod candidate;
mod carry;
mod commands;
mod dotnet;
mod entrypoint;
mod evidence;
mod files;
mod gate;
mod interpreted;
mod language;
mod needs;
mod node;
mod outputs;
mod owners;
mod packages;
mod plan;
mod programs;
mod prune;
mod quotes;
mod replay;
mod requirements;
mod runtime;
mod same_image;
mod scripts;
mod seam;
mod starts;
mod trace;
mod words;
mod write;

use crate::data::{Runtime, SizeBasis};
use crate::model::Model;
use crate::pass::{Assumption, Basis, Context, Finding, Fix, Outcome, Pass, Safety, Saving};
use crate::verify::Facet;

use candidate::Candidate;

/// The pass.
pub const PASS: Pass = Pass {
    name: "split-stages",
    summary: "Build in one stage and run in another, without compiler and sources.",
    safety: Safety::Assumes(Assumption::ArtifactsSuffice),
    keeps: &[Facet::FinalContract, Facet::Copies],
    answers: &[],
    source: include_str!("split_stages.rs"),
    example: include_str!("../../tests/passes/split_stages/example.Dockerfile"),
    mentions: &[],
    run,
};

fn run(context: &Context<'_>) -> Vec<Finding> {
    find(context, context.model).into_iter().collect()
}

fn find(context: &Context<'_>, model: &Model<'_>) -> Option<Finding> {
    let candidate = Candidate::find(context, model)?;
    let span = candidate.stage.from.span;
    let language = candidate.recipe.language;
    let message = match candidate.builder.runtime {
        Runtime::Slim => {
            format!("what only the build of {language} needs stays in the image that runs")
        }
        _ => format!("the {language} toolchain and the sources stay in the image that runs"),
    };
    let plan = match gate::gate(&candidate) {
        Some(reason) => Err(reason),
        None => plan::plan(&candidate),
    };
    Some(match plan {
        Err(reason) => Finding::refused(span, message, reason),
        Ok(plan) => {
            let fix = Fix {
                title: format!("build in a stage of its own and run on `{}`", plan.image),
                safety: PASS.safety,
                edits: write::edits(&candidate, &plan),
            };
            let outcome = Outcome::Fix(fix);
            Finding {
                span,
                message,
                saves: saving(&candidate),
                outcome,
            }
        }
    })
}

/// What the toolchain takes, where it comes with the image.
fn saving(candidate: &Candidate<'_, '_>) -> Option<Saving> {
    let size = candidate.recipe.size;
    let basis = match size.basis {
        SizeBasis::Measured | SizeBasis::Estimate => Basis::Estimate,
    };
    (candidate.builder.runtime != Runtime::Same).then_some(Saving {
        bytes: size.bytes,
        basis,
    })
}
