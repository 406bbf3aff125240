//! The JSON documents.

use super::{TEXT, found, report, with_safety};
use crate::pass::{Assumption, Options, Safety};
use crate::report::json;
use crate::syntax::SyntaxError;
use crate::text::Span;

#[test]
fn json_of_fix() {
    let mut report = report();
    report.applied.truncate(1);
    report.withheld.truncate(1);
    let mut document = json::Document::default();
    document
        .files
        .push(json::fixed("Dockerfile", &report, "--- a\n".to_string()));
    insta::assert_snapshot!(json::document(&document), @r#"
    {
      "version": 1,
      "files": [
        {
          "path": "Dockerfile",
          "changed": true,
          "diff": "--- a\n",
          "applied": [
            {
              "pass": "drop-apt-lists",
              "line": 2,
              "message": "package lists stay in the layer",
              "assumption": null,
              "saves": {
                "bytes": 20100000,
                "basis": "estimate"
              }
            }
          ],
          "withheld": [
            {
              "pass": "slim-base",
              "line": 1,
              "message": "base could be slim",
              "reason": "line 5 runs `gcc`, which python:3.12-slim does not have",
              "assumption": "tools-unneeded",
              "saves": null
            }
          ]
        }
      ],
      "errors": []
    }
    "#);
}

#[test]
fn json_of_check_and_errors() {
    let musl = found(with_safety(Safety::Assumes(Assumption::Musl)));
    let mut document = json::Document::default();
    let checked = json::checked("Dockerfile", "", &[musl], &Options::default());
    document.files.push(checked);
    let error = SyntaxError {
        span: Span::new(13, 16),
        message: "no".to_string(),
    };
    document.errors.extend(json::errors("x", TEXT, &[error]));
    insta::assert_snapshot!(json::document(&document), @r#"
    {
      "version": 1,
      "files": [
        {
          "path": "Dockerfile",
          "findings": [
            {
              "pass": "split-stages",
              "line": 2,
              "column": 5,
              "message": "gcc stays in the image",
              "title": "split the stage",
              "reason": null,
              "assumption": "musl",
              "applies": false,
              "saves": null,
              "fingerprint": "71f7c2a338c127ee"
            }
          ],
          "candidates": []
        }
      ],
      "errors": [
        {
          "path": "x",
          "line": 2,
          "column": 1,
          "message": "no"
        }
      ]
    }
    "#);
}
