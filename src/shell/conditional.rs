//! bash's `[[ … ]]` and `(( … ))` (bash manual, Conditional Constructs).

use super::lexer::{Reader, delimits};
use super::words::Quoting;
use super::{Compound, Word};
use crate::text::Span;

impl Reader<'_> {
    /// Behind `[[`: operands and operators up to `]]`.
    pub(super) fn conditional(&mut self, compound: &mut Compound) -> Option<()> {
        let mut matches = false;
        loop {
            self.linebreaks()?;
            if self.word_is("]]") {
                self.at += 2;
                return (!compound.words.is_empty()).then_some(());
            }
            match self.peek()? {
                b'(' | b')' | b'<' | b'>' if !matches && !self.at_word() => self.at += 1,
                b'&' => self.eat("&&")?,
                b'|' if !matches => self.eat("||")?,
                _ => {
                    let word = match matches {
                        true => self.pattern_word()?,
                        false => self.word()?,
                    };
                    let text = word.span.of(self.text);
                    matches = matches!(text, "=" | "==" | "!=" | "=~");
                    compound.words.push(word);
                }
            }
        }
    }

    /// The right side of `==` or `=~`, in which brackets and bars are plain.
    fn pattern_word(&mut self) -> Option<Word> {
        let start = self.at;
        let mut parts = Vec::new();
        let mut open = 0usize;
        while let Some(byte) = self.peek() {
            match byte {
                b'(' => open += 1,
                b')' if open == 0 => break,
                b')' => open -= 1,
                b'|' => {}
                _ if open == 0 && delimits(byte) => break,
                b'&' | b';' | b'<' | b'>' => return None,
                b' ' | b'\t' | b'\n' => {}
                _ => {
                    self.part(byte, Quoting::None, &mut parts)?;
                    continue;
                }
            }
            self.literal(1, &mut parts);
        }
        let whole = !parts.is_empty() && open == 0;
        whole.then(|| Word {
            span: Span::new(start, self.at),
            parts,
        })
    }

    /// `(( … ))`; the word is what stands between the brackets.
    pub(super) fn double_brackets(&mut self) -> Option<Word> {
        self.eat("((")?;
        let start = self.at;
        let parts = self.arithmetic_parts()?;
        let span = Span::new(start, self.at);
        self.eat("))")?;
        Some(Word { span, parts })
    }
}
