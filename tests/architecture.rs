//! The house rules, checked: imports run down, files and functions stay short, nothing names one machine.

#![allow(clippy::unwrap_used, reason = "a test may panic and print")]

use std::fs;
use std::path::{Path, PathBuf};

/// A module may name only those below it; modules in one row do not know each other.
const LAYERS: &[&[&str]] = &[
    &["main"],
    &["cli"],
    &["lsp"],
    &["report", "config"],
    &["pipeline"],
    &["passes"],
    &["pass", "rewrite"],
    &["verify"],
    &["model"],
    &["syntax", "shell", "data"],
    &["text"],
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The Rust files below `folder`, sorted, relative to the package.
fn rust_files(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path.strip_prefix(root()).unwrap().to_path_buf());
            }
        }
    }
    found.sort();
    found
}

/// The text of a file above its tests.
fn without_tests(text: &str) -> &str {
    let end = ["#[cfg(test)]", "#[cfg(all(test"]
        .iter()
        .filter_map(|mark| text.find(mark))
        .min();
    &text[..end.unwrap_or(text.len())]
}

/// Name of the top-level module that `src/…` belongs to.
fn module(path: &Path) -> String {
    let inner = path.strip_prefix("src").unwrap().with_extension("");
    let first = inner.components().next().unwrap();
    first.as_os_str().to_string_lossy().into_owned()
}

/// Where a module stands in [`LAYERS`].
fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|row| row.contains(&module))
}

/// Modules of this crate that `text` names.
fn imports(text: &str) -> Vec<&str> {
    let code = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    code.flat_map(|line| {
        line.match_indices("crate::")
            .map(move |(at, _)| &line[at + 7..])
    })
    .map(|rest| {
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_');
        &rest[..end.unwrap_or(rest.len())]
    })
    .collect()
}

#[test]
fn imports_run_down_only() {
    for path in rust_files("src")
        .iter()
        .filter(|path| !path.ends_with("src/lib.rs"))
    {
        let own = module(path);
        let Some(from) = layer(&own) else {
            panic!("{}: `{own}` has no place in LAYERS", path.display());
        };
        let text = read(path);
        for name in imports(&text).into_iter().filter(|name| *name != own) {
            let shown = path.display();
            assert!(
                !name.is_empty(),
                "{shown}: write `use crate::module::…`, one module a line"
            );
            let to = layer(name).unwrap_or_else(|| panic!("{shown}: no module `{name}`"));
            assert!(to > from, "{shown}: `{own}` may not know `{name}`");
        }
    }
}

#[test]
fn no_pass_sees_another() {
    for path in rust_files("src/passes") {
        let text = read(&path);
        assert!(
            !text.contains("passes::"),
            "{}: names another pass",
            path.display()
        );
        let nested = path.components().count() > 3;
        let above = !nested && without_tests(&text).contains("super::");
        assert!(
            !above,
            "{}: what two passes need lives in `model` or `pass`",
            path.display()
        );
    }
}

#[test]
fn files_and_functions_stay_short() {
    let folders = ["src", "tests", "benches"];
    for path in folders.into_iter().flat_map(rust_files) {
        let text = read(&path);
        let text = without_tests(&text);
        let lines: Vec<_> = text.lines().collect();
        assert!(
            lines.len() < 300,
            "{}: {} lines",
            path.display(),
            lines.len()
        );
        // A table of cases in a test may be as long as it is.
        let product = path.starts_with("src") && !path.to_string_lossy().contains("tests");
        for (at, line) in lines
            .iter()
            .enumerate()
            .filter(|(_, line)| product && begins_function(line))
        {
            let indent = &line[..line.len() - line.trim_start().len()];
            let end = format!("{indent}}}");
            let rest = &lines[at..];
            let length = rest.iter().position(|line| *line == end);
            let bodiless = line.ends_with("{}") || line.ends_with(';');
            let length = if bodiless { 0 } else { length.unwrap_or(0) };
            assert!(
                length < 40,
                "{}:{}: a function of {length} lines",
                path.display(),
                at + 1
            );
        }
    }
}

fn begins_function(line: &str) -> bool {
    let line = line.trim_start();
    let visible = line
        .strip_prefix("pub(")
        .and_then(|rest| rest.split_once(") "));
    let line = visible.map_or(line, |(_, rest)| rest);
    let start = line.split(['(', '<']).next().unwrap_or(line);
    start.split_whitespace().rev().nth(1) == Some("fn") && !line.starts_with("//")
}

#[test]
fn nothing_unwraps_or_names_this_machine() {
    for path in rust_files("src")
        .iter()
        .filter(|path| !path.ends_with("tests.rs"))
    {
        let text = read(path);
        assert!(
            !without_tests(&text).contains(".unwrap()"),
            "{}: unwrap",
            path.display()
        );
    }
    let folders = ["src", "tests", "benches"].into_iter().flat_map(rust_files);
    let pages = [
        "README.md",
        "CONTRIBUTING.md",
        "ARCHITECTURE.md",
        "CHANGELOG.md",
        ".ci/run",
    ];
    let facts = [
        "build.rs",
        "rules/managers.yaml",
        "rules/halves.yaml",
        "rules/recipes/c.yaml",
        "rules/recipes/go.yaml",
        "rules/recipes/java.yaml",
        "rules/recipes/rust.yaml",
    ];
    for path in folders.chain(pages.into_iter().chain(facts).map(PathBuf::from)) {
        let text = read(&root().join(&path));
        for machine in [
            concat!("/wo", "rk/"),
            concat!("../", "shared"),
            concat!("/ro", "ot/.car"),
        ] {
            assert!(
                !text.contains(machine),
                "{}: names `{machine}`",
                path.display()
            );
        }
    }
}
