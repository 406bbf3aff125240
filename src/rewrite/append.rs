//! Where a command can be added behind everything that a script does, so that it runs just when all went well and the script
//! succeeds or fails as before.

use crate::model::errexit::heeds_errexit;
use crate::model::fate::{resets_options, sets_errexit};
use crate::model::{Model, RunScript, Stage, Step};
use crate::rewrite::{Join, Layout};
use crate::shell::{Command, Element, End, Statement};
use crate::text::{Edit, Span};

/// A place for a command behind a script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Offset in the file, right behind the last command.
    pub at: u32,
    /// What joins it to that command.
    pub join: Join,
    /// Whether it stays on that command's line.
    inline: bool,
    /// Whether it is behind everything that the script does.
    end: bool,
}

impl Place {
    /// Whether it is behind everything that the script does.
    pub fn is_end(self) -> bool {
        self.end
    }
}

impl Layout {
    /// Adds `command` at `place`.
    pub fn append(&self, place: Place, command: &str) -> Edit {
        let seam = match (place.inline, place.join) {
            (true, Join::And) => " && ".into(),
            (true, Join::Semicolon) => "; ".into(),
            _ => self.seam(place.join, &[]),
        };
        Edit::insert(place.at, seam + command)
    }
}

/// The place at the end of the script of `step`; where there is none, the one right behind the command at `span` (in the text
/// of the script). Else why there is neither: to follow `line N …`.
///
/// The command that goes there has to succeed always. What runs in the background may not have ended there.
pub fn place_behind(
    model: &Model<'_>,
    stage: &Stage<'_>,
    step: &Step<'_>,
    script: &RunScript<'_>,
    span: Span,
) -> Result<Place, String> {
    let mut statements = script.tree.list.statements.iter();
    if statements.any(|one| one.span.contains(span) && matches!(one.end, End::Background(_))) {
        return Err(format!("runs `{}` in the background", script.get(span)));
    }
    place(model, stage, step, script)
        .or_else(|reason| place_inside(model, script, span).ok_or(reason))
}

/// The place behind the element of a list at the top of the script that holds `span`, if something follows that element.
pub fn place_inside(model: &Model<'_>, script: &RunScript<'_>, span: Span) -> Option<Place> {
    if script.tree.has_opaque() || script.tree.has_heredoc() {
        return None;
    }
    let statements = &script.tree.list.statements;
    let at = statements.partition_point(|one| one.span.end <= span.start);
    let statement = statements
        .get(at)
        .filter(|one| one.span.contains(span) && !matches!(one.end, End::Background(_)))?;
    let elements = &statement.elements;
    let element = elements
        .iter()
        .position(|element| element.pipeline.span.contains(span))?;
    let own = elements[element].pipeline.span;
    let next = match elements.get(element + 1) {
        Some(next) => next.pipeline.span,
        None => statements.get(at + 1)?.span,
    };
    let join = match statement.end {
        // `a && true` is as true as `a`, and what is not last in a list does not end the shell.
        _ if element + 1 < elements.len() => Join::And,
        // The last of its list may end the shell under `set -e`: it has to stay the last.
        End::Newline => Join::Newline,
        _ => Join::Semicolon,
    };
    let file = |span| script.text.file_span(span);
    let between = Span {
        start: file(own).end,
        end: file(next).start,
    };
    Some(Place {
        at: between.start,
        join,
        inline: !between.of(model.file.text).contains('\n'),
        end: false,
    })
}

/// The place at the end of the script of `step`, or why there is none: to follow `line N …`.
fn place(
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
    follows(last, script)?;
    let text = script.text.as_str();
    let comment = comment_behind(last, script);
    let end = script.text.file_span(last.span).end;
    let behind = Span::new(end as usize, step.instruction.span.end.max(end) as usize);
    if !script.heredoc && behind.of(model.file.text).contains(model.file.escape) {
        return Err("ends in a continuation that leads nowhere".into());
    }
    let by_shell = stage.scope(step).shell.errexit();
    let errexit = errexit(by_shell, before.first().unwrap_or(last), text);
    let join = join(last, before.is_empty(), errexit, script)?;
    // In a heredoc a command can go on a line of its own.
    let at = match comment {
        None => end,
        Some(comment) if join == Join::Newline => script.text.file_span(comment).end,
        Some(_) => return Err(COMMENTED.into()),
    };
    Ok(Place {
        at,
        join,
        inline: script.heredoc && join == Join::And,
        end: true,
    })
}

