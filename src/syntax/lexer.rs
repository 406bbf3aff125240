//! BuildKit's own shell-like word lexer, as far as heredoc markers need it: no variable is set, so all stay as they are.
//!
//! Not a shell: it knows no operators. Source: BuildKit, `frontend/dockerfile/shell/lex.go`.

use std::iter::Peekable;
use std::str::CharIndices;

use crate::text::Span;

/// How deep `${a:-${b:-…}}` may nest before the line counts as one BuildKit cannot lex; keeps the stack small.
const DEEPEST: usize = 200;

/// A word, and where its first and last kept characters stand.
pub(super) struct Lexed {
    pub text: String,
    pub span: Span,
}

/// What is left in the words.
#[derive(Clone, Copy)]
pub(super) struct Keep {
    pub quotes: bool,
    pub escapes: bool,
}

/// The words of `text`, or `None` where BuildKit's lexer gives up: an open quote, a bad `${…}`.
pub(super) fn words(text: &str, keep: Keep) -> Option<Vec<Lexed>> {
    let mut lexer = Lexer {
        chars: text.char_indices().peekable(),
        keep,
        depth: 0,
        out: Vec::new(),
    };
    let mut words = Words::default();
    while let Some((at, ch)) = lexer.peek() {
        lexer.out.clear();
        match ch {
            '$' => lexer.dollar()?,
            '\'' | '"' => lexer.quote(ch)?,
            '<' => lexer.redirection()?,
            '\\' => {
                lexer.chars.next();
                if keep.escapes {
                    lexer.out.push((ch, at));
                }
                lexer.keep_next();
            }
            _ => lexer.keep_next().map(drop)?,
        }
        // White space ends a word where it stands bare or in a variable.
        let splits = !matches!(ch, '\'' | '"' | '<' | '\\');
        for (ch, at) in &lexer.out {
            match splits && ch.is_whitespace() {
                true => words.finish(),
                false => words.add(*ch, *at),
            }
        }
    }
    words.finish();
    Some(words.done)
}

#[derive(Default)]
struct Words {
    done: Vec<Lexed>,
    text: String,
    start: usize,
    end: usize,
}

impl Words {
    fn add(&mut self, ch: char, at: usize) {
        if self.text.is_empty() {
            self.start = at;
        }
        self.text.push(ch);
        self.end = at + ch.len_utf8();
    }

    fn finish(&mut self) {
        if !self.text.is_empty() {
            self.done.push(Lexed {
                text: std::mem::take(&mut self.text),
                span: Span::new(self.start, self.end),
            });
        }
    }
}

struct Lexer<'t> {
    chars: Peekable<CharIndices<'t>>,
    keep: Keep,
    depth: usize,
    /// What the part being read comes out as, with the offset of each character.
    out: Vec<(char, usize)>,
}

