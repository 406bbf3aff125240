//! What a report leads to: exit codes, files, streams.

#![allow(clippy::unwrap_used, reason = "a test that cannot set up may panic")]

use std::fs;

use super::*;
use crate::pass::Finding;
use crate::pipeline::{Applied, Broken};
use crate::text::Span;
use crate::verify::Facet;

const OLD: &str = "FROM a\r\nRUN x";
const NEW: &str = "FROM a\r\nRUN y";

fn job(task: Task, format: CheckFormat, folder: &Path) -> Job {
    Job {
        task,
        limit: None,
        context: None,
        format,
        detail: Detail::Summary,
        folder: folder.to_path_buf(),
        listings: Arc::default(),
        colours: (Colour::Off, Colour::Off),
        links: false,
        counts: Counts::default(),
    }
}

fn report() -> Report {
    let applied = Applied {
        pass: "merge-runs",
        line: 2,
        message: "two layers".to_string(),
        title: "merge".to_string(),
        assumption: None,
        saves: None,
    };
    Report {
        output: NEW.to_string(),
        applied: vec![applied],
        ..Report::default()
    }
}

/// Does `task` on a Dockerfile in `folder`; gives what came of it and the file's text afterwards.
fn fixed(task: Task, format: CheckFormat, folder: &Path, report: &Report) -> (Done, String) {
    let path = folder.join("Dockerfile");
    fs::write(&path, OLD).unwrap();
    let target = Target {
        path: path.clone(),
        tree: folder.to_path_buf(),
    };
    let source = Text {
        shown: "Dockerfile",
        path: &path,
        target: Some(&target),
        text: OLD,
        options: Options::default(),
        fail_on: FailOn::Fixes,
    };
    let done = job(task, format, folder).fixed(&source, report);
    (done, fs::read_to_string(&path).unwrap())
}

#[test]
fn fix_writes_and_prints_the_diff() {
    let folder = tempfile::tempdir().unwrap();
    let (done, text) = fixed(Task::Fix, CheckFormat::Human, folder.path(), &report());
    assert_eq!((done.exit, text.as_str()), (Exit::Clean, NEW));
    assert!(
        done.out
            .starts_with("--- a/Dockerfile\n+++ b/Dockerfile\n@@")
    );
    assert_eq!(done.err, "Dockerfile: 1 fix\n");
}

#[test]
fn diff_writes_nothing_and_tells_of_a_change() {
    let folder = tempfile::tempdir().unwrap();
    let (done, text) = fixed(Task::Diff, CheckFormat::Human, folder.path(), &report());
    assert_eq!((done.exit, text.as_str()), (Exit::Findings, OLD));
    assert!(
        done.out.ends_with(
            "-RUN x\n\\ No newline at end of file\n+RUN y\n\\ No newline at end of file\n"
        )
    );
    let same = Report {
        output: OLD.to_string(),
        ..Report::default()
    };
    let (done, _) = fixed(Task::Diff, CheckFormat::Human, folder.path(), &same);
    assert_eq!((done.exit, done.out.as_str()), (Exit::Clean, ""));
}

#[test]
fn json_goes_into_the_document() {
    let folder = tempfile::tempdir().unwrap();
    let (done, text) = fixed(Task::Fix, CheckFormat::Json, folder.path(), &report());
    assert_eq!((done.exit, text.as_str()), (Exit::Clean, NEW));
    assert!(done.file.is_some() && done.out.is_empty() && done.err.is_empty());
}

#[test]
fn a_broken_promise_is_told_even_to_the_quiet() {
    let folder = tempfile::tempdir().unwrap();
    let mut report = report();
    report.broken.push(Broken {
        message: "two layers".into(),
        pass: "merge-runs",
        line: 1,
        facet: Facet::Inputs,
    });
    let (done, _) = fixed(Task::Fix, CheckFormat::Json, folder.path(), &report);
    assert_eq!(done.exit, Exit::Clean);
    assert!(done.err.contains("would have changed what is copied in"));
}

#[test]
#[cfg(unix)]
fn a_file_that_cannot_be_written_prints_no_diff() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Dockerfile");
    fs::write(&path, OLD).unwrap();
    fs::hard_link(&path, folder.path().join("twin")).unwrap();
    let (done, text) = fixed(Task::Fix, CheckFormat::Human, folder.path(), &report());
    assert_eq!((done.exit, text.as_str()), (Exit::Trouble, OLD));
    assert!(done.out.is_empty() && done.err.starts_with("error: Dockerfile: "));
    let (done, _) = fixed(Task::Fix, CheckFormat::Json, folder.path(), &report());
    assert_eq!((done.errors.len(), done.file.is_none()), (1, true));
}

#[test]
fn standard_input_gives_the_text_alone() {
    let source = Text {
        shown: "<stdin>",
        path: Path::new("<stdin>"),
        target: None,
        text: OLD,
        options: Options::default(),
        fail_on: FailOn::Fixes,
    };
    let done = job(Task::Fix, CheckFormat::Human, Path::new("/")).fixed(&source, &report());
    assert_eq!((done.exit, done.out.as_str()), (Exit::Clean, NEW));
}

#[test]
fn check_fails_only_on_what_fix_acts_on() {
    let source = Text {
        shown: "Dockerfile",
        path: Path::new("Dockerfile"),
        target: None,
        text: OLD,
        options: Options::default(),
        fail_on: FailOn::Fixes,
    };
    let found = |finding| Found {
        pass: "merge-runs",
        line: 1,
        column: 1,
        finding,
    };
    let fix = found(Finding::safe(Span::new(0, 4), "a", "b", Vec::new()));
    let refusal = found(Finding::refused(Span::new(0, 4), "a", "b"));
    let job = job(Task::Check, CheckFormat::Human, Path::new("/"));
    assert_eq!(job.checked(&source, &[fix]).exit, Exit::Findings);
    let done = job.checked(&source, &[refusal]);
    assert_eq!(done.exit, Exit::Clean);
    assert_eq!(done.out, "Dockerfile:1: pass merge-runs: a: b\n");
}

#[test]
fn an_invalid_file_is_trouble() {
    let source = Text {
        shown: "Dockerfile",
        path: Path::new("Dockerfile"),
        target: None,
        text: OLD,
        options: Options::default(),
        fail_on: FailOn::Fixes,
    };
    let errors = [SyntaxError {
        span: Span::new(8, 11),
        message: "no".to_string(),
    }];
    for format in [CheckFormat::Human, CheckFormat::Json] {
        let done = job(Task::Fix, format, Path::new("/")).invalid(&source, &errors);
        assert_eq!((done.exit, done.out.as_str()), (Exit::Trouble, ""));
        assert_eq!(done.err.is_empty(), format == CheckFormat::Json);
        assert_eq!(done.errors.len(), usize::from(format == CheckFormat::Json));
    }
}
