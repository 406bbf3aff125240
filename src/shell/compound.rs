//! Compound commands and function definitions (POSIX 2.9.4 and 2.9.5).

use super::lexer::{Reader, name_length};
use super::{Command, Compound, CompoundKind, Dialect, List};
use crate::text::Span;

impl Reader<'_> {
    /// The compound command that `word` opens.
    pub(super) fn compound(&mut self, word: &'static str) -> Option<Command> {
        let start = self.at;
        let mut compound = Compound::new(match word {
            "{" => CompoundKind::Braces,
            "if" => CompoundKind::If,
            "for" => CompoundKind::For,
            "while" => CompoundKind::While,
            "until" => CompoundKind::Until,
            "case" => CompoundKind::Case,
            "select" => CompoundKind::Select,
            "[[" => CompoundKind::Test,
            _ => return None,
        });
        self.at += word.len();
        self.nested(|reader| reader.inside(&mut compound))?;
        self.finish(start, compound)
    }

    fn inside(&mut self, compound: &mut Compound) -> Option<()> {
        match compound.kind {
            CompoundKind::Braces => {
                compound.lists.push(self.filled_list()?);
                self.expect("}")
            }
            CompoundKind::If => self.branches(compound),
            CompoundKind::While | CompoundKind::Until => {
                compound.lists.push(self.filled_list()?);
                self.loop_body(compound)
            }
            CompoundKind::For | CompoundKind::Select => self.for_loop(compound),
            CompoundKind::Case => self.case(compound),
            CompoundKind::Test => self.conditional(compound),
            CompoundKind::Subshell | CompoundKind::Arithmetic => None,
        }
    }

    fn branches(&mut self, compound: &mut Compound) -> Option<()> {
        loop {
            compound.lists.push(self.filled_list()?);
            self.expect("then")?;
            compound.lists.push(self.filled_list()?);
            if self.expect("elif").is_none() {
                break;
            }
        }
        if self.expect("else").is_some() {
            compound.lists.push(self.filled_list()?);
        }
        self.expect("fi")
    }

    fn loop_body(&mut self, compound: &mut Compound) -> Option<()> {
        self.expect("do")?;
        compound.lists.push(self.filled_list()?);
        self.expect("done")
    }

    fn for_loop(&mut self, compound: &mut Compound) -> Option<()> {
        self.blanks();
        if self.is(Dialect::Bash) && self.starts("((") {
            compound.words.push(self.double_brackets()?);
            self.blanks();
        } else {
            compound.name = Some(self.name()?);
            self.linebreaks()?;
            if self.expect("in").is_some() {
                self.for_words(compound)?;
                // A `;` or a line end must stand here.
                if !matches!(self.peek(), Some(b';' | b'\n')) {
                    return None;
                }
            }
        }
        if self.peek() == Some(b';') {
            self.operator(1)?;
        }
        self.linebreaks()?;
        self.loop_body(compound)
    }

    fn for_words(&mut self, compound: &mut Compound) -> Option<()> {
        self.blanks();
        while self.at_word() {
            compound.words.push(self.word()?);
            self.blanks();
        }
        Some(())
    }

    /// A variable's name as a word of its own.
    fn name(&mut self) -> Option<Span> {
        let length = name_length(&self.text.as_bytes()[self.at..self.end]);
        if length == 0 || !self.ends_word(self.at + length) {
            return None;
        }
        self.at += length;
        Some(Span::new(self.at - length, self.at))
    }

    fn case(&mut self, compound: &mut Compound) -> Option<()> {
        self.blanks();
        compound.words.push(self.word()?);
        self.linebreaks()?;
        self.expect("in")?;
        loop {
            self.linebreaks()?;
            if self.expect("esac").is_some() {
                return Some(());
            }
            self.patterns(compound)?;
            compound.lists.push(self.list());
            if self.failed {
                return None;
            }
            if !self.branch_end() {
                return self.expect("esac");
            }
        }
    }

    fn patterns(&mut self, compound: &mut Compound) -> Option<()> {
        if self.peek() == Some(b'(') {
            self.at += 1;
            self.blanks();
        }
        loop {
            compound.words.push(self.word()?);
            self.blanks();
            if self.eat(")").is_some() {
                return Some(());
            }
            self.eat("|")?;
            self.blanks();
        }
    }

    /// Takes `;;`, or bash's `;&` and `;;&`.
    fn branch_end(&mut self) -> bool {
        self.blanks();
        let bash = self.is(Dialect::Bash);
        if bash && self.eat(";;&").is_some() {
            return true;
        }
        self.eat(";;").is_some() || (bash && self.eat(";&").is_some())
    }

    /// `function name …`, with or without `()`.
    pub(super) fn function_keyword(&mut self) -> Option<Command> {
        let start = self.at;
        self.at += "function".len();
        self.blanks();
        let name = self.word()?;
        let written = name.literal(self.text)?;
        if written != name.span.of(self.text) {
            return None;
        }
        self.blanks();
        if self.eat("(").is_some() {
            self.blanks();
            self.eat(")")?;
        }
        let function = self.function_body(start, name.span)?;
        // Behind this word no shell takes a simple command.
        let simple = match &function {
            Command::Function { body, .. } => body.is_simple(),
            _ => false,
        };
        (!simple).then_some(function)
    }

    /// What follows `name()`.
    pub(super) fn function_body(&mut self, start: usize, name: Span) -> Option<Command> {
        self.linebreaks()?;
        let body = self.command();
        // dash and busybox take any command as a body, bash a compound one.
        let fits = match body {
            Command::Compound(_) => true,
            Command::Simple(_) => !self.is(Dialect::Bash),
            Command::Function { .. } | Command::Opaque(_) => false,
        };
        fits.then(|| Command::Function {
            span: Span::new(start, body.span().end as usize),
            name,
            body: List::of(body),
        })
    }
}

impl List {
    /// Whether it begins with a simple command.
    fn is_simple(&self) -> bool {
        let first = self.statements.first().and_then(|one| one.elements.first());
        let command = first.and_then(|element| element.pipeline.commands.first());
        matches!(command, Some(Command::Simple(_)))
    }
}
