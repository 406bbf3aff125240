//! The schema files say what the program does.

#![allow(clippy::unwrap_used, reason = "a test may panic and print")]

use std::fs;
use std::path::Path;

use dfopt::config::{FailOn, File};
use dfopt::pass::Assumption;
use serde_json::Value;

fn schema(name: &str) -> Value {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas");
    serde_json::from_str(&fs::read_to_string(folder.join(name)).unwrap()).unwrap()
}

fn strings(value: &Value) -> Vec<&str> {
    let all = value.as_array().unwrap().iter();
    all.map(|one| one.as_str().unwrap()).collect()
}

/// A value that the schema allows under `key`, as YAML.
fn sample(key: &str) -> &'static str {
    match key {
        "level" => "2",
        "assume" => "[musl]",
        "only" | "skip" => "[merge-runs]",
        "fail-on" => "any",
        "paths" => "[a/]",
        "platforms" => "[linux/amd64]",
        "rules" => "{}",
        _ => "[]",
    }
}

#[test]
fn the_configuration_has_the_keys_and_names_of_its_schema() {
    let schema = schema("config.json");
    let definitions = &schema["definitions"];
    let names = Assumption::ALL.map(Assumption::name);
    assert_eq!(strings(&definitions["assume"]["items"]["enum"]), names);
    let names = FailOn::ALL.map(FailOn::name);
    assert_eq!(strings(&definitions["fail-on"]["enum"]), names);

    let path = Path::new("/p/.dfopt.yaml");
    let keys = schema["properties"].as_object().unwrap().keys();
    for key in keys {
        let text = format!("{key}: {}\n", sample(key));
        File::parse(path, &text).unwrap();
    }
    let entry = &schema["properties"]["overrides"]["items"]["properties"];
    for key in entry.as_object().unwrap().keys() {
        let paths = if key == "paths" {
            ""
        } else {
            "    paths: [a]\n"
        };
        let text = format!("overrides:\n  - {key}: {}\n{paths}", sample(key));
        File::parse(path, &text).unwrap();
    }
}
