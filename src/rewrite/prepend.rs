//! Where a command can be put before everything that a script does, so that nothing of that runs unless it succeeds.

use crate::model::fate::sets_errexit;
use crate::model::{Model, RunScript, Stage, Step};
use crate::shell::{End, Statement};
use crate::text::{Edit, Span};

/// Puts `command` before the first command of the script of `step`; else why there is no place for it: to follow `line N …`.
pub fn prepend(
    model: &Model<'_>,
    stage: &Stage<'_>,
    step: &Step<'_>,
    script: &RunScript<'_>,
    command: &str,
) -> Result<Edit, String> {
    if script.tree.has_opaque() {
        return Err("has shell text that dfopt does not follow".into());
    }
    let statements = &script.tree.list.statements;
    let text = script.text.as_str();
    let sets = |first: &Statement| first.elements.len() == 1 && sets_errexit(first, text);
    let by_shell = stage.scope(step).shell.errexit();
    let at = |span: Span| script.text.file_span(span).start;
    match statements.as_slice() {
        [] => Err("runs nothing".into()),
        [only] if is_and_list(only) => Ok(Edit::insert(at(only.span), format!("{command} && "))),
        [first, ..] if by_shell && !script.heredoc => {
            Ok(Edit::insert(at(first.span), format!("{command}; ")))
        }
        [first, second, ..] if sets(first) => {
            let between = Span {
                start: script.text.file_span(first.span).end,
                end: at(second.span),
            };
            // As the statements are parted now: by the same sign and on lines of their own or not.
            let parting = between.of(model.file.text);
            Ok(Edit::insert(at(second.span), format!("{command}{parting}")))
        }
        _ => Err("would go on if a command put before its first one failed".into()),
    }
}

fn is_and_list(statement: &Statement) -> bool {
    let mut operators = statement
        .elements
        .iter()
        .filter_map(|element| element.operator);
    operators.all(|operator| operator.and) && !matches!(statement.end, End::Background(_))
}
