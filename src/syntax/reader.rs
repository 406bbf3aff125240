//! Reads a file item by item: the loop over its lines, and how an instruction is put together from its parts.
//!
//! Source: BuildKit, `frontend/dockerfile/parser/parser.go` (`Parse`) and `frontend/dockerfile/instructions/parse.go` (`Parse`).

use crate::syntax::arguments::{self, Refusal};
use crate::syntax::directives::Directives;
use crate::syntax::head::{self, Head};
use crate::syntax::heredoc;
use crate::syntax::json::{self, Array};
use crate::syntax::lines::{self, LONGEST_LINE, Line, Lines};
use crate::syntax::words::Source;
use crate::syntax::{Arguments, File, Heredoc, Instruction, Item, ItemKind, Keyword, SyntaxError};
use crate::text::{Joined, Span};

/// Reads the whole of `text`.
pub(super) fn read(text: &str) -> File<'_> {
    let mut reader = Reader {
        text,
        lines: Lines::new(text),
        directives: Directives::new(),
        items: Vec::new(),
        errors: Vec::new(),
        in_stage: false,
    };
    while let Some(line) = reader.lines.next() {
        let kind = reader.item(line);
        let span = Span::new(line.from, reader.lines.position());
        reader.items.push(Item { span, kind });
    }
    reader.finish()
}

/// What an instruction shares with the one an `ONBUILD` holds.
#[derive(Clone)]
pub(super) struct Frame<'s> {
    pub lines: (u32, u32),
    /// Offset behind the last byte.
    pub end: u32,
    pub comments: Vec<Span>,
    pub heredocs: Vec<Heredoc<'s>>,
}

struct Reader<'s> {
    text: &'s str,
    lines: Lines<'s>,
    directives: Directives,
    items: Vec<Item<'s>>,
    errors: Vec<SyntaxError>,
    in_stage: bool,
}

impl<'s> Reader<'s> {
    fn item(&mut self, line: Line) -> ItemKind<'s> {
        let content = self.text[line.start..line.end].trim_start();
        if let Some(directive) = self.directives.read(content) {
            self.errors
                .extend(directive.refused.map(|message| SyntaxError {
                    span: Span::new(line.start, line.end),
                    message,
                }));
            return ItemKind::Directive {
                name: directive.name.to_string(),
                value: directive.value,
            };
        }
        match content.chars().next() {
            None => ItemKind::Blank,
            Some('#') => ItemKind::Comment,
            Some(_) => ItemKind::Instruction(Box::new(self.instruction(line))),
        }
    }

    fn instruction(&mut self, first: Line) -> Instruction<'s> {
        let escape = self.directives.escape;
        let gathered = lines::gather(&mut self.lines, first, escape);
        let logical = from_keyword(Joined::new(self.text, &gathered.pieces));
        let source = Source {
            file: self.text,
            logical: &logical,
            escape,
        };
        let mut head = head::read(source);
        let heredocs = self.heredocs(source, &head).unwrap_or_else(|error| {
            head.error.get_or_insert(error);
            Vec::new()
        });
        let start = source.place(head.keyword_span).start as usize;
        let read = self.text[..self.lines.position()]
            .trim_end()
            .len()
            .max(start);
        let terminator = heredocs.last().map_or(0, |last| last.terminator.end);
        let frame = Frame {
            lines: (first.number, self.lines.number()),
            end: (read as u32).max(terminator),
            comments: gathered.comments,
            heredocs,
        };
        let (instruction, refusal) = assemble(self.text, escape, logical, head, frame);
        self.check_stage(&instruction, refusal.is_some());
        self.errors.extend(refusal.map(|refusal| refusal.error));
        instruction
    }

    fn heredocs(
        &mut self,
        source: Source<'_, 's>,
        head: &Head<'s>,
    ) -> Result<Vec<Heredoc<'s>>, SyntaxError> {
        if !source.text().contains("<<") || !takes_heredocs(source, head) {
            return Ok(Vec::new());
        }
        let markers = heredoc::markers(source)?.into_iter();
        markers
            .map(|marker| heredoc::read(self.text, &mut self.lines, marker))
            .collect()
    }

    /// Before the first `FROM` only `ARG` may stand.
    fn check_stage(&mut self, instruction: &Instruction<'s>, refused: bool) {
        self.in_stage |= instruction.keyword == Keyword::From;
        if !self.in_stage && !refused && instruction.keyword != Keyword::Arg {
            self.errors.push(SyntaxError {
                span: instruction.keyword_span,
                message: "only ARG may stand before the first FROM".to_string(),
            });
        }
    }

    fn finish(mut self) -> File<'s> {
        if !self.items.iter().any(|item| item.instruction().is_some()) {
            self.errors.push(SyntaxError {
                span: Span::at(0),
                message: "the file has no instructions".to_string(),
            });
        }
        self.errors
            .extend(self.lines.too_long.map(|span| SyntaxError {
                span,
                message: format!("the line is longer than {LONGEST_LINE} bytes"),
            }));
        self.errors.sort_by_key(|error| error.span.start);
        File {
            text: self.text,
            escape: self.directives.escape,
            items: self.items,
            errors: self.errors,
        }
    }
}

/// `logical` without the white space before its keyword, which is there if the first line holds a continuation only.
fn from_keyword(logical: Joined<'_>) -> Joined<'_> {
    let text = logical.as_str();
    let blank = text.len() - text.trim_start().len();
    match blank {
        0 => logical,
        _ => logical.slice(Span::new(blank, text.len())),
    }
}

/// `RUN`, `COPY` and `ADD` take heredocs unless they are written in JSON; so they do under `ONBUILD`.
fn takes_heredocs<'s>(source: Source<'_, 's>, head: &Head<'s>) -> bool {
    let body = head.body.of(source.text());
    match head.keyword {
        Keyword::Run | Keyword::Copy | Keyword::Add => json::array(body) == Array::Not,
        Keyword::Onbuild => {
            let logical = source.logical.slice(head.body);
            let source = Source {
                logical: &logical,
                ..source
            };
            let head = head::read(source);
            head.keyword != Keyword::Onbuild && takes_heredocs(source, &head)
        }
        _ => false,
    }
}

/// Puts an instruction together; with it, why it is refused.
pub(super) fn assemble<'s>(
    file: &'s str,
    escape: char,
    logical: Joined<'s>,
    head: Head<'s>,
    frame: Frame<'s>,
) -> (Instruction<'s>, Option<Refusal>) {
    let source = Source {
        file,
        logical: &logical,
        escape,
    };
    let by_parser = head.error.clone().map(|error| Refusal {
        error,
        by_parser: true,
    });
    let outcome = by_parser.map_or_else(|| arguments::read(source, &head, &frame), Err);
    let (arguments, refusal) = outcome.map_or_else(
        |refusal| (Arguments::Invalid, Some(refusal)),
        |arguments| (arguments, None),
    );
    let keyword_span = source.place(head.keyword_span);
    let instruction = Instruction {
        span: Span {
            start: keyword_span.start,
            end: frame.end,
        },
        lines: frame.lines,
        keyword: head.keyword,
        keyword_span,
        body: head.body,
        flags: head.flags,
        comments: frame.comments,
        heredocs: frame.heredocs,
        arguments,
        logical,
    };
    (instruction, refusal)
}
