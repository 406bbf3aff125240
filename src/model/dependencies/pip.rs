//! What pip installs: operands, requirements files, packages of the build context.

use super::{Installs, Needs, manifests, unseen};
use crate::model::usage::Event;

impl Installs<'_, '_> {
    pub(super) fn pip(&self, event: &Event, words: &[&str]) -> Needs {
        if let Some(word) = words.iter().find(|word| from_source(word)) {
            return Needs::Tools(format!("builds from sources by `{word}`"));
        }
        if self.sets(event, "PIP_NO_BINARY") {
            return Needs::Tools("builds from sources by `PIP_NO_BINARY`".into());
        }
        let python = self.python(event);
        let mut words = words.iter().copied();
        while let Some(word) = words.next() {
            let (flag, value) = option(word);
            let mut value = || value.or_else(|| words.next()).unwrap_or("");
            let needs = match flag {
                "-r" | "--requirement" => self.requirements(event, value(), python, 0),
                "-e" | "--editable" => self.operand(event, value(), python),
                flag if takes_value(flag) => {
                    value();
                    Needs::Nothing
                }
                "" if !matches!(word, "install" | "wheel" | "download") => {
                    self.operand(event, word, python)
                }
                _ => Needs::Nothing,
            };
            if needs != Needs::Nothing {
                return needs;
            }
        }
        Needs::Nothing
    }

    fn operand(&self, event: &Event, word: &str, python: Option<u32>) -> Needs {
        match word {
            "" => Needs::Unseen("installs what only the build knows".into()),
            _ if word.starts_with(['.', '/']) => self.package(event, word),
            _ => manifests::requirement(word, python),
        }
    }

    fn requirements(&self, event: &Event, file: &str, python: Option<u32>, depth: usize) -> Needs {
        let Some(text) = self.read(event, file).filter(|_| depth < 4) else {
            return unseen(file);
        };
        for line in text.lines().map(str::trim) {
            let inner = line
                .strip_prefix("-r")
                .or_else(|| line.strip_prefix("--requirement"));
            let needs = match inner {
                Some(inner) => {
                    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
                    let inner = inner.trim_start_matches(['=', ' ']);
                    let slash = if folder.is_empty() { "" } else { "/" };
                    let inner = format!("{folder}{slash}{inner}");
                    self.requirements(event, &inner, python, depth + 1)
                }
                None if from_source(line) => {
                    Needs::Tools(format!("builds from sources by `{line}` in `{file}`"))
                }
                None => manifests::requirement(line, python),
            };
            if needs != Needs::Nothing {
                return needs;
            }
        }
        Needs::Nothing
    }

    /// A Python package of the context.
    pub(super) fn package(&self, event: &Event, folder: &str) -> Needs {
        let folder = folder
            .split('[')
            .next()
            .unwrap_or(folder)
            .trim_end_matches('/');
        let files = ["setup.py", "setup.cfg", "pyproject.toml"];
        let mut seen = false;
        for file in files {
            let Some(text) = self.read(event, &format!("{folder}/{file}")) else {
                continue;
            };
            seen = true;
            let compiles = [
                "ext_modules",
                "Extension(",
                "cythonize",
                "maturin",
                "setuptools-rust",
            ];
            if compiles.iter().any(|word| text.contains(word)) {
                return Needs::Tools(format!("installs a package whose `{file}` compiles"));
            }
            if let Some(name) = manifests::named(&text, "python") {
                return Needs::Tools(manifests::compiled(&name));
            }
        }
        match seen {
            true => Needs::Nothing,
            false => unseen(&format!("{folder}/setup.py")),
        }
    }
}

/// Whether an option makes pip build packages that have wheels.
fn from_source(word: &str) -> bool {
    [
        "--no-binary",
        "--global-option",
        "--install-option",
        "--config-settings",
    ]
    .iter()
    .any(|option| word.starts_with(option))
}

/// An option and the value that stands in the same word; `("", None)` for an operand. Of letters in one word the one that
/// takes a value counts.
fn option(word: &str) -> (&str, Option<&str>) {
    if word.starts_with("--") {
        return match word.split_once('=') {
            Some((flag, value)) => (flag, Some(value)),
            None => (word, None),
        };
    }
    let Some(letters) = word.strip_prefix('-').filter(|letters| !letters.is_empty()) else {
        return ("", None);
    };
    let Some(at) = letters.find(['r', 'e', 'c', 'i', 'f', 't', 'w', 'd', 'C']) else {
        return (word, None);
    };
    let flag = match &letters[at..=at] {
        "r" => "-r",
        "e" => "-e",
        _ => "-c",
    };
    let rest = letters[at + 1..].trim_start_matches('=');
    (flag, Some(rest).filter(|rest| !rest.is_empty()))
}

fn takes_value(flag: &str) -> bool {
    matches!(
        flag,
        "-c" | "--constraint"
            | "--index-url"
            | "--extra-index-url"
            | "--find-links"
            | "--target"
            | "--prefix"
            | "--root"
            | "--trusted-host"
            | "--timeout"
            | "--retries"
            | "--proxy"
            | "--cache-dir"
            | "--cert"
            | "--platform"
            | "--python-version"
            | "--only-binary"
            | "--wheel-dir"
            | "--dest"
            | "--progress-bar"
            | "--src"
            | "--log"
            | "--upgrade-strategy"
    )
}
