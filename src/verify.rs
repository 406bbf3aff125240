//! Holds a pass to its word: derives the meaning of a file before and after a fix and compares the parts that the pass
//! promised to keep.
//!
//! Knows no pass. Judges by what was read, so that it cannot see a mistake of the readers: those have tests of their own.

mod archives;
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
use crate::model::{Model, Stage};
use crate::syntax::{Instruction, ItemKind, Keyword};

pub use choices::Choice;
pub use commands::Memo;

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
    /// The same but for whether COPY or ADD brings it.
    InputsButKeyword,
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
            Facet::Inputs | Facet::InputsButKeyword => "what is copied in",
            Facet::Contract => "the configuration of the images",
            Facet::FinalContract => "the configuration of the final image",
            Facet::Copies => "where copies between stages come from",
            Facet::Text => "the syntax, directives and comments of the file",
        }
    }
}

/// The meaning of a Dockerfile, one part per facet; a part is there once somebody asked to [derive](Meaning::derive) it.
#[derive(Debug, Default)]
pub struct Meaning {
    bases: Option<Vec<String>>,
    roots: Option<Vec<bases::Root>>,
    commands: Option<Vec<commands::Unit>>,
    but_cleanup: Option<Vec<commands::Unit>>,
    unserved_installs: Option<usize>,
    chosen: Option<choices::Chosen>,
    inputs: Option<Vec<String>>,
    contract: Option<Vec<String>>,
    final_contract: Option<Vec<String>>,
    dangling_copies: Option<usize>,
    text: Option<Vec<String>>,
}

impl Meaning {
    /// Derives what [`check`] compares for these facets, as far as it is not there yet. `model`: of the same text each time.
    pub fn derive(
        &mut self,
        model: &Model<'_>,
        data: &'static RuleData,
        facets: &[Facet],
        memo: &mut Memo,
    ) {
        self.text.get_or_insert_with(|| text(model));
        for facet in facets {
            match facet {
                Facet::Text => {}
                Facet::Bases => fill(&mut self.bases, || bases::named(model)),
                Facet::BasesButVariant | Facet::Stages => fill(&mut self.roots, || {
                    model.stages.iter().map(bases::Root::new).collect()
                }),
                Facet::Commands => fill(&mut self.commands, || commands::units(model, memo)),
                Facet::CommandsButCleanup | Facet::CommandsButSetup => {
                    fill(&mut self.but_cleanup, || {
                        commands::units_but_cleanup(model, data, memo)
                    });
                    fill(&mut self.unserved_installs, || {
                        commands::unserved_installs(model, data)
                    });
                }
                Facet::CommandsBut(_) => {
                    fill(&mut self.chosen, || choices::Chosen::new(model, data))
                }
                Facet::Inputs | Facet::InputsButKeyword => fill(&mut self.inputs, || inputs(model)),
                Facet::Contract => fill(&mut self.contract, || contract(model)),
                Facet::FinalContract => {
                    fill(&mut self.final_contract, || stages::final_contract(model))
                }
                Facet::Copies => fill(&mut self.dangling_copies, || stages::dangling_copies(model)),
            }
        }
    }
}

fn fill<T>(part: &mut Option<T>, derive: impl FnOnce() -> T) {
    part.get_or_insert_with(derive);
}

/// Every COPY and ADD with the number of its stage.
fn inputs(model: &Model<'_>) -> Vec<String> {
    let line = |stage: &Stage<'_>, instruction: &Instruction<'_>| {
        let docs = instruction.heredocs.iter().map(|doc| doc.text);
        let docs = docs.collect::<String>();
        format!("{} {} {docs}", stage.index, instruction.logical.as_str())
    };
    lines(model, line, |keyword| {
        matches!(keyword, Keyword::Copy | Keyword::Add)
    })
}

