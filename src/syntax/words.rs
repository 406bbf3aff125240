//! The words of a logical line: split at white space, or `name=value` with quotes and escapes.
//!
//! Takes no quotes off and expands nothing. Source: BuildKit, `frontend/dockerfile/parser/line_parsers.go`.

use std::borrow::Cow;

use crate::syntax::{SyntaxError, Word};
use crate::text::{Joined, Span};

/// What splits the words of `FROM`, `COPY` and the like: `[\t\v\f\r ]+`.
pub(super) const BLANKS: [char; 5] = ['\t', '\u{b}', '\u{c}', '\r', ' '];

/// A logical line and the file it was taken from.
#[derive(Clone, Copy)]
pub(super) struct Source<'a, 's> {
    pub file: &'s str,
    pub logical: &'a Joined<'s>,
    pub escape: char,
}

impl<'a, 's> Source<'a, 's> {
    /// The logical line.
    pub fn text(self) -> &'a str {
        self.logical.as_str()
    }

    /// Where `span` of the logical line stands in the file. An empty one stands behind the byte before it.
    pub fn place(self, span: Span) -> Span {
        match span.is_empty() && span.start > 0 {
            true => Span::at(self.logical.file_offset(span.start - 1) + 1),
            false => self.logical.file_span(span),
        }
    }

    /// The bytes of `span`, borrowed from the file unless a continuation lies inside.
    pub fn value(self, span: Span) -> Cow<'s, str> {
        let place = self.place(span);
        match place.len() == span.len() {
            true => Cow::Borrowed(place.of(self.file)),
            false => Cow::Owned(span.of(self.text()).to_string()),
        }
    }

    /// `span` of the logical line as a word.
    pub fn word(self, span: Span) -> Word<'s> {
        Word {
            span: self.place(span),
            value: self.value(span),
        }
    }

    /// An error at `span` of the logical line.
    pub fn error(self, span: Span, message: impl Into<String>) -> SyntaxError {
        SyntaxError {
            span: self.place(span),
            message: message.into(),
        }
    }
}

/// The words of `text` between blanks, as spans of what `text` was taken from at `base`.
pub(super) fn split_at_blanks(text: &str, base: u32) -> Vec<Span> {
    let mut words = Vec::new();
    let mut at = base as usize;
    for word in text.split(BLANKS) {
        if !word.is_empty() {
            words.push(Span::new(at, at + word.len()));
        }
        at += word.len() + 1;
    }
    words
}

/// The words of `ENV`, `LABEL` and `ARG`: quotes and escapes keep white space together. An escape at the very end is dropped.
pub(super) fn split_quoted(text: &str, base: u32, escape: char) -> Vec<Span> {
    let mut words = Vec::new();
    let mut start = None;
    let mut quote = None;
    let mut end = text.len();
    let mut chars = text.char_indices();
    let base = base as usize;
    while let Some((at, ch)) = chars.next() {
        if quote.is_none() && ch.is_whitespace() {
            words.extend(start.take().map(|start| Span::new(base + start, base + at)));
            continue;
        }
        start.get_or_insert(at);
        match quote {
            None if ch == '\'' || ch == '"' => quote = Some(ch),
            Some(open) if ch == open => quote = None,
            _ => {}
        }
        if ch == escape && quote != Some('\'') && chars.next().is_none() {
            end = at;
        }
    }
    let last = start.filter(|start| *start < end);
    words.extend(last.map(|start| Span::new(base + start, base + end)));
    words
}

#[cfg(test)]
mod tests {
    use super::{split_at_blanks, split_quoted};

    fn quoted(text: &str) -> Vec<&str> {
        let spans = split_quoted(text, 0, '\\').into_iter();
        spans.map(|span| span.of(text)).collect()
    }

    #[test]
    fn quotes_and_escapes_keep_words_together() {
        assert_eq!(
            quoted(r#"a="b c" d='e\' f\ g=h"#),
            [r#"a="b c""#, r"d='e\'", r"f\ g=h"]
        );
    }

    #[test]
    fn an_escape_at_the_end_goes() {
        assert_eq!(quoted("a=b \\"), ["a=b"]);
        assert_eq!(quoted("a=\"b\\"), ["a=\"b"]);
    }

    #[test]
    fn blanks_come_in_runs() {
        let words = split_at_blanks("a \t b", 3);
        assert_eq!(
            words
                .iter()
                .map(|word| (word.start, word.end))
                .collect::<Vec<_>>(),
            [(3, 4), (7, 8)]
        );
    }
}
