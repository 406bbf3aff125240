//! Reads the same text with brush-parser, and with real shells where they are at hand.
//!
//! Of brush-parser only the structure counts: how many and-or elements there are, joined how, and what their commands are called.
//! Its spans are not used. Left out are texts that it refuses, that it is known to read wrong (each with its count printed), and
//! those that are opaque here.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that fails says so"
)]

use std::io::Write;
use std::process::{Command as Process, Stdio};

use brush_parser::ast;
use dfopt::shell::{self, Command, Dialect, Script};

/// One pipeline: the operator before it, whether it is negated, and the names of its commands.
type Shape = Vec<(char, bool, Vec<String>)>;

fn ours(script: &Script, text: &str) -> Shape {
    let mut shape = Vec::new();
    for element in script.list.statements.iter().flat_map(|one| &one.elements) {
        let operator = match element.operator {
            None => ';',
            Some(operator) if operator.and => '&',
            Some(_) => '|',
        };
        let names = element
            .pipeline
            .commands
            .iter()
            .map(|command| match command {
                Command::Simple(simple) => match simple.words.first() {
                    Some(word) => word.raw(text).to_string(),
                    None => String::new(),
                },
                Command::Compound(compound) => format!("<{:?}>", compound.kind),
                Command::Function { name, .. } => format!("{}()", name.of(text)),
                Command::Opaque(_) => "<opaque>".to_string(),
            });
        shape.push((operator, element.pipeline.negated, names.collect()));
    }
    shape
}

fn theirs(text: &str, dialect: Dialect) -> Option<Shape> {
    let options = brush_parser::ParserOptions {
        enable_extended_globbing: false,
        posix_mode: dialect == Dialect::Posix,
        sh_mode: dialect == Dialect::Posix,
        ..Default::default()
    };
    let mut parser = brush_parser::Parser::new(text.as_bytes(), &options);
    let program = parser.parse_program().ok()?;
    let mut shape = Vec::new();
    for item in program.complete_commands.iter().flat_map(|list| &list.0) {
        shape.push(pipeline(';', &item.0.first));
        shape.extend(item.0.additional.iter().map(|next| match next {
            ast::AndOr::And(next) => pipeline('&', next),
            ast::AndOr::Or(next) => pipeline('|', next),
        }));
    }
    Some(shape)
}

/// `time` is a word of the grammar there and the command's first word here.
fn pipeline(operator: char, pipeline: &ast::Pipeline) -> (char, bool, Vec<String>) {
    let mut names: Vec<String> = pipeline.seq.iter().map(name).collect();
    if pipeline.timed.is_some() {
        names[0] = "time".to_string();
    }
    (operator, pipeline.bang, names)
}

fn name(command: &ast::Command) -> String {
    use ast::CompoundCommand as Kind;
    let kind = match command {
        ast::Command::Simple(simple) => {
            let name = simple.word_or_name.as_ref();
            return name.map(|word| word.value.clone()).unwrap_or_default();
        }
        ast::Command::Function(function) => return format!("{}()", function.fname.value),
        ast::Command::ExtendedTest(..) => "Test",
        ast::Command::Compound(compound, _) => match compound {
            Kind::Arithmetic(_) => "Arithmetic",
            Kind::ArithmeticForClause(_) | Kind::ForClause(_) => "For",
            Kind::BraceGroup(_) => "Braces",
            Kind::Subshell(_) => "Subshell",
            Kind::CaseClause(_) => "Case",
            Kind::IfClause(_) => "If",
            Kind::WhileClause(_) => "While",
            Kind::UntilClause(_) => "Until",
            Kind::Coprocess(_) => "Coprocess",
        },
    };
    format!("<{kind}>")
}

const CASES: &[&str] = &[
    "a",
    "a && b || c; d & e",
    "! a | b && c",
    "x=1 y=2 cmd a >out 2>&1 <in",
    "if a; then b; elif c; then d; else e; fi && f",
    "for x in a b; do echo $x; done | sort",
    "while read x; do :; done <f; until a; do b; done",
    "case $x in a|b) c;; *) d;; esac && e",
    "( a; b ) && { c; d; } || e",
    "f() { a; }; f && g",
    "echo 'a && b' \"c || $(d && e)\" `f; g`",
    "echo $((1+2)) ${x:-a b} ${x%%*.} && b",
    "cat <<EOF && b\nbody && not\nEOF\nc",
    "cat <<-'A' <<B | c\n\tone\n\tA\ntwo\nB\nd",
    "a \\\n  && b",
    "a # && b\nc",
    "a >/dev/null 2>&1 || true",
    "set -eux; a; b",
    "x=$(a | b) && y=`c`",
    "\"$X\"/bin/a && $CMD b",
];

const BASH_CASES: &[&str] = &[
    "[[ -f a && $b == c* ]] && d",
    "a &> log && b |& c",
    "a <<< word && b",
    "x=(a b 'c d') && echo ${x[@]}",
    "echo $'a\\'b' && c",
    "(( x > 1 )) && b",
    "for ((i=0; i<3; i++)); do a; done && b",
    "diff <(a) <(b) && c",
    "function f { a; } && f",
];