/// Whether the shell ends at a failure; `by_shell`: it is started so.
fn errexit(by_shell: bool, first: &Statement, text: &str) -> Errexit {
    Errexit {
        always: (by_shell || sets_errexit(first, text)) && !resets_options(text),
        ever: by_shell || may_set_errexit(text),
    }
}

/// Whether a command can stand behind the last statement at all.
fn follows(last: &Statement, script: &RunScript<'_>) -> Result<(), String> {
    let text = script.text.as_str();
    if matches!(last.end, End::Background(_)) {
        return Err("ends in a background job".into());
    }
    let joined_by_and = |element: &Element| element.operator.is_none_or(|operator| operator.and);
    if !last.elements.iter().all(joined_by_and) {
        return Err("ends in a list with `||`".into());
    }
    if text.contains("trap ") {
        return Err("sets a trap".into());
    }
    if ends_the_shell(last, text) {
        return Err("ends the shell itself (`exit` or `exec`)".into());
    }
    Ok(())
}

const COMMENTED: &str = "ends in a comment, which would seem to be about the command added";

/// The comment behind the last command, on its line.
fn comment_behind(last: &Statement, script: &RunScript<'_>) -> Option<Span> {
    let text = script.text.as_str();
    let same_line = |comment: &&Span| {
        let between = text.get(last.span.end as usize..comment.start as usize);
        between.is_some_and(|between| !between.contains('\n'))
    };
    script.tree.comments.iter().find(same_line).copied()
}

/// Whether a failing command ends the shell.
#[derive(Clone, Copy)]
struct Errexit {
    /// From the first statement on.
    always: bool,
    /// Perhaps somewhere.
    ever: bool,
}

fn join(
    last: &Statement,
    alone: bool,
    errexit: Errexit,
    script: &RunScript<'_>,
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
    if errexit.always && !alone && one_command {
        return Ok(if script.heredoc {
            Join::Newline
        } else {
            Join::Semicolon
        });
    }
    // Left of `&&` a failing part of a compound command no longer ends the shell (POSIX.1-2024, `set -e`).
    let heeds = |element: &Element| element.pipeline.commands.iter().any(heeds_errexit);
    if errexit.ever && last.elements.last().is_some_and(heeds) {
        return Err("ends in a command that `set -e` reaches into".into());
    }
    let text = script.text.as_str();
    let in_this_shell = |name: &str| matches!(name, "." | "source" | "eval");
    let last_name = names(last, text).last();
    if errexit.ever
        && (has_function(script) || last_name.is_some_and(|(name, _)| in_this_shell(&name)))
    {
        return Err("runs a function or another script under `set -e`".into());
    }
    if defines_function(last) {
        return Err("ends in the definition of a function".into());
    }
    Ok(Join::And)
}

fn defines_function(statement: &Statement) -> bool {
    let mut commands = statement
        .elements
        .iter()
        .flat_map(|element| &element.pipeline.commands);
    commands.any(|command| matches!(command, Command::Function { .. }))
}

fn has_function(script: &RunScript<'_>) -> bool {
    script.tree.list.statements.iter().any(defines_function)
}

/// Whether somewhere in the text `set` may be given `-e`.
fn may_set_errexit(text: &str) -> bool {
    let options = |rest: &str| {
        let end = rest.find([';', '&', '\n']).unwrap_or(rest.len());
        rest[..end].contains('e')
    };
    text.split("set ").skip(1).any(options)
}

fn names<'t>(
    statement: &'t Statement,
    text: &'t str,
) -> impl Iterator<Item = (String, &'t std::rc::Rc<crate::shell::Simple>)> {
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
