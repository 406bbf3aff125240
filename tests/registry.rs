//! Every pass in the list has its documentation and its cases, and the README lists them all.

#![allow(clippy::unwrap_used, reason = "a test may panic and print")]

use std::fs;
use std::path::Path;

use dfopt::pass::{Pass, Safety};
use dfopt::passes::ALL;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn snake(pass: &Pass) -> String {
    pass.name.replace('-', "_")
}

#[test]
fn every_pass_is_documented() {
    for pass in ALL {
        let name = pass.name;
        assert!(
            name.chars().all(|c| c.is_ascii_lowercase() || c == '-'),
            "{name}"
        );
        assert!(
            pass.summary.ends_with('.') && !pass.keeps.is_empty(),
            "{name}"
        );
        let path = root()
            .join("src/passes")
            .join(snake(pass))
            .with_extension("rs");
        assert_eq!(pass.source, read(&path), "{name}: `source` is another file");
        let lines = pass.source.lines();
        let doc: Vec<_> = lines.take_while(|line| line.starts_with("//!")).collect();
        let headings = doc.iter().filter(|line| line.starts_with("//! #")).count();
        assert!(
            doc.len() >= 12 && headings >= 2,
            "{name}: its documentation is too thin"
        );
    }
}

#[test]
fn every_pass_has_an_example_and_a_refusal() {
    for pass in ALL {
        let name = pass.name;
        let cases = root().join("tests/passes").join(snake(pass));
        let example = read(&cases.join("example.Dockerfile"));
        assert_eq!(pass.example, example, "{name}: `example` is another file");
        let files = fs::read_dir(&cases)
            .unwrap()
            .map(|entry| entry.unwrap().path());
        let mut snapshots = files.filter(|path| path.extension().is_some_and(|it| it == "snap"));
        let withheld = |text: &str| text.lines().any(|line| line.starts_with("withheld "));
        assert!(
            snapshots.any(|path| withheld(&read(&path))),
            "{name}: no case in which it refuses"
        );
    }
}

#[test]
fn names_are_unique_and_folders_have_a_pass() {
    for (at, pass) in ALL.iter().enumerate() {
        assert!(
            ALL[..at].iter().all(|other| other.name != pass.name),
            "{} stands twice",
            pass.name
        );
    }
    for entry in fs::read_dir(root().join("tests/passes"))
        .into_iter()
        .flatten()
    {
        let entry = entry.unwrap();
        let name = entry.file_name().to_string_lossy().into_owned();
        let known = ALL.iter().any(|pass| snake(pass) == name);
        assert!(
            known || !entry.path().is_dir(),
            "tests/passes/{name}: no such pass"
        );
    }
}

/// The README's table of passes, as it should be.
fn table() -> String {
    let mut table =
        "| pass | level | assumes | what it does |\n| --- | --- | --- | --- |\n".to_string();
    for pass in ALL {
        let (level, assumes) = match pass.safety {
            Safety::Safe => ("`-O1`".to_string(), "–".to_string()),
            Safety::Assumes(what) => (format!("`-O{}`", what.level()), format!("`{what}`")),
            Safety::ShowOnly => ("shown only".to_string(), "–".to_string()),
        };
        table += &format!(
            "| `{}` | {level} | {assumes} | {} |\n",
            pass.name, pass.summary
        );
    }
    table
}

#[test]
fn readme_lists_the_passes() {
    let readme = read(&root().join("README.md"));
    let marked = readme
        .split_once("<!-- passes -->\n")
        .expect("a mark where the table begins")
        .1;
    let shown = marked
        .split_once("<!-- /passes -->")
        .expect("a mark where the table ends")
        .0;
    assert_eq!(
        shown.trim(),
        table().trim(),
        "the table in README.md should be:\n{}",
        table()
    );
}
