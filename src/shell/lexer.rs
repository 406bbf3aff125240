//! Steps through the text: blanks, comments, continuations, line ends and reserved words.
//!
//! Every look ahead is bounded or consumed, so reading takes linear time. Whoever cannot go on returns `None`, and the outermost
//! command becomes opaque: nothing is read twice in another way.

use super::heredoc::{Bodies, Pending};
use super::{Command, Dialect, List};
use crate::text::Span;

/// Nesting beyond this is not followed: people write less than 20, and the stack must hold it.
const DEEPEST: usize = 100;

/// POSIX 2.4 Reserved Words, then those of bash and of busybox.
const RESERVED: [&str; 21] = [
    "!", "{", "}", "if", "then", "elif", "else", "fi", "do", "done", "case", "esac", "while",
    "until", "for", "in", "[[", "]]", "select", "coproc", "function",
];

/// The words that end a list.
const CLOSING: [&str; 8] = ["}", "then", "elif", "else", "fi", "do", "done", "esac"];

/// Where reading stands.
pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
    pub(super) dialect: Dialect,
    /// The next byte.
    pub(super) at: usize,
    /// Where reading stops: the end of the text, of backticks or of a heredoc's body.
    pub(super) end: usize,
    /// Whether something was not understood.
    pub(super) failed: bool,
    pub(super) comments: Vec<Span>,
    /// Heredocs whose bodies are still to come.
    pub(super) pending: Vec<Pending>,
    /// How many of them belong to a shell outside the substitution that is being read.
    pub(super) outer: usize,
    /// Bodies found, by the offset of the heredoc's operator.
    pub(super) bodies: Bodies,
    /// Bodies that an earlier reading found.
    pub(super) known: Bodies,
    /// Whether this is a heredoc's body.
    pub(super) in_body: bool,
    depth: usize,
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t str, dialect: Dialect) -> Self {
        Reader::knowing(text, dialect, Bodies::new())
    }

    pub(super) fn knowing(text: &'t str, dialect: Dialect, known: Bodies) -> Self {
        Reader {
            text,
            dialect,
            at: 0,
            end: text.len(),
            // Shells drop or refuse a NUL, each in its way.
            failed: text.contains('\0'),
            comments: Vec::new(),
            pending: Vec::new(),
            outer: 0,
            bodies: Bodies::new(),
            known,
            in_body: false,
            depth: 0,
        }
    }

    /// The whole text.
    pub(super) fn script(&mut self) -> List {
        if self.failed {
            return List::of(Command::Opaque(self.rest()));
        }
        let mut list = self.list();
        if !self.failed && self.at < self.end {
            list.statements
                .extend(List::of(Command::Opaque(self.rest())).statements);
        }
        if let Some(unclosed) = self.pending.first() {
            list.cut(unclosed.operator as u32, self.text.len() as u32);
        }
        list
    }

    /// From here to the end of the text.
    pub(super) fn rest(&self) -> Span {
        Span::new(self.at, self.text.len())
    }

    pub(super) fn is(&self, dialect: Dialect) -> bool {
        self.dialect == dialect
    }

    pub(super) fn byte(&self, at: usize) -> Option<u8> {
        (at < self.end).then(|| self.text.as_bytes()[at])
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.byte(self.at)
    }

    pub(super) fn starts(&self, text: &str) -> bool {
        self.text.as_bytes()[self.at..self.end].starts_with(text.as_bytes())
    }

    /// Takes `text` if it stands here.
    pub(super) fn eat(&mut self, text: &str) -> Option<()> {
        self.starts(text).then(|| self.at += text.len())
    }

    /// Reads something nested, unless it is nested too deep.
    pub(super) fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        if self.depth == DEEPEST {
            return None;
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }

    /// Skips blanks, continuations and a comment. Stands between tokens only, where `#` begins a comment (POSIX 2.3).
    pub(super) fn blanks(&mut self) {
        loop {
            match self.peek() {
                Some(b' ' | b'\t') => self.at += 1,
                Some(b'\\') if self.byte(self.at + 1) == Some(b'\n') => self.at += 2,
                Some(b'#') => {
                    let rest = &self.text.as_bytes()[self.at..self.end];
                    let length = rest.iter().position(|byte| *byte == b'\n');
                    let end = self.at + length.unwrap_or(rest.len());
                    self.comments.push(Span::new(self.at, end));
                    self.at = end;
                }
                _ => return,
            }
        }
    }

    /// Skips blanks and line ends, taking the bodies of heredocs that follow them.
    pub(super) fn linebreaks(&mut self) -> Option<()> {
        self.blanks();
        while self.peek() == Some(b'\n') {
            self.newline()?;
            self.blanks();
        }
        Some(())
    }

    /// Behind the continuations at `at`.
    pub(super) fn after_continuations(&self, mut at: usize) -> usize {
        while self.byte(at) == Some(b'\\') && self.byte(at + 1) == Some(b'\n') {
            at += 2;
        }
        at
    }

    /// Behind the blanks and continuations at `at`.
    pub(super) fn after_blanks(&self, mut at: usize) -> usize {
        loop {
            at = self.after_continuations(at);
            match self.byte(at) {
                Some(b' ' | b'\t') => at += 1,
                _ => return at,
            }
        }
    }

    /// Whether a word that reaches to `at` ends there.
    pub(super) fn ends_word(&self, at: usize) -> bool {
        self.byte(self.after_continuations(at)).is_none_or(delimits)
    }

    /// Whether exactly `word` stands here, without quotes.
    pub(super) fn word_is(&self, word: &str) -> bool {
        self.starts(word) && self.ends_word(self.at + word.len())
    }

    /// The reserved word that stands here. Asked only where a command may begin or a compound command goes on.
    pub(super) fn keyword(&self) -> Option<&'static str> {
        RESERVED
            .into_iter()
            .find(|word| self.reserves(word) && self.word_is(word))
    }

    /// Whether this shell reserves `word`, one of the words that some shell reserves.
    fn reserves(&self, word: &str) -> bool {
        match word {
            "[[" | "]]" | "select" | "coproc" => self.is(Dialect::Bash),
            "function" => !self.is(Dialect::Posix),
            _ => true,
        }
    }

    /// Whether `word` is reserved in this shell.
    pub(super) fn is_reserved(&self, word: &str) -> bool {
        RESERVED.contains(&word) && self.reserves(word)
    }

    /// Takes the reserved word `word`.
    pub(super) fn expect(&mut self, word: &str) -> Option<()> {
        self.blanks();
        self.word_is(word).then(|| self.at += word.len())
    }

    /// Whether a list ends here.
    pub(super) fn closes(&self) -> bool {
        match self.peek() {
            None | Some(b')') => true,
            Some(b';') => matches!(self.byte(self.at + 1), Some(b';' | b'&')),
            Some(_) => CLOSING.into_iter().any(|word| self.word_is(word)),
        }
    }

    /// Takes an operator of `length` bytes, unless a continuation splits it from more of itself.
    pub(super) fn operator(&mut self, length: usize) -> Option<Span> {
        let span = Span::new(self.at, self.at + length);
        let next = self.after_continuations(self.at + length);
        if next > self.at + length
            && self
                .byte(next)
                .is_some_and(|byte| b"&|;<>(-".contains(&byte))
        {
            return None;
        }
        self.at += length;
        Some(span)
    }
}

/// Whether a word ends before `byte` (POSIX 2.3: blanks, line ends and the first bytes of operators).
pub(super) fn delimits(byte: u8) -> bool {
    matches!(
        byte,
        b' ' | b'\t' | b'\n' | b';' | b'&' | b'|' | b'<' | b'>' | b'(' | b')'
    )
}

/// The length of the name (POSIX 3.216: letters, digits and `_`, no digit first) that `bytes` begins with.
pub(super) fn name_length(bytes: &[u8]) -> usize {
    if bytes.first().is_none_or(u8::is_ascii_digit) {
        return 0;
    }
    bytes
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_')
        .count()
}
