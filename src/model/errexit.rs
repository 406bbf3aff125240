//! What `set -e` and its likes do to a script, as far as the text tells.

use crate::shell::{Command, CompoundKind, End, List, Operator, Part, Pipeline, Simple, Statement};

/// The option of `set -e`, as [`options`] names it.
pub const ERREXIT: &str = "e";

/// Whether it is an AND list in the foreground.
pub fn is_pure(statement: &Statement) -> bool {
    let joined_by_and = |operator: Operator| operator.and;
    statement
        .elements
        .iter()
        .all(|element| element.operator.is_none_or(joined_by_and))
        && !matches!(statement.end, End::Background(_))
}

/// Whether its failure is that of its last pipeline, which ends the shell under `set -e` (POSIX.1-2024, `set`).
pub fn ends_the_shell(statement: &Statement) -> bool {
    let Some(last) = statement.elements.last() else {
        return false;
    };
    let alone = match last.operator {
        None => true,
        Some(operator) => !operator.and,
    };
    let simple = |command: &Command| matches!(command, Command::Simple(_));
    alone
        && !last.pipeline.negated
        && !matches!(statement.end, End::Background(_))
        && (last.pipeline.commands.len() > 1
            || last.pipeline.commands.iter().all(simple)
            || brackets(&last.pipeline).is_some())
}

/// The list of `( … )` that stands alone, without redirections.
pub fn brackets(pipeline: &Pipeline) -> Option<&List> {
    match &pipeline.commands[..] {
        [Command::Compound(compound)]
            if !pipeline.negated
                && compound.kind == CompoundKind::Subshell
                && compound.redirections.is_empty() =>
        {
            compound.lists.first()
        }
        _ => None,
    }
}

/// What `set` with nothing but options changes: on or off, and a letter or a long name in angle brackets.
pub fn options(pipeline: &Pipeline, text: &str) -> Option<Vec<(bool, String)>> {
    let [Command::Simple(simple)] = &pipeline.commands[..] else {
        return None;
    };
    let plain = simple.assignments.is_empty() && simple.redirections.is_empty();
    if pipeline.negated || !plain || simple.name(text)? != "set" || simple.words.len() < 2 {
        return None;
    }
    let mut changes = Vec::new();
    let mut words = simple.words[1..].iter();
    while let Some(word) = words.next() {
        let word = word.literal(text)?;
        let on = word.starts_with('-');
        let letters = word.strip_prefix(['-', '+'])?;
        if letters.is_empty() || !letters.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return None;
        }
        for letter in letters.chars() {
            let option = match letter {
                'o' => match &*words.next()?.literal(text)? {
                    "errexit" => "e".to_string(),
                    "nounset" => "u".to_string(),
                    "xtrace" => "x".to_string(),
                    name => format!("<{name}>"),
                },
                letter => letter.to_string(),
            };
            changes.push((on, option));
        }
    }
    Some(changes)
}

/// Whether `set -e` could end something inside of it.
pub fn heeds_errexit(command: &Command) -> bool {
    match command {
        Command::Simple(simple) => !has_plain_substitutions(simple),
        _ => true,
    }
}

/// Whether each substitution in it is one AND list of simple commands: `set -e` makes no difference inside.
fn has_plain_substitutions(simple: &Simple) -> bool {
    let words = simple
        .words
        .iter()
        .chain(simple.assignments.iter().map(|one| &one.value));
    let targets = simple.redirections.iter().map(|one| &one.target);
    words.chain(targets).all(|word| are_plain(&word.parts))
        && simple.redirections.iter().all(|one| are_plain(&one.body))
}

fn are_plain(parts: &[Part]) -> bool {
    parts.iter().all(|part| match part {
        Part::Double(_, parts) | Part::Arithmetic(_, parts) | Part::Parameter { parts, .. } => {
            are_plain(parts)
        }
        Part::Command { list, .. } => match &list.statements[..] {
            [only] => is_pure(only) && !only.elements.iter().any(|one| has_heeding(&one.pipeline)),
            _ => false,
        },
        _ => true,
    })
}

fn has_heeding(pipeline: &Pipeline) -> bool {
    pipeline.commands.iter().any(heeds_errexit)
}
