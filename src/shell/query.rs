//! Questions about what was read: what a word says, what a command is called, which commands there are.

use std::borrow::Cow;
use std::rc::Rc;

use super::{Command, Compound, CompoundKind, End, List, Part, Redirection, Script, Simple, Word};

impl Word {
    /// What the word is once quotes are off, `None` if the shell puts in something else: expansions, and unquoted `*`, `?`,
    /// `[…]`, `~` or `{…,…}` (POSIX 2.6; braces as in bash, for whatever shell).
    pub fn literal<'t>(&self, text: &'t str) -> Option<Cow<'t, str>> {
        match self.has_pattern(text) {
            true => None,
            false => self.unquoted(text),
        }
    }

    /// What the word is once quotes are off, with unquoted `*`, `?`, `[…]`, `~` and `{…}` as they stand; `None` if it holds
    /// expansions.
    pub fn unquoted<'t>(&self, text: &'t str) -> Option<Cow<'t, str>> {
        if let [part] = &self.parts[..] {
            return part.unquoted(text);
        }
        let mut out = String::with_capacity(self.span.len());
        for part in &self.parts {
            out.push_str(&part.unquoted(text)?);
        }
        Some(Cow::Owned(out))
    }

    /// The word as it is written.
    pub fn raw<'t>(&self, text: &'t str) -> &'t str {
        self.span.of(text)
    }

    /// Whether unquoted characters stand in it that the shell may put file names, a home or alternatives for.
    fn has_pattern(&self, text: &str) -> bool {
        let (mut bracket, mut brace, mut choice) = (false, false, false);
        let mut before = None;
        for part in &self.parts {
            let Part::Literal(span) = part else {
                before = Some(b'x');
                continue;
            };
            for byte in span.of(text).bytes() {
                match byte {
                    b'*' | b'?' | b'(' => return true,
                    b'~' if matches!(before, None | Some(b'=' | b':')) => return true,
                    b']' if bracket => return true,
                    b'}' if choice => return true,
                    b'[' => bracket = true,
                    b'{' => brace = true,
                    b',' => choice |= brace,
                    b'.' if before == Some(b'.') => choice |= brace,
                    _ => {}
                }
                before = Some(byte);
            }
        }
        // A plain dollar before a quote is one to dash and none to newer shells.
        self.parts.windows(2).any(|pair| {
            let dollar = matches!(&pair[0], Part::Literal(span) if span.of(text).ends_with('$'));
            dollar && matches!(pair[1], Part::Single(_) | Part::Double(..))
        })
    }
}

impl Part {
    /// What it is once quotes are off, `None` if the shell puts in something else.
    pub fn unquoted<'t>(&self, text: &'t str) -> Option<Cow<'t, str>> {
        match self {
            Part::Literal(span) => Some(span.of(text).into()),
            Part::Escaped(span) => match &span.of(text)[1..] {
                // A continuation.
                "\n" => Some("".into()),
                character => Some(character.into()),
            },
            Part::Single(span) => {
                let quoted = span.of(text);
                Some(quoted[1..quoted.len() - 1].into())
            }
            Part::Double(_, parts) => match &parts[..] {
                [part] => part.unquoted(text),
                parts => {
                    let pieces: Option<Vec<_>> =
                        parts.iter().map(|part| part.unquoted(text)).collect();
                    Some(Cow::Owned(pieces?.concat()))
                }
            },
            Part::Dollar(span) => {
                let quoted = &span.of(text)[2..span.len() - 1];
                (!quoted.contains('\\')).then_some(quoted.into())
            }
            Part::Parameter { .. } | Part::Command { .. } | Part::Arithmetic(..) => None,
        }
    }
}

impl Simple {
    /// The command's name, `None` if it has none or only the running shell knows it.
    pub fn name<'t>(&self, text: &'t str) -> Option<Cow<'t, str>> {
        self.words.first()?.literal(text)
    }
}

impl Script {
    /// Whether it is one AND list of pipelines of simple commands, in the foreground and wholly understood: `a && b | c && ! d`.
    ///
    /// Its `;` may follow, as may comments and the bodies of heredocs: whoever joins text puts it behind the statement's span.
    pub fn is_and_list(&self) -> bool {
        let [statement] = &self.list.statements[..] else {
            return false;
        };
        let simple = |command: &Command| matches!(command, Command::Simple(_));
        !matches!(statement.end, End::Background(_))
            && statement.elements.iter().all(|element| {
                element.operator.is_none_or(|operator| operator.and)
                    && element.pipeline.commands.iter().all(simple)
            })
    }