#[test]
fn the_structure_is_that_of_brush_parser() {
    for text in CASES {
        let script = shell::parse(text, Dialect::Posix);
        assert!(!script.has_opaque(), "{text}");
        assert_eq!(
            Some(ours(&script, text)),
            theirs(text, Dialect::Posix),
            "{text}"
        );
    }
    for text in CASES.iter().chain(BASH_CASES) {
        let script = shell::parse(text, Dialect::Bash);
        assert!(!script.has_opaque(), "{text}");
        assert_eq!(
            Some(ours(&script, text)),
            theirs(text, Dialect::Bash),
            "{text}"
        );
    }
}

fn bodies() -> Option<Vec<String>> {
    let folder = std::env::var_os("DFOPT_CORPUS")?;
    let text =
        std::fs::read_to_string(std::path::Path::new(&folder).join("run-bodies.jsonl")).ok()?;
    let body = |line: &str| {
        let sample: serde_json::Value = serde_json::from_str(line).unwrap();
        sample["body"].as_str().unwrap().to_string()
    };
    Some(text.lines().map(body).collect())
}

#[test]
fn the_structure_of_real_bodies_is_that_of_brush_parser() {
    let Some(bodies) = bodies() else {
        println!("skipped: DFOPT_CORPUS holds no run-bodies.jsonl");
        return;
    };
    for dialect in [Dialect::Posix, Dialect::Bash] {
        let (mut equal, mut refused, mut opaque, mut different, mut excluded) = (0, 0, 0, 0, 0);
        for body in &bodies {
            // To brush-parser `x+=y` is an assignment in every mode, to dash a command's name.
            if dialect == Dialect::Posix && body.contains("+=") {
                excluded += 1;
                continue;
            }
            let script = shell::parse(body, dialect);
            let Some(theirs) = theirs(body, dialect) else {
                refused += 1;
                continue;
            };
            if script.has_opaque() {
                opaque += 1;
                println!("{dialect:?} opaque here only: {body}");
            } else if ours(&script, body) == theirs {
                equal += 1;
            } else {
                different += 1;
                let ours = ours(&script, body);
                let pair = ours.iter().zip(&theirs).find(|(a, b)| a != b);
                println!("{dialect:?} differs: {pair:?} in {body}");
            }
        }
        println!(
            "{dialect:?}: {equal} equal, {different} different, {refused} refused there, {opaque} opaque here only, {excluded} with `+=` left out"
        );
        assert_eq!(different, 0);
    }
}

/// Whether the shell takes the text for a program, `None` where there is no such shell.
fn accepts(shell: &[&str], text: &str) -> Option<bool> {
    let mut child = Process::new(shell[0])
        .args(&shell[1..])
        .args(["-n", "/dev/stdin"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    // A shell that gave up early reads no more.
    drop(child.stdin.take()?.write_all(text.as_bytes()));
    Some(child.wait().ok()?.success())
}

const SHELLS: [(&[&str], Dialect); 3] = [
    (&["dash"], Dialect::Posix),
    (&["busybox", "sh"], Dialect::Busybox),
    (&["bash"], Dialect::Bash),
];

#[test]
fn what_real_shells_refuse_is_opaque() {
    let Some(bodies) = bodies() else {
        println!("skipped: DFOPT_CORPUS holds no run-bodies.jsonl");
        return;
    };
    // Every hundredth body, and each broken off in the middle so that shells have something to refuse.
    let middle = |body: &String| {
        let mut at = body.len() / 2;
        while !body.is_char_boundary(at) {
            at -= 1;
        }
        body[..at].to_string()
    };
    let whole: Vec<String> = bodies.into_iter().step_by(100).collect();
    let texts: Vec<String> = whole
        .iter()
        .cloned()
        .chain(whole.iter().map(middle))
        .collect();
    for (command, dialect) in SHELLS {
        let answers = texts
            .iter()
            .map_while(|text| Some((text, accepts(command, text)?)));
        let answers: Vec<_> = answers.collect();
        if answers.is_empty() {
            println!("skipped: no {}", command[0]);
        }
        assert_eq!(unnoticed(&answers, dialect), 0);
    }
}

/// How many of the texts that a shell refused are read without anything opaque.
fn unnoticed(answers: &[(&String, bool)], dialect: Dialect) -> usize {
    let (mut refused, mut unnoticed, mut opaque, mut accepted) = (0, 0, 0, 0);
    for (text, accepts) in answers {
        match (accepts, !shell::parse(text, dialect).has_opaque()) {
            (true, true) => accepted += 1,
            (false, false) => refused += 1,
            (true, false) => {
                opaque += 1;
                println!("{dialect:?} opaque though accepted: {text}");
            }
            (false, true) => {
                unnoticed += 1;
                println!("{dialect:?} read though refused: {text}");
            }
        }
    }
    println!(
        "{dialect:?}: {accepted} accepted by both, {refused} refused by both, {opaque} opaque here only, \
         {unnoticed} refused there only"
    );
    unnoticed
}
