//! Who needs the package indexes that an earlier step left behind.
//!
//! The answer is yes unless the opposite is plain: a script that cannot be read may install packages.

mod reader;

use crate::data::{Manager, RuleData};
use crate::model::later::{Later, Need};
use crate::model::leftovers;
use crate::model::{Model, Project, Stage};
use reader::Reader;

/// For one package manager: which later step, if any, relies on the indexes present at each place of the file.
#[derive(Debug)]
pub struct IndexNeeds(Later);

impl IndexNeeds {
    /// Reads all stages once.
    pub fn new(
        model: &Model<'_>,
        data: &'static RuleData,
        project: &dyn Project,
        manager: &Manager,
    ) -> Self {
        IndexNeeds(Later::new(model, &mut |stage, index| {
            let reader = Reader {
                model,
                data,
                project,
                manager,
                stage,
            };
            let by_path = || leftovers::named_by(&stage.steps[index], &manager.indexes);
            reader.step(index).or_else(by_path)
        }))
    }

    /// The first thing behind step `index` of `stage` that relies on the indexes which that step leaves.
    pub fn after(&self, stage: &Stage<'_>, index: usize) -> Option<&Need> {
        self.0.after(stage, index)
    }

    /// Whether a step behind step `index` of `stage` fetches indexes before anything relies on those that are there.
    pub fn renewed_after(&self, stage: &Stage<'_>, index: usize) -> bool {
        self.0.renewed_after(stage, index)
    }
}
