//! Who needs the package indexes that an earlier step left behind.
//!
//! The answer is yes unless the opposite is plain: a script that cannot be read may install packages.

mod reader;

use std::collections::HashSet;

use crate::data::{Manager, RuleData};
use crate::model::commands::{Call, base_name, calls};
use crate::model::later::{Later, Need};
use crate::model::leftovers;
use crate::model::usage::Sources;
use crate::model::{Model, RunScript, Stage};
use reader::Reader;

/// For one package manager: which later step, if any, relies on the indexes present at each place of the file.
#[derive(Debug)]
pub struct IndexNeeds {
    later: Later,
    manager: &'static Manager,
    /// As [`written`] gives them.
    written: HashSet<String>,
}

impl IndexNeeds {
    /// Reads all stages once.
    pub fn new(sources: Sources<'_, '_>, manager: &'static Manager) -> Self {
        let Sources {
            model,
            data,
            project,
        } = sources;
        let written = written(model, data, manager);
        let later = Later::new(model, &manager.indexes, &mut |stage, index| {
            let reader = Reader {
                model,
                data,
                project,
                manager,
                stage,
                written: &written,
            };
            let by_path = || leftovers::named_by(&stage.steps[index], &manager.indexes);
            reader.step(index).or_else(by_path)
        });
        IndexNeeds {
            later,
            manager,
            written,
        }
    }

    /// The first thing behind step `index` of `stage` that relies on the indexes which that step leaves.
    pub fn after(&self, stage: &Stage<'_>, index: usize) -> Option<&Need> {
        self.later.after(stage, index)
    }

    /// Whether a step behind step `index` of `stage` fetches indexes before anything relies on those that are there.
    pub fn renewed_after(&self, stage: &Stage<'_>, index: usize) -> bool {
        self.later.renewed_after(stage, index)
    }

    /// Those of the `calls` in the script of step `index` that fetch or use the indexes, or may. `sources`: the same as before.
    pub fn users<'c, 't>(
        &self,
        sources: Sources<'_, '_>,
        stage: &Stage<'_>,
        index: usize,
        script: &RunScript<'_>,
        calls: &'c [Call<'t>],
    ) -> Vec<&'c Call<'t>> {
        let reader = Reader {
            model: sources.model,
            data: sources.data,
            project: sources.project,
            manager: self.manager,
            stage,
            written: &self.written,
        };
        let uses = |call: &&Call<'_>| reader.uses(call, script.text.as_str(), index);
        calls.iter().filter(uses).collect()
    }
}

/// Names of the files into which a command writes text that names the package manager: scripts, most likely.
fn written(model: &Model<'_>, data: &'static RuleData, manager: &Manager) -> HashSet<String> {
    let mut names = HashSet::new();
    let steps = model.stages.iter().flat_map(|stage| &stage.steps);
    for script in steps.filter_map(|step| step.run.as_ref()?.script()) {
        let text = script.text.as_str();
        if !text.contains('>') && !text.contains("tee ") {
            continue;
        }
        for call in calls(&script.tree, text) {
            // As `printf` writes it.
            let shown = call.simple.span.of(text).replace("\\n", "\n");
            if matches!(call.name(), Some("echo" | "printf" | "cat" | "tee"))
                && named_in(&shown, data, manager).is_some()
            {
                let behind = shown.rsplit(['>', ' ']).next().unwrap_or("");
                names.insert(base_name(behind.trim_matches(['"', '\''])).to_string());
            }
        }
    }
    names
}

/// The first word of a text that is the name of a manager of the same indexes.
fn named_in<'t>(text: &'t str, data: &'static RuleData, manager: &Manager) -> Option<&'t str> {
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')));
    let named = |word: &&str| {
        data.manager(word)
            .is_some_and(|found| found.indexes == manager.indexes)
    };
    words.into_iter().find(named)
}
