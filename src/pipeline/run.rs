//! One run of [`fix`](super::fix): the text as it changes, and what was done to it.

use crate::data::RuleData;
use crate::model::{Model, Project, Scripts};
use crate::pass::{Context, Finding, Fix, Options, Outcome, Pass, Safety};
use crate::passes;
use crate::pipeline::steered::is_steered;
use crate::pipeline::{Applied, Broken, Report, Withheld};
use crate::syntax::{self, File};
use crate::text::{EditSet, Gathering, LineIndex, Origins};
use crate::verify::{self, Facet, Meaning};

/// A fixed point is reached in two or three rounds; more than this would be a pass that undoes another.
const MOST_ROUNDS: u32 = 8;

pub(super) struct Run<'r> {
    project: &'r dyn Project,
    options: &'r Options,
    text: String,
    scripts: Scripts,
    memo: verify::Memo,
    /// What was derived of the meaning of `text`.
    meaning: Meaning,
    /// What each pass withheld on `text`; `None` where it has not run since the last change.
    withheld: Vec<Option<Vec<Withheld>>>,
    /// Where to look for the next pass: of those that may change the text, and of the others.
    next: [usize; 2],
    rounds: u32,
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
            memo: verify::Memo::default(),
            meaning: Meaning::default(),
            withheld: passes::ALL.iter().map(|_| None).collect(),
            next: [0; 2],
            rounds: 1,
            lines: LineIndex::new(source),
            history: Vec::new(),
            applied: Vec::new(),
            broken: Vec::new(),
        }
    }

    /// Runs the passes on `file`, the text as it is, and on what becomes of it.
    pub(super) fn until_quiet(mut self, file: &File<'_>) -> Report {
        let mut edited = self.on_one_text(file);
        while let Some(text) = edited {
            edited = self.on_one_text(&syntax::parse(&text));
            self.text = text;
        }
        let mut withheld: Vec<Withheld> = self.withheld.into_iter().flatten().flatten().collect();
        withheld.sort_by_key(|withheld| withheld.line);
        Report {
            output: self.text,
            applied: self.applied,
            withheld,
            broken: self.broken,
            rounds: self.rounds,
        }
    }

    /// Passes that have not seen this text, until one changes it. Gives the text after the change.
    fn on_one_text(&mut self, file: &File<'_>) -> Option<String> {
        let model = Model::with(file, &mut self.scripts).built_for(&self.options.platforms);
        let context = Context::new(&model, self.project, self.options);
        let skips = model.steering.skips_file();
        while let Some(index) = self.next() {
            let pass = passes::ALL[index];
            let runs = !skips && self.options.runs(pass.name) && pass.concerns(file.text);
            if !runs {
                self.withheld[index] = Some(Vec::new());
                continue;
            }
            match self.one_pass(pass, &context) {
                Done::Nothing(withheld) => self.withheld[index] = Some(withheld),
                Done::Changed(change) => return Some(self.take(*change, file.text)),
            }
        }
        None
    }

    /// The pass that is to see the text next: those that may change it first, in order and round again; then those that can only
    /// say what they would do.
    fn next(&mut self) -> Option<usize> {
        for (acts, next) in [true, false].into_iter().zip(&mut self.next) {
            let mut places = (*next..passes::ALL.len()).chain(0..*next);
            let waits = |index: &usize| {
                self.withheld[*index].is_none()
                    && self.options.allows(passes::ALL[*index].safety) == acts
            };
            if let Some(index) = places.find(waits) {
                self.rounds += u32::from(index < *next);
                *next = index + 1;
                return (self.rounds <= MOST_ROUNDS).then_some(index);
            }
        }
        None
    }

    /// Makes a change; gives the text after it.
    fn take(&mut self, change: Change, text: &str) -> String {
        self.history.push(Origins::new(&change.edits));
        self.applied.extend(change.applied);
        self.meaning = change.meaning;
        self.withheld.fill_with(|| None);
        change.edits.apply(text)
    }

    fn one_pass(&mut self, pass: &Pass, context: &Context<'_>) -> Done {
        let model = context.model;
        let (mut fixes, mut withheld) = (Vec::new(), Vec::new());
        for finding in pass.findings(context) {
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
        self.meaning
            .derive(model, RuleData::get(), pass.keeps, &mut self.memo);
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
        after.derive(&model, RuleData::get(), pass.keeps, &mut self.memo);
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
