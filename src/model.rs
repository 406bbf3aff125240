//! What a Dockerfile means: stages, the steps in them, the scope in which each runs, and the commands of each `RUN`.
//!
//! Built from a [`File`] alone, without IO. Says what is there; judges nothing and edits nothing.

pub mod archives;
pub mod commands;
pub mod context;
pub mod dependencies;
pub mod directories;
pub mod errexit;
pub mod expand;
pub mod fate;
mod graph;
pub mod image;
pub mod installed;
pub mod later;
pub mod launch;
pub mod leftovers;
pub mod naming;
pub mod needs;
pub mod official;
pub mod origin;
pub mod ownership;
pub mod packages;
pub mod paths;
pub mod price;
pub mod remarks;
pub mod run;
pub mod scope;
mod sh;
pub mod sources;
pub mod started;
pub mod starts;
pub mod statics;
pub mod steering;
pub mod tools;
pub mod usage;
pub mod writes;

use std::collections::HashSet;

use crate::syntax::{File, Instruction, Keyword};
use crate::text::{LineIndex, Span};

pub use context::{Folder, Listings, NoProject, Project};
pub use run::{Body, Run, RunScript, Scripts};
pub use scope::{Scope, ShellKind, Variables};

/// Variables are looked up through so many stages that start from each other; what lies beyond is unknown.
const MOST_ANCESTORS: usize = 64;

/// A Dockerfile with its meaning.
#[derive(Debug)]
pub struct Model<'a> {
    /// What is written.
    pub file: &'a File<'a>,
    /// Where its lines start.
    pub lines: LineIndex,
    /// The stages in order.
    pub stages: Vec<Stage<'a>>,
    /// What comments ask of the passes.
    pub steering: steering::Steering,
    /// Platforms that images are built for, as the user names them: `linux/arm64`. Empty: those that nearly all are built for.
    pub platforms: Vec<String>,
}

/// A build stage.
#[derive(Debug)]
pub struct Stage<'a> {
    /// Its place in [`Model::stages`].
    pub index: usize,
    /// The `FROM` instruction.
    pub from: &'a Instruction<'a>,
    /// Its name in lower case, as BuildKit compares names.
    pub name: Option<String>,
    /// What it starts from.
    pub base: Base,
    /// The stage at the end of the chain of stages that it starts from; itself if it starts from an image.
    pub root: usize,
    /// The instructions behind `FROM`.
    pub steps: Vec<Step<'a>>,
    /// The scopes that steps refer to by [`Step::scope`].
    pub scopes: Vec<Scope>,
    /// `ENV` and `ARG` of this stage.
    pub variables: Variables,
    /// Names of the files that COPY and ADD bring, directories left out, as far as their words tell.
    pub copied_names: HashSet<String>,
    /// What it takes out of earlier stages, in order.
    pub sources: Vec<Source>,
    /// Stages that start from this one.
    pub children: Vec<usize>,
    /// Whether what its layers hold can reach an image that somebody pulls; see [`Model::ships`].
    ships: bool,
    /// Whether what its layers hold is in the image that the file makes when no `--target` is named.
    results: bool,
    /// Whether its base or shell is a Windows one.
    pub windows: bool,
}

/// Something that a COPY or a mount takes out of an earlier stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Index into [`Stage::steps`] of the instruction.
    pub step: usize,
    /// Index of the stage that it takes from.
    pub stage: usize,
    /// What it takes, as written.
    pub path: String,
    /// Where it is mounted, as written; `None` for a COPY.
    pub mount: Option<String>,
}

/// What a stage starts from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Base {
    /// An earlier stage, by index.
    Stage(usize),
    /// `FROM scratch`.
    Scratch,
    /// An image whose reference is known, global `ARG`s expanded by their defaults.
    Image(String),
    /// An image that only the caller of the build knows.
    Unknown,
}

/// An instruction of a stage and the scope in which it runs.
#[derive(Debug)]
pub struct Step<'a> {
    /// The instruction.
    pub instruction: &'a Instruction<'a>,
    /// Index into [`Stage::scopes`].
    pub scope: usize,
    /// How many settings of [`Stage::variables`] stand before it.
    pub version: usize,
    /// The parts of a `RUN`.
    pub run: Option<Run<'a>>,
}

impl<'a> Model<'a> {
    /// The meaning of `file`. An instruction that BuildKit refuses has none.
    pub fn new(file: &'a File<'a>) -> Self {
        Self::with(file, &mut Scripts::default())
    }

