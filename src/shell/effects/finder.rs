//! Walks a script for what outlives it, keeping in mind which shell runs what.

use super::{Effect, EffectKind, builtins};
use crate::shell::query::Place;
use crate::shell::{
    Command, Compound, CompoundKind, Element, End, List, Part, Redirection, Simple, Word,
};
use crate::text::Span;

pub(super) struct Finder<'t> {
    pub(super) text: &'t str,
    pub(super) found: Vec<Effect>,
}

impl Finder<'_> {
    fn add(&mut self, kind: EffectKind, span: Span, name: Option<&str>) {
        let name = name.map(str::to_string);
        self.found.push(Effect { kind, span, name });
    }

    pub(super) fn list(&mut self, list: &List, place: Place) {
        for statement in &list.statements {
            let background = match statement.end {
                End::Background(_) => true,
                End::Text | End::Newline | End::Semicolon(_) => false,
            };
            if background {
                self.add(EffectKind::Background, statement.span, None);
            }
            let subshell = place.subshell || background;
            self.elements(&statement.elements, Place { subshell, ..place });
        }
    }

    pub(super) fn elements(&mut self, elements: &[Element], place: Place) {
        for element in elements {
            let commands = &element.pipeline.commands;
            let subshell = place.subshell || commands.len() > 1;
            for command in commands {
                self.command(command, Place { subshell, ..place });
            }
        }
    }

    fn command(&mut self, command: &Command, place: Place) {
        match command {
            Command::Simple(simple) => self.simple(simple, place),
            Command::Compound(compound) => self.compound(compound, place),
            Command::Function { span, name, body } => {
                if !place.subshell {
                    self.add(EffectKind::Function, *span, Some(name.of(self.text)));
                }
                // It runs where it is called; what it leaves there counts with its definition.
                let place = Place {
                    subshell: true,
                    ..place
                };
                self.list(body, place);
            }
            Command::Opaque(span) => self.add(EffectKind::Opaque, *span, None),
        }
    }

    fn simple(&mut self, simple: &Simple, place: Place) {
        for word in simple.values() {
            self.parts(&word.parts, place);
        }
        self.redirections(&simple.redirections, place);
        if place.subshell {
            return;
        }
        if simple.words.is_empty() || builtins::keeps_assignments(simple, self.text) {
            for assignment in &simple.assignments {
                let name = assignment.name.of(self.text);
                self.add(EffectKind::Variable, assignment.span, Some(name));
            }
        }
        self.found.extend(builtins::effects(simple, self.text));
    }

    fn compound(&mut self, compound: &Compound, place: Place) {
        let inside = place.inside(compound.kind);
        if let (Some(name), false) = (compound.name, inside.subshell) {
            self.add(EffectKind::Variable, name, Some(name.of(self.text)));
        }
        for word in &compound.words {
            self.parts(&word.parts, inside);
        }
        let arithmetic = matches!(compound.kind, CompoundKind::Arithmetic | CompoundKind::For);
        if arithmetic && compound.name.is_none() && !inside.subshell {
            compound.words.iter().for_each(|word| self.arithmetic(word));
        }
        compound
            .lists
            .iter()
            .for_each(|list| self.list(list, inside));
        self.redirections(&compound.redirections, place);
    }

    fn arithmetic(&mut self, word: &Word) {
        if builtins::assigns(word.span.of(self.text)) {
            self.add(EffectKind::Variable, word.span, None);
        }
    }

    fn redirections(&mut self, redirections: &[Redirection], place: Place) {
        for redirection in redirections {
            // bash's `{name}>file` keeps the descriptor open and its number in a variable.
            if redirection.span.of(self.text).starts_with('{') && !place.subshell {
                self.add(EffectKind::Variable, redirection.span, None);
            }
            self.parts(&redirection.target.parts, place);
            self.parts(&redirection.body, place);
        }
    }

    fn parts(&mut self, parts: &[Part], place: Place) {
        for part in parts {
            match part {
                Part::Double(_, parts) => self.parts(parts, place),
                Part::Arithmetic(span, parts) => {
                    self.parts(parts, place);
                    if !place.subshell && builtins::assigns(span.of(self.text)) {
                        self.add(EffectKind::Variable, *span, None);
                    }
                }
                Part::Parameter { span, name, parts } => {
                    self.parts(parts, place);
                    self.parameter(*span, *name, place);
                }
                Part::Command { span, list } => self.substitution(*span, list, place),
                Part::Literal(_) | Part::Escaped(_) | Part::Single(_) | Part::Dollar(_) => {}
            }
        }
    }

    fn parameter(&mut self, span: Span, name: Span, place: Place) {
        let written = name.of(self.text);
        if written == "!" {
            self.add(EffectKind::Jobs, span, None);
        }
        let behind = &self.text[name.end as usize..span.end as usize];
        // POSIX 2.6.2: `=` and `:=` assign; bash allows an index before.
        let operator = match behind.starts_with('[') {
            true => behind.split_once(']').map_or("", |(_, rest)| rest),
            false => behind,
        };
        let assigns = operator.starts_with('=') || operator.starts_with(":=");
        if assigns && !place.subshell {
            self.add(EffectKind::Variable, span, Some(written));
        }
    }

    fn substitution(&mut self, span: Span, list: &List, place: Place) {
        let raw = span.of(self.text);
        // `>(…)` runs on while and after its writer does.
        if raw.starts_with('>') {
            self.add(EffectKind::Background, span, None);
        }
        // Backticks that were not looked into may hold a `&`.
        if raw.starts_with('`') && list.statements.is_empty() && builtins::backgrounds(raw) {
            self.add(EffectKind::Background, span, None);
        }
        self.list(list, place.substituted());
    }
}
