//! The typed parts of an instruction, and BuildKit's reasons to refuse them.
//!
//! Resolves no stage and expands no variable. Source: BuildKit, `frontend/dockerfile/parser/line_parsers.go` and
//! `frontend/dockerfile/instructions/parse.go`.

use crate::syntax::flags;
use crate::syntax::head::Head;
use crate::syntax::heredoc;
use crate::syntax::json::{self, Array};
use crate::syntax::reader::{Frame, assemble};
use crate::syntax::unescape;
use crate::syntax::words::{BLANKS, Source, split_at_blanks};
use crate::syntax::{Arguments, Form, Keyword, SyntaxError, Word};
use crate::text::Span;

/// Why an instruction is refused.
pub(super) struct Refusal {
    pub error: SyntaxError,
    /// Whether it is BuildKit's parser that refuses, which looks into `ONBUILD` too; else the step behind it, which does not.
    pub by_parser: bool,
}

impl From<SyntaxError> for Refusal {
    fn from(error: SyntaxError) -> Self {
        Refusal {
            error,
            by_parser: false,
        }
    }
}

type Outcome<'s> = Result<Arguments<'s>, Refusal>;

/// Reads what follows the head.
pub(super) fn read<'s>(source: Source<'_, 's>, head: &Head<'s>, frame: &Frame<'s>) -> Outcome<'s> {
    let reader = Reader { source, head };
    let arguments = match head.keyword {
        Keyword::Run => Arguments::Run(reader.form(head.body)?),
        Keyword::Cmd => Arguments::Cmd(reader.form(head.body)?),
        Keyword::Entrypoint => Arguments::Entrypoint(reader.form(head.body)?),
        Keyword::Shell => reader.shell()?,
        Keyword::Healthcheck => return reader.healthcheck(),
        Keyword::From => reader.from()?,
        Keyword::Copy | Keyword::Add => reader.copy()?,
        Keyword::Env => Arguments::Env(reader.pairs()?),
        Keyword::Label => Arguments::Label(reader.pairs()?),
        Keyword::Arg => reader.arg()?,
        Keyword::Expose => Arguments::Expose(reader.at_least_one(reader.words())?),
        Keyword::Volume => reader.volume()?,
        Keyword::User | Keyword::Workdir | Keyword::Stopsignal | Keyword::Maintainer => {
            reader.filled()?;
            Arguments::Value(source.word(head.body))
        }
        Keyword::Onbuild => reader.onbuild(frame)?,
        Keyword::Unknown => {
            let name = head.keyword_span.of(source.text());
            return Err(source
                .error(head.keyword_span, format!("unknown instruction `{name}`"))
                .into());
        }
    };
    flags::check(head.keyword, &head.flags)?;
    Ok(arguments)
}

pub(super) struct Reader<'a, 's> {
    pub source: Source<'a, 's>,
    pub head: &'a Head<'s>,
}