    /// The same with the scripts that were read before.
    pub fn with(file: &'a File<'a>, scripts: &mut Scripts) -> Self {
        let lines = LineIndex::new(file.text);
        let steering = steering::Steering::new(file);
        Model {
            file,
            lines,
            stages: graph::stages(file, scripts),
            steering,
            platforms: Vec::new(),
        }
    }

    /// The same with the platforms that images are built for.
    pub fn built_for(mut self, platforms: &[String]) -> Self {
        self.platforms = platforms.to_vec();
        self
    }

    /// Whether what the layers of this stage hold can reach an image that somebody pulls: it is the last stage, a stage that
    /// nothing else refers to (a possible `--target`), a stage from which such a one starts, or one whose whole file system
    /// is copied.
    pub fn ships(&self, stage: &Stage<'_>) -> bool {
        stage.ships
    }

    /// Whether what is written at `span` adds to the image that the file makes when no `--target` is named.
    pub fn is_in_result(&self, span: Span) -> bool {
        let behind = |stage: &Stage<'_>| stage.from.span.start <= span.start;
        let at = self.stages.partition_point(behind);
        at.checked_sub(1).is_none_or(|at| self.stages[at].results)
    }

    /// The stage that `stage` starts from.
    pub fn parent(&self, stage: &Stage<'_>) -> Option<&Stage<'a>> {
        match stage.base {
            Base::Stage(index) => self.stages.get(index),
            _ => None,
        }
    }

    /// The image at the root of a stage, other stages passed through.
    pub fn root_image(&self, stage: &Stage<'_>) -> Option<&str> {
        match &self.stages[stage.root].base {
            Base::Image(image) => Some(image),
            _ => None,
        }
    }

    /// A stage and those that start from it, directly or through others, in order. Takes no longer than there are such.
    pub fn subtree(&self, stage: &Stage<'_>) -> Vec<&Stage<'a>> {
        let (mut open, mut inside) = (vec![stage.index], Vec::new());
        while let Some(index) = open.pop() {
            inside.push(index);
            open.extend(&self.stages[index].children);
        }
        inside.sort_unstable();
        inside
            .into_iter()
            .map(|index| &self.stages[index])
            .collect()
    }

    /// The stages that start from `stage`, directly or through others, in order.
    pub fn descendants(&self, stage: &Stage<'_>) -> Vec<&Stage<'a>> {
        let mut found = vec![false; self.stages.len()];
        found[stage.index] = true;
        for later in &self.stages[stage.index..] {
            if let Base::Stage(parent) = later.base {
                found[later.index] = found[parent];
            }
        }
        self.stages
            .iter()
            .filter(|other| found[other.index] && other.index != stage.index)
            .collect()
    }

    /// The value of a variable before a step, as far as the file tells: `ENV` and `ARG` of the stage, then `ENV` of the stages
    /// it starts from. `Some(None)`: set, to an unknown value.
    pub fn variable<'s>(
        &'s self,
        stage: &'s Stage<'_>,
        step: &Step<'_>,
        name: &str,
    ) -> Option<Option<&'s str>> {
        if let Some(setting) = stage.variables.before(name, step.version) {
            return Some(setting.value.as_deref());
        }
        let mut base = &stage.base;
        for _ in 0..MOST_ANCESTORS {
            let Base::Stage(index) = base else {
                return None;
            };
            let parent = &self.stages[*index];
            if let Some(setting) = parent.variables.exported(name) {
                return Some(setting.value.as_deref());
            }
            base = &parent.base;
        }
        Some(None)
    }
}

impl<'a> Stage<'a> {
    /// The scope in which `step` runs.
    pub fn scope(&self, step: &Step<'_>) -> &Scope {
        &self.scopes[step.scope]
    }

    /// What an error message calls it: its name, or its number.
    pub fn title(&self) -> String {
        match &self.name {
            Some(name) => format!("stage `{name}`"),
            None => format!("stage {}", self.index),
        }
    }
}

impl Step<'_> {
    /// Whether it only changes configuration of the image that no `RUN` sees: a `RUN` may be moved across it.
    pub fn is_metadata(&self) -> bool {
        matches!(
            self.instruction.keyword,
            Keyword::Label
                | Keyword::Expose
                | Keyword::Cmd
                | Keyword::Entrypoint
                | Keyword::Healthcheck
                | Keyword::Stopsignal
                | Keyword::Maintainer
                | Keyword::Onbuild
        )
    }
}
