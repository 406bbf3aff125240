//! The commands of a script with `sudo`, `env` and their likes taken off.

mod wrappers;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::rc::Rc;

use crate::data::{Manager, RuleData};
use crate::shell::{Element, Place, Script, Simple};

pub use wrappers::Wrapper;
use wrappers::{operand, wrapper_of};

/// A simple command that names a program.
#[derive(Debug)]
pub struct Call<'t> {
    /// The command as written.
    pub simple: Rc<Simple>,
    /// Index in [`Simple::words`] of the program's name.
    pub first: usize,
    /// The words from the program's name on; `None` where a word has no fixed value.
    pub words: Vec<Option<Cow<'t, str>>>,
    /// What runs it: `sudo`, `xargs` …; `None` if the shell does.
    pub wrapper: Option<Wrapper>,
    /// Whether it is an element of a list at the top of the script: it runs whenever the elements before it succeed.
    pub top: bool,
    /// Where in the script it stands.
    pub place: Place,
    /// Where the program's name begins in the first of `words`, behind its directory.
    base: usize,
    /// What [`Call::manager`] gives.
    manager: OnceCell<Option<(&'static Manager, usize)>>,
}

/// Every simple command of `script` that names a program, at any depth, in the order of the text.
pub fn calls<'t>(script: &Script, text: &'t str) -> Vec<Call<'t>> {
    let statements = &script.list.statements;
    let is_and = |element: &Element| element.operator.is_none_or(|operator| operator.and);
    let and_lists: Vec<bool> = statements
        .iter()
        .map(|statement| statement.elements.iter().all(is_and))
        .collect();
    let certain = |simple: &Simple| {
        let at = statements.partition_point(|statement| statement.span.end <= simple.span.start);
        and_lists.get(at).copied().unwrap_or(true)
    };
    let commands = script.simple_commands();
    commands
        .filter_map(|found| {
            let top = found.place.top_level && certain(found.simple);
            call(found.simple, text, top, found.place)
        })
        .collect()
}

fn call<'t>(simple: &Rc<Simple>, text: &'t str, top: bool, place: Place) -> Option<Call<'t>> {
    let values: Vec<Option<Cow<'t, str>>> =
        simple.words.iter().map(|word| word.literal(text)).collect();
    let (mut first, mut wrapper) = (0, None);
    while let Some(known) = wrapper_of(values.get(first)?.as_deref()) {
        let next = operand(&values, first + 1, known);
        if next >= values.len() {
            break;
        }
        wrapper = match wrapper {
            Some(before) if known.kind == Wrapper::Plain => Some(before),
            _ => Some(known.kind),
        };
        first = next;
    }
    let words: Vec<_> = values.into_iter().skip(first).collect();
    Some(Call {
        simple: simple.clone(),
        first,
        base: words
            .first()
            .and_then(|name| name.as_deref())
            .map_or(0, base),
        words,
        wrapper,
        top,
        place,
        manager: OnceCell::new(),
    })
}

/// Which statement at the top of a script a call stands in.
pub fn statement_of(tree: &Script, call: &Call<'_>) -> Option<usize> {
    let statements = &tree.list.statements;
    let at = statements.partition_point(|one| one.span.end <= call.simple.span.start);
    statements
        .get(at)
        .filter(|one| one.span.contains(call.simple.span))
        .map(|_| at)
}

/// Whether a call at the top of a script runs whenever the script goes on behind its statement: it is the first command of its
/// statement, or the statement is the last.
pub fn always_runs(tree: &Script, call: &Call<'_>) -> bool {
    let Some(at) = statement_of(tree, call) else {
        return false;
    };
    let statements = &tree.list.statements;
    call.top && (at + 1 == statements.len() || statements[at].span.start == call.simple.span.start)
}

/// The last component of a path.
pub fn base_name(path: &str) -> &str {
    &path[base(path)..]
}

/// Where the last component of a path begins.
fn base(path: &str) -> usize {
    let slash = path.bytes().rposition(|byte| byte == b'/');
    slash.map_or(0, |at| at + 1)
}

impl Call<'_> {
    /// The same with words of its own.
    pub(super) fn into_owned(self) -> Call<'static> {
        let owned = |word: Option<Cow<'_, str>>| Some(Cow::Owned(word?.into_owned()));
        Call {
            simple: self.simple,
            first: self.first,
            words: self.words.into_iter().map(owned).collect(),
            wrapper: self.wrapper,
            top: self.top,
            place: self.place,
            base: self.base,
            manager: self.manager,
        }
    }

    /// The program's name without directory, if it is fixed.
    pub fn name(&self) -> Option<&str> {
        Some(&self.words.first()?.as_deref()?[self.base..])
    }

    /// The package manager that it runs, and how many arguments name it: none, or two for `python -m pip`.
    pub fn manager(&self, data: &'static RuleData) -> Option<(&'static Manager, usize)> {
        *self.manager.get_or_init(|| {
            let name = self.name()?;
            match data.manager(name) {
                Some(manager) => Some((manager, 0)),
                None => Some((self.module(data, name)?, 2)),
            }
        })
    }

    /// The manager run as `python -m NAME`.
    fn module(&self, data: &'static RuleData, name: &str) -> Option<&'static Manager> {
        let digits = name.strip_prefix("python")?;
        let runs = digits
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.');
        let module = (runs && self.words.get(1)?.as_deref() == Some("-m"))
            .then(|| self.words.get(2)?.as_deref())??;
        data.managers()
            .iter()
            .find(|manager| manager.python_module == Some(module))
    }

    /// The arguments that have a fixed value; an empty word stands for each of the others.
    pub fn arguments(&self) -> Vec<&str> {
        self.words
            .iter()
            .skip(1)
            .map(|word| word.as_deref().unwrap_or(""))
            .collect()
    }

    /// Whether one of the arguments is `word`.
    pub fn has(&self, word: &str) -> bool {
        self.words
            .iter()
            .skip(1)
            .any(|value| value.as_deref() == Some(word))
    }
}
