//! Reports made by hand, and how they read.

use super::human::{Detail, Tally};
use super::snippet::Source;
use super::{Colour, catalog, human, json, size, snippet, sum};
use crate::pass::{Assumption, Basis, Finding, Options, Outcome, Pass, Safety, Saving};
use crate::pipeline::{Applied, Broken, Found, Report, Withheld};
use crate::syntax::SyntaxError;
use crate::text::Span;
use crate::verify::Facet;

const TEXT: &str = "FROM debian\r\nRUN apt-get install -y gcc \\\r\n    make\r\n";

fn estimate(bytes: u64) -> Option<Saving> {
    Some(Saving {
        bytes,
        basis: Basis::Estimate,
    })
}

fn applied(pass: &'static str, line: u32, saves: Option<Saving>) -> Applied {
    Applied {
        pass,
        line,
        message: "package lists stay in the layer".to_string(),
        title: "remove them in the same RUN".to_string(),
        assumption: None,
        saves,
    }
}

fn withheld(message: &str, assumption: Option<Assumption>, saves: Option<Saving>) -> Withheld {
    Withheld {
        pass: "slim-base",
        line: 1,
        message: message.to_string(),
        reason: "line 5 runs `gcc`, which python:3.12-slim does not have".to_string(),
        assumption,
        saves,
    }
}

fn report() -> Report {
    Report {
        output: TEXT.to_string(),
        applied: vec![
            applied("drop-apt-lists", 2, estimate(20_100_000)),
            applied("merge-runs", 3, None),
            applied("drop-pip-cache", 5, estimate(25_000_000)),
        ],
        withheld: vec![
            withheld("base could be slim", Some(Assumption::ToolsUnneeded), None),
            withheld(
                "official image python:3.14-slim",
                Some(Assumption::OfficialImage),
                estimate(430_000_000),
            ),
            withheld("base could be Alpine", Some(Assumption::Musl), None),
            withheld("`python:3.12` kept", None, estimate(330_000_000)),
        ],
        ..Report::default()
    }
}

/// A finding at the first `apt-get …` up to the end of the text.
fn found(outcome: impl FnOnce(Finding) -> Finding) -> Found {
    let span = Span::new(17, TEXT.len() - 2);
    let finding = Finding::safe(
        span,
        "gcc stays in the image",
        "split the stage",
        Vec::new(),
    );
    Found {
        pass: "split-stages",
        line: 2,
        column: 5,
        finding: outcome(finding),
    }
}

fn with_safety(safety: Safety) -> impl FnOnce(Finding) -> Finding {
    move |mut finding| {
        if let Outcome::Fix(fix) = &mut finding.outcome {
            fix.safety = safety;
        }
        finding
    }
}

fn shown(found: &Found, level: u8) -> String {
    let source = Source {
        path: "app/Dockerfile",
        text: TEXT,
    };
    let options = Options {
        level,
        ..Options::default()
    };
    snippet::finding(source, found, &options, Colour::Off)
}

#[test]
fn sizes() {
    let cases = [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1000, "1.0 kB"),
        (20_100_000, "20 MB"),
        (1_250_000_000, "1.2 GB"),
        (999_900_000, "1.0 GB"),
        (9_960_000, "10 MB"),
    ];
    for (bytes, text) in cases {
        assert_eq!(size(bytes), text);
    }
}

#[test]
fn sums_only_what_is_known() {
    let known = |bytes, basis| Some(Saving { bytes, basis });
    assert_eq!(sum([None, None]), None);
    let measured = known(1, Basis::Measured);
    assert_eq!(sum([measured, None]), measured);
    let mixed = sum([measured, known(2, Basis::Estimate)]);
    assert_eq!(mixed, known(3, Basis::Estimate));
}

