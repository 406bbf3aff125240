//! Lines of the file, and the logical line that continuations make of several.
//!
//! Knows no instruction. Source: BuildKit, `frontend/dockerfile/parser/parser.go` (`Parse`, `trimContinuationCharacter`).

use crate::text::Span;

/// Longest line BuildKit reads, in bytes, line end left out: one less than Go's `bufio.MaxScanTokenSize`.
pub(super) const LONGEST_LINE: usize = 65_535;

const BYTE_ORDER_MARK: char = '\u{feff}';

/// One line of the file.
#[derive(Clone, Copy)]
pub(super) struct Line {
    /// Where the line begins, a byte-order mark included.
    pub from: usize,
    /// Where its text begins.
    pub start: usize,
    /// Where its text ends; `\r` and `\n` are not part of it.
    pub end: usize,
    /// 1-based.
    pub number: u32,
}

/// Hands out the lines of a file one by one.
pub(super) struct Lines<'s> {
    text: &'s str,
    at: usize,
    number: u32,
    /// The first line that is longer than BuildKit allows.
    pub too_long: Option<Span>,
}

impl<'s> Lines<'s> {
    pub fn new(text: &'s str) -> Self {
        Lines {
            text,
            at: 0,
            number: 0,
            too_long: None,
        }
    }

    /// Offset behind the last line handed out.
    pub fn position(&self) -> usize {
        self.at
    }

    /// 1-based number of the last line handed out.
    pub fn number(&self) -> u32 {
        self.number
    }

    pub fn next(&mut self) -> Option<Line> {
        let from = self.at;
        let rest = &self.text[from..];
        if rest.is_empty() {
            return None;
        }
        let length = rest.find('\n').unwrap_or(rest.len());
        self.at = (from + length + 1).min(self.text.len());
        self.number += 1;
        if length > LONGEST_LINE && self.too_long.is_none() {
            self.too_long = Some(Span::new(from, from + length));
        }
        let mark = match from {
            0 if rest.starts_with(BYTE_ORDER_MARK) => BYTE_ORDER_MARK.len_utf8(),
            _ => 0,
        };
        let content = rest[mark..length].trim_end_matches(['\r', '\n']);
        Some(Line {
            from,
            start: from + mark,
            end: from + mark + content.len(),
            number: self.number,
        })
    }
}

/// A logical line: what is left of its lines, and the comments between them.
pub(super) struct Logical {
    /// The pieces of the file that make it up.
    pub pieces: Vec<Span>,
    /// Comment lines between them.
    pub comments: Vec<Span>,
}

/// Reads on from `first` until a line that does not end in a continuation.
pub(super) fn gather(lines: &mut Lines<'_>, first: Line, escape: char) -> Logical {
    let text = lines.text;
    let content = text[first.start..first.end].trim_start();
    let start = first.end - content.len();
    let mut logical = Logical {
        pieces: Vec::new(),
        comments: Vec::new(),
    };
    let mut open = push(&mut logical.pieces, start, content, escape);
    while open {
        let Some(line) = lines.next() else { break };
        let content = &text[line.start..line.end];
        match content.trim_start().chars().next() {
            None => {}
            Some('#') => logical.comments.push(Span::new(line.start, line.end)),
            Some(_) => open = push(&mut logical.pieces, line.start, content, escape),
        }
    }
    logical
}

/// Adds a line without its continuation character; says whether it had one.
fn push(pieces: &mut Vec<Span>, start: usize, content: &str, escape: char) -> bool {
    let kept = before_continuation(content, escape);
    pieces.push(Span::new(start, start + kept.unwrap_or(content.len())));
    kept.is_some()
}

/// Length of what stands before the continuation character, if the line ends in one. Two of them at the end are none.
fn before_continuation(content: &str, escape: char) -> Option<usize> {
    let before = content.trim_end_matches([' ', '\t']).strip_suffix(escape)?;
    (!before.ends_with(escape)).then_some(before.len())
}

#[cfg(test)]
mod tests {
    use super::before_continuation;

    #[test]
    fn a_continuation_may_have_blanks_behind_it() {
        assert_eq!(before_continuation("RUN a \\ \t", '\\'), Some(6));
        assert_eq!(before_continuation("\\", '\\'), Some(0));
        assert_eq!(before_continuation("a `", '`'), Some(2));
    }

    #[test]
    fn two_backslashes_continue_nothing() {
        assert_eq!(before_continuation("RUN a \\\\", '\\'), None);
        assert_eq!(before_continuation("RUN a \\ b", '\\'), None);
    }
}
