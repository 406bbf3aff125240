//! What holds for every text: no panic and exact spans.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that fails says so"
)]

use dfopt::shell::effects::effects;
use dfopt::shell::{
    self, Command, Compound, Dialect, List, Part, Redirection, Script, Simple, Word,
};
use dfopt::text::Span;
use proptest::prelude::*;

const DIALECTS: [Dialect; 3] = [Dialect::Posix, Dialect::Busybox, Dialect::Bash];

#[rustfmt::skip]
const FRAGMENTS: &[&str] = &[
    " ", " ", "\t", "\n", "\\\n", ";", "&", "&&", "||", "|", "|&", ";;", ";&", "(", ")", "((",
    "))", "{ ", "; }", "}", "$(", "${", "$((", "`", "'", "\"", "\\", "\\\\", "$", "$x", "$1",
    "$@", "${x:-", "${#x}", "${x%", "#", " # c", "\n#c\n", "if ", "; then ", "; else ", "; fi",
    "for x in ", "; do ", "; done", "while ", "until ", "case x in ", "a) ", "esac", "! ", "[[ ",
    " ]]", "=~ ", "==", "select ", "function f ", "f() ", "a", "é", "cd /", "x=", "x+=", "a[1]=",
    "x=(", "1", "2>", ">", ">>", "<", "<<<", "<<E\n", "<<-E ", "<<'E' ", "\nE\n", "\n\tE\n", "E",
    "&>", "&>>", ">&1", "<(", ">(", "{fd}>", "$'", "$\"", "*", "?", "[", "]", "~", "{a,b}", "=",
    "\r", "time ", "coproc ", "export ", "eval ", "\u{2028}",
];

fn shellish() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(FRAGMENTS), 0..40).prop_map(|parts| parts.concat())
}

/// Asks for the laws of spans all the way down.
struct Laws<'t> {
    text: &'t str,
}

impl Laws<'_> {
    fn span(&self, span: Span, within: Span) {
        assert!(span.start <= span.end && span.end as usize <= self.text.len());
        assert!(
            self.text.get(span.range()).is_some(),
            "{span:?} splits a character"
        );
        assert!(within.contains(span), "{span:?} is not in {within:?}");
    }

    fn list(&self, list: &List, within: Span) {
        let mut at = within.start;
        for statement in &list.statements {
            self.span(statement.span, within);
            assert!(at <= statement.span.start, "statements overlap");
            at = statement.span.end;
            let mut from = statement.span.start;
            assert!(!statement.elements.is_empty());
            for (index, element) in statement.elements.iter().enumerate() {
                assert_eq!(element.operator.is_some(), index > 0);
                if let Some(operator) = element.operator {
                    let written = if operator.and { "&&" } else { "||" };
                    assert_eq!(operator.span.of(self.text), written);
                    assert!(from <= operator.span.start);
                    from = operator.span.end;
                }
                let pipeline = &element.pipeline;
                self.span(pipeline.span, statement.span);
                assert!(from <= pipeline.span.start);
                from = pipeline.span.end;
                assert!(!pipeline.commands.is_empty());
                let mut from = pipeline.span.start;
                for command in &pipeline.commands {
                    assert!(from <= command.span().start);
                    from = command.span().end;
                    self.command(command, pipeline.span);
                }
                assert_eq!(from, pipeline.span.end);
            }
            assert_eq!(from, statement.span.end);
        }
    }

    fn command(&self, command: &Command, within: Span) {
        self.span(command.span(), within);
        match command {
            Command::Simple(simple) => self.simple(simple),
            Command::Compound(compound) => self.compound(compound),
            Command::Function { span, name, body } => {
                self.span(*name, *span);
                self.list(body, *span);
            }
            Command::Opaque(span) => assert_eq!(span.end as usize, self.text.len()),
        }
    }

    fn simple(&self, simple: &Simple) {
        let mut spans = Vec::new();
        for assignment in &simple.assignments {
            self.span(assignment.span, simple.span);
            self.span(assignment.name, assignment.span);
            self.word(&assignment.value, assignment.span);
            assert_eq!(assignment.value.span.end, assignment.span.end);
            spans.push(assignment.span);
        }
        for word in &simple.words {
            self.word(word, simple.span);
            assert!(!word.span.is_empty());
            spans.push(word.span);
        }
        for redirection in &simple.redirections {
            self.redirection(redirection, simple.span);
            spans.push(redirection.span);
        }
        spans.sort();
        assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start));
        assert_eq!(
            spans.first().map(|span| span.start),
            Some(simple.span.start)
        );
        assert_eq!(spans.last().map(|span| span.end), Some(simple.span.end));
    }

    fn compound(&self, compound: &Compound) {
        let span = compound.span;
        compound.lists.iter().for_each(|list| self.list(list, span));
        compound.words.iter().for_each(|word| self.word(word, span));
        compound
            .redirections
            .iter()
            .for_each(|one| self.redirection(one, span));
        assert!(compound.name.is_none_or(|name| span.contains(name)));
    }

    fn redirection(&self, redirection: &Redirection, within: Span) {
        self.span(redirection.span, within);
        self.span(redirection.operator, redirection.span);
        self.word(&redirection.target, redirection.span);
        if let Some(body) = redirection.heredoc {
            self.span(body, Span::new(0, self.text.len()));
            assert!(redirection.span.end < body.start);
            if !redirection.body.is_empty() {
                self.parts(&redirection.body, body);
            }
        }
    }

    fn word(&self, word: &Word, within: Span) {
        self.span(word.span, within);
        self.parts(&word.parts, word.span);
        if let Some(literal) = word.literal(self.text) {
            assert!(literal.len() <= word.span.len());
        }
    }

    /// The parts tile the span.
    fn parts(&self, parts: &[Part], whole: Span) {
        let mut at = whole.start;
        for part in parts {
            let span = part.span();
            assert_eq!(
                span.start,
                at,
                "parts do not tile {:?}",
                whole.of(self.text)
            );
            assert!(!span.is_empty());
            at = span.end;
            self.span(span, whole);
            let inside = |start: u32, end: u32| Span {
                start: span.start + start,
                end: span.end - end,
            };
            match part {
                Part::Double(_, parts) => self.parts(parts, inside(1, 1)),
                Part::Arithmetic(_, parts) => self.parts(parts, inside(3, 2)),
                Part::Parameter { name, parts, .. } => {
                    self.span(*name, span);
                    let braced = self.text[span.range()].starts_with("${");
                    let end = span.end - u32::from(braced);
                    self.parts(
                        parts,
                        Span {
                            start: name.end,
                            end,
                        },
                    );
                }
                Part::Command { list, .. } => self.list(list, span),
                Part::Literal(_) | Part::Escaped(_) | Part::Single(_) | Part::Dollar(_) => {}
            }
        }
        assert_eq!(at, whole.end, "parts do not tile {:?}", whole.of(self.text));
    }
}

