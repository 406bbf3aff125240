//! The passes of base images as a whole: every reason to refuse has its case, and one known file goes down level by level.

#![allow(clippy::unwrap_used, reason = "a test may panic and print")]

#[path = "bases/reasons.rs"]
mod reasons;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use dfopt::data::images::Images;
use dfopt::model::Project;
use dfopt::pass::Options;
use dfopt::pipeline;
use reasons::{REASONS, SHAPES};

const PASSES: [&str; 8] = [
    "alpine_base",
    "copy_certificates",
    "distroless_base",
    "jre_base",
    "official_language_image",
    "report_base",
    "scratch_base",
    "slim_base",
];

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/passes")
}

fn snapshot(case: &str) -> String {
    let path = cases().join(case).with_extension("snap");
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn refuses(snapshot: &str) -> bool {
    snapshot.contains("\nwithheld at ") && !snapshot.contains("\napplied at ")
}

#[test]
fn every_reason_has_its_cases() {
    let names: BTreeSet<&str> = REASONS.iter().map(|reason| reason.0).collect();
    assert_eq!(names.len(), REASONS.len());
    for (letter, count) in [('A', 12), ('D', 10), ('S', 8)] {
        let all = (1..=count).map(|number| format!("{letter}{number}"));
        for name in all {
            assert!(names.contains(name.as_str()), "{name} is missing");
        }
    }
    let mut mapped = BTreeSet::new();
    for (name, words, shown) in REASONS {
        assert!(!shown.is_empty() && !words.is_empty(), "{name}");
        for case in shown {
            assert!(refuses(&snapshot(case)), "{name}: {case} does not refuse");
            mapped.insert(case.to_string());
        }
    }
    // A case that is named for a reason is in the table.
    for pass in ["alpine_base", "distroless_base", "scratch_base"] {
        for entry in fs::read_dir(cases().join(pass)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let lettered = name.starts_with(['a', 'd', 's'])
                && name[1..].starts_with(|c: char| c.is_ascii_digit());
            if lettered && path.extension().is_some_and(|it| it == "snap") {
                assert!(
                    mapped.contains(&format!("{pass}/{name}")),
                    "{pass}/{name} is in no row"
                );
            }
        }
    }
}

#[test]
fn every_shape_has_a_case() {
    for (shape, case) in SHAPES {
        assert!(
            snapshot(case).contains("source: tests/passes.rs"),
            "{shape}"
        );
    }
}

#[test]
fn half_of_the_cases_are_refusals() {
    let (mut all, mut refused) = (0, 0);
    for pass in PASSES {
        for entry in fs::read_dir(cases().join(pass)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|it| it == "snap") {
                all += 1;
                refused += usize::from(refuses(&fs::read_to_string(&path).unwrap()));
            }
        }
    }
    assert!(
        all >= 60 && refused * 2 >= all,
        "{refused} refusals in {all} cases"
    );
}

#[test]
fn the_table_of_wheels_is_whole() {
    let wheels = Images::get().wheels();
    assert!(wheels.date.len() == 10 && !wheels.source.is_empty());
    for row in &wheels.packages {
        assert_eq!(row.len(), wheels.pythons.len() + 1, "{row:?}");
        assert_eq!(row[0], row[0].to_lowercase());
        let versions = row[1..].iter().filter(|version| !version.is_empty());
        for version in versions {
            let number = |part: &str| part.parse::<u32>().is_ok();
            assert!(version.split('.').all(number), "{row:?}");
        }
    }
}

/// The weather program of five Dockerfiles, one smaller than the other.
struct Weather;

impl Project for Weather {
    fn is_known(&self) -> bool {
        true
    }

