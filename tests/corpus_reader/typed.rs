//! Compares the typed parts with those of BuildKit's instructions step.

use dfopt::syntax::{Arguments, Form, Instruction, Word};
use serde_json::{Value, json};

use crate::{Difference, command, differ, list, or_empty, text, value, values};

/// What BuildKit's instructions step makes of an instruction.
pub fn compare(instruction: &Instruction<'_>, node: &Value, found: &mut Vec<Difference>) {
    let typed = &node["typed"];
    if typed.is_null() {
        return;
    }
    match &instruction.arguments {
        Arguments::Env(pairs) | Arguments::Label(pairs) => {
            let pairs = pairs.iter().map(
                |pair| json!({"Key": pair.key.value, "Value": value(pair), "NoDelim": pair.legacy}),
            );
            differ("typed pairs", pairs.collect(), typed, found);
        }
        Arguments::Arg(pairs) => {
            let expected = list(typed)
                .iter()
                .map(|pair| json!([pair["Key"], pair["Value"]]))
                .collect();
            let pairs = pairs
                .iter()
                .map(|pair| json!([pair.key.value, value(pair)]));
            differ("typed arg", pairs.collect(), &expected, found);
        }
        Arguments::Copy { .. } => compare_copy(instruction, typed, found),
        Arguments::Run(form) => {
            compare_command(instruction, form, typed, found);
            compare_run(instruction, typed, found);
        }
        Arguments::Cmd(form) | Arguments::Entrypoint(form) => {
            compare_command(instruction, form, typed, found);
        }
        Arguments::Healthcheck(form) => {
            let mut test = match form {
                None => vec!["NONE".to_string()],
                Some(Form::Exec(_)) => vec!["CMD".to_string()],
                Some(Form::Shell(_)) => vec!["CMD-SHELL".to_string()],
            };
            test.extend(form.iter().flat_map(|form| command(instruction, form)));
            differ("typed healthcheck", json!(test), &typed["Test"], found);
        }
        Arguments::Expose(words) => {
            let mut ports: Vec<_> = words.iter().map(|word| word.value.to_string()).collect();
            ports.sort();
            differ("typed expose", json!(ports), typed, found);
        }
        Arguments::Shell(words) | Arguments::Volume(words) => {
            differ("typed words", values(words), typed, found);
        }
        Arguments::Value(word) => differ("typed value", json!(word.value), typed, found),
        Arguments::Onbuild(inner) => {
            let mut expression = inner.logical.as_str().trim().to_string();
            for heredoc in &inner.heredocs {
                expression += &format!("\n{}{}", heredoc.text, heredoc.name);
            }
            differ(
                "typed onbuild",
                json!(expression),
                &json!(text(typed).trim()),
                found,
            );
        }
        Arguments::From { .. } => {}
        Arguments::Invalid => found.push(("typed", "nothing was typed".to_string())),
    }
}

fn compare_command(
    instruction: &Instruction<'_>,
    form: &Form<'_>,
    typed: &Value,
    found: &mut Vec<Difference>,
) {
    differ(
        "cmdline",
        json!(command(instruction, form)),
        &or_empty(&typed["cmdline"]),
        found,
    );
    let shell = matches!(form, Form::Shell(_));
    differ(
        "prepend_shell",
        json!(shell),
        &typed["prepend_shell"],
        found,
    );
}

fn compare_copy(instruction: &Instruction<'_>, typed: &Value, found: &mut Vec<Difference>) {
    let Arguments::Copy {
        sources,
        destination,
        ..
    } = &instruction.arguments
    else {
        return;
    };
    let contents = list(&typed["contents"]).len();
    let paths: Vec<_> = sources.iter().filter(|word| !is_marker(word)).collect();
    differ(
        "copy contents",
        json!(sources.len() - paths.len()),
        &json!(contents),
        found,
    );
    let paths: Vec<_> = paths.iter().map(|word| &word.value).collect();
    differ(
        "copy sources",
        json!(paths),
        &or_empty(&typed["sources"]),
        found,
    );
    differ("copy dest", json!(destination.value), &typed["dest"], found);
    for name in ["chown", "chmod", "from", "checksum"] {
        let expected = json!(typed[name].as_str().unwrap_or_default());
        differ(
            "copy flags",
            json!(instruction.flag(name).unwrap_or_default()),
            &expected,
            found,
        );
    }
    for name in ["link", "parents"] {
        let on = instruction
            .flag(name)
            .is_some_and(|value| !value.eq_ignore_ascii_case("false"));
        differ(
            "copy flags",
            json!(on),
            &json!(typed[name] == json!(true)),
            found,
        );
    }
    differ(
        "copy exclude",
        flag_values(instruction, "exclude"),
        &or_empty(&typed["exclude"]),
        found,
    );
}

/// Whether a source is a heredoc; written anew here, so that the reader does not judge itself.
fn is_marker(word: &Word<'_>) -> bool {
    let rest = word
        .value
        .trim_start_matches(|ch: char| ch.is_ascii_digit());
    rest.strip_prefix("<<")
        .is_some_and(|name| !name.is_empty() && !name.contains('<'))
}

fn compare_run(instruction: &Instruction<'_>, typed: &Value, found: &mut Vec<Difference>) {
    for (name, default) in [("network", "default"), ("security", "sandbox")] {
        let value = instruction.flag(name).unwrap_or(default);
        differ("run flags", json!(value), &typed[name], found);
    }
    let files = instruction
        .heredocs
        .iter()
        .map(|heredoc| json!({"Name": heredoc.name, "Data": heredoc.text, "Chomp": heredoc.chomp}));
    differ(
        "run files",
        files.collect(),
        &or_empty(&typed["files"]),
        found,
    );
    let mounts = list(&flag_values(instruction, "mount"))
        .iter()
        .map(|flag| mount(text(flag)))
        .collect();
    let expected = list(&typed["mounts"]).iter().map(|mount| {
        ["Type", "From", "Source", "Target", "CacheID"]
            .iter()
            .map(|name| mount[name].clone())
            .collect::<Value>()
    });
    differ("run mounts", mounts, &expected.collect(), found);
}

fn mount(flag: &str) -> Value {
    let mut parts = ["bind", "", "", "", ""].map(str::to_string);
    for (key, value) in flag.split(',').filter_map(|field| field.split_once('=')) {
        let at = match key.to_lowercase().as_str() {
            "type" => 0,
            "from" => 1,
            "source" | "src" => 2,
            "target" | "dst" | "destination" => 3,
            "id" => 4,
            _ => continue,
        };
        parts[at] = value.trim_matches('"').to_string();
    }
    json!(parts)
}

fn flag_values(instruction: &Instruction<'_>, name: &str) -> Value {
    let flags = instruction.flags.iter().filter(|flag| flag.name == name);
    flags
        .filter_map(|flag| Some(flag.value.as_ref()?.value.as_ref()))
        .collect()
}
