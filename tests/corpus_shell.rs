//! Reads the `RUN` bodies of real Dockerfiles and compares where their top-level elements stand with another reader's answer.
//!
//! `$DFOPT_CORPUS/run-bodies.jsonl` holds one JSON object a line: `body`, `dash_ok`, `top` (start, end and operator of each
//! element) and `error`. Without it nothing is tested.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that fails says so"
)]

use dfopt::shell::{self, Command, Dialect, End, Script};
use serde::Deserialize;

#[derive(Deserialize)]
struct Sample {
    body: String,
    dash_ok: bool,
    #[serde(default)]
    top: Option<Vec<(usize, usize, String)>>,
    error: Option<String>,
}

#[derive(Default, Debug)]
struct Count {
    bodies: usize,
    equal: usize,
    different: usize,
    functions: usize,
    opaque: usize,
    opaque_though_valid: usize,
    valid: usize,
    refused_by_both: usize,
    refused_by_other: usize,
    read_though_invalid: usize,
}

fn samples() -> Option<Vec<Sample>> {
    let folder = std::env::var_os("DFOPT_CORPUS")?;
    let path = std::path::Path::new(&folder).join("run-bodies.jsonl");
    let text = std::fs::read_to_string(path).ok()?;
    let samples = text.lines().map(|line| serde_json::from_str(line).unwrap());
    Some(samples.collect())
}

/// Start, end and operator of each top-level element; `;` stands before the first of a statement. As there, the end mark of a
/// statement of one element counts as part of it.
fn top(script: &Script) -> Vec<(usize, usize, String)> {
    let mut top = Vec::new();
    for statement in &script.list.statements {
        for element in &statement.elements {
            let range = element.pipeline.span.range();
            let operator = match element.operator {
                None => ";",
                Some(operator) if operator.and => "&&",
                Some(_) => "||",
            };
            let end = match statement.end {
                End::Semicolon(mark) | End::Background(mark) if statement.elements.len() == 1 => {
                    mark.end as usize
                }
                _ => range.end,
            };
            top.push((range.start, end, operator.to_string()));
        }
    }
    top
}

fn opaque(script: &Script) -> bool {
    let elements = script.list.statements.iter().flat_map(|one| &one.elements);
    let mut commands = elements.flat_map(|element| &element.pipeline.commands);
    commands.any(|command| matches!(command, Command::Opaque(_)))
}

#[test]
fn elements_stand_where_another_reader_finds_them() {
    let Some(samples) = samples() else {
        println!("skipped: DFOPT_CORPUS holds no run-bodies.jsonl");
        return;
    };
    let mut count = Count::default();
    for sample in &samples {
        compare(sample, &mut count);
    }
    println!("{count:#?}");
    assert_eq!(count.different, 0);
    assert!(count.opaque_though_valid * 1000 <= count.valid * 5);
}

/// The other reader takes `f() { …; } && b` for a function with the body `{ …; } && b`. To a shell the body is one command.
fn swallows_list(script: &Script, theirs: &[(usize, usize, String)]) -> bool {
    let ours = top(script);
    let elements = script.list.statements.iter().flat_map(|one| &one.elements);
    let mut pairs = elements.zip(ours.iter().zip(theirs));
    let Some((element, (ours, theirs))) = pairs.find(|(_, (ours, theirs))| ours != theirs) else {
        return false;
    };
    let function = matches!(element.pipeline.commands[..], [Command::Function { .. }]);
    function && ours.0 == theirs.0 && ours.1 < theirs.1
}

fn compare(sample: &Sample, count: &mut Count) {
    let script = shell::parse(&sample.body, Dialect::Posix);
    let opaque = opaque(&script);
    assert_eq!(opaque, script.has_opaque(), "{}", sample.body);
    count.bodies += 1;
    count.valid += usize::from(sample.dash_ok);
    count.opaque += usize::from(opaque);
    if !sample.dash_ok && !opaque {
        count.read_though_invalid += 1;
        println!("read, but dash refuses: {}", sample.body);
    }
    if sample.dash_ok && opaque {
        count.opaque_though_valid += 1;
        let last = top(&script).pop().unwrap();
        println!("opaque from {}: {}", last.0, sample.body);
    }
    match (&sample.top, &sample.error) {
        (Some(theirs), None) if !opaque => {
            let ours = top(&script);
            let equal = *theirs == ours;
            let explained = !equal && swallows_list(&script, theirs);
            count.equal += usize::from(equal);
            count.functions += usize::from(explained);
            count.different += usize::from(!equal && !explained);
            if !equal && !explained {
                let first = ours.iter().zip(theirs).find(|(a, b)| a != b);
                println!("differs: {first:?} in {}", sample.body);
            }
        }
        (_, Some(_)) if opaque => count.refused_by_both += 1,
        (_, Some(_)) => count.refused_by_other += 1,
        _ => {}
    }
}
