//! Comments that ask to leave something alone: what they silence, and which of them silence nothing.

use std::collections::HashSet;

use crate::model::Model;
use crate::model::steering::Ask;
use crate::pass::{Finding, Options, Outcome, Pass};
use crate::passes;
use crate::syntax::Instruction;

/// The name under which it is told that a comment silences nothing.
pub const UNUSED: &str = "unused-skip";

/// What comments silenced in one run of all passes.
#[derive(Default)]
pub(super) struct Silenced<'p> {
    /// Starts of instructions, and the pass that kept silent there.
    by_start: HashSet<(u32, &'p str)>,
}

impl<'p> Silenced<'p> {
    /// Whether a comment asks to leave the finding alone, and takes note of it.
    pub(super) fn takes(&mut self, model: &Model<'_>, pass: &'p Pass, finding: &Finding) -> bool {
        let starts: Vec<u32> = asked(model, pass, finding)
            .map(|one| one.span.start)
            .collect();
        self.by_start
            .extend(starts.iter().map(|start| (*start, pass.name)));
        !starts.is_empty()
    }

    /// The comments of dfopt's own that silenced nothing, as far as the passes that ran can tell.
    pub(super) fn unused(&self, model: &Model<'_>, options: &Options) -> Vec<Finding> {
        let asks = model.steering.asks().iter();
        let idle = asks
            .filter_map(|ask| Some(Finding::refused(ask.span, self.idle(ask, options)?, REASON)));
        idle.collect()
    }

    fn idle(&self, ask: &Ask, options: &Options) -> Option<String> {
        let unknown = ask.passes.iter().find(|name| passes::find(name).is_none());
        if let Some(name) = unknown {
            return Some(format!(
                "this comment names `{name}`, and there is no such pass"
            ));
        }
        let ran = |name: &str| options.runs(name);
        let all_ran = match ask.passes.as_slice() {
            [] => passes::ALL.iter().all(|pass| ran(pass.name)),
            names => names.iter().all(|name| ran(name)),
        };
        let Some(start) = ask.instruction else {
            return Some("no instruction stands below this comment".to_string());
        };
        let mut silent = self.by_start.iter().filter(|(at, _)| *at == start);
        let used = silent
            .any(|(_, pass)| ask.passes.is_empty() || ask.passes.iter().any(|name| name == pass));
        (all_ran && !used).then(|| "this comment silences nothing".to_string())
    }
}

const REASON: &str = "it can go";

/// Whether a comment asks to leave alone an instruction that the finding is about or would change.
pub(super) fn is_steered(model: &Model<'_>, pass: &Pass, finding: &Finding) -> bool {
    asked(model, pass, finding).next().is_some()
}

/// The instructions that the finding is about or would change and that a comment asks to leave alone.
fn asked<'m>(
    model: &'m Model<'_>,
    pass: &'m Pass,
    finding: &'m Finding,
) -> impl Iterator<Item = &'m Instruction<'m>> {
    let edits = match &finding.outcome {
        Outcome::Fix(fix) => fix.edits.as_slice(),
        Outcome::Refused { .. } => &[],
    };
    let spans = edits.iter().map(|edit| edit.span).chain([finding.span]);
    let items = &model.file.items;
    let touched = spans.flat_map(move |span| {
        let first = items.partition_point(|item| item.span.end < span.start);
        let touched = items[first..].iter();
        touched
            .take_while(move |item| item.span.start <= span.end)
            .filter_map(|item| item.instruction())
    });
    let steering = &model.steering;
    touched
        .filter(|_| steering.has_requests())
        .filter(|one| steering.skips(one.span, pass.name, pass.answers))
}
