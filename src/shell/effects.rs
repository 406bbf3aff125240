//! What of a script's doings outlives it in the same shell, so that text joined behind it would see.
//!
//! Judges by what is written, nothing is run. Where it cannot know it says [`EffectKind::Unknown`]: no effect means there is none.

mod builtins;
mod finder;
#[cfg(test)]
mod tests;

use super::query::Place;
use super::{Element, Script};
use crate::text::Span;

/// The kinds of state that a shell keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EffectKind {
    /// The working directory: `cd`, `pushd`, `popd`.
    Directory,
    /// Variables and their attributes: assignments, `export`, `read`, `for`, `${x:=y}`, `$((x=1))` …
    Variable,
    /// The positional parameters: `shift`, `set -- …`.
    Positional,
    /// Options: `set -e`, `shopt`, `enable`.
    Options,
    /// The file mode mask: `umask`.
    Umask,
    /// Resource limits: `ulimit`.
    Limits,
    /// Traps.
    Trap,
    /// A function is defined or removed.
    Function,
    /// An alias is defined or removed.
    Alias,
    /// The table of remembered commands: `hash`.
    Hash,
    /// The shell ends: `exit`, or `return` where no function is.
    Exit,
    /// The shell is replaced, or its descriptors are: `exec`.
    Exec,
    /// A file is read into the shell: `.`, `source`.
    Source,
    /// A job goes on beside the shell: `&`, `>(…)`.
    Background,
    /// Depends on jobs: `wait`, `fg`, `$!`.
    Jobs,
    /// Only the running shell knows: `eval`, a command name with an expansion.
    Unknown,
    /// Text that was not understood.
    Opaque,
}

/// One thing that outlives the script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// Which kind.
    pub kind: EffectKind,
    /// What brings it about: a command, an expansion, an end mark.
    pub span: Span,
    /// The variable, function or alias, if it is one and its name is written.
    pub name: Option<String>,
}

/// All that outlives a script in the same shell, in the order of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effects {
    list: Vec<Effect>,
}

impl Effects {
    /// Whether text behind the script finds the shell as the script found it.
    pub fn is_stateless(&self) -> bool {
        self.list.is_empty()
    }

    /// The first effect, to name it as a reason.
    pub fn first(&self) -> Option<&Effect> {
        self.list.first()
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Effect> {
        self.list.iter()
    }

    /// Whether one is of this kind.
    pub fn has(&self, kind: EffectKind) -> bool {
        self.list.iter().any(|effect| effect.kind == kind)
    }

    /// The names of the variables that are set, unset or exported. A name that only the running shell knows is missing: such an
    /// effect has no name.
    pub fn variables(&self) -> impl Iterator<Item = &str> {
        let variables = self.list.iter();
        variables
            .filter(|effect| effect.kind == EffectKind::Variable)
            .filter_map(|effect| effect.name.as_deref())
    }

    /// Whether `"$@"` at the top of the script is what the script was given: nothing sets it, and no function or file that is
    /// read has words of its own.
    pub fn keep_words(&self) -> bool {
        let changes = |kind| {
            matches!(
                kind,
                EffectKind::Positional
                    | EffectKind::Function
                    | EffectKind::Alias
                    | EffectKind::Source
                    | EffectKind::Unknown
                    | EffectKind::Opaque
            )
        };
        !self.list.iter().any(|effect| changes(effect.kind))
    }
}

impl Effect {
    /// For the owner of the Dockerfile: ``changes directory (`cd /src`)``. `text` is what was parsed.
    pub fn describe(&self, text: &str) -> String {
        let what = match self.kind {
            EffectKind::Directory => "changes directory",
            EffectKind::Variable => "sets a variable",
            EffectKind::Positional => "changes the positional parameters",
            EffectKind::Options => "sets shell options",
            EffectKind::Umask => "changes the file mode mask",
            EffectKind::Limits => "changes resource limits",
            EffectKind::Trap => "sets a trap",
            EffectKind::Function => "defines a function",
            EffectKind::Alias => "changes an alias",
            EffectKind::Hash => "changes the table of remembered commands",
            EffectKind::Exit => "ends the shell",
            EffectKind::Exec => "replaces the shell or its descriptors",
            EffectKind::Source => "reads a file into the shell",
            EffectKind::Background => "leaves a job in the background",
            EffectKind::Jobs => "depends on background jobs",
            EffectKind::Unknown => "may change the shell in ways that cannot be known",
            EffectKind::Opaque => "is more than can be followed",
        };
        format!("{what} (`{}`)", shorten(self.span.of(text)))
    }
}

/// The first line of `text`, at most 40 characters of it.
fn shorten(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let mut short: String = line.chars().take(40).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// What outlives `script`, which was parsed from `text`, in the shell that runs it.
///
/// Brackets, pipelines of several commands, substitutions and background jobs are shells of their own: of what happens in them
/// only background jobs last.
pub fn effects(script: &Script, text: &str) -> Effects {
    let mut finder = finder::Finder {
        text,
        found: Vec::new(),
    };
    finder.list(&script.list, Place::default());
    let mut list = finder.found;
    list.sort_by_key(|effect| effect.span);
    Effects { list }
}

/// Whether text behind these elements of a list, which was parsed from `text`, finds the shell as they found it.
pub fn are_stateless(elements: &[Element], text: &str) -> bool {
    let mut finder = finder::Finder {
        text,
        found: Vec::new(),
    };
    finder.elements(elements, Place::default());
    finder.found.is_empty()
}