impl<'s> Reader<'_, 's> {
    pub fn name(&self) -> String {
        self.head
            .keyword_span
            .of(self.source.text())
            .to_ascii_uppercase()
    }

    pub fn body(&self) -> &str {
        self.head.body.of(self.source.text())
    }

    /// Refuses at the body, or at the keyword where there is none.
    pub fn refuse<T>(&self, message: impl Into<String>) -> Result<T, Refusal> {
        let span = match self.head.body.is_empty() {
            true => self.head.keyword_span,
            false => self.head.body,
        };
        Err(self.source.error(span, message).into())
    }

    fn filled(&self) -> Result<(), Refusal> {
        match self.head.body.is_empty() {
            true => self.refuse(format!("{} needs an argument", self.name())),
            false => Ok(()),
        }
    }

    fn words(&self) -> Vec<Word<'s>> {
        let words = split_at_blanks(self.body(), self.head.body.start);
        words
            .into_iter()
            .map(|span| self.source.word(span))
            .collect()
    }

    fn at_least_one(&self, words: Vec<Word<'s>>) -> Result<Vec<Word<'s>>, Refusal> {
        match words.is_empty() {
            true => self.refuse(format!("{} needs at least one argument", self.name())),
            false => Ok(words),
        }
    }

    /// The strings of `body` if it is a JSON array; a refusal if that holds anything but strings.
    fn strings(&self, body: Span) -> Result<Option<Vec<Word<'s>>>, Refusal> {
        match json::array(body.of(self.source.text())) {
            Array::Not => Ok(None),
            Array::Mixed => Err(Refusal {
                error: self
                    .source
                    .error(body, "a JSON array must hold strings only"),
                by_parser: true,
            }),
            Array::Strings(spans) => {
                let words = spans.into_iter().map(|span| {
                    let (start, end) = (body.start + span.start, body.start + span.end);
                    let inner = Span {
                        start: start + 1,
                        end: end - 1,
                    };
                    Word {
                        span: self.source.place(Span { start, end }),
                        value: unescape::decode(self.source.value(inner)),
                    }
                });
                Ok(Some(words.collect()))
            }
        }
    }

    fn form(&self, body: Span) -> Result<Form<'s>, Refusal> {
        Ok(match self.strings(body)? {
            Some(words) => Form::Exec(words),
            None => Form::Shell(body),
        })
    }

    fn shell(&self) -> Outcome<'s> {
        match self.strings(self.head.body)? {
            Some(words) => Ok(Arguments::Shell(self.at_least_one(words)?)),
            None => self.refuse("SHELL needs a JSON array: `SHELL [\"/bin/sh\", \"-c\"]`"),
        }
    }

    fn healthcheck(&self) -> Outcome<'s> {
        let body = self.head.body;
        let text = self.body();
        let end = text.find(BLANKS).unwrap_or(text.len());
        let rest = text[end..].trim_start_matches(BLANKS);
        let rest = Span {
            start: body.end - rest.len() as u32,
            end: body.end,
        };
        let form = self.form(rest)?;
        match text[..end].to_ascii_uppercase().as_str() {
            "" => self.refuse("HEALTHCHECK needs at least one argument"),
            // BuildKit does not look at the flags of this form.
            "NONE" if rest.is_empty() || form == Form::Exec(Vec::new()) => {
                Ok(Arguments::Healthcheck(None))
            }
            "NONE" => self.refuse("HEALTHCHECK NONE takes no arguments"),
            "CMD" if rest.is_empty() || form == Form::Exec(Vec::new()) => {
                self.refuse("HEALTHCHECK CMD needs a command")
            }
            "CMD" => {
                flags::check(self.head.keyword, &self.head.flags)?;
                Ok(Arguments::Healthcheck(Some(form)))
            }
            other => self.refuse(format!("HEALTHCHECK knows `CMD` and `NONE`, not `{other}`")),
        }
    }

    fn from(&self) -> Outcome<'s> {
        let mut words = self.words().into_iter();
        let (image, name) = match (words.next(), words.next(), words.next(), words.next()) {
            (Some(image), None, ..) => (image, None),
            (Some(image), Some(word), Some(name), None)
                if word.value.eq_ignore_ascii_case("as") =>
            {
                (image, Some(name))
            }
            _ => return self.refuse("FROM takes an image, or an image and `AS name`"),
        };
        match name {
            Some(name) if !is_stage_name(&name.value) => Err(SyntaxError {
                span: name.span,
                message: format!(
                    "`{}` is no name for a stage: a letter first, then letters, digits, `-`, `_` and `.`",
                    name.value
                ),
            }
            .into()),
            name => Ok(Arguments::From { image, name }),
        }
    }

    fn copy(&self) -> Outcome<'s> {
        let strings = self.strings(self.head.body)?;
        let json = strings.is_some();
        let mut sources = strings.unwrap_or_else(|| self.words());
        if sources.len() < 2 {
            return self.refuse(format!("{} needs a source and a destination", self.name()));
        }
        let Some(destination) = sources.pop() else {
            return self.filled().map(|()| Arguments::Invalid);
        };
        if matches!(heredoc::marker(&destination.value), Ok(Some(_))) {
            return Err(SyntaxError {
                span: destination.span,
                message: format!("{} cannot write to a heredoc", self.name()),
            }
            .into());
        }
        Ok(Arguments::Copy {
            sources,
            destination,
            json,
        })
    }

    fn volume(&self) -> Outcome<'s> {
        let strings = self.strings(self.head.body)?;
        let mut words = self.at_least_one(strings.unwrap_or_else(|| self.words()))?;
        for word in &mut words {
            if word.value.trim().len() < word.value.len() {
                word.value = word.value.trim().to_string().into();
            }
            if word.value.is_empty() {
                let message = "a volume needs a path".to_string();
                return Err(SyntaxError {
                    span: word.span,
                    message,
                }
                .into());
            }
        }
        Ok(Arguments::Volume(words))
    }

    fn onbuild(&self, frame: &Frame<'s>) -> Outcome<'s> {
        self.filled()?;
        let inner = self.source.logical.slice(self.head.body);
        let source = Source {
            logical: &inner,
            ..self.source
        };
        let head = crate::syntax::head::read(source);
        if matches!(
            head.keyword,
            Keyword::Onbuild | Keyword::From | Keyword::Maintainer
        ) {
            let name = head.keyword_span.of(source.text());
            return self.refuse(format!("ONBUILD cannot hold `{name}`"));
        }
        let (instruction, refusal) = assemble(
            self.source.file,
            self.source.escape,
            inner,
            head,
            frame.clone(),
        );
        match refusal {
            Some(refusal) if refusal.by_parser => Err(refusal),
            _ => Ok(Arguments::Onbuild(Box::new(instruction))),
        }
    }
}

/// Lower-cased, `[a-z][a-z0-9-_.]*`.
fn is_stage_name(name: &str) -> bool {
    let tail = |ch: char| ch.is_ascii_alphanumeric() || matches!(ch, '-' | '_' | '.');
    name.starts_with(|ch: char| ch.is_ascii_alphabetic()) && name.chars().all(tail)
}