impl Lexer<'_> {
    fn peek(&mut self) -> Option<(usize, char)> {
        self.chars.peek().copied()
    }

    fn peek_char(&mut self) -> Option<char> {
        self.peek().map(|(_, ch)| ch)
    }

    /// Takes the next character as it is.
    fn keep_next(&mut self) -> Option<char> {
        let (at, ch) = self.chars.next()?;
        self.out.push((ch, at));
        Some(ch)
    }

    fn quote(&mut self, mark: char) -> Option<()> {
        self.quote_mark()?;
        loop {
            let (at, ch) = self.peek()?;
            match (mark, ch) {
                _ if ch == mark => return self.quote_mark(),
                ('"', '$') => self.dollar()?,
                ('"', '\\') => {
                    self.chars.next();
                    self.escape_in_quotes(at);
                }
                _ => {
                    self.keep_next()?;
                }
            }
        }
    }

    fn quote_mark(&mut self) -> Option<()> {
        let (at, ch) = self.chars.next()?;
        if self.keep.quotes {
            self.out.push((ch, at));
        }
        Some(())
    }

    /// A backslash in double quotes. BuildKit doubles the one it keeps where it escapes nothing; so does this.
    fn escape_in_quotes(&mut self, at: usize) {
        if self.keep.escapes {
            self.out.push(('\\', at));
        }
        match self.peek_char() {
            None => {}
            Some('"' | '$' | '\\') => {
                self.keep_next();
            }
            Some(_) => self.out.push(('\\', at)),
        }
    }

    /// `<`, or `<<` with the blanks behind it: since BuildKit 0.22 those belong to the word that follows.
    fn redirection(&mut self) -> Option<()> {
        self.keep_next()?;
        if self.peek_char() == Some('<') {
            self.keep_next();
            self.keep_while(|ch| ch == ' ' || ch == '\t');
        }
        Some(())
    }

    /// `$name`, `${name}` or `${name:-word}`.
    fn dollar(&mut self) -> Option<()> {
        self.keep_next()?;
        if self.peek_char() != Some('{') {
            self.name();
            return Some(());
        }
        self.keep_next()?;
        if matches!(self.peek_char()?, '{' | '}' | ':') {
            return None;
        }
        self.name();
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        self.substitution()?;
        self.depth -= 1;
        Some(())
    }

    /// What follows the name in `${name…}`, with the brace.
    fn substitution(&mut self) -> Option<()> {
        let (brace, operator) = match self.keep_next()? {
            '}' => return Some(()),
            ':' => (true, self.keep_next()?),
            operator @ ('+' | '-' | '?' | '#' | '%') => (true, operator),
            '/' => (false, '/'),
            _ => return None,
        };
        if !brace {
            if self.peek_char() == Some('/') {
                self.chars.next();
            }
            self.until('/', true)?;
        }
        self.until('}', !brace || matches!(operator, '#' | '%'))
    }

    /// Reads to `stop`, which is kept.
    fn until(&mut self, stop: char, escapes: bool) -> Option<()> {
        let outer = std::mem::replace(&mut self.keep.escapes, escapes);
        loop {
            match self.peek_char()? {
                ch if ch == stop => break,
                '$' => self.dollar()?,
                ch @ ('\'' | '"') => self.quote(ch)?,
                '\\' => {
                    let (at, ch) = self.chars.next()?;
                    if escapes {
                        self.out.push((ch, at));
                    }
                    self.keep_next()?;
                }
                _ => {
                    self.keep_next()?;
                }
            }
        }
        self.keep.escapes = outer;
        self.keep_next().map(drop)
    }

    fn name(&mut self) {
        match self.peek_char() {
            Some(ch) if ch.is_numeric() => self.keep_while(char::is_numeric),
            Some('@' | '*' | '#' | '?' | '-' | '$' | '!') => {
                self.keep_next();
            }
            _ => self.keep_while(|ch| ch.is_alphanumeric() || ch == '_'),
        }
    }

    fn keep_while(&mut self, belongs: impl Fn(char) -> bool) {
        while self.peek_char().is_some_and(&belongs) {
            self.keep_next();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Keep, words};

    fn raw(text: &str) -> Option<Vec<String>> {
        let keep = Keep {
            quotes: true,
            escapes: true,
        };
        Some(
            words(text, keep)?
                .into_iter()
                .map(|word| word.text)
                .collect(),
        )
    }

    #[test]
    fn quotes_and_variables_hold_words_together() {
        let expected = [r"a\ b", r#""c d"e"#, "${X:-y}", "$((1<<2))"];
        assert_eq!(
            raw(r#"a\ b "c d"e ${X:-y} $((1<<2))"#).expect("lexes"),
            expected
        );
    }

    #[test]
    fn blanks_behind_a_heredoc_operator_stay_in_the_word() {
        let expected = ["cat", "<< EOF", "<<-", "X", "<<<", "y"];
        assert_eq!(raw("cat << EOF <<- X <<< y").expect("lexes"), expected);
    }

    #[test]
    fn gives_up_where_buildkit_does() {
        assert!(raw("echo 'open").is_none());
        assert!(raw("echo ${}").is_none());
        assert!(raw(&"${a:-".repeat(100_000)).is_none());
    }
}
