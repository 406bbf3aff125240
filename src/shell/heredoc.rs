//! Heredocs: remembers them at their operator and takes their bodies behind the line end (POSIX 2.7.4).

use std::collections::BTreeMap;

use super::lexer::Reader;
use super::{Part, Word};
use crate::text::Span;

/// Bodies by the offset of the operator.
pub(super) type Bodies = BTreeMap<usize, (Span, Vec<Part>)>;

/// A heredoc whose body is still to come.
#[derive(Clone)]
pub(super) struct Pending {
    /// Where its operator stands.
    pub(super) operator: usize,
    delimiter: String,
    strips_tabs: bool,
    expands: bool,
}

impl Reader<'_> {
    /// Remembers the heredoc with `operator` and the delimiter `word`.
    pub(super) fn announce(&mut self, operator: Span, word: &Word) -> Option<()> {
        // A heredoc in a heredoc's body is more than anyone writes.
        if self.in_body {
            return None;
        }
        let quoted = word
            .parts
            .iter()
            .any(|part| !matches!(part, Part::Literal(_)));
        let raw = word.span.of(self.text);
        if raw.contains("\\\n") || raw.contains('`') || raw.contains('$') || raw.contains('\n') {
            return None;
        }
        self.pending.push(Pending {
            operator: operator.start as usize,
            delimiter: word.unquoted(self.text)?.into_owned(),
            strips_tabs: operator.of(self.text).ends_with('-'),
            expands: !quoted,
        });
        Some(())
    }

    /// Takes a line end and the bodies that wait for it.
    pub(super) fn newline(&mut self) -> Option<()> {
        self.at += 1;
        // dash and bash disagree on a line end in a substitution when a heredoc outside of it waits.
        if self.outer > 0 {
            return self.give_up();
        }
        for pending in self.pending.clone() {
            if self.body(&pending).is_none() {
                return self.give_up();
            }
        }
        self.pending.clear();
        Some(())
    }

    fn give_up(&mut self) -> Option<()> {
        self.failed = true;
        None
    }

    fn body(&mut self, pending: &Pending) -> Option<()> {
        let start = self.at;
        let (body_end, next) = self.delimiter_line(pending)?;
        let span = Span::new(start, body_end);
        let mut parts = Vec::new();
        if pending.expands {
            let end = std::mem::replace(&mut self.end, body_end);
            self.in_body = true;
            parts = self.heredoc_parts()?;
            self.in_body = false;
            self.end = end;
        }
        self.bodies.insert(pending.operator, (span, parts));
        self.at = next;
        Some(())
    }

    /// Where the body ends and where the line behind its delimiter begins.
    fn delimiter_line(&self, pending: &Pending) -> Option<(usize, usize)> {
        let mut at = self.at;
        loop {
            let (line, next) = self.line(at, pending.expands)?;
            let line = match pending.strips_tabs {
                true => line.trim_start_matches('\t'),
                false => line,
            };
            if line == pending.delimiter {
                return Some((at, next));
            }
            if line.contains("\\\n") && line.replace("\\\n", "") == pending.delimiter {
                return None;
            }
            at = next;
        }
    }

    /// The line at `at` without its end, and where the next begins. With `joins`, a line goes on behind a backslash at its end.
    fn line(&self, at: usize, joins: bool) -> Option<(&str, usize)> {
        if at >= self.end {
            return None;
        }
        let mut end = at;
        loop {
            match self.byte(end) {
                Some(b'\n') => return Some((&self.text[at..end], end + 1)),
                None => return Some((&self.text[at..end.min(self.end)], self.end)),
                Some(b'\\') if joins => end += 2,
                Some(_) => end += 1,
            }
        }
    }
}
