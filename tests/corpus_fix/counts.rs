//! The fixes per pass over the whole corpus, held against `tests/corpus_fix/counts.txt`, so that a change of behaviour shows in
//! review. Another corpus than the one counted there is not compared.
//!
//! `DFOPT_UPDATE_COUNTS=1` writes the file anew.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

const HEAD: &str =
    "# Fixes per pass over the corpus; tests/corpus_fix/counts.rs says how this file is written.\n";

/// Counts to be written or compared.
pub struct Counts {
    file: PathBuf,
    corpus: String,
    lines: String,
}

impl Counts {
    /// Those of a corpus with these files.
    pub fn new(files: &[PathBuf]) -> Self {
        let bytes: u64 = files
            .iter()
            .map(|path| fs::metadata(path).unwrap().len())
            .sum();
        Counts {
            file: Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus_fix/counts.txt"),
            corpus: format!("{} files, {bytes} bytes\n", files.len()),
            lines: String::new(),
        }
    }

    /// Adds a level: how many files it changes, and how often each pass made a fix.
    pub fn add(&mut self, level: u8, changed: usize, counts: &BTreeMap<String, usize>) {
        writeln!(self.lines, "-O{level} files changed {changed}").unwrap();
        for (name, count) in counts {
            writeln!(self.lines, "-O{level} {name} {count}").unwrap();
        }
    }

    /// Compares with the file, or writes it.
    pub fn settle(self) {
        let new = format!("{HEAD}{}{}", self.corpus, self.lines);
        if env::var_os("DFOPT_UPDATE_COUNTS").is_some() {
            fs::write(&self.file, new).unwrap();
            return;
        }
        let old = fs::read_to_string(&self.file).unwrap();
        if !old.starts_with(&format!("{HEAD}{}", self.corpus)) {
            println!(
                "counts not compared: this is another corpus, of {}",
                self.corpus
            );
            return;
        }
        let gone = old
            .lines()
            .filter(|line| !new.lines().any(|other| other == *line));
        let come = new
            .lines()
            .filter(|line| !old.lines().any(|other| other == *line));
        let gone = gone.map(|line| format!("- {line}\n"));
        let changes: String = gone.chain(come.map(|line| format!("+ {line}\n"))).collect();
        assert!(
            changes.is_empty(),
            "the counts changed; if that is meant, write them with DFOPT_UPDATE_COUNTS=1\n{changes}"
        );
    }
}
