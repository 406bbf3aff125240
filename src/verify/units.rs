//! A script taken apart into what runs one after the other, so that two ways to write the same come out the same.
//!
//! `a && b`, `set -e; a; b` and `( a ) && ( b )` all run `a`, end with a failure if it fails, and run `b`. What does not end
//! the script when it fails is marked, and lists joined otherwise stay whole.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::model::RunScript;
use crate::model::errexit::{ERREXIT, brackets, ends_the_shell, heeds_errexit, is_pure, options};
use crate::shell::effects::are_stateless;
use crate::shell::{Element, List};
use crate::text::Span;

/// Options that only add to the output of the build.
const TRACES: [char; 2] = ['x', 'v'];

/// Something that runs, and the state of the shell then.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// Where in the script.
    pub span: Span,
    /// Hash of the pieces before it that left state behind.
    pub trail: u64,
    /// Options of `set` that matter to it.
    pub options: String,
    /// Whether the script goes on when it fails.
    pub goes_on: bool,
}

impl Piece {
    /// For text that is not taken apart.
    pub(super) fn whole() -> Piece {
        Piece {
            span: Span::at(0),
            trail: 0,
            options: String::new(),
            goes_on: false,
        }
    }
}

/// What the shell keeps from one piece to the next.
#[derive(Clone, Debug, Default)]
struct State {
    trail: u64,
    /// The options set, as [`options`] names them.
    options: BTreeSet<String>,
}

/// The pieces of a script, in order, each with its text; those without are passed over. `errexit`: the shell is started with `-e`.
pub(super) fn pieces(
    script: &RunScript<'_>,
    errexit: bool,
    text_of: &dyn Fn(&Piece) -> Option<String>,
) -> Vec<(Piece, String)> {
    let mut state = State::default();
    if errexit {
        state.options.insert(ERREXIT.into());
    }
    let mut taker = Taker {
        text: script.text.as_str(),
        text_of,
        pieces: Vec::new(),
    };
    taker.list(&script.tree.list, &mut state, false);
    taker.pieces
}

struct Taker<'r> {
    text: &'r str,
    text_of: &'r dyn Fn(&Piece) -> Option<String>,
    pieces: Vec<(Piece, String)>,
}

impl Taker<'_> {
    /// `tested`: a list around it looks at the status, so that `set -e` does nothing here.
    fn list(&mut self, list: &List, state: &mut State, tested: bool) {
        for (index, statement) in list.statements.iter().enumerate() {
            let last = index + 1 == list.statements.len();
            let stops = last || !tested && state.errexit() && ends_the_shell(statement);
            let whole = !is_pure(statement) || !stops && statement.elements.len() > 1;
            if whole {
                let whole = (statement.span, statement.elements.as_slice());
                self.piece(whole, state, (tested, true), !stops);
                continue;
            }
            for (at, element) in statement.elements.iter().enumerate() {
                let tested = tested || at + 1 < statement.elements.len();
                self.element(element, state, tested, !stops);
            }
        }
    }

    fn element(&mut self, element: &Element, state: &mut State, tested: bool, goes_on: bool) {
        let pipeline = &element.pipeline;
        if let (Some(inner), false) = (brackets(pipeline), goes_on) {
            return self.list(inner, &mut state.clone(), tested);
        }
        if let Some(changes) = options(pipeline, self.text) {
            for (on, option) in changes {
                match on {
                    true => state.options.insert(option),
                    false => state.options.remove(&option),
                };
            }
            return;
        }
        let heeds = pipeline.commands.iter().any(heeds_errexit);
        self.piece(
            (pipeline.span, std::slice::from_ref(element)),
            state,
            (tested || pipeline.negated, heeds),
            goes_on,
        );
    }

    fn piece(
        &mut self,
        (span, elements): (Span, &[Element]),
        state: &mut State,
        (tested, heeds): (bool, bool),
        goes_on: bool,
    ) {
        let text = span.of(self.text);
        let matters = |option: &&String| match option.as_str() {
            ERREXIT => heeds && !tested,
            "u" => text.contains('$'),
            "<pipefail>" => text.contains('|'),
            option => !option.starts_with(TRACES),
        };
        let options: Vec<&str> = state
            .options
            .iter()
            .filter(matters)
            .map(String::as_str)
            .collect();
        let piece = Piece {
            span,
            trail: state.trail,
            options: options.concat(),
            goes_on,
        };
        let Some(shown) = (self.text_of)(&piece) else {
            return;
        };
        if !are_stateless(elements, self.text) {
            let mut hasher = DefaultHasher::new();
            (state.trail, &shown).hash(&mut hasher);
            state.trail = hasher.finish();
        }
        self.pieces.push((piece, shown));
    }
}

impl State {
    fn errexit(&self) -> bool {
        self.options.contains(ERREXIT)
    }
}
