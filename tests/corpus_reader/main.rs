//! Reads every file of a corpus and compares with what BuildKit's own parser made of it.
//!
//! `DFOPT_CORPUS` names a folder with the files and `oracle.jsonl`, one JSON object a file, keyed by `path`. Skipped when unset.

#![expect(
    clippy::print_stderr,
    reason = "a test says what it skipped and counted"
)]

mod typed;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use dfopt::syntax::{Arguments, File, Form, Instruction, ItemKind, KeyValue, Word, parse};
use rayon::prelude::*;
use serde_json::{Value, json};

/// A difference: its category, and what was read and expected.
type Difference = (&'static str, String);

#[test]
fn reads_the_corpus_as_buildkit_does() {
    let Some(root) = std::env::var_os("DFOPT_CORPUS").map(PathBuf::from) else {
        eprintln!("skipped: DFOPT_CORPUS is not set");
        return;
    };
    let oracle =
        std::fs::read_to_string(root.join("oracle.jsonl")).expect("the oracle is readable");
    let results: Vec<_> = oracle
        .par_lines()
        .map(|line| read_one(&root, line))
        .collect();

    let mut counts = BTreeMap::<&str, usize>::new();
    let mut differences = 0;
    for (path, found) in &results {
        for (category, detail) in found {
            let count = counts.entry(category).or_default();
            *count += 1;
            differences += 1;
            if *count <= 5 {
                eprintln!("{category}: {path}: {detail}");
            }
        }
    }
    eprintln!(
        "{} files, {differences} differences {counts:?}",
        results.len()
    );
    assert_eq!(differences, 0);
}

fn read_one(root: &Path, line: &str) -> (String, Vec<Difference>) {
    let expected: Value = serde_json::from_str(line).expect("the oracle is JSON");
    let path = text(&expected["path"]).to_string();
    let bytes = std::fs::read(root.join(&path)).expect("the file is readable");
    let Ok(source) = String::from_utf8(bytes) else {
        // BuildKit reads bytes; this reader takes text, and its callers refuse such a file.
        eprintln!("not UTF-8: {path}");
        return (path, Vec::new());
    };
    let file = parse(&source);
    let mut found = Vec::new();
    compare_file(&file, &expected, &mut found);
    (path, found)
}

fn compare_file(file: &File<'_>, expected: &Value, found: &mut Vec<Difference>) {
    check_tiling(file, found);
    let accepted = expected["ok"] == json!(true);
    if file.errors.is_empty() != accepted {
        let oracle = [&expected["parse_error"], &expected["instr_error"]];
        found.push(("verdict", format!("{:?} against {oracle:?}", file.errors)));
    }
    if !accepted {
        return;
    }
    differ(
        "escape",
        json!(file.escape.to_string()),
        &expected["escape"],
        found,
    );
    differ(
        "directives",
        directives(file),
        &or_empty(&expected["directives"]),
        found,
    );
    let instructions: Vec<_> = file.instructions().collect();
    let nodes = list(&expected["nodes"]);
    if instructions.len() != nodes.len() {
        found.push((
            "count",
            format!("{} against {}", instructions.len(), nodes.len()),
        ));
    }
    for (instruction, node) in instructions.into_iter().zip(nodes) {
        differ(
            "lines",
            json!(instruction.lines),
            &json!([node["start"], node["end"]]),
            found,
        );
        compare_node(instruction, node, found);
        compare_heredocs(instruction, node, found);
        typed::compare(instruction, node, found);
    }
}

fn check_tiling(file: &File<'_>, found: &mut Vec<Difference>) {
    let mut at = 0;
    for item in &file.items {
        if item.span.start != at || item.span.is_empty() {
            found.push(("tiling", format!("{:?} at {at}", item.span)));
        }
        at = item.span.end;
    }
    if at as usize != file.text.len() {
        found.push(("tiling", format!("ends at {at}")));
    }
}

fn directives(file: &File<'_>) -> Value {
    let mut line = 0;
    let mut out = Vec::new();
    for item in &file.items {
        line += 1;
        match &item.kind {
            ItemKind::Directive { name, value } => {
                out.push(json!({"line": line, "name": name, "value": value}));
            }
            ItemKind::Comment => {}
            _ => break,
        }
    }
    Value::Array(out)
}

/// What BuildKit's parser itself says of an instruction; the one under `ONBUILD` too.
fn compare_node(instruction: &Instruction<'_>, node: &Value, found: &mut Vec<Difference>) {
    let logical = instruction.logical.as_str();
    let keyword = logical
        .split(char::is_whitespace)
        .next()
        .unwrap_or_default();
    differ("keyword", json!(keyword), &node["value"], found);
    let kind = format!("{:?}", instruction.keyword).to_lowercase();
    if kind != "unknown" {
        differ("kind", json!(kind), &node["kind"], found);
    }
    let original = text(&node["original"]).trim_start();
    differ("logical", json!(logical), &json!(original), found);
    let flags: Vec<String> = instruction.flags.iter().map(flag).collect();
    differ("flags", json!(flags), &or_empty(&node["flags"]), found);
    if let Arguments::Onbuild(inner) = &instruction.arguments {
        return compare_node(inner, &node["onbuild"], found);
    }
    let (args, json) = arguments(instruction);
    differ(
        "json",
        json!(json),
        &json!(node["json"] == json!(true)),
        found,
    );
    if let Some(args) = args {
        differ("args", args, &node["args"], found);
    }
}

fn flag(flag: &dfopt::syntax::Flag<'_>) -> String {
    match &flag.value {
        Some(value) => format!("--{}={}", flag.name, value.value),
        None => format!("--{}", flag.name),
    }
}

/// The words BuildKit makes of the arguments, where they can be told from the typed parts, and whether they are JSON.
fn arguments(instruction: &Instruction<'_>) -> (Option<Value>, bool) {
    let body = instruction.body.of(instruction.logical.as_str());
    let json = body.starts_with('[');
    match &instruction.arguments {
        Arguments::Run(form) | Arguments::Cmd(form) | Arguments::Entrypoint(form) => (
            Some(json!(command(instruction, form))),
            matches!(form, Form::Exec(_)),
        ),
        Arguments::Healthcheck(form) => {
            let kind = body.split(char::is_whitespace).next().unwrap_or_default();
            let mut words = vec![kind.to_string()];
            words.extend(form.iter().flat_map(|form| command(instruction, form)));
            (Some(json!(words)), matches!(form, Some(Form::Exec(_))))
        }
        Arguments::Shell(words) => (Some(values(words)), true),
        Arguments::Expose(words) => (Some(values(words)), false),
        Arguments::Volume(words) => {
            // JSON strings come trimmed: `typed` looks at them.
            let json = words
                .iter()
                .all(|word| word.span.len() > word.value.len() + 1)
                && json;
            (Some(values(words)).filter(|_| !json), json)
        }
        Arguments::From { image, name } => {
            let middle = body.split_whitespace().nth(1);
            let words = [
                Some(image.value.as_ref()),
                middle,
                name.as_ref().map(|name| name.value.as_ref()),
            ];
            (Some(words.into_iter().flatten().collect()), false)
        }
        Arguments::Copy {
            sources,
            destination,
            json,
        } => {
            let words = sources.iter().chain([destination]);
            (Some(words.map(|word| word.value.as_ref()).collect()), *json)
        }
        Arguments::Env(pairs) | Arguments::Label(pairs) => {
            let words = pairs.iter().flat_map(|pair| {
                let equals = if pair.legacy { "" } else { "=" };
                [
                    pair.key.value.as_ref(),
                    value(pair).unwrap_or_default(),
                    equals,
                ]
            });
            (Some(words.collect()), false)
        }
        Arguments::Arg(pairs) => {
            let words = pairs.iter().map(|pair| match value(pair) {
                Some(value) => format!("{}={value}", pair.key.value),
                None => pair.key.value.to_string(),
            });
            (Some(words.collect()), false)
        }
        Arguments::Value(word) => (Some(json!([word.value])), false),
        Arguments::Onbuild(_) | Arguments::Invalid => (None, false),
    }
}

/// The command as BuildKit holds it: one string for a shell, or the words of one process.
fn command(instruction: &Instruction<'_>, form: &Form<'_>) -> Vec<String> {
    match form {
        Form::Shell(span) if span.is_empty() => Vec::new(),
        Form::Shell(span) => vec![span.of(instruction.logical.as_str()).to_string()],
        Form::Exec(words) => words.iter().map(|word| word.value.to_string()).collect(),
    }
}

fn compare_heredocs(instruction: &Instruction<'_>, node: &Value, found: &mut Vec<Difference>) {
    let heredocs = instruction.heredocs.iter().map(|heredoc| {
        json!({
            "name": heredoc.name, "fd": heredoc.descriptor, "expand": heredoc.expand, "chomp": heredoc.chomp,
            "content": heredoc.text,
        })
    });
    differ(
        "heredocs",
        heredocs.collect(),
        &or_empty(&node["heredocs"]),
        found,
    );
}

fn value<'a>(pair: &'a KeyValue<'_>) -> Option<&'a str> {
    pair.value.as_ref().map(|word| word.value.as_ref())
}

fn values(words: &[Word<'_>]) -> Value {
    words.iter().map(|word| word.value.as_ref()).collect()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn or_empty(value: &Value) -> Value {
    if value.is_null() {
        json!([])
    } else {
        value.clone()
    }
}

fn differ(category: &'static str, read: Value, expected: &Value, found: &mut Vec<Difference>) {
    if read != *expected {
        found.push((category, format!("{read} against {expected}")));
    }
}
