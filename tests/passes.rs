//! Runs every `tests/passes/<pass>/<case>.Dockerfile` under its pass alone and compares with `<case>.snap`.
//!
//! The first line of a case says in a sentence what it shows; a second line `# level: 2` sets the level, else it is 1.
//! `<case>.context/` beside it is the build context. Snapshots are written by `cargo insta review`.

#![allow(clippy::unwrap_used, reason = "a test may panic and print")]

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::panic;
use std::path::{Path, PathBuf};

use dfopt::model::{NoProject, Project};
use dfopt::pass::{Assumption, Options, Pass};
use dfopt::passes::ALL;
use dfopt::pipeline::{self, Report};
use similar::TextDiff;

/// A build context in memory.
struct Files(BTreeMap<String, Vec<u8>>);

impl Project for Files {
    fn is_known(&self) -> bool {
        true
    }

    fn read(&self, path: &str) -> Option<Cow<'_, [u8]>> {
        self.0.get(path).map(|content| Cow::Borrowed(&content[..]))
    }

    fn list(&self, folder: &str) -> Option<Vec<String>> {
        let folder = folder.trim_end_matches('/');
        let inside = self.0.keys().filter_map(|path| match folder {
            "" => Some(path.as_str()),
            folder => path.strip_prefix(folder)?.strip_prefix('/'),
        });
        let names = inside.map(|rest| match rest.split_once('/') {
            Some((name, _)) => format!("{name}/"),
            None => rest.to_string(),
        });
        let names: BTreeSet<String> = names.collect();
        Some(names.into_iter().collect())
    }
}

impl Files {
    fn load(folder: &Path) -> Self {
        let mut files = BTreeMap::new();
        let mut folders = vec![folder.to_path_buf()];
        while let Some(current) = folders.pop() {
            for entry in fs::read_dir(&current).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let name = path
                        .strip_prefix(folder)
                        .unwrap()
                        .to_string_lossy()
                        .replace('\\', "/");
                    files.insert(name, fs::read(&path).unwrap());
                }
            }
        }
        Files(files)
    }
}

struct Case {
    pass: &'static Pass,
    path: PathBuf,
    source: String,
    options: Options,
}

impl Case {
    fn load(pass: &'static Pass, path: PathBuf) -> Self {
        let source = fs::read_to_string(&path).unwrap();
        let level = source
            .lines()
            .nth(1)
            .and_then(|line| line.strip_prefix("# level: "));
        let options = Options {
            level: level.map_or(1, |level| level.trim().parse().expect("a level is a digit")),
            only: Some(vec![pass.name]),
            ..Options::default()
        };
        Case {
            pass,
            path,
            source,
            options,
        }
    }

    fn project(&self) -> Box<dyn Project> {
        let context = self.path.with_extension("context");
        if context.is_dir() {
            Box::new(Files::load(&context))
        } else {
            Box::new(NoProject)
        }
    }

    fn fix(&self, source: &str) -> Report {
        pipeline::fix(source, &*self.project(), &self.options)
            .expect("a case is a valid Dockerfile")
    }

    fn run(&self) {
        let first = self
            .source
            .trim_start_matches('\u{feff}')
            .lines()
            .next()
            .unwrap_or_default();
        assert!(
            first.starts_with("# "),
            "the first line says what the case shows"
        );
        let report = self.fix(&self.source);
        assert!(
            report.broken.is_empty(),
            "a promise is broken: {:?}",
            report.broken
        );
        let again = self.fix(&report.output);
        assert_eq!(
            again.output, report.output,
            "a second run changes the text again"
        );

        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(self.path.parent().unwrap());
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.set_input_file(self.path.file_name().unwrap());
        let name = self
            .path
            .file_stem()
            .unwrap()
            .to_string_lossy()
            .into_owned();
        settings.bind(|| insta::assert_snapshot!(name, show(self.pass, &self.source, &report)));
    }
}

/// What a snapshot holds: the messages, then the diff.
fn show(pass: &Pass, source: &str, report: &Report) -> String {
    let assumes =
        |it: Option<Assumption>| it.map_or(String::new(), |it| format!(" [assumes {it}]"));
    let mut text = String::new();
    for fix in &report.applied {
        assert_eq!(fix.pass, pass.name);
        let assumption = assumes(fix.assumption);
        text += &format!(
            "applied at line {}: {}\n    {}{assumption}\n",
            fix.line, fix.message, fix.title
        );
    }
    for fix in &report.withheld {
        let assumption = assumes(fix.assumption);
        text += &format!(
            "withheld at line {}: {}\n    {}{assumption}\n",
            fix.line, fix.message, fix.reason
        );
    }
    if text.is_empty() {
        text += "nothing to say\n";
    }
    let diff = TextDiff::from_lines(source, &report.output);
    text + &diff
        .unified_diff()
        .header("a/Dockerfile", "b/Dockerfile")
        .to_string()
}

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/passes");
    let mut cases = Vec::new();
    for pass in ALL {
        let files = fs::read_dir(folder.join(pass.name.replace('-', "_")))
            .into_iter()
            .flatten();
        let mut paths: Vec<_> = files.map(|file| file.unwrap().path()).collect();
        paths.retain(|path| {
            path.extension()
                .is_some_and(|extension| extension == "Dockerfile")
        });
        paths.sort();
        cases.extend(paths.into_iter().map(|path| Case::load(pass, path)));
    }
    cases
}

#[test]
fn every_case_holds() {
    let cases = cases();
    let failed = cases
        .iter()
        .filter(|case| panic::catch_unwind(|| case.run()).is_err());
    let failed: Vec<_> = failed.map(|case| case.path.display().to_string()).collect();
    assert!(
        failed.is_empty(),
        "{} of {} cases:\n{}",
        failed.len(),
        cases.len(),
        failed.join("\n")
    );
}
