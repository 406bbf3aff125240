//! What is written in a Dockerfile: a lossless tree, read as BuildKit reads it.
//!
//! [`parse`] never fails: the items tile the text, and what BuildKit would refuse stands beside them as [`SyntaxError`]s.
//! Knows no package manager, expands no variable and resolves no stage name.
//!
//! Source of the rules: BuildKit, `frontend/dockerfile/parser` and `frontend/dockerfile/instructions`.

use std::borrow::Cow;

use crate::text::{Joined, Span};

mod arguments;
mod directives;
mod flag_values;
mod flags;
mod head;
mod heredoc;
pub mod image;
mod json;
mod lexer;
mod lines;
mod pairs;
mod reader;
mod unescape;
mod words;

/// A Dockerfile as written.
#[derive(Clone, Debug)]
pub struct File<'s> {
    /// The whole text, byte-order mark included.
    pub text: &'s str,
    /// The escape character in force: `\` or `` ` ``.
    pub escape: char,
    /// Blank lines, comments, directives and instructions; their spans tile `text`.
    pub items: Vec<Item<'s>>,
    /// What BuildKit would refuse the file for, in the order of the text. Empty for an accepted file.
    pub errors: Vec<SyntaxError>,
}

/// A stretch of whole lines.
#[derive(Clone, Debug)]
pub struct Item<'s> {
    /// Whole lines: from the start of the first to behind the line end of the last.
    pub span: Span,
    /// What stands there.
    pub kind: ItemKind<'s>,
}

/// What an [`Item`] is.
#[derive(Clone, Debug)]
pub enum ItemKind<'s> {
    /// A line of white space only (a byte-order mark counts as white space).
    Blank,
    /// A comment line outside of any instruction.
    Comment,
    /// A parser directive: `# syntax=…`, `# escape=…`, `# check=…`.
    Directive {
        /// Name in lower case.
        name: String,
        /// Value without the white space around it.
        value: &'s str,
    },
    /// An instruction with its continuation lines and heredocs.
    Instruction(Box<Instruction<'s>>),
}

/// Why BuildKit would refuse a file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct SyntaxError {
    /// Where: the word or line at fault.
    pub span: Span,
    /// What is wrong and what would be right: lower case, no full stop.
    pub message: String,
}

/// One instruction.
#[derive(Clone, Debug)]
pub struct Instruction<'s> {
    /// From the first byte of the keyword to the last byte of the last line, its line end and trailing white space left out.
    /// Continuation lines, comments inside them and heredocs with their terminators are within.
    pub span: Span,
    /// First and last line, 1-based, as BuildKit counts them.
    pub lines: (u32, u32),
    /// Which instruction.
    pub keyword: Keyword,
    /// The keyword as written.
    pub keyword_span: Span,
    /// The logical line: continuations, and the comments and blank lines between them, taken out. Begins with the keyword.
    pub logical: Joined<'s>,
    /// What follows keyword and flags, as a span of `logical`, white space at both ends left out.
    pub body: Span,
    /// `--name=value` words before the body.
    pub flags: Vec<Flag<'s>>,
    /// Whole comment lines between continuation lines, as spans of the file without the line end.
    pub comments: Vec<Span>,
    /// Heredocs in the order of their markers. Those of an `ONBUILD` stand in it and in the instruction it holds.
    pub heredocs: Vec<Heredoc<'s>>,
    /// The typed parts.
    pub arguments: Arguments<'s>,
}

/// The instructions BuildKit knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are the keywords")]
pub enum Keyword {
    Add,
    Arg,
    Cmd,
    Copy,
    Entrypoint,
    Env,
    Expose,
    From,
    Healthcheck,
    Label,
    Maintainer,
    Onbuild,
    Run,
    Shell,
    Stopsignal,
    User,
    Volume,
    Workdir,
    /// A word that is no instruction: an error, or, under `ONBUILD`, one that only the child build will meet.
    Unknown,
}

/// A word as BuildKit reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word<'s> {
    /// Where it stands in the file, quotes included; a continuation inside it is within.
    pub span: Span,
    /// Its value before variables are expanded and quotes are taken off; JSON strings are decoded.
    pub value: Cow<'s, str>,
}

/// A flag of an instruction: `--from=build`, `--link`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flag<'s> {
    /// The whole flag in the file.
    pub span: Span,
    /// Name without dashes.
    pub name: Cow<'s, str>,
    /// Value with quotes and escapes taken off as BuildKit does; `None` without `=`.
    pub value: Option<Word<'s>>,
}

