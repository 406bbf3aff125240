//! Holds a pass to its word: derives the meaning of a file before and after a fix and compares the parts that the pass
//! promised to keep.
//!
//! Knows no pass. Judges by what was read, so that it cannot see a mistake of the readers: those have tests of their own.

mod bases;
mod choices;
mod cleanup;
mod commands;
mod setup;
mod stages;
#[cfg(test)]
mod tests;
mod units;

use crate::data::RuleData;
use crate::model::{Base, Model};
use crate::syntax::{ItemKind, Keyword};

pub use choices::Choice;

/// A part of what a Dockerfile means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Facet {
    /// The stages, their names, and the image each starts from.
    Bases,
    /// The same but for the variant of official images: repository, version and release of the distribution stay.
    BasesButVariant,
    /// The stages, their names and platforms, and which starts from which.
    Stages,
    /// Every command that runs, in order, with the directory, user, shell and environment it runs in.
    Commands,
    /// The same but for commands and flags that only keep package indexes and caches out of the image; and every package
    /// install still finds its index.
    CommandsButCleanup,
    /// Every command in order, but for words that say one thing differently.
    CommandsBut(Choice),
    /// The same but for installs of distribution packages and commands that make users.
    CommandsButSetup,
    /// What comes from the build context, other stages and the network: COPY, ADD and mounts.
    Inputs,
    /// Configuration and ONBUILD triggers of every stage.
    Contract,
    /// Configuration of the last image, with what the images below it gave.
    FinalContract,
    /// Every copy from another stage names a stage before it and a path that it may have.
    Copies,
    /// What every pass keeps: the file is still accepted, and has the same directives and comments.
    Text,
}

impl Facet {
    /// In words for a user.
    pub fn describe(self) -> &'static str {
        match self {
            Facet::Bases => "the base images and stages",
            Facet::BasesButVariant => "the version of a base image",
            Facet::Stages => "the stages",
            Facet::CommandsButSetup => {
                "the commands that run, package installs and new users aside"
            }
            Facet::Commands => "the commands that run",
            Facet::CommandsButCleanup => "the commands that run, cleanup aside",
            Facet::CommandsBut(_) => "the commands that run, flags of installs aside",
            Facet::Inputs => "what is copied in",
            Facet::Contract => "the configuration of the images",
            Facet::FinalContract => "the configuration of the final image",
            Facet::Copies => "where copies between stages come from",
            Facet::Text => "the syntax, directives and comments of the file",
        }
    }
}

/// The meaning of a Dockerfile, one list per facet.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Meaning {
    bases: Vec<String>,
    roots: Vec<bases::Root>,
    commands: Vec<commands::Unit>,
    but_cleanup: Vec<commands::Unit>,
    unserved_installs: usize,
    chosen: choices::Chosen,
    inputs: Vec<String>,
    contract: Vec<String>,
    final_contract: Vec<String>,
    dangling_copies: usize,
    text: Vec<String>,
}

/// The meaning of a file.
pub fn meaning(model: &Model<'_>, data: &'static RuleData) -> Meaning {
    let mut meaning = Meaning::default();
    text(model, &mut meaning.text);
    for stage in &model.stages {
        let base = match &stage.base {
            Base::Stage(index) => format!("stage {index}"),
            other => format!("{other:?} {}", stage.from.logical.as_str()),
        };
        meaning.bases.push(format!("{base} as {:?}", stage.name));
        meaning.roots.push(bases::Root::new(stage));
        for step in &stage.steps {
            let instruction = step.instruction;
            let words = instruction.logical.as_str();
            match instruction.keyword {
                Keyword::Run => {}
                Keyword::Copy | Keyword::Add => {
                    let docs = instruction
                        .heredocs
                        .iter()
                        .map(|doc| doc.text)
                        .collect::<String>();
                    meaning
                        .inputs
                        .push(format!("{} {words} {docs}", stage.index));
                }
                _ => meaning.contract.push(format!("{} {words}", stage.index)),
            }
        }
    }
    (meaning.commands, meaning.but_cleanup) = commands::units(model, data);
    meaning.chosen = choices::Chosen::new(model, data);
    meaning.final_contract = stages::final_contract(model);
    meaning.dangling_copies = stages::dangling_copies(model);
    meaning.unserved_installs = commands::unserved_installs(model, data);
    meaning
}

fn text(model: &Model<'_>, out: &mut Vec<String>) {
    let file = model.file;
    out.extend(
        file.errors
            .iter()
            .map(|error| format!("error: {}", error.message)),
    );
    for item in &file.items {
        match &item.kind {
            ItemKind::Blank => {}
            ItemKind::Comment | ItemKind::Directive { .. } => {
                out.push(item.span.of(file.text).trim().to_string())
            }
            ItemKind::Instruction(instruction) => {
                out.extend(
                    instruction
                        .comments
                        .iter()
                        .map(|comment| comment.of(file.text).trim().to_string()),
                );
            }
        }
    }
    let steps = model.stages.iter().flat_map(|stage| &stage.steps);
    for script in steps.filter_map(|step| step.run.as_ref()?.script()) {
        let comments = script.tree.comments.iter();
        out.extend(comments.map(|comment| script.get(*comment).trim().to_string()));
    }
    // A comment moves with its instruction, and one of the shell may become one of the file.
    out.sort_unstable();
}

/// Whether `after` keeps the facets of `before`; else the first that it does not.
pub fn check(before: &Meaning, after: &Meaning, keeps: &[Facet]) -> Result<(), Facet> {
    let kept = |facet: &Facet| match facet {
        Facet::Bases => before.bases == after.bases,
        Facet::BasesButVariant => bases::same_but_variant(&before.roots, &after.roots),
        Facet::Stages => bases::same_stages(&before.roots, &after.roots),
        Facet::CommandsButSetup => {
            let (before, after) = (&before.but_cleanup, &after.but_cleanup);
            setup::without_setup(before) == setup::without_setup(after)
        }
        Facet::Commands => before.commands == after.commands,
        Facet::CommandsButCleanup => {
            before.but_cleanup == after.but_cleanup
                && after.unserved_installs <= before.unserved_installs
        }
        Facet::CommandsBut(choice) => before.chosen.same_but(&after.chosen, *choice),
        Facet::Inputs => before.inputs == after.inputs,
        Facet::Contract => before.contract == after.contract,
        Facet::FinalContract => before.final_contract == after.final_contract,
        Facet::Copies => after.dangling_copies <= before.dangling_copies,
        Facet::Text => before.text == after.text,
    };
    match std::iter::once(&Facet::Text)
        .chain(keeps)
        .find(|facet| !kept(facet))
    {
        Some(facet) => Err(*facet),
        None => Ok(()),
    }
}
