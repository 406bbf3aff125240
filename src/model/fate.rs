//! Whether a script fails when one of its commands does, and what feeds a command.

use crate::model::commands::Call;
use crate::model::errexit::{self, ERREXIT};
use crate::model::{RunScript, ShellKind};
use crate::shell::{Command, Element, End, Statement};

/// What decides whether a script fails.
#[derive(Debug)]
pub struct Fate<'s> {
    statements: &'s [Statement],
    /// Whether a failing statement ends the script.
    errexit: bool,
    /// Whether all of it is understood and nothing catches its end.
    plain: bool,
}

impl<'s> Fate<'s> {
    /// Reads the script of a `RUN` under its shell once.
    pub fn new(script: &'s RunScript<'_>, shell: &ShellKind) -> Self {
        let text = script.text.as_str();
        let statements = script.tree.list.statements.as_slice();
        let own = statements
            .first()
            .is_some_and(|first| sets_errexit(first, text));
        Fate {
            statements,
            errexit: (shell.errexit() || own) && !resets_options(text),
            plain: !script.tree.has_opaque() && !text.contains("trap "),
        }
    }

    /// Whether the script fails whenever `call` fails: nothing catches it, no later statement hides it, and it stands in no
    /// condition, loop, function or background job. No where that is not plain.
    pub fn decides(&self, call: &Call<'_>) -> bool {
        let Some((at, statement, element)) = self.element(call).filter(|_| call.top && self.plain)
        else {
            return false;
        };
        let pipeline = &statement.elements[element].pipeline;
        let last = pipeline.commands.last().map(Command::span);
        if pipeline.negated
            || last != Some(call.simple.span)
            || matches!(statement.end, End::Background(_))
        {
            return false;
        }
        let last_element = element + 1 == statement.elements.len();
        at + 1 == self.statements.len() || self.errexit && last_element
    }

    /// Whether a file or the output of another command is the input of `call`.
    pub fn feeds(&self, call: &Call<'_>, text: &str) -> bool {
        let redirections = &call.simple.redirections;
        let reads = redirections
            .iter()
            .any(|it| it.operator.of(text).starts_with('<'));
        reads
            || self
                .commands_around(call)
                .is_some_and(|(commands, at)| at > 0 && commands.len() > 1)
    }

    /// Whether another command reads the output of `call`.
    pub fn is_read(&self, call: &Call<'_>) -> bool {
        let around = self.commands_around(call);
        call.place.substitution || around.is_some_and(|(commands, at)| at + 1 < commands.len())
    }

    /// The pipeline at the top of the script that `call` stands in, and where in it.
    fn commands_around(&self, call: &Call<'_>) -> Option<(&'s [Command], usize)> {
        let (_, statement, element) = self.element(call)?;
        let commands = statement.elements[element].pipeline.commands.as_slice();
        let start = call.simple.span.start;
        Some((
            commands,
            commands.partition_point(|command| command.span().end <= start),
        ))
    }

    fn element(&self, call: &Call<'_>) -> Option<(usize, &'s Statement, usize)> {
        let start = call.simple.span.start;
        let at = self
            .statements
            .partition_point(|statement| statement.span.end <= start);
        let statement = self.statements.get(at)?;
        let before = |element: &Element| element.pipeline.span.end <= start;
        let element = statement.elements.partition_point(before);
        (element < statement.elements.len()).then_some((at, statement, element))
    }
}

/// Whether a statement is `set -e`, alone or with other options, and perhaps more behind `&&`.
pub fn sets_errexit(statement: &Statement, text: &str) -> bool {
    let first = statement.elements.first();
    let changes = first.and_then(|first| errexit::options(&first.pipeline, text));
    let last = changes.and_then(|changes| changes.into_iter().rfind(|(_, name)| name == ERREXIT));
    last.is_some_and(|(on, _)| on)
}

/// Whether somewhere in the text `set` may take an option back.
pub fn resets_options(text: &str) -> bool {
    let options = |rest: &str| {
        let end = rest.find([';', '&', '\n', '|']).unwrap_or(rest.len());
        rest[..end].contains('+')
    };
    text.split("set ").skip(1).any(options)
}
