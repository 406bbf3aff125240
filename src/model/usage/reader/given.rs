//! `"$@"` in a start script: what it is given.

use super::{Reader, is_shell};
use crate::model::Step;
use crate::model::commands::{Call, base_name};
use crate::syntax::{Arguments, Form};

impl Reader<'_, '_> {
    /// Whether this is the `exec "$@"` at the end of a start script that is given nothing but CMD, which is read on its own.
    pub(super) fn hands_over(&self, call: &Call<'_>, text: &str) -> bool {
        let steps = &self.stage.steps;
        let entrypoint = matches!(
            self.step.instruction.arguments,
            Arguments::Entrypoint(Form::Exec(_))
        );
        let gives = |step: &Step<'_>| matches!(step.instruction.arguments, Arguments::Cmd(_));
        let interpreter = |word: &String| word.starts_with('-') || is_shell(base_name(word));
        let given = self.words.iter().skip_while(|word| interpreter(word));
        let words = &call.simple.words;
        let raw = |at: usize| words.get(at).map_or("", |word| word.raw(text));
        raw(0) == "exec"
            && raw(call.first) == r#""$@""#
            && words.len() == call.first + 1
            && entrypoint
            && given.count() == 1
            && steps.iter().any(gives)
            && self.words_stay
            && call.place.top_level
    }
}
