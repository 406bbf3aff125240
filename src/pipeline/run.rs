//! One run of [`fix`](super::fix): the text as it changes, and what was done to it.

use crate::data::RuleData;
use crate::model::{Model, Project, Scripts};
use crate::pass::{Context, Finding, Fix, Options, Outcome, Pass, Safety};
use crate::passes;
use crate::pipeline::steered::is_steered;
use crate::pipeline::{Applied, Broken, Report, Withheld};
use crate::syntax;
use crate::text::{EditSet, Gathering, LineIndex, Origins};
use crate::verify::{self, Facet, Meaning};

/// A fixed point is reached in two or three rounds; more than this would be a pass that undoes another.
const MOST_ROUNDS: u32 = 8;

pub(super) struct Run<'r> {
    project: &'r dyn Project,
    options: &'r Options,
    text: String,
    scripts: Scripts,
    /// What was derived of the meaning of `text`.
    meaning: Meaning,
    /// What each pass withheld on `text`; `None` where it has not run since the last change.
    withheld: Vec<Option<Vec<Withheld>>>,
    lines: LineIndex,
    history: Vec<Origins>,
    applied: Vec<Applied>,
    broken: Vec<Broken>,
}

/// What one pass did to the text.
enum Done {
    Nothing(Vec<Withheld>),
    Changed(Box<Change>),
}

/// An edit that was chosen and held to the promise of its pass.
struct Change {
    edits: EditSet,
    applied: Vec<Applied>,
    meaning: Meaning,
}

impl<'r> Run<'r> {
    pub(super) fn new(source: &str, project: &'r dyn Project, options: &'r Options) -> Self {
        Run {
            project,
            options,
            text: source.to_string(),
            scripts: Scripts::default(),
            meaning: Meaning::default(),
            withheld: passes::ALL.iter().map(|_| None).collect(),
            lines: LineIndex::new(source),
            history: Vec::new(),
            applied: Vec::new(),
            broken: Vec::new(),
        }
    }

    pub(super) fn until_quiet(mut self) -> Report {
        let mut rounds = 0;
        while rounds < MOST_ROUNDS && self.withheld.iter().any(Option::is_none) {
            rounds += 1;
            self.round();
        }
        let mut withheld: Vec<Withheld> = self.withheld.into_iter().flatten().flatten().collect();
        withheld.sort_by_key(|withheld| withheld.line);
        Report {
            output: self.text,
            applied: self.applied,
            withheld,
            broken: self.broken,
            rounds,
        }
    }

    /// All passes once, but for those that have seen the text as it is.
    fn round(&mut self) {
        let mut next = 0;
        while next < passes::ALL.len() {
            let text = std::mem::take(&mut self.text);
            let (reached, change) = self.on_one_text(&text, next);
            self.text = match change {
                Some(change) => {
                    let edited = change.edits.apply(&text);
                    self.history.push(Origins::new(&change.edits));
                    self.applied.extend(change.applied);
                    self.meaning = change.meaning;
                    self.withheld.fill_with(|| None);
                    edited
                }
                None => text,
            };
            next = reached;
        }
    }

    /// Passes from `first` on until one changes the text. Gives the pass to go on with, and the change.
    fn on_one_text(&mut self, text: &str, first: usize) -> (usize, Option<Change>) {
        let file = syntax::parse(text);
        let model = Model::with(&file, &mut self.scripts).built_for(&self.options.platforms);
        let skips = model.steering.skips_file();
        for (index, pass) in passes::ALL.iter().enumerate().skip(first) {
            if self.withheld[index].is_some() {
                continue;
            }
            let runs = self.options.runs(pass.name) && pass.concerns(text);
            if skips || !runs {
                self.withheld[index] = Some(Vec::new());
                continue;
            }
            match self.one_pass(pass, &model) {
                Done::Nothing(withheld) => self.withheld[index] = Some(withheld),
                Done::Changed(change) => return (index + 1, Some(*change)),
            }
        }
        (passes::ALL.len(), None)
    }

    fn one_pass(&mut self, pass: &Pass, model: &Model<'_>) -> Done {
        let context = Context {
            model,
            data: RuleData::get(),
            project: self.project,
            options: self.options,
        };
        let (mut fixes, mut withheld) = (Vec::new(), Vec::new());
        for finding in pass.findings(&context) {
            if is_steered(model, pass, &finding) {
                continue;
            }
            match self.withheld(pass, &finding) {
                Some(reason) => withheld.push(reason),
                None => fixes.push(finding),
            }
        }
        let room = self
            .options
            .limit
            .map_or(usize::MAX, |limit| limit.saturating_sub(self.applied.len()));
        match self.choose(pass, model, &fixes, room) {
            None => Done::Nothing(withheld),
            Some(change) => Done::Changed(Box::new(change)),
        }
    }

