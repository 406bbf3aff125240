//! One run of [`fix`](super::fix): the text as it changes, and what was done to it.

use crate::data::RuleData;
use crate::model::{Model, Project};
use crate::pass::{Context, Finding, Fix, Options, Outcome, Pass, Safety};
use crate::passes;
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
    lines: LineIndex,
    history: Vec<Origins>,
    applied: Vec<Applied>,
    broken: Vec<Broken>,
}

/// What one pass did to the text.
enum Done {
    Nothing(Vec<Withheld>),
    Changed(EditSet, Vec<Applied>),
}

impl<'r> Run<'r> {
    pub(super) fn new(source: &str, project: &'r dyn Project, options: &'r Options) -> Self {
        Run {
            project,
            options,
            text: source.to_string(),
            lines: LineIndex::new(source),
            history: Vec::new(),
            applied: Vec::new(),
            broken: Vec::new(),
        }
    }

    pub(super) fn until_quiet(mut self) -> Report {
        let mut rounds = 0;
        let mut withheld = Vec::new();
        let mut changed = true;
        while changed && rounds < MOST_ROUNDS {
            rounds += 1;
            (changed, withheld) = self.round();
        }
        withheld.sort_by_key(|withheld| withheld.line);
        Report {
            output: self.text,
            applied: self.applied,
            withheld,
            broken: self.broken,
            rounds,
        }
    }

    /// All passes once. Gives whether anything changed, and what was withheld.
    fn round(&mut self) -> (bool, Vec<Withheld>) {
        let (mut changed, mut withheld) = (false, Vec::new());
        let mut next = 0;
        while next < passes::ALL.len() {
            let text = std::mem::take(&mut self.text);
            let (reached, edits) = self.on_one_text(&text, next, &mut withheld);
            self.text = match edits {
                Some((edits, applied)) => {
                    changed = true;
                    let edited = edits.apply(&text);
                    self.history.push(Origins::new(&edits));
                    self.applied.extend(applied);
                    edited
                }
                None => text,
            };
            next = reached;
        }
        (changed, withheld)
    }

    /// Passes from `first` on until one changes the text. Gives the pass to go on with, and the change.
    fn on_one_text(
        &mut self,
        text: &str,
        first: usize,
        withheld: &mut Vec<Withheld>,
    ) -> (usize, Option<(EditSet, Vec<Applied>)>) {
        let file = syntax::parse(text);
        let model = Model::new(&file);
        if model.steering.skips_file() {
            return (passes::ALL.len(), None);
        }
        for (index, pass) in passes::ALL.iter().enumerate().skip(first) {
            if !self.options.runs(pass.name) {
                continue;
            }
            match self.one_pass(pass, &model) {
                Done::Nothing(more) => withheld.extend(more),
                Done::Changed(edits, applied) => return (index + 1, Some((edits, applied))),
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
        for finding in (pass.run)(&context) {
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
        let (edits, applied) = self.choose(pass, model, &fixes, room);
        match edits.is_empty() {
            true => Done::Nothing(withheld),
            false => Done::Changed(edits, applied),
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
    ) -> (EditSet, Vec<Applied>) {
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
            return (EditSet::default(), Vec::new());
        }
        let chosen = chosen.edits();
        let before = verify::meaning(model, RuleData::get());
        if keeps(model, &before, &chosen, pass).is_ok() {
            let applied = kept
                .iter()
                .filter_map(|(finding, _)| self.note(pass, finding))
                .collect();
            return (chosen, applied);
        }
        self.one_by_one(pass, model, &before, kept)
    }

    /// Leaves out each fix that breaks the promise of its pass.
    fn one_by_one(
        &mut self,
        pass: &Pass,
        model: &Model<'_>,
        before: &Meaning,
        fixes: Vec<(&Finding, EditSet)>,
    ) -> (EditSet, Vec<Applied>) {
        let (mut chosen, mut applied) = (Gathering::default(), Vec::new());
        for (finding, edits) in fixes {
            if !chosen.add(&edits) {
                continue;
            }
            match keeps(model, before, &chosen.edits(), pass) {
                Ok(()) => applied.extend(self.note(pass, finding)),
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
        (chosen.edits(), applied)
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

fn keeps(model: &Model<'_>, before: &Meaning, edits: &EditSet, pass: &Pass) -> Result<(), Facet> {
    let text = edits.apply(model.file.text);
    let file = syntax::parse(&text);
    verify::check(
        before,
        &verify::meaning(&Model::new(&file), RuleData::get()),
        pass.keeps,
    )
}

/// Whether a comment asks to leave alone an instruction that the finding is about or would change.
pub(super) fn is_steered(model: &Model<'_>, pass: &Pass, finding: &Finding) -> bool {
    let edits = match &finding.outcome {
        Outcome::Fix(fix) => fix.edits.as_slice(),
        Outcome::Refused { .. } => &[],
    };
    let spans = edits.iter().map(|edit| edit.span).chain([finding.span]);
    model.steering.has_requests()
        && spans.into_iter().any(|span| {
            let items = &model.file.items;
            let first = items.partition_point(|item| item.span.end < span.start);
            let touched = items[first..]
                .iter()
                .take_while(|item| item.span.start <= span.end);
            let mut instructions = touched.filter_map(|item| item.instruction());
            instructions.any(|one| model.steering.skips(one.span, pass.name, pass.answers))
        })
}