/// Every instruction that is none of COPY, ADD and RUN with the number of its stage.
fn contract(model: &Model<'_>) -> Vec<String> {
    let line = |stage: &Stage<'_>, instruction: &Instruction<'_>| {
        format!("{} {}", stage.index, instruction.logical.as_str())
    };
    lines(model, line, |keyword| {
        !matches!(keyword, Keyword::Copy | Keyword::Add | Keyword::Run)
    })
}

/// The steps whose keyword is `wanted`, each as `line` has it.
fn lines(
    model: &Model<'_>,
    line: impl Fn(&Stage<'_>, &Instruction<'_>) -> String,
    wanted: impl Fn(Keyword) -> bool,
) -> Vec<String> {
    let stages = model.stages.iter();
    let steps = stages.flat_map(|stage| {
        stage
            .steps
            .iter()
            .map(move |step| (stage, step.instruction))
    });
    steps
        .filter(|(_, instruction)| wanted(instruction.keyword))
        .map(|(stage, instruction)| line(stage, instruction))
        .collect()
}

/// Directives and comments, in an order that does not depend on where they stand; errors of the syntax.
fn text(model: &Model<'_>) -> Vec<String> {
    let file = model.file;
    let errors = file.errors.iter();
    let mut out: Vec<String> = errors
        .map(|error| format!("error: {}", error.message))
        .collect();
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
    out
}

/// Whether `after` keeps the facets of `before`; else the first that it does not. Both have them derived.
pub fn check(before: &Meaning, after: &Meaning, keeps: &[Facet]) -> Result<(), Facet> {
    let kept = |facet: &Facet| match facet {
        Facet::Bases => before.bases == after.bases,
        Facet::BasesButVariant => both(&before.roots, &after.roots, |before, after| {
            bases::same_but_variant(before, after)
        }),
        Facet::Stages => both(&before.roots, &after.roots, |before, after| {
            bases::same_stages(before, after)
        }),
        Facet::CommandsButSetup => {
            both(&before.but_cleanup, &after.but_cleanup, |before, after| {
                setup::without_setup(before) == setup::without_setup(after)
            })
        }
        Facet::Commands => before.commands == after.commands,
        Facet::CommandsButCleanup => {
            before.but_cleanup == after.but_cleanup
                && after.unserved_installs <= before.unserved_installs
        }
        Facet::CommandsBut(choice) => both(&before.chosen, &after.chosen, |before, after| {
            before.same_but(after, *choice)
        }),
        Facet::Inputs => before.inputs == after.inputs,
        Facet::InputsButKeyword => both(&before.inputs, &after.inputs, |before, after| {
            same_inputs(before, after)
        }),
        Facet::Contract => before.contract == after.contract,
        Facet::FinalContract => before.final_contract == after.final_contract,
        Facet::Copies => after.dangling_copies <= before.dangling_copies,
        Facet::Text => before.text == after.text,
    };
    let mut facets = std::iter::once(&Facet::Text).chain(keeps);
    match facets.find(|facet| !kept(facet)) {
        Some(facet) => Err(*facet),
        None => Ok(()),
    }
}

/// Whether `same` holds of two parts that are there.
fn both<T>(before: &Option<T>, after: &Option<T>, same: impl Fn(&T, &T) -> bool) -> bool {
    match (before, after) {
        (Some(before), Some(after)) => same(before, after),
        _ => false,
    }
}

/// Whether both bring the same, by COPY or ADD.
fn same_inputs(before: &[String], after: &[String]) -> bool {
    let inputs = before.iter().zip(after);
    let mut pairs = inputs.map(|(before, after)| any_keyword(before) == any_keyword(after));
    before.len() == after.len() && pairs.all(|same| same)
}

/// An input, as `meaning` notes it, whichever of the two instructions brings it.
fn any_keyword(input: &str) -> String {
    let mut words = input.splitn(3, ' ');
    let (stage, _, rest) = (words.next(), words.next(), words.next());
    format!("{} {}", stage.unwrap_or_default(), rest.unwrap_or_default())
}
