//! Where a command can be added behind everything that a script does, so that it runs just when all went well and the script
//! succeeds or fails as before.

use crate::model::fate::sets_errexit;
use crate::model::{Model, RunScript, Stage, Step};
use crate::rewrite::Join;
use crate::shell::{Command, Element, End, Statement};
use crate::text::Span;

/// A place for a command behind a script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Offset in the file, right behind the last command.
    pub at: u32,
    /// What joins it to that command.
    pub join: Join,
}

/// The place in the script of `step`, or why there is none: to follow `line N …`.
pub fn place(
    model: &Model<'_>,
    stage: &Stage<'_>,
    step: &Step<'_>,
    script: &RunScript<'_>,
) -> Result<Place, String> {
    if script.tree.has_opaque() {
        return Err("has shell text that dfopt does not follow".into());
    }
    if !script.heredoc && script.tree.has_heredoc() {
        return Err("has a heredoc of the shell".into());
    }
    let Some((last, before)) = script.tree.list.statements.split_last() else {
        return Err("runs nothing".into());
    };
    let text = script.text.as_str();
    if matches!(last.end, End::Background(_)) {
        return Err("ends in a background job".into());
    }
    let joined_by_and = |element: &Element| element.operator.is_none_or(|operator| operator.and);
    if !last.elements.iter().all(joined_by_and) {
        return Err("ends in a list with `||`".into());
    }
    if ends_the_shell(last, text) {
        return Err("ends the shell itself (`exit` or `exec`)".into());
    }
    let own_errexit = before
        .first()
        .or(Some(last))
        .is_some_and(|first| sets_errexit(first, text));
    let errexit = stage.scope(step).shell.errexit() || own_errexit;
    let join = join(last, before.is_empty(), errexit, text, script.heredoc)?;
    let at = script.text.file_span(last.span).end;
    let behind = Span {
        start: at,
        end: step.instruction.span.end.max(at),
    };
    if !script.heredoc && behind.of(model.file.text).contains(model.file.escape) {
        return Err("ends in a continuation that leads nowhere".into());
    }
    Ok(Place { at, join })
}

fn join(
    last: &Statement,
    alone: bool,
    errexit: bool,
    text: &str,
    heredoc: bool,
) -> Result<Join, String> {
    let simple = |element: &Element| {
        element
            .pipeline
            .commands
            .iter()
            .all(|command| matches!(command, Command::Simple(_)))
    };
    let one_command =
        last.elements.len() == 1 && !last.elements[0].pipeline.negated && simple(&last.elements[0]);
    if errexit && !alone && one_command && !text.contains("set +") {
        return Ok(if heredoc {
            Join::Newline
        } else {
            Join::Semicolon
        });
    }
    // Left of `&&` a failing part of a compound command no longer ends the shell (POSIX.1-2024, `set -e`).
    if errexit && !last.elements.last().is_some_and(simple) {
        return Err("ends in a compound command under `set -e`".into());
    }
    if last.elements.iter().any(|element| {
        matches!(
            element.pipeline.commands[..],
            [Command::Function { .. }, ..]
        )
    }) {
        return Err("ends in the definition of a function".into());
    }
    match heredoc {
        true => Err("is a heredoc without `set -e`".into()),
        false => Ok(Join::And),
    }
}

fn names<'t>(
    statement: &'t Statement,
    text: &'t str,
) -> impl Iterator<Item = (String, &'t crate::shell::Simple)> {
    let commands = statement
        .elements
        .iter()
        .flat_map(|element| &element.pipeline.commands);
    commands.filter_map(move |command| match command {
        Command::Simple(simple) => Some((simple.name(text)?.into_owned(), simple)),
        _ => None,
    })
}

fn ends_the_shell(statement: &Statement, text: &str) -> bool {
    names(statement, text).any(|(name, _)| matches!(name.as_str(), "exit" | "exec" | "return"))
}
