//! Every `examples/*/Dockerfile` with the diff that dfopt makes of it and which pass wrote what, and the diffs that the README shows.

#![allow(clippy::unwrap_used, reason = "a test may panic and print")]

use std::fs;
use std::path::{Path, PathBuf};

use dfopt::model::Folder;
use dfopt::pass::Options;
use dfopt::pipeline;
use dfopt::report::{Colour, diff};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folders below `examples` with a Dockerfile, sorted.
fn examples() -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join("examples")).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut folders: Vec<_> = paths
        .filter(|path| path.join("Dockerfile").exists())
        .collect();
    folders.sort();
    folders
}

/// What dfopt says of the example and makes of it at `level`.
fn fixed(folder: &Path, level: u8) -> (String, String) {
    let path = folder.join("Dockerfile");
    let source = fs::read_to_string(&path).unwrap();
    let options = Options {
        level,
        ..Options::default()
    };
    let project = Folder::new(folder, Some(path));
    let report = pipeline::fix(&source, &project, &options).unwrap();
    assert!(report.broken.is_empty(), "{:?}", report.broken);
    let mut said = String::new();
    for one in &report.applied {
        said += &format!("line {}: {}: {}\n", one.line, one.pass, one.title);
    }
    let name = Path::new("Dockerfile");
    let diff = diff::unified(name, root(), &source, &report.output, Colour::Off);
    (said, diff)
}

#[test]
fn each_example_shows_what_it_did() {
    for folder in examples() {
        let mut text = String::new();
        let mut last = None;
        for level in 1..=3 {
            let (said, diff) = fixed(&folder, level);
            let same = last.as_ref() == Some(&diff);
            text += &match (diff.is_empty(), same) {
                (true, _) => format!("-O{level}: nothing\n"),
                (_, true) => format!("-O{level}: the same\n"),
                _ => format!("-O{level}:\n{said}{diff}"),
            };
            last = Some(diff);
        }
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(root().join("tests/examples"));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        settings.bind(|| insta::assert_snapshot!(name, text));
    }
}

#[test]
fn the_readme_shows_true_diffs() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let shown = readme.split("```diff\n").skip(1);
    let shown: Vec<&str> = shown.filter_map(|rest| rest.split("```").next()).collect();
    assert!(!shown.is_empty(), "the README shows no diff");
    let levels = 1..=3;
    let made: Vec<String> = examples()
        .iter()
        .flat_map(|folder| levels.clone().map(|level| fixed(folder, level).1))
        .collect();
    for diff in shown {
        let known = made.iter().any(|made| made == diff);
        assert!(known, "dfopt makes no such diff of an example:\n{diff}");
    }
}

#[test]
fn the_readme_names_files_that_are_there() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let words = readme.split(|c: char| c.is_whitespace() || "()`,'".contains(c));
    for path in words.filter(|word| word.starts_with("examples/")) {
        assert!(root().join(path).exists(), "README.md names {path}");
    }
}