/// `key=value`, or the legacy `key value`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyValue<'s> {
    /// Key as written, quotes kept.
    pub key: Word<'s>,
    /// Value as written, quotes kept; `None` only for an `ARG` without `=`.
    pub value: Option<Word<'s>>,
    /// Whether it was written `key value`, with no `=` between.
    pub legacy: bool,
}

/// A heredoc of RUN, COPY or ADD.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heredoc<'s> {
    /// The marker, `3<<-"EOF"`, in the file.
    pub marker: Span,
    /// The name, quotes taken off.
    pub name: String,
    /// File descriptor before `<<`; 0 without one.
    pub descriptor: u32,
    /// Whether variables in the content are expanded (the name has no quotes).
    pub expand: bool,
    /// Whether leading tabs go (`<<-`).
    pub chomp: bool,
    /// The lines between marker and terminator, line ends included, as they stand in the file.
    pub content: Span,
    /// The line with the terminator, without its line end.
    pub terminator: Span,
    /// The content as BuildKit hands it on: line ends as in the file; tabs still there even under `<<-`.
    pub text: &'s str,
}

/// A command in one of its two forms.
#[derive(Clone, Debug, PartialEq)]
pub enum Form<'s> {
    /// Text for a shell: a span of [`Instruction::logical`].
    Shell(Span),
    /// A JSON array: the words of one process.
    Exec(Vec<Word<'s>>),
}

/// The typed parts of an instruction.
#[derive(Clone, Debug)]
pub enum Arguments<'s> {
    /// `RUN`.
    Run(Form<'s>),
    /// `CMD`.
    Cmd(Form<'s>),
    /// `ENTRYPOINT`.
    Entrypoint(Form<'s>),
    /// `HEALTHCHECK CMD …`, or `None` for `HEALTHCHECK NONE`.
    Healthcheck(Option<Form<'s>>),
    /// `SHELL [ … ]`.
    Shell(Vec<Word<'s>>),
    /// `FROM image AS name`.
    From {
        /// The image reference or stage name, unexpanded.
        image: Word<'s>,
        /// The name behind `AS`, as written.
        name: Option<Word<'s>>,
    },
    /// `COPY` or `ADD`: paths and heredoc markers, and where they go.
    Copy {
        /// Sources in order; a heredoc source is its marker word.
        sources: Vec<Word<'s>>,
        /// Destination as written.
        destination: Word<'s>,
        /// Whether it was written as a JSON array.
        json: bool,
    },
    /// `ENV`.
    Env(Vec<KeyValue<'s>>),
    /// `LABEL`.
    Label(Vec<KeyValue<'s>>),
    /// `ARG`.
    Arg(Vec<KeyValue<'s>>),
    /// `EXPOSE`.
    Expose(Vec<Word<'s>>),
    /// `VOLUME`.
    Volume(Vec<Word<'s>>),
    /// `USER`, `WORKDIR`, `STOPSIGNAL`, `MAINTAINER`: one value.
    Value(Word<'s>),
    /// `ONBUILD`: the instruction that a child image will run.
    Onbuild(Box<Instruction<'s>>),
    /// An instruction that BuildKit refuses; the reason stands in [`File::errors`]. Under `ONBUILD` there is no error: BuildKit
    /// looks at it only when a child image is built.
    Invalid,
}

impl<'s> Item<'s> {
    /// The instruction, if it is one.
    pub fn instruction(&self) -> Option<&Instruction<'s>> {
        match &self.kind {
            ItemKind::Instruction(instruction) => Some(instruction),
            _ => None,
        }
    }
}

impl<'s> File<'s> {
    /// The instructions in order.
    pub fn instructions(&self) -> impl Iterator<Item = &Instruction<'s>> {
        self.items.iter().filter_map(Item::instruction)
    }
}

impl Instruction<'_> {
    /// The value of the first flag called `name`; an empty string for a flag without value.
    pub fn flag(&self, name: &str) -> Option<&str> {
        let flag = self.flags.iter().find(|flag| flag.name == name)?;
        Some(flag.value.as_ref().map_or("", |value| &value.value))
    }
}

/// Reads a Dockerfile. Takes linear time and never fails; see [`File::errors`].
pub fn parse(text: &str) -> File<'_> {
    reader::read(text)
}
