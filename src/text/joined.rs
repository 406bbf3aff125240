//! Text put together from pieces of a file, with the way back.

use std::borrow::Cow;

use crate::text::Span;

/// Text put together from pieces of a file, as a logical line is once its continuations are out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joined<'s> {
    text: Cow<'s, str>,
    pieces: Vec<Piece>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    joined: u32,
    file: u32,
}

impl<'s> Joined<'s> {
    /// The piece of the file that `span` names.
    pub fn one(file: &'s str, span: Span) -> Self {
        Joined {
            text: Cow::Borrowed(span.of(file)),
            pieces: vec![Piece {
                joined: 0,
                file: span.start,
            }],
        }
    }

    /// The pieces one behind the other. Borrows where one piece is enough.
    pub fn new(file: &'s str, spans: &[Span]) -> Self {
        let mut filled = spans.iter().filter(|span| !span.is_empty());
        let (Some(first), None) = (filled.next(), filled.next()) else {
            return Self::from_many(file, spans);
        };
        Self::one(file, *first)
    }

    fn from_many(file: &str, spans: &[Span]) -> Self {
        let mut text = String::with_capacity(spans.iter().map(|span| span.len()).sum());
        let mut pieces = Vec::with_capacity(spans.len());
        for span in spans {
            pieces.push(Piece {
                joined: text.len() as u32,
                file: span.start,
            });
            text.push_str(span.of(file));
        }
        if pieces.is_empty() {
            pieces.push(Piece { joined: 0, file: 0 });
        }
        Joined {
            text: Cow::Owned(text),
            pieces,
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Where in the file the byte at `offset` of the joined text stands.
    pub fn file_offset(&self, offset: u32) -> u32 {
        let piece = self.pieces[self
            .pieces
            .partition_point(|piece| piece.joined <= offset)
            .max(1)
            - 1];
        piece.file + (offset - piece.joined)
    }

    /// The span of the file from the first to the last byte of `span`; what was left out between them is in it.
    pub fn file_span(&self, span: Span) -> Span {
        let start = self.file_offset(span.start);
        match span.is_empty() {
            true => Span::at(start),
            false => Span {
                start,
                end: self.file_offset(span.end - 1) + 1,
            },
        }
    }

    /// The joined text from `span` on as text of its own, with the same way back to the file.
    pub fn slice(&self, span: Span) -> Joined<'s> {
        let first = self
            .pieces
            .partition_point(|piece| piece.joined <= span.start)
            .max(1)
            - 1;
        let pieces = self.pieces[first..]
            .iter()
            .take_while(|piece| piece.joined < span.end.max(span.start + 1));
        let pieces = pieces.map(|piece| match piece.joined >= span.start {
            true => Piece {
                joined: piece.joined - span.start,
                file: piece.file,
            },
            false => Piece {
                joined: 0,
                file: piece.file + (span.start - piece.joined),
            },
        });
        let text = match &self.text {
            Cow::Borrowed(text) => Cow::Borrowed(&text[span.range()]),
            Cow::Owned(text) => Cow::Owned(text[span.range()].to_string()),
        };
        Joined {
            text,
            pieces: pieces.collect(),
        }
    }

    /// The bytes that `span` of this text names; borrowed from the file where the text is.
    pub fn get(&self, span: Span) -> Cow<'s, str> {
        match &self.text {
            Cow::Borrowed(text) => Cow::Borrowed(&text[span.range()]),
            Cow::Owned(text) => Cow::Owned(text[span.range()].to_string()),
        }
    }
}
