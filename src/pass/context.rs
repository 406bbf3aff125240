//! What a pass is given: the file, the facts, and what several passes derive from them, each derived once for a text.

use std::cell::RefCell;
use std::rc::Rc;

use crate::data::{Manager, RuleData};
use crate::model::needs::IndexNeeds;
use crate::model::origin::{self, Origins};
use crate::model::usage::{Event, Sources, Usage};
use crate::model::{Model, Project, Stage};
use crate::pass::Options;

/// What a pass is given.
pub struct Context<'a> {
    /// The Dockerfile and its meaning.
    pub model: &'a Model<'a>,
    /// Facts of the outside world.
    pub data: &'static RuleData,
    /// The build context.
    pub project: &'a dyn Project,
    /// The user's choices.
    pub options: &'a Options,
    named: origin::Known,
    usage: Usage,
    needs: RefCell<Vec<(&'static str, Rc<IndexNeeds>)>>,
}

impl<'a> Context<'a> {
    /// Everything a pass may ask about one text. Derives nothing yet.
    pub fn new(model: &'a Model<'a>, project: &'a dyn Project, options: &'a Options) -> Self {
        Context {
            model,
            data: RuleData::get(),
            project,
            options,
            named: origin::Known::default(),
            usage: Usage::default(),
            needs: RefCell::default(),
        }
    }

    /// The official images that the stages start from.
    pub fn origins(&self) -> Origins<'a> {
        Origins::with(self.model, &self.named)
    }

    /// What a stage and those that start from it do, in the order of the file.
    pub fn usage(&self, stage: &Stage<'_>) -> Rc<[Event]> {
        self.usage.of(self.sources(), stage)
    }

    /// Where all of this is read.
    pub fn sources(&self) -> Sources<'a, 'a> {
        Sources {
            model: self.model,
            data: self.data,
            project: self.project,
        }
    }

    /// Which steps rely on the indexes of a package manager.
    pub fn index_needs(&self, manager: &'static Manager) -> Rc<IndexNeeds> {
        let known = |(name, _): &&(&str, _)| *name == manager.name;
        if let Some((_, needs)) = self.needs.borrow().iter().find(known) {
            return needs.clone();
        }
        let needs = IndexNeeds::new(self.sources(), manager);
        let needs = Rc::new(needs);
        self.needs.borrow_mut().push((manager.name, needs.clone()));
        needs
    }
}
