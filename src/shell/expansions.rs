//! What `$` and backticks begin (POSIX 2.6).

use super::lexer::{Reader, name_length};
use super::words::Quoting;
use super::{Dialect, List, Part};
use crate::text::Span;

impl Reader<'_> {
    /// The expansion that begins here, or a plain dollar.
    pub(super) fn expansion(&mut self, quoting: Quoting, parts: &mut Vec<Part>) -> Option<()> {
        if self.peek() == Some(b'`') {
            let part = self.nested(Self::backticks)?;
            parts.push(part);
            return Some(());
        }
        match self.dollar(quoting)? {
            Some(part) => parts.push(part),
            None => self.literal(1, parts),
        }
        Some(())
    }

    /// What the dollar here begins; `Some(None)` if it is a plain one.
    fn dollar(&mut self, quoting: Quoting) -> Option<Option<Part>> {
        let start = self.at;
        let unquoted = quoting == Quoting::None;
        let Some(next) = self.byte(start + 1) else {
            return Some(None);
        };
        let part = match next {
            b'(' if self.byte(start + 2) == Some(b'(') => self.nested(Self::arithmetic),
            b'(' => self.nested(|reader| reader.substitution(2)),
            b'{' => self.nested(|reader| reader.braces(quoting)),
            b'\'' if unquoted && !self.is(Dialect::Posix) => {
                self.at += 1;
                self.ansi_c(start)
            }
            b'"' if unquoted && self.is(Dialect::Bash) => {
                self.at += 1;
                self.translated(start)
            }
            // bash's old form of `$((…))`.
            b'[' if self.is(Dialect::Bash) => None,
            b'\\' => return self.split_dollar(),
            _ => match self.parameter_length(start + 1) {
                0 => return Some(None),
                length => self.parameter(length),
            },
        };
        part.map(Some)
    }

    /// A dollar before a backslash is plain, unless a continuation only splits it from its name.
    fn split_dollar(&self) -> Option<Option<Part>> {
        let next = self.after_continuations(self.at + 1);
        let begins = |byte: u8| b"({'\"[".contains(&byte) || self.parameter_length(next) > 0;
        let splits = next > self.at + 1 && self.byte(next).is_some_and(begins);
        (!splits).then_some(None)
    }

    /// `$name`.
    fn parameter(&mut self, length: usize) -> Option<Part> {
        let start = self.at;
        let name = Span::new(start + 1, start + 1 + length);
        let next = self.after_continuations(name.end as usize);
        let goes_on = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
        if next > name.end as usize && self.byte(next).is_some_and(goes_on) {
            return None;
        }
        self.at = name.end as usize;
        Some(Part::Parameter {
            span: Span::new(start, self.at),
            name,
            parts: Vec::new(),
        })
    }

    /// The length of a parameter's name at `at` that needs no braces.
    fn parameter_length(&self, at: usize) -> usize {
        match self.byte(at) {
            Some(b'0'..=b'9' | b'@' | b'*' | b'#' | b'?' | b'-' | b'$' | b'!') => 1,
            _ => name_length(&self.text.as_bytes()[at.min(self.end)..self.end]),
        }
    }

    /// `${…}` (POSIX 2.6.2; bash: with an index, a slice, a replacement, indirection).
    fn braces(&mut self, quoting: Quoting) -> Option<Part> {
        let start = self.at;
        let name = self.braced_name(start + 2)?;
        self.at = name.end as usize;
        let pattern = match self.peek()? {
            b'-' | b'=' | b'?' | b'+' => false,
            b':' => !matches!(self.byte(self.at + 1), Some(b'-' | b'=' | b'?' | b'+')),
            _ => true,
        };
        let mut parts = Vec::new();
        loop {
            let byte = self.peek()?;
            match byte {
                b'}' => break,
                b'\'' | b'"' if quoting == Quoting::Heredoc => return None,
                b'\'' if quoting == Quoting::Double && !pattern => self.literal(1, &mut parts),
                b'\'' | b'"' | b'\\' | b'$' | b'`' => self.part(byte, quoting, &mut parts)?,
                b'<' | b'>' if self.substitutes(self.at) => return None,
                _ => self.literal_run(|byte| b"}'\"\\$`<>".contains(&byte), &mut parts),
            }
        }
        self.at += 1;
        Some(Part::Parameter {
            span: Span::new(start, self.at),
            name,
            parts,
        })
    }

    /// The name behind `${` at `at`, `#` (length) and `!` (indirection) left out.
    fn braced_name(&self, at: usize) -> Option<Span> {
        let plain = self.braced_length(at);
        let prefixed = self.braced_length(at + 1);
        let (from, length) = match self.byte(at)? {
            // `${#}` and `${#-…}` are the count itself, `${#x}` and `${#-}` lengths.
            b'#' if prefixed > 0 && self.ends_name(at + 1 + prefixed) => (at + 1, prefixed),
            b'!' if prefixed > 0 && self.byte(at + 1) != Some(b'-') => (at + 1, prefixed),
            _ => (at, plain),
        };
        (length > 0).then(|| Span::new(from, from + length))
    }

    fn braced_length(&self, at: usize) -> usize {
        let bytes = &self.text.as_bytes()[at.min(self.end)..self.end];
        match bytes
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count()
        {
            0 => self.parameter_length(at),
            digits => digits,
        }
    }

    fn ends_name(&self, at: usize) -> bool {
        matches!(self.byte(at), Some(b'}' | b'['))
    }

    /// `$(( … ))`. bash takes text that does not end with `))` for a substitution; that is left opaque.
    fn arithmetic(&mut self) -> Option<Part> {
        let start = self.at;
        self.at += 3;
        let parts = self.arithmetic_parts()?;
        self.eat("))")?;
        Some(Part::Arithmetic(Span::new(start, self.at), parts))
    }

    /// The parts up to the `)` that closes the brackets.
    pub(super) fn arithmetic_parts(&mut self) -> Option<Vec<Part>> {
        let mut parts = Vec::new();
        let mut open = 0usize;
        loop {
            let byte = self.peek()?;
            match byte {
                b')' if open == 0 => return Some(parts),
                b'(' | b')' => {
                    open = if byte == b'(' { open + 1 } else { open - 1 };
                    self.literal(1, &mut parts);
                }
                b'\'' => return None,
                b'"' | b'\\' => self.part(byte, Quoting::Double, &mut parts)?,
                b'$' | b'`' => self.expansion(Quoting::Double, &mut parts)?,
                _ => self.literal_run(|byte| b"()'\"\\$`".contains(&byte), &mut parts),
            }
        }
    }

    /// `$( … )`, `<( … )` or `>( … )`, whose opening is `opening` bytes long.
    pub(super) fn substitution(&mut self, opening: usize) -> Option<Part> {
        let start = self.at;
        self.at += opening;
        let list = self.inner_list()?;
        self.eat(")")?;
        Some(Part::Command {
            span: Span::new(start, self.at),
            list,
        })
    }

    /// The list of a shell of its own. A heredoc in it must have its body in it.
    fn inner_list(&mut self) -> Option<List> {
        let outer = std::mem::replace(&mut self.outer, self.pending.len());
        let list = self.list();
        if self.failed || self.pending.len() > self.outer {
            return None;
        }
        self.outer = outer;
        Some(list)
    }

    /// `` `…` `` (POSIX 2.6.3). Read in place unless a backslash makes the text that runs another one.
    fn backticks(&mut self) -> Option<Part> {
        let start = self.at;
        let mut close = start + 1;
        loop {
            match self.byte(close)? {
                b'`' => break,
                b'\\' => close += 2,
                _ => close += 1,
            }
        }
        let mut list = List::default();
        if !self.text[start..close].contains('\\') {
            let end = std::mem::replace(&mut self.end, close);
            self.at = start + 1;
            list = self.inner_list()?;
            if self.at < close {
                return None;
            }
            self.end = end;
        }
        self.at = close + 1;
        Some(Part::Command {
            span: Span::new(start, self.at),
            list,
        })
    }
}
