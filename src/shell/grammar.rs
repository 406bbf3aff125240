//! Lists, AND-OR lists, pipelines and what a command is (POSIX 2.9 and 2.10).

use super::lexer::Reader;
use super::{
    Command, Compound, CompoundKind, Dialect, Element, End, List, Operator, Pipeline, Statement,
};
use crate::text::Span;

impl Reader<'_> {
    /// Statements up to what cannot begin one. After a failure the last command is opaque and the list ends with it.
    pub(super) fn list(&mut self) -> List {
        let mut list = List::default();
        loop {
            if self.linebreaks().is_none() || self.closes() {
                return list;
            }
            let statement = self.statement();
            let ended = statement.end != End::Text;
            list.statements.push(statement);
            if self.failed {
                return list;
            }
            if !ended && !self.closes() {
                self.failed = true;
                let rest = List::of(Command::Opaque(self.rest()));
                list.statements.extend(rest.statements);
                return list;
            }
        }
    }

    /// A list that must hold a statement.
    pub(super) fn filled_list(&mut self) -> Option<List> {
        let list = self.list();
        (!self.failed && !list.statements.is_empty()).then_some(list)
    }

    fn statement(&mut self) -> Statement {
        let mut elements = Vec::new();
        let mut operator = None;
        loop {
            let pipeline = self.pipeline();
            elements.push(Element { operator, pipeline });
            operator = match self.failed {
                true => None,
                false => self.and_or(),
            };
            if operator.is_none() {
                break;
            }
        }
        let first = elements[0].pipeline.span;
        let last = elements[elements.len() - 1].pipeline.span;
        Statement {
            span: first.cover(last),
            elements,
            end: match self.failed {
                true => End::Text,
                false => self.end_mark(),
            },
        }
    }

    fn and_or(&mut self) -> Option<Operator> {
        self.blanks();
        let and = self.starts("&&");
        if !and && !self.starts("||") {
            return None;
        }
        let span = Span::new(self.at, self.at + 2);
        self.at += 2;
        self.failed |= self.linebreaks().is_none();
        Some(Operator { span, and })
    }

    fn end_mark(&mut self) -> End {
        self.blanks();
        let mark = match self.peek() {
            Some(b';') if !self.closes() => End::Semicolon,
            Some(b'&') => End::Background,
            Some(b'\n') => {
                // A failure here leaves its heredoc pending, and the script is cut before it.
                return self.newline().map_or(End::Text, |()| End::Newline);
            }
            _ => return End::Text,
        };
        self.operator(1).map_or(End::Text, mark)
    }

    fn pipeline(&mut self) -> Pipeline {
        let start = self.at;
        let negated = !self.failed && self.negation();
        let mut commands = vec![self.command()];
        while !self.failed && self.pipe() {
            commands.push(self.command());
        }
        let end = commands[commands.len() - 1].span().end;
        Pipeline {
            span: Span::new(start, end as usize),
            negated,
            commands,
        }
    }

    /// Takes `!`. bash alone reads several.
    fn negation(&mut self) -> bool {
        let mut negated = false;
        while self.word_is("!") {
            self.at += 1;
            self.blanks();
            negated = !negated;
            if !self.is(Dialect::Bash) {
                break;
            }
        }
        negated
    }

    fn pipe(&mut self) -> bool {
        self.blanks();
        if self.peek() != Some(b'|') || self.starts("||") {
            return false;
        }
        let both = self.is(Dialect::Bash) && self.starts("|&");
        self.failed |= self.operator(1 + usize::from(both)).is_none();
        self.failed |= self.linebreaks().is_none();
        true
    }

    /// A command, or all the rest as an opaque one.
    pub(super) fn command(&mut self) -> Command {
        let start = self.at;
        match self.try_command() {
            Some(command) if !self.failed => command,
            _ => {
                self.failed = true;
                Command::Opaque(Span::new(start, self.text.len()))
            }
        }
    }

    fn try_command(&mut self) -> Option<Command> {
        if self.failed {
            return None;
        }
        match self.keyword() {
            None if self.peek() == Some(b'(') => self.bracket(),
            None => self.simple(),
            Some("function") => self.nested(Self::function_keyword),
            Some(word) => self.compound(word),
        }
    }

    /// `( … )`, or bash's `(( … ))`.
    fn bracket(&mut self) -> Option<Command> {
        let start = self.at;
        let arithmetic = self.is(Dialect::Bash) && self.starts("((");
        let mut compound = Compound::new(match arithmetic {
            true => CompoundKind::Arithmetic,
            false => CompoundKind::Subshell,
        });
        if arithmetic {
            compound.words.push(self.nested(Self::double_brackets)?);
        } else {
            self.at += 1;
            compound.lists.push(self.nested(Self::filled_list)?);
            self.eat(")")?;
        }
        self.finish(start, compound)
    }

    /// Takes the redirections behind a compound command.
    pub(super) fn finish(&mut self, start: usize, mut compound: Compound) -> Option<Command> {
        let mut end = self.at;
        loop {
            self.blanks();
            let Some(operator) = self.redirection_operator() else {
                break;
            };
            compound.redirections.push(self.redirection(operator)?);
            end = self.at;
        }
        compound.span = Span::new(start, end);
        Some(Command::Compound(compound))
    }
}

impl Compound {
    pub(super) fn new(kind: CompoundKind) -> Self {
        Compound {
            span: Span::at(0),
            kind,
            name: None,
            lists: Vec::new(),
            words: Vec::new(),
            redirections: Vec::new(),
        }
    }
}

impl List {
    /// The list that holds nothing but `command`.
    pub(super) fn of(command: Command) -> List {
        let span = command.span();
        let pipeline = Pipeline {
            span,
            negated: false,
            commands: vec![command],
        };
        let element = Element {
            operator: None,
            pipeline,
        };
        List {
            statements: vec![Statement {
                span,
                elements: vec![element],
                end: End::Text,
            }],
        }
    }

    /// Makes all from the command that holds the byte at `offset` opaque, to `end`.
    pub(super) fn cut(&mut self, offset: u32, end: u32) {
        self.statements.truncate(
            self.statements
                .partition_point(|one| one.span.end <= offset)
                + 1,
        );
        let Some(statement) = self.statements.last_mut() else {
            return;
        };
        let elements = &mut statement.elements;
        elements.truncate(elements.partition_point(|one| one.pipeline.span.end <= offset) + 1);
        let Some(Element { pipeline, .. }) = elements.last_mut() else {
            return;
        };
        let commands = &mut pipeline.commands;
        commands.truncate(commands.partition_point(|one| one.span().end <= offset) + 1);
        if let Some(command) = commands.last_mut() {
            let start = command.span().start;
            *command = Command::Opaque(Span { start, end });
        }
        pipeline.span.end = end;
        statement.span.end = end;
        statement.end = End::Text;
    }
}
