//! The shell inside `RUN`: lists, pipelines, commands and words with exact byte spans.
//!
//! [`parse`] never fails: what it does not understand is [`Command::Opaque`], and no pass may touch that. Spans are offsets into
//! the text that was parsed; whoever joined that text from a file maps them back. Runs nothing and expands nothing.
//!
//! Source of the rules: POSIX.1-2024, Shell Command Language; the dash, bash and busybox manuals for what they add.

mod compound;
mod conditional;
pub mod effects;
mod expansions;
mod grammar;
mod heredoc;
mod lexer;
mod query;
mod simple;
#[cfg(test)]
mod tests;
mod words;

pub use query::{Found, Place};

use std::rc::Rc;

use crate::text::Span;

/// Which shell reads the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// dash, or a `/bin/sh` of unknown make: POSIX and nothing more.
    Posix,
    /// busybox ash.
    Busybox,
    /// bash.
    Bash,
}

/// A whole script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Script {
    /// The statements.
    pub list: List,
    /// Comments, `#` included, line end not.
    pub comments: Vec<Span>,
}

/// Statements in sequence.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct List {
    /// In order.
    pub statements: Vec<Statement>,
}

/// An AND-OR list with what ends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// From the first byte of the first pipeline to the last byte of the last; the end mark is not within.
    pub span: Span,
    /// The pipelines, each with the operator before it.
    pub elements: Vec<Element>,
    /// What ends it.
    pub end: End,
}

/// A pipeline and the operator that joins it to the one before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// `None` for the first of a statement.
    pub operator: Option<Operator>,
    /// The pipeline.
    pub pipeline: Pipeline,
}

/// `&&` or `||`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operator {
    /// Where it stands.
    pub span: Span,
    /// Whether it is `&&`.
    pub and: bool,
}

/// How a statement ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// With the text, or before a closing word or bracket.
    Text,
    /// At the end of a line.
    Newline,
    /// With `;`.
    Semicolon(Span),
    /// With `&`: runs in the background.
    Background(Span),
}

/// Commands joined by `|` (or bash's `|&`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pipeline {
    /// `!` included.
    pub span: Span,
    /// Whether `!` stands before it.
    pub negated: bool,
    /// At least one.
    pub commands: Vec<Command>,
}

/// One command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// A program, builtin or function with its words; or assignments or redirections alone.
    Simple(Rc<Simple>),
    /// `( … )`, `{ … }`, `if`, `for`, `while`, `until`, `case`, and bash's `[[ … ]]`, `(( … ))`, `select`.
    Compound(Compound),
    /// `name() …` or bash's `function name …`.
    Function {
        /// The whole definition.
        span: Span,
        /// The name.
        name: Span,
        /// What it runs when called: one statement that holds the body.
        body: List,
    },
    /// Not understood. Reaches to the end of the text.
    Opaque(Span),
}

/// A simple command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Simple {
    /// From the first to the last byte of its words, assignments and redirections.
    pub span: Span,
    /// `NAME=value` before the first word.
    pub assignments: Vec<Assignment>,
    /// Command name and arguments.
    pub words: Vec<Word>,
    /// Redirections, wherever they stand.
    pub redirections: Vec<Redirection>,
}

/// `NAME=value`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// The whole of it.
    pub span: Span,
    /// The name (bash: with its index).
    pub name: Span,
    /// The value; empty for `NAME=`.
    pub value: Word,
}

/// A redirection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirection {
    /// Descriptor, operator and target.
    pub span: Span,
    /// The operator: `>`, `>>`, `<`, `2>`'s `>`, `<<`, `<<-`, `<<<`, `>&`, `<&`, `<>`, `>|`, `&>`, `&>>`.
    pub operator: Span,
    /// What it points to: a path, a descriptor, or a heredoc's delimiter.
    pub target: Word,
    /// The body of `<<` and `<<-`, line ends included, delimiter line not.
    pub heredoc: Option<Span>,
    /// The parts of that body, tiling it, where the shell expands it; none when the delimiter is quoted.
    pub body: Vec<Part>,
}

/// A compound command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compound {
    /// Opening word to closing word; redirections behind it included.
    pub span: Span,
    /// Which.
    pub kind: CompoundKind,
    /// The variable of `for` and `select`.
    pub name: Option<Span>,
    /// Every list inside, in the order of the text: conditions, bodies, branches.
    pub lists: Vec<List>,
    /// Words that are not in a list: those of `for … in`, the subject and patterns of `case`, operands and operators of
    /// `[[ … ]]`, and the whole text of `(( … ))` as one word.
    pub words: Vec<Word>,
    /// Redirections behind the closing word.
    pub redirections: Vec<Redirection>,
}

/// Which compound command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the shell's")]
pub enum CompoundKind {
    Subshell,
    Braces,
    If,
    For,
    While,
    Until,
    Case,
    Select,
    /// `[[ … ]]`.
    Test,
    /// `(( … ))`.
    Arithmetic,
}

/// A word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The whole of it, quotes included.
    pub span: Span,
    /// Its parts, in order, tiling the span.
    pub parts: Vec<Part>,
}

/// A part of a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Plain characters without quotes; may hold `*`, `?`, `[…]`, `~` or (bash) `{…}`.
    Literal(Span),
    /// A backslash and the character behind it.
    Escaped(Span),
    /// `'…'`, quotes included.
    Single(Span),
    /// `"…"`, quotes included; its parts tile what is between the quotes.
    Double(Span, Vec<Part>),
    /// bash's `$'…'` and `$"…"`, whole.
    Dollar(Span),
    /// `$name`, `$1`, `$@`, `${…}`.
    Parameter {
        /// The whole expansion.
        span: Span,
        /// The name in it.
        name: Span,
        /// What stands between the name and the closing brace, operator included, tiling it.
        parts: Vec<Part>,
    },
    /// `$( … )`, `` `…` `` and bash's `<(…)`, `>(…)`.
    Command {
        /// The whole substitution.
        span: Span,
        /// What it runs; empty for backticks that hold a backslash, whose text the shell reads after its own unquoting.
        list: List,
    },
    /// `$(( … ))`; its parts tile what is between the brackets.
    Arithmetic(Span, Vec<Part>),
}

impl Part {
    /// Where it stands.
    pub fn span(&self) -> Span {
        match self {
            Part::Literal(span) | Part::Escaped(span) | Part::Single(span) => *span,
            Part::Double(span, _) | Part::Dollar(span) | Part::Arithmetic(span, _) => *span,
            Part::Parameter { span, .. } | Part::Command { span, .. } => *span,
        }
    }
}

impl Command {
    /// Where it stands.
    pub fn span(&self) -> Span {
        match self {
            Command::Simple(simple) => simple.span,
            Command::Compound(compound) => compound.span,
            Command::Function { span, .. } | Command::Opaque(span) => *span,
        }
    }
}

/// Reads a script. Takes linear time and never fails: text that it does not understand is [`Command::Opaque`].
pub fn parse(text: &str, dialect: Dialect) -> Script {
    let mut reader = lexer::Reader::new(text, dialect);
    let mut list = reader.script();
    if !reader.bodies.is_empty() {
        // A heredoc's body stands behind its command: the second reading knows them all.
        reader = lexer::Reader::knowing(text, dialect, reader.bodies);
        list = reader.script();
    }
    let mut comments = reader.comments;
    if let Some(start) = list.opaque_start() {
        comments.retain(|comment| comment.start < start);
    }
    Script { list, comments }
}
