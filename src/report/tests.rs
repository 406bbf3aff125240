//! Reports made by hand, and how they read.

mod catalog;
mod json;
mod snippet;

use super::human::{Detail, Tally};
use super::{Colour, human, size, sum};
use crate::pass::{Assumption, Basis, Finding, Options, Outcome, Safety, Saving};
use crate::pipeline::{Applied, Broken, Found, Report, Withheld};
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
        message: "two layers".into(),
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