fn hold(text: &str, dialect: Dialect) -> Script {
    let script = shell::parse(text, dialect);
    let laws = Laws { text };
    laws.list(&script.list, Span::new(0, text.len()));
    for comment in &script.comments {
        assert!(comment.of(text).starts_with('#'));
    }
    assert!(
        script
            .comments
            .windows(2)
            .all(|pair| pair[0].end <= pair[1].start)
    );
    for effect in effects(&script, text).iter() {
        effect.describe(text);
    }
    let commands: Vec<_> = script.simple_commands().collect();
    assert!(
        commands
            .iter()
            .all(|found| found.simple.span.end as usize <= text.len())
    );
    script
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4096, ..ProptestConfig::default() })]

    #[test]
    fn any_text_can_be_read(text in ".{0,80}") {
        DIALECTS.iter().for_each(|dialect| drop(hold(&text, *dialect)));
    }

    #[test]
    fn any_shellish_text_can_be_read(text in shellish()) {
        DIALECTS.iter().for_each(|dialect| drop(hold(&text, *dialect)));
    }

    /// Nothing is left out: what is in no statement is blank, a mark, a comment, a continuation or a heredoc's body.
    #[test]
    fn nothing_is_left_out(text in shellish()) {
        for dialect in DIALECTS {
            let script = hold(&text, dialect);
            let mut rest: Vec<u8> = text.clone().into_bytes();
            let statements = script.list.statements.iter().map(|one| one.span);
            for span in statements.chain(script.comments.iter().copied()) {
                rest[span.range()].fill(b' ');
            }
            if !script.has_heredoc() {
                let mark = |byte: u8| b" \t\n;&\\".contains(&byte);
                prop_assert!(rest.into_iter().all(mark), "{text:?}");
            }
        }
    }
}

#[test]
fn real_bodies_obey_the_laws() {
    let Some(folder) = std::env::var_os("DFOPT_CORPUS") else {
        println!("skipped: DFOPT_CORPUS is not set");
        return;
    };
    let Ok(lines) = std::fs::read_to_string(std::path::Path::new(&folder).join("run-bodies.jsonl"))
    else {
        println!("skipped: DFOPT_CORPUS holds no run-bodies.jsonl");
        return;
    };
    for line in lines.lines() {
        let sample: serde_json::Value = serde_json::from_str(line).unwrap();
        let body = sample["body"].as_str().unwrap();
        DIALECTS
            .iter()
            .for_each(|dialect| drop(hold(body, *dialect)));
    }
    println!("{} bodies", lines.lines().count());
}
