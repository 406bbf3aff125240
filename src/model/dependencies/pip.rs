//! What pip installs: operands, requirements files, packages of the build context.

use super::{Installs, Needs, manifests, unseen};
use crate::model::usage::Event;

impl Installs<'_, '_> {
    pub(super) fn pip(&self, event: &Event, words: &[&str]) -> Needs {
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let file = match word
                .strip_prefix("-r")
                .or_else(|| word.strip_prefix("--requirement"))
            {
                Some("") => words.next().copied(),
                Some(rest) => Some(rest.trim_start_matches('=')),
                None => None,
            };
            let needs = match file {
                Some(file) => self.requirements(event, file, 0),
                None if word.starts_with('-') && takes_value(word) => {
                    words.next();
                    Needs::Nothing
                }
                None if word.starts_with('-')
                    || matches!(*word, "install" | "wheel" | "download") =>
                {
                    Needs::Nothing
                }
                None if word.is_empty() => {
                    Needs::Unseen("installs what only the build knows".into())
                }
                None if word.starts_with(['.', '/']) => self.package(event, word),
                None => manifests::requirement(word),
            };
            if needs != Needs::Nothing {
                return needs;
            }
        }
        Needs::Nothing
    }

    fn requirements(&self, event: &Event, file: &str, depth: usize) -> Needs {
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
                    self.requirements(event, &format!("{folder}{slash}{inner}"), depth + 1)
                }
                None => manifests::requirement(line),
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

fn takes_value(flag: &str) -> bool {
    matches!(
        flag,
        "-c" | "--constraint"
            | "-i"
            | "--index-url"
            | "--extra-index-url"
            | "-f"
            | "--find-links"
            | "-t"
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
            | "--no-binary"
            | "--only-binary"
            | "-w"
            | "--wheel-dir"
            | "-d"
            | "--dest"
            | "--progress-bar"
            | "--src"
            | "--log"
            | "--upgrade-strategy"
    )
}
