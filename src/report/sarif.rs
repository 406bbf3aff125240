//! SARIF 2.1.0 (OASIS, 2020): findings with their fixes for code scanning.
//!
//! Columns count UTF-16 code units, as SARIF has it where nothing else is said.

use std::path::{Component, Path};

use serde::Serialize;
use serde_json::{Value, json};

use super::baseline::fingerprint;
use super::{applies, catalog, json};
use crate::pass::{Fix, Options, Outcome, Pass};
use crate::pipeline::Found;
use crate::text::{LineIndex, Span};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// A finding as SARIF knows it.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
pub struct Result(Value);

/// The findings of one file. `passes` are those of the document.
pub fn results(
    path: &Path,
    text: &str,
    found: &[Found],
    options: &Options,
    passes: &[&Pass],
) -> Vec<Result> {
    let file = File {
        uri: uri(path),
        text,
        lines: LineIndex::new(text),
    };
    let rule = |found: &Found| passes.iter().position(|pass| pass.name == found.pass);
    found
        .iter()
        .map(|found| file.result(found, rule(found), applies(found, options)))
        .collect()
}

/// The whole document.
pub fn document(results: &[Result], errors: &[json::Error], passes: &[&Pass]) -> String {
    let document = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "dfopt",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": passes.iter().map(|pass| rule(pass)).collect::<Vec<_>>(),
            }},
            "columnKind": "utf16CodeUnits",
            "invocations": [{
                "executionSuccessful": errors.is_empty(),
                "toolExecutionNotifications": errors.iter().map(notification).collect::<Vec<_>>(),
            }],
            "results": results,
        }],
    });
    json::text(&document)
}

fn rule(pass: &Pass) -> Value {
    let mut rule = json!({
        "id": pass.name,
        "shortDescription": { "text": pass.summary },
        "help": { "text": catalog::prose(pass.source), "markdown": catalog::prose(pass.source) },
        "properties": {
            "level": catalog::level(pass.safety),
            "assumption": catalog::assumption(pass.safety),
        },
    });
    if let Some(address) = catalog::address(pass.name) {
        rule["helpUri"] = address.into();
    }
    rule
}

fn notification(error: &json::Error) -> Value {
    let mut place = json!({ "artifactLocation": { "uri": uri(Path::new(&error.path)) } });
    if let (Some(line), Some(column)) = (error.line, error.column) {
        place["region"] = json!({ "startLine": line, "startColumn": column });
    }
    json!({
        "level": "error",
        "message": { "text": error.message },
        "locations": [{ "physicalLocation": place }],
    })
}

/// A Dockerfile to point into.
struct File<'a> {
    uri: String,
    text: &'a str,
    lines: LineIndex,
}

impl File<'_> {
    fn result(&self, found: &Found, rule: Option<usize>, applies: bool) -> Result {
        let finding = &found.finding;
        let (message, fixes) = match &finding.outcome {
            Outcome::Fix(fix) => (
                format!("{}: {}", finding.message, fix.title),
                vec![self.fix(fix)],
            ),
            Outcome::Refused { reason } => (format!("{}: {reason}", finding.message), Vec::new()),
        };
        let mut result = json!({
            "ruleId": found.pass,
            "level": if applies { "warning" } else { "note" },
            "message": { "text": message },
            "partialFingerprints": { "dfopt/v1": fingerprint(self.text, found) },
            "locations": [{ "physicalLocation": {
                "artifactLocation": { "uri": self.uri },
                "region": self.region(finding.span),
            }}],
        });
        if let Some(rule) = rule {
            result["ruleIndex"] = rule.into();
        }
        if !fixes.is_empty() {
            result["fixes"] = fixes.into();
        }
        if let Some(saves) = finding.saves {
            let saves = json!({ "bytes": saves.bytes, "basis": saves.basis.name() });
            result["properties"] = json!({ "saves": saves });
        }
        Result(result)
    }

    fn fix(&self, fix: &Fix) -> Value {
        let replacements = fix.edits.iter().map(|edit| {
            json!({
                "deletedRegion": self.region(edit.span),
                "insertedContent": { "text": edit.text },
            })
        });
        json!({
            "description": { "text": fix.title },
            "artifactChanges": [{
                "artifactLocation": { "uri": self.uri },
                "replacements": replacements.collect::<Vec<_>>(),
            }],
        })
    }

    fn region(&self, span: Span) -> Value {
        let (start_line, start_column) = self.lines.utf16(self.text, span.start);
        let (end_line, end_column) = self.lines.utf16(self.text, span.end);
        json!({
            "startLine": start_line,
            "startColumn": start_column,
            "endLine": end_line,
            "endColumn": end_column,
        })
    }
}

/// The path as a relative or `file:` reference, everything but plain characters escaped.
pub fn uri(path: &Path) -> String {
    let mut parts = Vec::new();
    for part in path.components() {
        match part {
            Component::Normal(part) => parts.push(escaped(part.as_encoded_bytes())),
            Component::ParentDir => parts.push("..".to_string()),
            Component::RootDir => parts.push("file://".to_string()),
            Component::CurDir | Component::Prefix(_) => {}
        }
    }
    parts.join("/")
}

fn escaped(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len());
    for byte in bytes {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                out.push(*byte as char);
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_references() {
        assert_eq!(uri(Path::new("./a b/Dockerfile")), "a%20b/Dockerfile");
        assert_eq!(uri(Path::new("/a/ö")), "file:///a/%C3%B6");
    }
}