    fn read(&self, path: &str) -> Option<Cow<'_, [u8]>> {
        let text = match path {
            "requirements.txt" => "flask==3.0.3\nrequests==2.32.3\n",
            "app.py" => "import requests\n",
            "go.mod" => "module weather\n\ngo 1.19\n",
            "go.sum" => "",
            "app.go" => {
                "package main\n\nimport \"net/http\"\n\nfunc main() {\n\thttp.Get(\"https://example.com\")\n}\n"
            }
            _ => return None,
        };
        Some(Cow::Borrowed(text.as_bytes()))
    }

    fn list(&self, folder: &str) -> Option<Vec<String>> {
        let names = ["app.go", "app.py", "go.mod", "go.sum", "requirements.txt"];
        folder
            .is_empty()
            .then(|| names.map(str::to_string).to_vec())
    }
}

/// The text after `fix`, and its notes on what was applied.
fn fixed(text: &str, level: u8) -> (String, String) {
    let options = Options {
        level,
        ..Options::default()
    };
    let report = pipeline::fix(text, &Weather, &options).unwrap();
    let notes = report
        .applied
        .iter()
        .map(|one| format!("{} {:?}\n", one.title, one.assumption));
    (report.output.clone(), notes.collect())
}

#[test]
fn one_program_level_by_level() {
    let body = "COPY . /app\nWORKDIR /app\nRUN pip install --break-system-packages -r requirements.txt\nCMD [\"python3\", \"app.py\"]\n";
    for (from, second, third) in [
        ("ubuntu:latest", "python:3.14-slim", "python:3.14-alpine"),
        ("ubuntu:24.04", "python:3.12-slim", "python:3.12-alpine"),
    ] {
        let install = "RUN apt-get update && apt-get install -y python3 python3-pip\n";
        let text = format!("FROM {from}\n{install}{body}");
        for (level, wanted) in [(2, second), (3, third)] {
            let (output, notes) = fixed(&text, level);
            assert!(
                output.starts_with(&format!("FROM {wanted}\nCOPY")),
                "{output}"
            );
            assert!(notes.contains("OfficialImage") && (level < 3 || notes.contains("Musl")));
        }
    }
    let text = format!("FROM python:3.12-slim\n{body}");
    assert!(fixed(&text, 2).0.starts_with("FROM python:3.12-slim\n"));
    assert!(fixed(&text, 3).0.starts_with("FROM python:3.12-alpine\n"));
    let text = format!("FROM python:3.12-alpine\n{body}");
    assert!(fixed(&text, 3).0.starts_with("FROM python:3.12-alpine\n"));
    let rare = "FROM debian:12-slim AS build\nRUN apt-get update \\\n    && apt-get install --no-install-suggests --no-install-recommends --yes python3-venv gcc libpython3-dev \\\n    && python3 -m venv /venv\n\nFROM build AS venv\nCOPY requirements.txt /requirements.txt\nRUN /venv/bin/pip install --disable-pip-version-check -r /requirements.txt\n\nFROM gcr.io/distroless/python3-debian12\nCOPY --from=venv /venv /venv\nCOPY . /app\nWORKDIR /app\nENTRYPOINT [\"/venv/bin/python3\", \"app.py\"]\n";
    for level in [2, 3] {
        assert!(
            fixed(rare, level)
                .0
                .contains("FROM gcr.io/distroless/python3-debian12\n")
        );
    }
}

#[test]
fn certificates_come_with_a_client_only() {
    let text = "FROM golang:1.26-alpine AS builder\nWORKDIR /app\nCOPY go.mod go.sum ./\nRUN go mod download\nCOPY app.go .\nRUN CGO_ENABLED=0 go build -o app .\n\nFROM scratch\nCOPY --from=builder /app/app /app\nENTRYPOINT [\"/app\"]\n";
    let line = "COPY --from=builder /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/\n";
    assert!(fixed(text, 3).0.contains(&format!("FROM scratch\n{line}")));
    assert!(!fixed(text, 2).0.contains(line));
    let twice = fixed(&fixed(text, 3).0, 3).0;
    assert_eq!(twice.matches(line).count(), 1);
}
