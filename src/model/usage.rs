//! Which commands a stage runs, while it is built and when its container starts, and which packages it installs for them.
//!
//! Reads `RUN`, `CMD`, `ENTRYPOINT`, `HEALTHCHECK` and the scripts of the build context that they run, of the stage and of
//! those that start from it. What it cannot read it says so of: silence means that there is nothing else.

mod makefile;
mod projects;
mod reader;

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use crate::data::RuleData;
use crate::model::{Model, Project, Stage, paths};
use crate::text::Span;

/// Something that a stage does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The instruction.
    pub span: Span,
    /// Stage and place in its steps.
    pub step: (usize, usize),
    /// Whether it is done when the container runs, not while the image is built.
    pub at_run_time: bool,
    /// Where a `cd` before it has gone, seen from the WORKDIR; empty: nowhere. `None`: not known.
    pub directory: Option<String>,
    /// What.
    pub deed: Deed,
}

/// What is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Runs a program: its name without directory, and its arguments, an empty one for each that is not fixed.
    Runs {
        /// The name.
        name: String,
        /// The path as written.
        path: String,
        /// What follows.
        arguments: Vec<String>,
        /// Whether the name is written in the Dockerfile, not in a script of the context.
        here: bool,
    },
    /// Installs packages of the distribution.
    Installs {
        /// Name of the package manager.
        manager: &'static str,
        /// The packages as written; an empty word for each that is not fixed.
        packages: Vec<String>,
    },
    /// Something that cannot be read: `runs …`, to follow a line number.
    Unread(String),
}

/// What every stage of one file does, each read once.
#[derive(Debug, Default)]
pub struct Usage {
    taken: OnceCell<HashMap<usize, Vec<(Span, String)>>>,
    known: RefCell<HashMap<usize, Rc<[Event]>>>,
}

/// Where it is read.
#[derive(Clone, Copy)]
pub struct Sources<'s, 'a> {
    /// The file; always the same one.
    pub model: &'s Model<'a>,
    /// Facts about package managers.
    pub data: &'static RuleData,
    /// The build context.
    pub project: &'s dyn Project,
}

impl Usage {
    /// What a stage and those that start from it do, in the order of the file.
    pub fn of(&self, sources: Sources<'_, '_>, stage: &Stage<'_>) -> Rc<[Event]> {
        if let Some(events) = self.known.borrow().get(&stage.index) {
            return events.clone();
        }
        let events: Rc<[Event]> = self.read(sources, stage).into();
        let mut known = self.known.borrow_mut();
        known.insert(stage.index, events.clone());
        events
    }

    fn read(&self, sources: Sources<'_, '_>, stage: &Stage<'_>) -> Vec<Event> {
        let taken = self.taken.get_or_init(|| taken(sources.model));
        let mut events = Vec::new();
        for stage in sources.model.subtree(stage) {
            let index = stage.index;
            reader::stage(sources, stage, &mut events);
            for (span, path) in taken.get(&index).into_iter().flatten() {
                let what = format!("copies `{path}` out of {}", stage.title());
                events.push(Event {
                    span: *span,
                    step: (index, stage.steps.len()),
                    at_run_time: false,
                    directory: Some(String::new()),
                    deed: Deed::Unread(what),
                });
            }
        }
        events
    }
}

/// What a stage does by itself.
pub fn of_one<'a>(sources: Sources<'_, 'a>, stage: &Stage<'a>) -> Vec<Event> {
    let mut events = Vec::new();
    reader::stage(sources, stage, &mut events);
    events
}

/// System paths that other stages copy out of a stage.
fn taken(model: &Model<'_>) -> HashMap<usize, Vec<(Span, String)>> {
    let mut taken: HashMap<usize, Vec<(Span, String)>> = HashMap::new();
    for stage in &model.stages {
        let copied = stage.sources.iter().filter(|it| it.mount.is_none());
        for source in copied.filter(|source| is_of_system(&source.path)) {
            let span = stage.steps[source.step].instruction.span;
            let path = source.path.clone();
            taken.entry(source.stage).or_default().push((span, path));
        }
    }
    taken
}

/// Whether a path is one that a base image or a package of it may fill.
fn is_of_system(path: &str) -> bool {
    let Some(path) = paths::resolve(Some("/"), path) else {
        return true;
    };
    let own = ["/usr/local", "/usr/src"];
    let system = ["/usr", "/bin", "/sbin", "/lib", "/lib64", "/etc"];
    path == "/"
        || path.contains('$')
        || system.iter().any(|above| paths::within(&path, above))
            && !own.iter().any(|above| paths::within(&path, above))
}
