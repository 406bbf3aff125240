//! Simple commands: words, assignments and redirections (POSIX 2.9.1 and 2.7).

use std::rc::Rc;

use super::lexer::{Reader, name_length};
use super::{Assignment, Command, Dialect, Part, Redirection, Simple, Word};
use crate::text::Span;

/// bash's builtins whose arguments may be array assignments.
const DECLARATIONS: [&str; 6] = ["declare", "typeset", "local", "export", "readonly", "alias"];

impl Reader<'_> {
    pub(super) fn simple(&mut self) -> Option<Command> {
        let start = self.at;
        let mut end = start;
        let mut simple = Simple {
            span: Span::at(start as u32),
            assignments: Vec::new(),
            words: Vec::new(),
            redirections: Vec::new(),
        };
        loop {
            self.blanks();
            if let Some(operator) = self.redirection_operator() {
                simple.redirections.push(self.redirection(operator)?);
            } else if self.at_word() {
                self.command_word(&mut simple)?;
            } else if self.peek() == Some(b'(') {
                return self.nested(|reader| reader.function(&simple));
            } else {
                break;
            }
            end = self.at;
        }
        simple.span = Span::new(start, end);
        (end > start).then_some(Command::Simple(Rc::new(simple)))
    }

    /// A word of a simple command: an assignment while no other word has come.
    fn command_word(&mut self, simple: &mut Simple) -> Option<()> {
        let mut word = self.word()?;
        if simple.words.is_empty() {
            self.refuse_split(&word)?;
        }
        if self.peek() == Some(b'(') && self.may_hold_array(simple, &word) {
            let value = self.nested(Self::array)?;
            word.span.end = self.at as u32;
            word.parts.extend(value);
        }
        match assignment(self.text, &word, self.dialect) {
            Some(assignment) if simple.words.is_empty() => simple.assignments.push(assignment),
            _ if simple.words.is_empty() && self.opens_index(&word) => return None,
            _ => simple.words.push(word),
        }
        self.refuse_timed(simple)
    }

    /// bash's `time` stands before any pipeline; only simple commands behind it are read.
    fn refuse_timed(&mut self, simple: &Simple) -> Option<()> {
        let raw = |word: &Word| word.span.of(self.text);
        let timed = simple.words.first().is_some_and(|word| raw(word) == "time");
        let begins = simple
            .words
            .last()
            .is_some_and(|word| matches!(raw(word), "time" | "-p"));
        if !self.is(Dialect::Bash) || !timed || !begins {
            return Some(());
        }
        let end = self.at;
        self.at = self.after_blanks(end);
        let reserved = self.keyword().is_some();
        self.at = end;
        (!reserved).then_some(())
    }

    /// Refuses a word whose reserved word or name a continuation splits.
    fn refuse_split(&self, word: &Word) -> Option<()> {
        let raw = word.span.of(self.text);
        if !raw.contains("\\\n") {
            return Some(());
        }
        let head = raw.split('=').next().unwrap_or_default();
        let split_name = head.len() < raw.len() && head.contains("\\\n");
        let joined = raw.replace("\\\n", "");
        let split_digits = joined.bytes().all(|byte| byte.is_ascii_digit());
        (!split_name && !split_digits && !self.is_reserved(&joined)).then_some(())
    }

    fn may_hold_array(&self, simple: &Simple, word: &Word) -> bool {
        let declares = |name: &Word| DECLARATIONS.contains(&name.span.of(self.text));
        self.is(Dialect::Bash)
            && simple.words.first().is_none_or(declares)
            && assignment(self.text, word, self.dialect)
                .is_some_and(|assignment| assignment.value.span.is_empty())
    }

    /// bash's `( … )` behind `NAME=`; blanks and brackets are plain parts of the value.
    fn array(&mut self) -> Option<Vec<Part>> {
        let mut parts = Vec::new();
        self.literal(1, &mut parts);
        loop {
            let from = self.at;
            self.linebreaks()?;
            let skipped = std::mem::replace(&mut self.at, from);
            if skipped > from {
                self.literal(skipped - from, &mut parts);
            }
            if self.peek()? == b')' {
                self.literal(1, &mut parts);
                return Some(parts);
            }
            parts.extend(self.word()?.parts);
        }
    }

    /// Whether bash would look for the end of an index beyond this word.
    fn opens_index(&self, word: &Word) -> bool {
        let raw = word.span.of(self.text);
        let name = name_length(raw.as_bytes());
        self.is(Dialect::Bash) && name > 0 && raw[name..].starts_with('[') && !raw.contains(']')
    }

    /// `name ( ) …`, the bracket being next.
    fn function(&mut self, simple: &Simple) -> Option<Command> {
        let ([name], [], []) = (
            &simple.words[..],
            &simple.assignments[..],
            &simple.redirections[..],
        ) else {
            return None;
        };
        let written = name.span.of(self.text);
        let good = name_length(written.as_bytes()) == written.len();
        let plain = name.literal(self.text).is_some_and(|text| text == written);
        if !(good || plain && self.is(Dialect::Bash)) {
            return None;
        }
        self.at += 1;
        self.blanks();
        self.eat(")")?;
        self.function_body(name.span.start as usize, name.span)
    }

    /// Where the operator of the redirection stands that begins here.
    pub(super) fn redirection_operator(&self) -> Option<usize> {
        let bytes = &self.text.as_bytes()[self.at..self.end];
        let mut at = self.at;
        match bytes.first()? {
            b'0'..=b'9' => {
                // dash reads one digit, the others a number.
                let most = if self.is(Dialect::Posix) { 1 } else { 9 };
                let digits = bytes.iter().take(most + 1);
                at += digits.take_while(|byte| byte.is_ascii_digit()).count();
                if at > self.at + most {
                    return None;
                }
            }
            b'{' if self.is(Dialect::Bash) => {
                let name = name_length(&bytes[1..]);
                at += name + 2;
                if name == 0 || bytes.get(name + 1) != Some(&b'}') {
                    return None;
                }
            }
            b'&' if !self.is(Dialect::Posix) => {
                return (bytes.get(1) == Some(&b'>')).then_some(at);
            }
            _ => {}
        }
        let redirects = matches!(self.byte(at), Some(b'<' | b'>')) && !self.substitutes(at);
        (redirects || self.numbers_both(at)).then_some(at)
    }

    /// Whether `&>` at `at` takes the number before it, as in busybox; to bash that is a word.
    fn numbers_both(&self, at: usize) -> bool {
        let both = self.byte(at) == Some(b'&') && self.byte(at + 1) == Some(b'>');
        both && self.is(Dialect::Busybox)
    }

    /// A redirection whose operator stands at `operator`.
    pub(super) fn redirection(&mut self, operator: usize) -> Option<Redirection> {
        const OPERATORS: [&str; 12] = [
            "<<<", "<<-", "&>>", "<<", "<&", "<>", ">>", ">&", ">|", "&>", "<", ">",
        ];
        let start = std::mem::replace(&mut self.at, operator);
        let known = |text: &&str| match *text {
            "<<<" | "&>>" => self.is(Dialect::Bash),
            "&>" => !self.is(Dialect::Posix),
            _ => true,
        };
        let text = OPERATORS
            .into_iter()
            .filter(known)
            .find(|text| self.starts(text))?;
        let operator = self.operator(text.len())?;
        self.blanks();
        let target = self.word()?;
        self.refuse_number(text, &target)?;
        let span = Span::new(start, self.at);
        let mut heredoc = None;
        let mut body = Vec::new();
        if matches!(text, "<<" | "<<-") {
            self.announce(operator, &target)?;
            (heredoc, body) = match self.known.remove(&(operator.start as usize)) {
                Some((span, parts)) => (Some(span), parts),
                None => (None, Vec::new()),
            };
        }
        Some(Redirection {
            span,
            operator,
            target,
            heredoc,
            body,
        })
    }
}

