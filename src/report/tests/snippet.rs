//! Findings and errors at their place in the file.

use super::{TEXT, estimate, found, with_safety};
use crate::pass::{Assumption, Finding, Options, Safety};
use crate::pipeline::Found;
use crate::report::snippet::Source;
use crate::report::{Colour, snippet};
use crate::syntax::SyntaxError;
use crate::text::{LineIndex, Span};

fn shown(found: &Found, level: u8) -> String {
    let source = Source {
        path: "app/Dockerfile",
        text: TEXT,
        lines: &LineIndex::new(TEXT),
        link: None,
    };
    let options = Options {
        level,
        ..Options::default()
    };
    snippet::finding(source, found, &options, Colour::Off)
}

#[test]
fn a_finding_that_fix_acts_on() {
    let found = found(|finding| finding.saving(estimate(45_000_000)));
    insta::assert_snapshot!(shown(&found, 1), @r"
    warning[split-stages]: gcc stays in the image
     --> app/Dockerfile:2:5
      |
    2 | RUN apt-get install -y gcc \
      |     ^^^^^^^^^^^^^^^^^^^^^^^^ saves about 45 MB (estimate)
      |
      = help: split the stage
    ");
}

#[test]
fn findings_that_wait() {
    let musl = with_safety(Safety::Assumes(Assumption::Musl));
    insta::assert_snapshot!(shown(&found(musl), 2), @r"
    note[split-stages]: gcc stays in the image
     --> app/Dockerfile:2:5
      |
    2 | RUN apt-get install -y gcc \
      |     ^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = note: needs the assumption `musl`: -O3 or --assume musl
      = help: split the stage
    ");
    let musl = found(with_safety(Safety::Assumes(Assumption::Musl)));
    assert!(shown(&musl, 3).contains("note: assumes `musl`\n"));
    let only_shown = found(with_safety(Safety::ShowOnly));
    assert!(shown(&only_shown, 3).contains("only shows this"));
    assert!(shown(&found(|finding| finding), 0).contains("note: made at -O1\n"));
}

#[test]
fn a_refusal_is_one_line() {
    let refused = found(|finding| {
        Finding::refused(
            finding.span,
            "not merged with line 6",
            "it starts a background job",
        )
    });
    assert_eq!(
        shown(&refused, 1),
        "app/Dockerfile:2: pass split-stages: not merged with line 6: it starts a background job\n"
    );
}

#[test]
fn errors_at_any_place() {
    let text = "\u{feff}FROM a\nBÄD x";
    let error = |start, end| {
        let error = SyntaxError {
            span: Span::new(start, end),
            message: "unknown instruction `BÄD`".to_string(),
        };
        let source = Source {
            path: "Dockerfile",
            text,
            lines: &LineIndex::new(text),
            link: None,
        };
        snippet::error(source, &error, Colour::Off)
    };
    insta::assert_snapshot!(error(10, 14), @r"
    error: unknown instruction `BÄD`
     --> Dockerfile:2:1
      |
    2 | BÄD x
      | ^^^
    ");
    // Wherever a span may stand, inside a character or behind the end, it is shown and nothing panics.
    for start in 0..=text.len() + 1 {
        for end in start..=text.len() + 1 {
            assert!(error(start, end).contains("Dockerfile:"));
        }
    }
}