#[test]
fn summary_of_a_fixed_file() {
    insta::assert_snapshot!(human::fixed("Dockerfile", &report(), Detail::Summary), @r"
    Dockerfile: 3 fixes, about 45 MB less (estimate)
      at -O2: 2 more, about 430 MB less (estimate): base could be slim; official image python:3.14-slim
      at -O3: 1 more: base could be Alpine
    ");
}

#[test]
fn refusals_are_for_the_verbose() {
    let mut report = report();
    report.applied.clear();
    report.withheld.drain(..3);
    assert_eq!(human::fixed("Dockerfile", &report, Detail::Summary), "");
    assert_eq!(human::fixed("Dockerfile", &report, Detail::Errors), "");
    insta::assert_snapshot!(human::fixed("Dockerfile", &report, Detail::Everything), @r"
    Dockerfile: nothing to fix
    Dockerfile:1: pass slim-base: `python:3.12` kept: line 5 runs `gcc`, which python:3.12-slim does not have
       it would save about 330 MB (estimate)
    ");
}

#[test]
fn a_broken_promise_is_our_bug() {
    let broken = [Broken {
        pass: "merge-runs",
        line: 3,
        facet: Facet::Commands,
    }];
    insta::assert_snapshot!(human::broken("Dockerfile", &broken, Colour::Off), @r"
    error: a bug in dfopt: Dockerfile:3: a fix of pass merge-runs would have changed the commands that run; it was left out
       please report it, with this Dockerfile
    ");
}

#[test]
fn totals() {
    let mut tally = Tally::fixed(&report());
    assert_eq!(
        human::total(tally, Detail::Summary),
        "1 of 1 file: 3 fixes, about 45 MB less (estimate)\n"
    );
    tally.add(Tally::fixed(&Report::default()));
    assert_eq!(
        human::total(tally, Detail::Summary),
        "1 of 2 files: 3 fixes, about 45 MB less (estimate)\n"
    );
    assert_eq!(human::total(tally, Detail::Errors), "");
    let none = Tally::fixed(&Report::default());
    assert_eq!(
        human::total(none, Detail::Summary),
        "1 file: nothing to fix\n"
    );
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
fn check_counts_only_what_fix_acts_on() {
    let found = [
        found(|finding| finding.saving(estimate(45_000_000))),
        found(with_safety(Safety::Assumes(Assumption::Musl))),
        found(with_safety(Safety::ShowOnly)),
        found(|finding| Finding::refused(finding.span, "kept", "no")),
    ];
    let options = Options::default();
    assert_eq!(Tally::checked(&found, &options).fixes, 1);
    insta::assert_snapshot!(human::checked("Dockerfile", &found, &options, Detail::Summary), @r"
    Dockerfile: 1 fix, about 45 MB less (estimate)
      at -O3: 1 more: gcc stays in the image
    ");
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
    let checked = json::checked("Dockerfile", &[musl], &Options::default());
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
              "saves": null
            }
          ]
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

const PASS: Pass = Pass {
    name: "slim-base",
    summary: "Take the slim image.",
    safety: Safety::Assumes(Assumption::ToolsUnneeded),
    keeps: &[],
    answers: &["DL9999"],
    source: "//! Takes the slim image.\n//!\n//! Why: it is small.\n\nuse x;\n//! not this\n",
    example: "FROM a\n",
    run: |_| Vec::new(),
};

#[test]
fn the_table_and_the_page() {
    insta::assert_snapshot!(catalog::table(&[&PASS]), @r"
    PASS       LEVEL  ASSUMPTION      SUMMARY
    slim-base  -O2    tools-unneeded  Take the slim image.
    ");
    insta::assert_snapshot!(catalog::page(&PASS, "--- a/Dockerfile\n"), @r"
    slim-base: Take the slim image.
    assumes `tools-unneeded`: -O2 or --assume tools-unneeded

    Takes the slim image.

    Why: it is small.

    Also known as DL9999.

    Example:

    --- a/Dockerfile
    ");
    assert!(json::passes(&[&PASS]).contains("\"level\": 2"));
}
