//! What matters of a script for how it can be joined to others.

use std::collections::BTreeSet;

use crate::model::RunScript;
use crate::model::errexit::{ends_the_shell, heeds_errexit, is_pure, options};
use crate::shell::effects::{EffectKind, effects};
use crate::shell::{Command, Element, Pipeline, Statement};

/// Options that every shell has: `set` with one of these cannot fail.
pub(super) const COMMON: [&str; 3] = ["e", "u", "x"];
pub(super) const PIPEFAIL: &str = "<pipefail>";

/// What matters of a script for how it can be joined to others.
#[derive(Debug)]
pub(super) struct Shape {
    /// The `set` at its start.
    pub header: Option<Header>,
    /// Whether the rest is one AND list.
    pub pure: bool,
    /// Whether the rest is one AND list of simple commands.
    pub and_list: bool,
    /// Whether some element of that list is negated.
    pub negated: bool,
    /// How many elements the list has.
    pub elements: usize,
    /// Whether `set -e` has nothing to end inside of one of its commands.
    pub heedless: bool,
    /// Whether it leaves something in the shell, header aside.
    pub state: bool,
    /// Whether it sets options, header aside.
    pub sets: bool,
    /// Whether its last statement ends a shell with `set -e` if it fails.
    pub stops: bool,
    /// Whether its status is that of an AND list at its end.
    pub ends_pure: bool,
    /// Whether something in it expands.
    pub expands: bool,
    /// Whether `|` stands in it.
    pub pipes: bool,
}

/// `set -eux;` or `set -eux &&` at the start of a script.
#[derive(Debug)]
pub(super) struct Header {
    /// As written, `set` included.
    pub text: String,
    /// Where in the script the next command begins.
    pub end: u32,
    /// Whether `;` or a line end follows.
    pub statement: bool,
    /// As [`options`] names them.
    pub options: BTreeSet<String>,
}

/// The shape of a script.
pub(super) fn shape(script: &RunScript<'_>) -> Shape {
    let text = script.text.as_str();
    let header = header(script);
    let statements = &script.tree.list.statements;
    let skipped = header.as_ref().is_some_and(|header| header.statement);
    let rest = &statements[usize::from(skipped)..];
    let mut list: &[Element] = match rest {
        [only] if is_pure(only) => &only.elements,
        _ => &[],
    };
    if header.is_some() && !skipped && !list.is_empty() {
        list = &list[1..];
    }
    let simple = |element: &Element| is_simple(&element.pipeline);
    let own = header.as_ref().map_or(0, |header| header.end);
    let left: Vec<EffectKind> = effects(&script.tree, text)
        .iter()
        .filter(|effect| effect.span.start >= own)
        .map(|effect| effect.kind)
        .collect();
    Shape {
        pure: !list.is_empty(),
        and_list: !list.is_empty() && list.iter().all(simple),
        negated: list.iter().any(|element| element.pipeline.negated),
        elements: list.len(),
        heedless: list.iter().all(|element| {
            let mut commands = element.pipeline.commands.iter();
            !commands.any(heeds_errexit)
        }),
        state: !left.is_empty(),
        sets: left.contains(&EffectKind::Options) || text[own as usize..].contains("set -"),
        stops: rest.last().is_some_and(ends_the_shell),
        ends_pure: rest.last().is_some_and(ends_in_commands),
        expands: text.contains(['$', '`']),
        pipes: text.contains('|'),
        header,
    }
}

fn is_simple(pipeline: &Pipeline) -> bool {
    let simple = |command: &Command| matches!(command, Command::Simple(_));
    pipeline.commands.iter().all(simple)
}

fn ends_in_commands(statement: &Statement) -> bool {
    is_pure(statement)
        && statement
            .elements
            .iter()
            .all(|element| is_simple(&element.pipeline))
}

fn header(script: &RunScript<'_>) -> Option<Header> {
    let text = script.text.as_str();
    let statements = &script.tree.list.statements;
    let first = statements.first()?;
    let pipeline = &first.elements.first()?.pipeline;
    let changes = options(pipeline, text)?;
    let known = |(on, option): &(bool, String)| {
        *on && (COMMON.contains(&option.as_str()) || option == PIPEFAIL)
    };
    if !changes.iter().all(known) {
        return None;
    }
    let (statement, end) = match &first.elements[..] {
        [_] => (true, statements.get(1)?.span.start),
        [_, next, ..] if is_pure(first) && statements.len() == 1 => {
            (false, next.pipeline.span.start)
        }
        _ => return None,
    };
    Some(Header {
        text: pipeline.span.of(text).to_string(),
        end,
        statement,
        options: changes.into_iter().map(|(_, option)| option).collect(),
    })
}
