//! Words and their quoting (POSIX 2.2 and 2.3; bash manual, ANSI-C Quoting).

use super::lexer::{Reader, delimits};
use super::{Dialect, Part, Word};
use crate::text::Span;

/// What an expansion stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Quoting {
    /// Nothing.
    None,
    /// `"…"`.
    Double,
    /// The body of a heredoc, in which quotes are plain.
    Heredoc,
}

impl Reader<'_> {
    /// Whether a word begins here.
    pub(super) fn at_word(&self) -> bool {
        self.peek()
            .is_some_and(|byte| !delimits(byte) || self.substitutes(self.at))
    }

    /// Whether `<(` or `>(` at `at` is a process substitution.
    pub(super) fn substitutes(&self, at: usize) -> bool {
        !self.is(Dialect::Posix)
            && matches!(self.byte(at), Some(b'<' | b'>'))
            && self.byte(at + 1) == Some(b'(')
    }

    /// The word that begins here; `None` if none does.
    pub(super) fn word(&mut self) -> Option<Word> {
        let start = self.at;
        let mut parts = Vec::new();
        while let Some(byte) = self.peek() {
            // A continuation at the end of a word is not part of it.
            let goes_on = match byte {
                b'\\' if self.byte(self.at + 1) == Some(b'\n') => !self.ends_word(self.at),
                _ => self.at_word(),
            };
            if !goes_on {
                break;
            }
            self.part(byte, Quoting::None, &mut parts)?;
        }
        let span = Span::new(start, self.at);
        (!parts.is_empty()).then_some(Word { span, parts })
    }

    /// One part outside of quotes, or in the operand of an expansion that `quoting` surrounds.
    pub(super) fn part(&mut self, byte: u8, quoting: Quoting, parts: &mut Vec<Part>) -> Option<()> {
        match byte {
            b'\'' => parts.push(self.single()?),
            b'"' => parts.push(self.nested(Self::double)?),
            b'\\' => self.escapes(parts)?,
            b'$' | b'`' => self.expansion(quoting, parts)?,
            b'<' | b'>' if self.substitutes(self.at) => {
                let part = self.nested(|reader| reader.substitution(2))?;
                parts.push(part);
            }
            _ => {
                let stops = |byte| delimits(byte) || b"'\"\\$`".contains(&byte);
                self.literal_run(stops, parts);
            }
        }
        Some(())
    }

    /// A backslash with what it escapes, or a run of continuations.
    fn escapes(&mut self, parts: &mut Vec<Part>) -> Option<()> {
        let run = self.after_continuations(self.at);
        while self.at < run {
            parts.push(Part::Escaped(Span::new(self.at, self.at + 2)));
            self.at += 2;
        }
        if self.peek() == Some(b'\\') {
            parts.push(self.escaped()?);
        }
        Some(())
    }

    /// A backslash and the character behind it.
    pub(super) fn escaped(&mut self) -> Option<Part> {
        let start = self.at;
        let character = self.text[start + 1..self.end].chars().next()?;
        self.at += 1 + character.len_utf8();
        Some(Part::Escaped(Span::new(start, self.at)))
    }

    pub(super) fn single(&mut self) -> Option<Part> {
        let start = self.at;
        let length = self.text[start + 1..self.end].find('\'')?;
        self.at += length + 2;
        Some(Part::Single(Span::new(start, self.at)))
    }

    pub(super) fn double(&mut self) -> Option<Part> {
        let start = self.at;
        self.at += 1;
        let parts = self.quoted_parts(Quoting::Double)?;
        self.eat("\"")?;
        Some(Part::Double(Span::new(start, self.at), parts))
    }

    /// The parts of a heredoc's body, to where reading stops.
    pub(super) fn heredoc_parts(&mut self) -> Option<Vec<Part>> {
        self.nested(|reader| reader.quoted_parts(Quoting::Heredoc))
    }

    fn quoted_parts(&mut self, quoting: Quoting) -> Option<Vec<Part>> {
        let mut parts = Vec::new();
        let double = quoting == Quoting::Double;
        while let Some(byte) = self.peek() {
            match byte {
                b'"' if double => break,
                b'\\' => match self.byte(self.at + 1) {
                    Some(b'$' | b'`' | b'\\' | b'\n') => parts.push(self.escaped()?),
                    Some(b'"') if double => parts.push(self.escaped()?),
                    _ => self.literal(1, &mut parts),
                },
                b'$' | b'`' => self.expansion(quoting, &mut parts)?,
                _ => {
                    let stops = |byte| b"\\$`".contains(&byte) || (double && byte == b'"');
                    self.literal_run(stops, &mut parts);
                }
            }
        }
        Some(parts)
    }

    /// `$'…'`, from behind the dollar.
    pub(super) fn ansi_c(&mut self, start: usize) -> Option<Part> {
        self.at += 1;
        loop {
            match self.peek()? {
                b'\'' => break,
                b'\\' => drop(self.escaped()?),
                _ => self.at += 1,
            }
        }
        self.at += 1;
        Some(Part::Dollar(Span::new(start, self.at)))
    }

    /// `$"…"`, from behind the dollar. Expansions in it would be out of sight, so they are refused.
    pub(super) fn translated(&mut self, start: usize) -> Option<Part> {
        let Part::Double(_, parts) = self.nested(Self::double)? else {
            return None;
        };
        let plain = |part: &Part| matches!(part, Part::Literal(_) | Part::Escaped(_));
        let span = Span::new(start, self.at);
        parts.iter().all(plain).then_some(Part::Dollar(span))
    }

    /// Takes `length` bytes as they are.
    pub(super) fn literal(&mut self, length: usize, parts: &mut Vec<Part>) {
        let start = self.at;
        self.at += length;
        match parts.last_mut() {
            Some(Part::Literal(span)) if span.end as usize == start => span.end = self.at as u32,
            _ => parts.push(Part::Literal(Span::new(start, self.at))),
        }
    }

    /// Takes the next byte and those behind it up to one that `stops`, an ASCII one.
    pub(super) fn literal_run(&mut self, stops: impl Fn(u8) -> bool, parts: &mut Vec<Part>) {
        let rest = &self.text.as_bytes()[self.at + 1..self.end];
        let more = rest.iter().position(|byte| stops(*byte));
        self.literal(1 + more.unwrap_or(rest.len()), parts);
    }
}
