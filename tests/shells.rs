//! Runs sequences of `RUN`s under real shells, as they are and as dfopt merges them: the same success or failure, the same files,
//! the same commands in the same order with the same directory, file mode mask, environment and input.
//!
//! Every command is a stub: this program itself under another name. Nothing else is on the PATH. Sequences are generated from a
//! seed (`DFOPT_SEED`); `DFOPT_LONG=1` asks for 20,000 merged ones. With `$DFOPT_CORPUS` real sequences run as well, locked up in a
//! namespace and a root directory of their own.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test may panic and print"
)]

#[path = "shells/commands.rs"]
mod commands;
#[path = "shells/generate.rs"]
mod generate;
#[path = "shells/random.rs"]
mod random;
#[path = "shells/real.rs"]
mod real;
#[path = "shells/run.rs"]
mod run;
#[path = "shells/stub.rs"]
mod stub;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Instant;
use std::{env, fs};

use dfopt::model::NoProject;
use dfopt::pass::Options;
use dfopt::pipeline;
use rayon::prelude::{IntoParallelIterator, ParallelIterator};

use run::{Sequence, Shell};

/// Merged sequences in a run of `cargo test`, and with `DFOPT_LONG`.
const SHORT: usize = 1_000;
const LONG: usize = 20_000;

fn main() {
    let arguments: Vec<String> = env::args().collect();
    match Path::new(&arguments[0]).file_name().unwrap().to_str() {
        Some(name) if name.starts_with("shells-") => {}
        Some("locked-up") => return real::locked_up(&arguments[1..]),
        _ => std::process::exit(stub::run(&arguments)),
    }
    if arguments.iter().any(|argument| argument == "--list") {
        return;
    }
    let filter = arguments[1..].iter().find(|word| !word.starts_with('-'));
    let wanted = |name: &str| filter.is_none_or(|filter| name.contains(filter.as_str()));
    if wanted("generated_sequences") {
        generated_sequences();
    }
    if wanted("real_sequences") {
        real::real_sequences();
    }
}

/// What dfopt makes of a Dockerfile when all exact merges are wanted; `None` if it leaves it alone.
pub fn merged(source: &str) -> Option<String> {
    let level = env::var("DFOPT_LEVEL").map_or(2, |level| level.parse().unwrap());
    let options = Options {
        level,
        only: Some(vec!["merge-runs"]),
        ..Options::default()
    };
    let report = pipeline::fix(source, &NoProject, &options).ok()?;
    if !report.broken.is_empty() {
        println!("a promise is broken: {:?}\n{source}", report.broken);
    }
    (report.output != source).then_some(report.output)
}

fn generated_sequences() {
    let start = Instant::now();
    let seed: u64 = env::var("DFOPT_SEED").map_or(1, |seed| seed.parse().unwrap());
    let goal = if env::var_os("DFOPT_LONG").is_some() {
        LONG
    } else {
        SHORT
    };
    let shells = run::shells();
    let folder = tempfile::tempdir().unwrap();
    let counts: Mutex<BTreeMap<&'static str, usize>> = Mutex::default();
    let failures: Mutex<Vec<String>> = Mutex::default();
    let workers = rayon::current_num_threads();
    let own = env::current_exe().unwrap();
    (0..workers).into_par_iter().for_each(|worker| {
        let place = folder.path().join(worker.to_string());
        let bench = run::Bench::new(&place, &own, generate::STUBS);
        let mut done = 0;
        for number in 0.. {
            if done >= goal / workers || failures.lock().unwrap().len() >= 5 {
                break;
            }
            let seed = seed
                .wrapping_mul(1_000_003)
                .wrapping_add((number * workers + worker) as u64);
            let case = generate::case(seed);
            *counts.lock().unwrap().entry("generated").or_default() += 1;
            let Some(after) = merged(&case.text) else {
                continue;
            };
            for shell in shells.iter().filter(|shell| case.fits(shell)) {
                done += 1;
                *counts.lock().unwrap().entry(shell.name).or_default() += 1;
                if let Some(difference) = difference(&bench, shell, seed, &case.text, &after) {
                    failures.lock().unwrap().push(difference);
                }
            }
        }
    });
    let counts = counts.into_inner().unwrap();
    println!(
        "generated sequences: {counts:?} merged, {:.1?}",
        start.elapsed()
    );
    let failures = failures.into_inner().unwrap();
    assert!(
        failures.is_empty(),
        "{} differ\n{}",
        failures.len(),
        failures.join("\n========\n")
    );
}

/// What differs when both texts run; a sequence that differs from itself is not counted.
fn difference(
    bench: &run::Bench,
    shell: &Shell,
    seed: u64,
    before: &str,
    after: &str,
) -> Option<String> {
    let (old, new) = (Sequence::of(before)?, Sequence::of(after)?);
    let expected = bench.run(&old, shell, seed);
    let found = bench.run(&new, shell, seed);
    let steady =
        |run: &dyn Fn() -> run::Outcome, first: &run::Outcome| (0..4).all(|_| run() == *first);
    if expected == found
        || !steady(&|| bench.run(&old, shell, seed), &expected)
        || !steady(&|| bench.run(&new, shell, seed), &found)
    {
        return None;
    }
    Some(format!(
        "seed {seed} under {}\n{before}--- becomes\n{after}--- and does\n{}\n--- instead of\n{}",
        shell.name,
        found.show(),
        expected.show()
    ))
}

/// An empty folder at `path`.
pub fn fresh(path: &Path) -> PathBuf {
    drop(fs::remove_dir_all(path));
    fs::create_dir_all(path).unwrap();
    path.to_path_buf()
}
