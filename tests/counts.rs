//! Old findings do not block: the baseline, and what changed since a revision.

#![allow(clippy::unwrap_used, reason = "a test that cannot set up may panic")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const OLD: &str =
    "FROM debian:bookworm\nRUN apt-get update && apt-get install -y curl\nRUN pip install build\n";

fn dfopt(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dfopt"))
        .args(args)
        .args(["--no-config", "--only", "drop-apt-lists,pip-no-cache-dir"])
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

/// The exit code of `check`, and the lines of its findings by path.
fn check(folder: &Path, args: &[&str]) -> (i32, Vec<(String, u64)>) {
    let output = dfopt(folder, &[&["check", "--format", "json"], args].concat());
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| {
        panic!("{}", String::from_utf8_lossy(&output.stderr));
    });
    let mut found = Vec::new();
    for file in document["files"].as_array().unwrap() {
        for one in file["findings"].as_array().unwrap() {
            let path = file["path"].as_str().unwrap().to_string();
            found.push((path, one["line"].as_u64().unwrap()));
        }
    }
    (output.status.code().unwrap(), found)
}

fn error(folder: &Path, args: &[&str]) -> String {
    let output = dfopt(folder, &[&["check"], args].concat());
    assert_eq!(output.status.code(), Some(2), "{args:?}");
    String::from_utf8(output.stderr).unwrap()
}

fn one(path: &str, line: u64) -> (String, u64) {
    (path.to_string(), line)
}

#[test]
fn a_baseline_leaves_out_what_it_knows() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    fs::create_dir(root.join("app")).unwrap();
    let file = root.join("app/Dockerfile");
    fs::write(&file, OLD).unwrap();
    let write = ["check", ".", "--write-baseline", "known.json"];
    assert_eq!(dfopt(root, &write).status.code(), Some(0));
    let known = ["--baseline", "known.json"];
    assert_eq!(check(root, &known), (0, vec![]));
    // From another folder, and with another name for the file.
    let up = ["--baseline", "../known.json", "./Dockerfile"];
    assert_eq!(check(&root.join("app"), &up), (0, vec![]));

    // Lines move and are indented anew; nothing of it is new.
    let moved = format!("# why\n\n{}", OLD.replace(" && apt", " \\\n    && apt"));
    fs::write(&file, &moved).unwrap();
    assert_eq!(check(root, &known), (0, vec![]));
    // A second one like the first is new, and so is another text.
    fs::write(
        &file,
        format!("{moved}RUN pip install build\nRUN pip install wheel\n"),
    )
    .unwrap();
    let new = vec![one("app/Dockerfile", 7), one("app/Dockerfile", 8)];
    assert_eq!(check(root, &known), (1, new));
    // Written again it is a file of the same bytes.
    let before = fs::read(root.join("known.json")).unwrap();
    fs::write(&file, OLD).unwrap();
    dfopt(root, &write);
    assert_eq!(fs::read(root.join("known.json")).unwrap(), before);
}

#[test]
fn a_baseline_that_cannot_be_used_is_told() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    fs::write(root.join("Dockerfile"), OLD).unwrap();
    let text = error(root, &["--baseline", "gone.json"]);
    assert!(text.contains("gone.json: no such file") && text.contains("--write-baseline"));
    fs::write(root.join("bad.json"), "{ \"version\": 1, ").unwrap();
    assert!(error(root, &["--baseline", "bad.json"]).contains("bad.json: not a baseline: "));
    fs::write(root.join("new.json"), "{ \"version\": 2, \"files\": {} }").unwrap();
    assert!(error(root, &["--baseline", "new.json"]).contains("a baseline of version 2"));
    let text = error(root, &["--write-baseline", "no/such/folder.json"]);
    assert!(
        text.contains("no/such/folder.json: cannot be written: "),
        "{text}"
    );
}

/// Runs git, without the settings of whoever runs the test; `None` if it is not there.
fn git(folder: &Path, args: &[&str]) -> Option<()> {
    let output = Command::new("git")
        .args(["-c", "user.name=a", "-c", "user.email=a@example.org"])
        .args(args)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()
        .ok()?;
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{args:?}: {err}");
    Some(())
}

#[test]
fn only_what_changed_since_a_revision_counts() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    let Some(()) = git(root, &["init", "-q", "-b", "main"]) else {
        return;
    };
    fs::write(root.join("Dockerfile"), OLD).unwrap();
    fs::create_dir(root.join("ö dir")).unwrap();
    fs::write(root.join("ö dir/Dockerfile"), OLD).unwrap();
    git(root, &["add", "."]);
    git(root, &["commit", "-qm", "old"]);
    git(root, &["checkout", "-qb", "work"]);
    assert_eq!(check(root, &["--diff-base", "main"]), (0, vec![]));

    // A line above moves the others; the first RUN changes in a folder with an odd name; a file is new.
    fs::write(
        root.join("Dockerfile"),
        format!("# why\n{OLD}RUN pip install wheel\n"),
    )
    .unwrap();
    git(root, &["commit", "-qam", "new"]);
    fs::write(
        root.join("ö dir/Dockerfile"),
        OLD.replace("curl", "curl git"),
    )
    .unwrap();
    fs::write(root.join("new.Dockerfile"), OLD).unwrap();
    // The other branch goes on: what it did since is not of this one.
    git(root, &["stash", "-qu"]);
    git(root, &["checkout", "-q", "main"]);
    fs::write(
        root.join("Dockerfile"),
        OLD.replace("pip install build", "pip install other"),
    )
    .unwrap();
    git(root, &["commit", "-qam", "other"]);
    git(root, &["checkout", "-q", "work"]);
    git(root, &["stash", "pop", "-q"]);

    let expected = vec![
        one("Dockerfile", 5),
        one("new.Dockerfile", 2),
        one("new.Dockerfile", 3),
        one("ö dir/Dockerfile", 2),
    ];
    assert_eq!(check(root, &["--diff-base", "main"]), (1, expected));
    let folder = root.join("ö dir");
    assert_eq!(
        check(&folder, &["--diff-base", "main"]),
        (1, vec![one("Dockerfile", 2)])
    );

    assert!(error(root, &["--diff-base", "nowhere"]).contains("--diff-base nowhere: "));
    assert!(error(root, &["--diff-base=--output=x"]).contains("not a revision"));
    assert!(error(root, &["--diff-base", "main", "-"]).contains("standard input has no baseline"));
}

#[test]
fn outside_of_a_repository_there_is_no_base() {
    let root = tempfile::tempdir().unwrap();
    fs::write(root.path().join("Dockerfile"), OLD).unwrap();
    let text = error(root.path(), &["--diff-base", "main"]);
    assert!(text.contains("--diff-base main: "), "{text}");
}
