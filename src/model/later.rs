//! What comes behind each place of a file: later steps of the stage, stages that start from it, and what runs when an image is
//! started or built upon.
//!
//! Knows no package manager: what matters is for the judge to say.

use crate::model::{Model, Source, Stage, Step, leftovers};
use crate::syntax::Keyword;
use crate::text::Span;

/// Something later that relies on what is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// The instruction.
    pub span: Span,
    /// What it does: `runs …`, to follow a line number.
    pub what: String,
}

/// What a step means for what lies there before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Use {
    /// Relies on it, and how.
    Needs(String),
    /// Makes it anew: what was there does not count behind it.
    Refreshes,
    /// Nothing.
    Neutral,
}

impl Use {
    /// This, or where it is nothing what `other` says.
    pub fn or_else(self, other: impl FnOnce() -> Use) -> Use {
        match self {
            Use::Neutral => other(),
            decided => decided,
        }
    }
}

/// For each place of a file the first thing behind it that relies on what is there.
#[derive(Debug)]
pub struct Later {
    needs: Vec<Need>,
    /// For each stage, for each of its steps and its end: what there is from there on, children included.
    first: Vec<Vec<Option<usize>>>,
    /// The same shape: whether a step of the stage makes it anew before anything relies on it.
    renewed: Vec<Vec<bool>>,
}

impl Later {
    /// Asks `judge` about each step once. `ONBUILD` triggers, start commands and health checks run when all steps are done, so
    /// where they stand does not count; a stage has those of the stage that it starts from. What a stage takes out of another
    /// one counts there if it is in one of `places`, and as far as it is relied on if it holds one.
    pub fn new(
        model: &Model<'_>,
        places: &[&str],
        judge: &mut dyn FnMut(&Stage<'_>, usize) -> Use,
    ) -> Self {
        let mut later = Later {
            needs: Vec::new(),
            first: vec![Vec::new(); model.stages.len()],
            renewed: vec![Vec::new(); model.stages.len()],
        };
        let at_the_end = later.at_the_end(model, judge);
        let mut taken: Vec<Option<usize>> = vec![None; model.stages.len()];
        for stage in model.stages.iter().rev() {
            let children = stage
                .children
                .iter()
                .filter_map(|child| later.first[*child].first().copied().flatten());
            let ends = children
                .chain(at_the_end[stage.index])
                .chain(taken[stage.index]);
            let end = ends.min_by_key(|need| later.needs[*need].span);
            later.read(stage, end, judge);
            for source in &stage.sources {
                if let Some(need) = later.taking(stage, source, places) {
                    taken[source.stage] = Some(need);
                }
            }
        }
        later
    }

    /// For each stage what relies on it at its end.
    fn at_the_end(
        &mut self,
        model: &Model<'_>,
        judge: &mut dyn FnMut(&Stage<'_>, usize) -> Use,
    ) -> Vec<Option<usize>> {
        let mut at_the_end: Vec<Option<usize>> = Vec::with_capacity(model.stages.len());
        for stage in &model.stages {
            let inherited = model
                .parent(stage)
                .and_then(|parent| at_the_end[parent.index]);
            let mut own = None;
            for (index, step) in stage.steps.iter().enumerate() {
                if own.is_none() && inherited.is_none() && runs_at_the_end(step) {
                    own = self.note(step, judge(stage, index));
                }
            }
            at_the_end.push(inherited.or(own));
        }
        at_the_end
    }

    /// What relies in `stage` on something that it takes out of another one.
    fn taking(&mut self, stage: &Stage<'_>, source: &Source, places: &[&str]) -> Option<usize> {
        let step = &stage.steps[source.step];
        if places
            .iter()
            .any(|place| leftovers::has_to_be_there(&source.path, place))
        {
            let what = format!("takes `{}` out of this stage", source.path);
            return self.note(step, Use::Needs(what));
        }
        let holds = source.path.contains('$')
            || places
                .iter()
                .any(|place| leftovers::names(&source.path, place));
        let behind = source.step + usize::from(source.mount.is_none());
        holds.then(|| self.first[stage.index][behind]).flatten()
    }

    fn read(
        &mut self,
        stage: &Stage<'_>,
        end: Option<usize>,
        judge: &mut dyn FnMut(&Stage<'_>, usize) -> Use,
    ) {
        let (mut current, mut renewed) = (end, false);
        let mut firsts = vec![current; stage.steps.len() + 1];
        let mut renewals = vec![false; stage.steps.len() + 1];
        for (index, step) in stage.steps.iter().enumerate().rev() {
            if !runs_at_the_end(step) {
                match judge(stage, index) {
                    Use::Neutral => {}
                    Use::Refreshes => (current, renewed) = (None, true),
                    needs => (current, renewed) = (self.note(step, needs), false),
                }
            }
            firsts[index] = current;
            renewals[index] = renewed;
        }
        self.first[stage.index] = firsts;
        self.renewed[stage.index] = renewals;
    }

    fn note(&mut self, step: &Step<'_>, found: Use) -> Option<usize> {
        let Use::Needs(what) = found else {
            return None;
        };
        let span = step.instruction.span;
        self.needs.push(Need { span, what });
        Some(self.needs.len() - 1)
    }

    /// The first thing behind step `index` of `stage` that relies on what is there.
    pub fn after(&self, stage: &Stage<'_>, index: usize) -> Option<&Need> {
        self.first[stage.index][index + 1].map(|need| &self.needs[need])
    }

    /// Whether a step behind step `index` of `stage` makes it anew before anything relies on it.
    pub fn renewed_after(&self, stage: &Stage<'_>, index: usize) -> bool {
        self.renewed[stage.index][index + 1]
    }
}

/// Whether a step sets what runs when an image is started or built upon.
fn runs_at_the_end(step: &Step<'_>) -> bool {
    matches!(
        step.instruction.keyword,
        Keyword::Cmd | Keyword::Entrypoint | Keyword::Healthcheck | Keyword::Onbuild
    )
}