impl Reader<'_> {
    /// Refuses a target that is a number right before the next redirection: shells take it for that one's descriptor (POSIX
    /// 2.7), only bash reads `2>&1>file` all the same.
    fn refuse_number(&self, operator: &str, target: &Word) -> Option<()> {
        let raw = target.span.of(self.text);
        let digits = raw.bytes().all(|byte| byte.is_ascii_digit());
        // bash's `{name}>`.
        let named = raw.starts_with('{') && self.is(Dialect::Bash);
        let next = matches!(self.peek(), Some(b'<' | b'>')) || self.numbers_both(self.at);
        let read = self.is(Dialect::Bash) && digits && matches!(operator, ">&" | "<&");
        (!(digits || named) || !next || read).then_some(())
    }
}

/// The word as an assignment, if it is one (POSIX 2.10.2 rule 7; bash: with `+=` and an index).
fn assignment(text: &str, word: &Word, dialect: Dialect) -> Option<Assignment> {
    let Part::Literal(first) = word.parts.first()? else {
        return None;
    };
    let raw = word.span.of(text);
    let first = first.of(text);
    let length = name_length(first.as_bytes());
    let bash = dialect == Dialect::Bash;
    let (name, value) = match &first.as_bytes()[length..] {
        _ if length == 0 => return None,
        [b'=', ..] => (length, length + 1),
        [b'+', b'=', ..] if bash => (length, length + 2),
        [b'[', ..] if bash => index_end(raw, length)?,
        _ => return None,
    };
    let start = word.span.start as usize;
    let value = Span::new(start + value, word.span.end as usize);
    let parts = word.parts.iter();
    let parts: Vec<Part> = parts.filter_map(|part| part.from(value.start)).collect();
    // An index with quotes may hold a `]` of its own.
    let whole = parts.first().map_or(value.end, |part| part.span().start) == value.start;
    whole.then(|| Assignment {
        span: word.span,
        name: Span::new(start, start + name),
        value: Word { span: value, parts },
    })
}

/// Where the name with its index and where the value begins: `a[i]=` and `a[i]+=`.
fn index_end(raw: &str, name: usize) -> Option<(usize, usize)> {
    let close = name + raw[name..].find(']')?;
    match &raw.as_bytes()[close + 1..] {
        [b'=', ..] => Some((close + 1, close + 2)),
        [b'+', b'=', ..] => Some((close + 1, close + 3)),
        _ => None,
    }
}

impl Part {
    /// What of it stands at `start` or behind.
    fn from(&self, start: u32) -> Option<Part> {
        match self {
            Part::Literal(span) => {
                let start = span.start.max(start);
                let end = span.end;
                (start < end).then_some(Part::Literal(Span { start, end }))
            }
            part => (part.span().start >= start).then(|| part.clone()),
        }
    }
}
