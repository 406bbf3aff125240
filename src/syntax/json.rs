//! JSON arrays of strings, with the place of each string: the exec form.
//!
//! Accepts what Go's `encoding/json` accepts, a lone surrogate included. Never recurses.

use crate::text::Span;

/// Deepest nesting Go's `encoding/json` reads.
const DEEPEST: usize = 10_000;

/// What a text is, read as JSON.
#[derive(Debug, PartialEq)]
pub(super) enum Array {
    /// An array of strings: their spans, quotes included.
    Strings(Vec<Span>),
    /// An array that holds something else.
    Mixed,
    /// No JSON array.
    Not,
}

/// Reads the whole of `text`.
pub(super) fn array(text: &str) -> Array {
    if !text.starts_with('[') {
        return Array::Not;
    }
    let mut scanner = Scanner {
        bytes: text.as_bytes(),
        at: 0,
        open: Vec::new(),
        strings: Vec::new(),
        mixed: false,
    };
    match scanner.scan() {
        None => Array::Not,
        Some(()) if scanner.mixed => Array::Mixed,
        Some(()) => Array::Strings(scanner.strings),
    }
}

/// What may stand next.
#[derive(Clone, Copy, PartialEq)]
enum Next {
    Value,
    ValueOrEnd,
    Name,
    NameOrEnd,
    CommaOrEnd,
}

struct Scanner<'t> {
    bytes: &'t [u8],
    at: usize,
    /// The brackets that are open.
    open: Vec<u8>,
    strings: Vec<Span>,
    mixed: bool,
}

impl Scanner<'_> {
    fn scan(&mut self) -> Option<()> {
        let mut next = Next::Value;
        loop {
            self.skip_space();
            let byte = *self.bytes.get(self.at)?;
            next = match (next, byte) {
                (Next::ValueOrEnd, b']')
                | (Next::NameOrEnd, b'}')
                | (Next::CommaOrEnd, b']' | b'}') => self.close(byte)?,
                (Next::CommaOrEnd, b',') => self.comma(),
                (Next::CommaOrEnd, _) => return None,
                (Next::Name | Next::NameOrEnd, _) => self.name()?,
                (Next::Value | Next::ValueOrEnd, _) => self.value(byte)?,
            };
            if self.open.is_empty() {
                self.skip_space();
                return (self.at == self.bytes.len()).then_some(());
            }
        }
    }

    fn skip_space(&mut self) {
        while matches!(self.bytes.get(self.at), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
    }

    fn comma(&mut self) -> Next {
        self.at += 1;
        match self.open.last() {
            Some(b'{') => Next::Name,
            _ => Next::Value,
        }
    }

    fn close(&mut self, byte: u8) -> Option<Next> {
        self.at += 1;
        let open = self.open.pop()?;
        ((open == b'[') == (byte == b']')).then_some(Next::CommaOrEnd)
    }

    fn name(&mut self) -> Option<Next> {
        self.string()?;
        self.skip_space();
        self.expect(b':')?;
        Some(Next::Value)
    }

    fn value(&mut self, byte: u8) -> Option<Next> {
        if byte == b'"' {
            let span = self.string()?;
            if self.open.len() == 1 {
                self.strings.push(span);
            }
            return Some(Next::CommaOrEnd);
        }
        self.mixed |= !self.open.is_empty();
        if byte != b'[' && byte != b'{' {
            self.scalar(byte)?;
            return Some(Next::CommaOrEnd);
        }
        self.at += 1;
        self.open.push(byte);
        let next = if byte == b'[' {
            Next::ValueOrEnd
        } else {
            Next::NameOrEnd
        };
        (self.open.len() <= DEEPEST).then_some(next)
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        (self.bytes.get(self.at) == Some(&byte)).then(|| self.at += 1)
    }

    fn string(&mut self) -> Option<Span> {
        let start = self.at;
        self.expect(b'"')?;
        loop {
            let byte = *self.bytes.get(self.at)?;
            self.at += 1;
            match byte {
                b'"' => return Some(Span::new(start, self.at)),
                b'\\' => self.escape()?,
                0..0x20 => return None,
                _ => {}
            }
        }
    }

    fn escape(&mut self) -> Option<()> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        match byte {
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Some(()),
            b'u' => {
                let digits = self.bytes.get(self.at..self.at + 4)?;
                self.at += 4;
                digits.iter().all(u8::is_ascii_hexdigit).then_some(())
            }
            _ => None,
        }
    }

    fn scalar(&mut self, byte: u8) -> Option<()> {
        let rest = &self.bytes[self.at..];
        if let Some(word) = ["true", "false", "null"]
            .iter()
            .find(|word| word.as_bytes()[0] == byte)
        {
            self.at += word.len();
            return rest.starts_with(word.as_bytes()).then_some(());
        }
        if byte == b'-' {
            self.at += 1;
        }
        let whole = self.at;
        let zero = self.bytes.get(whole) == Some(&b'0');
        let digits = self.digits()?;
        if zero && digits > 1 {
            return None;
        }
        if self.bytes.get(self.at) == Some(&b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.bytes.get(self.at), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.bytes.get(self.at), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.digits()?;
        }
        Some(())
    }

    /// Steps over digits; `None` where there is none.
    fn digits(&mut self) -> Option<usize> {
        let start = self.at;
        while matches!(self.bytes.get(self.at), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        (self.at > start).then_some(self.at - start)
    }
}

#[cfg(test)]
mod tests {
    use super::{Array, array};

    #[test]
    fn strings_have_their_places() {
        let text = r#"[ "a\"b" , "" ]"#;
        let Array::Strings(spans) = array(text) else {
            panic!("no array of strings")
        };
        let strings: Vec<_> = spans.iter().map(|span| span.of(text)).collect();
        assert_eq!(strings, [r#""a\"b""#, r#""""#]);
        assert_eq!(array("[]"), Array::Strings(Vec::new()));
    }

    #[test]
    fn near_misses_are_shell_form() {
        for text in [
            "['a']",
            r#"["a",]"#,
            r#"["a"] && b"#,
            r#"["a"] # n"#,
            "[",
            "[01]",
            r#"["\x"]"#,
            r#"["a"}"#,
        ] {
            assert_eq!(array(text), Array::Not, "{text}");
        }
    }

    #[test]
    fn other_values_make_it_mixed() {
        for text in [
            r#"["a", 1]"#,
            "[null]",
            r#"[{"a": [-1.5e+3, true]}]"#,
            "[[]]",
            "[0]",
        ] {
            assert_eq!(array(text), Array::Mixed, "{text}");
        }
    }
}
