//! What dfopt prints and reads is valid against the schema files, as an independent validator judges.

#![allow(clippy::unwrap_used, reason = "a test may panic and print")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn validator(path: &Path) -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    jsonschema::validator_for(&without_slip(schema)).unwrap()
}

/// The schema of OASIS has a pattern with a bracket too many, which engines other than that of ECMAScript refuse; what it is for,
/// the language of a run, dfopt does not write.
fn without_slip(mut schema: Value) -> Value {
    let slip = "/definitions/run/properties/language";
    for place in [slip, "/definitions/toolComponent/properties/language"] {
        if let Some(Value::Object(property)) = schema.pointer_mut(place) {
            property.remove("pattern");
        }
    }
    schema
}

fn own(name: &str) -> jsonschema::Validator {
    validator(&root().join("schemas").join(name))
}

fn valid(validator: &jsonschema::Validator, document: &Value, what: &str) {
    let wrong: Vec<String> = validator
        .iter_errors(document)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(wrong.is_empty(), "{what}: {wrong:?}");
}

fn output(args: &[&str]) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_dfopt"))
        .args(args)
        .current_dir(root())
        .output()
        .unwrap();
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{args:?}: {error}"))
}

/// Dockerfiles with findings of every kind, one that is broken, and one that is not there.
const PATHS: [&str; 4] = [
    "examples",
    "tests/passes/split_stages",
    "tests/cli/steer.in",
    "nowhere",
];

#[test]
fn json_is_as_its_schema_says() {
    let schema = own("output.json");
    for args in [
        &["check", "-O1", "--format", "json"][..],
        &["check", "-O3", "--format", "json"],
        &["fix", "--diff", "-O3", "--format", "json"],
    ] {
        let document = output(&[args, &["--no-config"], &PATHS].concat());
        assert!(!document["files"].as_array().unwrap().is_empty());
        assert!(!document["errors"].as_array().unwrap().is_empty());
        valid(&schema, &document, &args.join(" "));
    }
    valid(&schema, &output(&["passes", "--format", "json"]), "passes");
}

/// Configurations that dfopt takes, and some that it does not.
#[test]
fn the_schema_of_the_configuration_takes_what_dfopt_takes() {
    let schema = own("config.json");
    let good = [
        "level: 2\nassume: [musl]\nskip: [merge-runs]\nfail-on: any\nplatforms: [linux/amd64]\n",
        "overrides:\n  - paths: [legacy/]\n    level: 0\n    platforms: [linux/arm/v7]\n",
        "rules:\n  alpine: [[curl, A, curl]]\n  functional: [{name: x, words: [y]}]\n",
    ];
    let bad = [
        "levle: 2\n",
        "level: 4\n",
        "overrides: [{level: 1}]\n",
        "platforms: [linux/arm46]\n",
        "rules: {alpine: [[curl]]}\n",
    ];
    let takes = |text: &str| dfopt::config::File::parse(Path::new("/p/.dfopt.yaml"), text).is_ok();
    let value = |text: &str| -> Value { serde_yaml::from_str(text).unwrap() };
    for text in good {
        valid(&schema, &value(text), text);
        assert!(takes(text), "{text}");
    }
    for text in bad {
        assert!(!schema.is_valid(&value(text)) && !takes(text), "{text}");
    }
}

/// Against the schema of OASIS, which is not part of this repository: `DFOPT_SARIF_SCHEMA` names it where it is at hand.
#[test]
fn sarif_is_as_the_standard_says() {
    let Some(path) = std::env::var_os("DFOPT_SARIF_SCHEMA").map(PathBuf::from) else {
        println!("skipped: DFOPT_SARIF_SCHEMA is not set");
        return;
    };
    let schema = validator(&path);
    for level in ["-O1", "-O3"] {
        let args = ["check", level, "--no-config", "--format", "sarif"];
        let document = output(&[&args[..], &PATHS].concat());
        assert_eq!(document["version"], "2.1.0");
        valid(&schema, &document, level);
    }
}
