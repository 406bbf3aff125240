//! What programs read: SARIF and annotations of GitHub.

#![allow(clippy::unwrap_used, reason = "a test may panic and print")]

use std::process::{Command, Output};

use serde_json::Value;

/// BOM, CRLF, and characters of two UTF-16 units before the places of edits.
const TEXT: &str = "\u{feff}FROM debian:bookworm\r\nRUN echo 😀 && apt-get update && apt-get install -y curl\r\n\
                    RUN echo ö && pip install build\r\n";

fn check(format: &str, text: &str) -> (Output, tempfile::TempDir) {
    let root = tempfile::tempdir().unwrap();
    std::fs::create_dir(root.path().join("a b")).unwrap();
    std::fs::write(root.path().join("a b/Dockerfile"), text).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_dfopt"))
        .args(["check", "--no-config", "--format", format])
        .args(["--only", "drop-apt-lists,pip-no-cache-dir", "."])
        .current_dir(root.path())
        .output()
        .unwrap();
    (output, root)
}

/// The byte offset of a place in UTF-16 columns.
fn offset(text: &str, line: u64, column: u64) -> usize {
    let starts: Vec<usize> = std::iter::once(0)
        .chain(text.match_indices('\n').map(|(at, _)| at + 1))
        .collect();
    let start = starts[line as usize - 1];
    let mut units = 1;
    for (at, char) in text[start..].char_indices() {
        if units == column {
            return start + at;
        }
        units += char.len_utf16() as u64;
    }
    text.len()
}

/// The text with every fix of the SARIF document made.
fn fixed(text: &str, document: &Value) -> String {
    let mut edits = Vec::new();
    for result in document["runs"][0]["results"].as_array().unwrap() {
        for fix in result["fixes"].as_array().into_iter().flatten() {
            let change = &fix["artifactChanges"][0];
            assert_eq!(change["artifactLocation"]["uri"], "a%20b/Dockerfile");
            for one in change["replacements"].as_array().unwrap() {
                let region = &one["deletedRegion"];
                let at = |line: &str, column: &str| {
                    let number = |name: &str| region[name].as_u64().unwrap();
                    offset(text, number(line), number(column))
                };
                let new = one["insertedContent"]["text"].as_str().unwrap();
                let span = at("startLine", "startColumn")..at("endLine", "endColumn");
                edits.push((span, new.to_string()));
            }
        }
    }
    edits.sort_by_key(|(span, _)| span.start);
    let mut text = text.to_string();
    for (span, new) in edits.into_iter().rev() {
        text.replace_range(span, &new);
    }
    text
}

#[test]
fn sarif_fixes_make_what_fix_makes() {
    let (output, root) = check("sarif", TEXT);
    assert_eq!(output.status.code(), Some(1));
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    let after = fixed(TEXT, &document);
    let fix = Command::new(env!("CARGO_BIN_EXE_dfopt"))
        .args(["fix", "--no-config", "-q"])
        .args(["--only", "drop-apt-lists,pip-no-cache-dir", "."])
        .current_dir(root.path())
        .status()
        .unwrap();
    assert!(fix.success());
    let expected = std::fs::read_to_string(root.path().join("a b/Dockerfile")).unwrap();
    assert_eq!(after, expected);
    assert_ne!(after, TEXT);
}

/// What the schema of SARIF 2.1.0 asks of the parts that dfopt writes.
#[test]
fn sarif_has_what_the_standard_requires() {
    let (output, _root) = check("sarif", TEXT);
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(document["version"], "2.1.0");
    let run = &document["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(run["tool"]["driver"]["name"], "dfopt");
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 2);
    for result in results {
        let index = result["ruleIndex"].as_u64().unwrap() as usize;
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(["note", "warning"].contains(&result["level"].as_str().unwrap()));
        assert!(result["message"]["text"].is_string());
        let region = &result["locations"][0]["physicalLocation"]["region"];
        assert!(region["startLine"].as_u64().unwrap() >= 1);
        assert!(region["startColumn"].as_u64().unwrap() >= 1);
        let changes = result["fixes"][0]["artifactChanges"].as_array().unwrap();
        assert!(!changes[0]["replacements"].as_array().unwrap().is_empty());
    }
}

#[test]
fn a_broken_file_is_a_notification() {
    let (output, _root) = check("sarif", "FROM a\nRUM x\n");
    assert_eq!(output.status.code(), Some(2));
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    let invocation = &document["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let notification = &invocation["toolExecutionNotifications"][0];
    let region = &notification["locations"][0]["physicalLocation"]["region"];
    assert_eq!(region["startLine"], 2);
}

#[test]
fn annotations_of_github() {
    let (output, _root) = check("github", TEXT);
    let text = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 2, "{text}");
    let start = "::warning file=a b/Dockerfile,line=2,endLine=2,col=1,title=dfopt drop-apt-lists::";
    assert!(lines[0].starts_with(start), "{text}");
    let (output, _root) = check("github", "FROM a\nRUM x\n");
    let text = String::from_utf8(output.stdout).unwrap();
    let start = "::error file=a b/Dockerfile,line=2,col=1,title=dfopt::";
    assert!(text.starts_with(start), "{text}");
}