    /// Whether something in it was not understood.
    pub fn has_opaque(&self) -> bool {
        self.list.opaque_start().is_some()
    }

    /// Whether a heredoc (`<<` or `<<-`) stands in it, at any depth.
    pub fn has_heredoc(&self) -> bool {
        let mut walk = Walk::default();
        walk.list(&self.list, Place::default());
        walk.heredoc
    }

    /// Every simple command, in the order of the text, at any depth: in compound commands, functions and substitutions too.
    ///
    /// Backticks that hold a backslash are not looked into, nor is what is opaque.
    pub fn simple_commands(&self) -> impl Iterator<Item = Found<'_>> {
        let mut walk = Walk::default();
        walk.list(
            &self.list,
            Place {
                top_level: true,
                ..Place::default()
            },
        );
        walk.found.into_iter()
    }
}

impl List {
    /// Where the opaque rest begins. It is the last command if it is there: inside of others none is kept.
    pub(super) fn opaque_start(&self) -> Option<u32> {
        let pipeline = &self.statements.last()?.elements.last()?.pipeline;
        match pipeline.commands.last()? {
            Command::Opaque(span) => Some(span.start),
            _ => None,
        }
    }
}

/// A simple command and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found<'s> {
    /// The command.
    pub simple: &'s Rc<Simple>,
    /// Where.
    pub place: Place,
}

/// Where in a script a command stands. Several may be true.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// In a pipeline of the script's own list.
    pub top_level: bool,
    /// In brackets, in a pipeline of several commands, in the background or in a substitution: in a shell of its own.
    pub subshell: bool,
    /// In a substitution.
    pub substitution: bool,
    /// In the body of a function, which need not run.
    pub function: bool,
}

impl Place {
    /// Inside of a compound command.
    pub(super) fn inside(self, kind: CompoundKind) -> Place {
        Place {
            top_level: false,
            subshell: self.subshell || kind == CompoundKind::Subshell,
            ..self
        }
    }

    /// Inside of a substitution.
    pub(super) fn substituted(self) -> Place {
        Place {
            top_level: false,
            subshell: true,
            substitution: true,
            ..self
        }
    }
}

#[derive(Default)]
struct Walk<'s> {
    found: Vec<Found<'s>>,
    heredoc: bool,
}

impl<'s> Walk<'s> {
    fn list(&mut self, list: &'s List, place: Place) {
        for statement in &list.statements {
            let background = matches!(statement.end, End::Background(_));
            for element in &statement.elements {
                let commands = &element.pipeline.commands;
                let subshell = place.subshell || background || commands.len() > 1;
                for command in commands {
                    self.command(command, Place { subshell, ..place });
                }
            }
        }
    }

    fn command(&mut self, command: &'s Command, place: Place) {
        match command {
            Command::Simple(simple) => {
                self.found.push(Found { simple, place });
                simple
                    .values()
                    .for_each(|word| self.parts(&word.parts, place));
                self.redirections(&simple.redirections, place);
            }
            Command::Compound(compound) => self.compound(compound, place),
            Command::Function { body, .. } => {
                let place = Place {
                    function: true,
                    top_level: false,
                    ..place
                };
                self.list(body, place);
            }
            Command::Opaque(_) => {}
        }
    }

    fn compound(&mut self, compound: &'s Compound, place: Place) {
        let inside = place.inside(compound.kind);
        compound
            .words
            .iter()
            .for_each(|word| self.parts(&word.parts, inside));
        compound
            .lists
            .iter()
            .for_each(|list| self.list(list, inside));
        self.redirections(&compound.redirections, place);
    }

    fn redirections(&mut self, redirections: &'s [Redirection], place: Place) {
        for redirection in redirections {
            self.heredoc |= redirection.heredoc.is_some();
            self.parts(&redirection.target.parts, place);
            self.parts(&redirection.body, place);
        }
    }

    fn parts(&mut self, parts: &'s [Part], place: Place) {
        for part in parts {
            match part {
                Part::Double(_, parts)
                | Part::Arithmetic(_, parts)
                | Part::Parameter { parts, .. } => self.parts(parts, place),
                Part::Command { list, .. } => self.list(list, place.substituted()),
                _ => {}
            }
        }
    }
}

impl Simple {
    /// The values of its assignments and its words.
    pub(super) fn values(&self) -> impl Iterator<Item = &Word> {
        self.assignments
            .iter()
            .map(|assignment| &assignment.value)
            .chain(&self.words)
    }
}