    /// Why a finding is not acted upon, if it is not.
    fn withheld(&self, pass: &Pass, finding: &Finding) -> Option<Withheld> {
        let (reason, assumption) = match &finding.outcome {
            Outcome::Refused { reason } => (reason.clone(), None),
            Outcome::Fix(fix) if self.options.allows(fix.safety) => return None,
            Outcome::Fix(fix) => match fix.safety {
                Safety::Assumes(assumption) => {
                    (format!("it assumes `{assumption}`"), Some(assumption))
                }
                _ => ("it is only shown".into(), None),
            },
        };
        Some(Withheld {
            pass: pass.name,
            line: self.original_line(finding.span.start),
            message: finding.message.clone(),
            reason,
            assumption,
            saves: finding.saves,
        })
    }

    /// The fixes to make: disjoint, no more than `room`, and each within the promise of the pass.
    fn choose(
        &mut self,
        pass: &Pass,
        model: &Model<'_>,
        findings: &[Finding],
        room: usize,
    ) -> Option<Change> {
        let mut chosen = Gathering::default();
        let mut kept: Vec<(&Finding, EditSet)> = Vec::new();
        for finding in findings {
            let Outcome::Fix(fix) = &finding.outcome else {
                continue;
            };
            let Some(edits) = EditSet::new(fix.edits.clone()) else {
                continue;
            };
            if kept.len() == room || self.is_known_broken(pass, finding) {
                continue;
            }
            if chosen.add(&edits) {
                kept.push((finding, edits));
            }
        }
        if kept.is_empty() {
            return None;
        }
        let edits = chosen.edits();
        self.meaning.derive(model, RuleData::get(), pass.keeps);
        if let Ok(meaning) = self.keeps(model, &edits, pass) {
            let noted = kept.iter().map(|(finding, _)| finding);
            return Some(Change {
                edits,
                applied: noted.filter_map(|one| self.note(pass, one)).collect(),
                meaning,
            });
        }
        self.one_by_one(pass, model, kept)
    }

    /// Leaves out each fix that breaks the promise of its pass.
    fn one_by_one(
        &mut self,
        pass: &Pass,
        model: &Model<'_>,
        fixes: Vec<(&Finding, EditSet)>,
    ) -> Option<Change> {
        let (mut chosen, mut applied, mut meaning) = (Gathering::default(), Vec::new(), None);
        for (finding, edits) in fixes {
            if !chosen.add(&edits) {
                continue;
            }
            match self.keeps(model, &chosen.edits(), pass) {
                Ok(after) => {
                    meaning = Some(after);
                    applied.extend(self.note(pass, finding));
                }
                Err(facet) => {
                    chosen.remove(&edits);
                    let line = self.original_line(finding.span.start);
                    self.broken.push(Broken {
                        pass: pass.name,
                        line,
                        message: finding.message.clone(),
                        facet,
                    });
                }
            }
        }
        Some(Change {
            edits: chosen.edits(),
            applied,
            meaning: meaning?,
        })
    }

    /// The meaning after the edits, where it keeps what the pass promises; else what it does not keep.
    fn keeps(&mut self, model: &Model<'_>, edits: &EditSet, pass: &Pass) -> Result<Meaning, Facet> {
        let text = edits.apply(model.file.text);
        let file = syntax::parse(&text);
        let model = Model::with(&file, &mut self.scripts);
        let mut after = Meaning::default();
        after.derive(&model, RuleData::get(), pass.keeps);
        verify::check(&self.meaning, &after, pass.keeps)?;
        Ok(after)
    }

    fn is_known_broken(&self, pass: &Pass, finding: &Finding) -> bool {
        let line = self.original_line(finding.span.start);
        let same = |broken: &Broken| {
            broken.pass == pass.name && broken.line == line && broken.message == finding.message
        };
        self.broken.iter().any(same)
    }

    fn note(&self, pass: &Pass, finding: &Finding) -> Option<Applied> {
        let Outcome::Fix(Fix { title, safety, .. }) = &finding.outcome else {
            return None;
        };
        Some(Applied {
            pass: pass.name,
            line: self.original_line(finding.span.start),
            message: finding.message.clone(),
            title: title.clone(),
            assumption: match safety {
                Safety::Assumes(assumption) => Some(*assumption),
                _ => None,
            },
            saves: finding.saves,
        })
    }

    /// The line of the original text that the byte at `offset` of the present text comes from.
    fn original_line(&self, offset: u32) -> u32 {
        self.lines.line(
            self.history
                .iter()
                .rev()
                .fold(offset, |offset, origins| origins.of(offset)),
        )
    }
}
