//! Whether a script fails when one of its commands does.

use crate::model::commands::Call;
use crate::model::{RunScript, ShellKind};
use crate::shell::{Command, End, Statement};

/// Whether the script of a `RUN` fails whenever `call` fails: nothing catches it, no later statement hides it, and it stands
/// in no condition, loop, function or background job. No where that is not plain.
pub fn decides(script: &RunScript<'_>, shell: &ShellKind, call: &Call<'_>) -> bool {
    let text = script.text.as_str();
    let statements = &script.tree.list.statements;
    let at = statements.partition_point(|statement| statement.span.end <= call.simple.span.start);
    let Some(statement) = statements.get(at).filter(|_| call.top) else {
        return false;
    };
    let holds = |command: &Command| command.span() == call.simple.span;
    let element = statement.elements.iter().position(|element| {
        !element.pipeline.negated && element.pipeline.commands.last().is_some_and(holds)
    });
    let Some(element) = element.filter(|_| !matches!(statement.end, End::Background(_))) else {
        return false;
    };
    if script.tree.has_opaque() || text.contains("trap ") {
        return false;
    }
    let errexit = shell.errexit()
        || statements
            .iter()
            .take(1)
            .any(|first| sets_errexit(first, text));
    let last_element = element + 1 == statement.elements.len();
    at + 1 == statements.len() || errexit && last_element && !text.contains("set +")
}

/// Whether a statement is `set -e`, alone or with other options, and perhaps more behind `&&`.
pub fn sets_errexit(statement: &Statement, text: &str) -> bool {
    let first = statement.elements.first();
    let Some(Command::Simple(simple)) = first.and_then(|first| first.pipeline.commands.first())
    else {
        return false;
    };
    let words: Vec<&str> = simple.words.iter().map(|word| word.span.of(text)).collect();
    let Some((&"set", options)) = words.split_first() else {
        return false;
    };
    let short =
        |word: &&str| word.starts_with('-') && !word.starts_with("--") && word.contains('e');
    let long = |pair: &[&str]| pair[0].ends_with('o') && pair[1] == "errexit";
    options.iter().any(short) || options.windows(2).any(long)
}
