//! How long reading and fixing take. With `$DFOPT_CORPUS` also over all files below that folder.

use std::path::{Path, PathBuf};
use std::{env, fs};

use dfopt::model::NoProject;
use dfopt::pass::Options;
use dfopt::{pipeline, syntax};
use divan::Bencher;
use divan::counter::BytesCount;

const TYPICAL: &str = include_str!("../examples/python-service/Dockerfile");

fn main() {
    divan::main();
}

fn fix(text: &str) -> usize {
    let options = Options {
        level: 3,
        ..Options::default()
    };
    pipeline::fix(text, &NoProject, &options).map_or(0, |report| report.output.len())
}

fn parse(text: &str) -> usize {
    syntax::parse(text).items.len()
}

fn measure(bencher: Bencher<'_, '_>, text: &str, work: fn(&str) -> usize) {
    bencher
        .counter(BytesCount::of_str(text))
        .bench(|| work(divan::black_box(text)));
}

/// A file of about `bytes` bytes with many stages.
fn large(bytes: usize) -> String {
    let stage =
        "FROM debian:12\nRUN apt-get update && apt-get install -y curl \\\n    git\nCOPY . /app\n";
    stage.repeat(bytes / stage.len())
}

/// One RUN over `lines` lines.
fn continued(lines: usize) -> String {
    let mut text = "FROM debian:12\nRUN true".to_string();
    text += &" \\\n    && true".repeat(lines);
    text + "\n"
}

#[divan::bench]
fn parse_typical(bencher: Bencher<'_, '_>) {
    measure(bencher, TYPICAL, parse);
}

#[divan::bench]
fn fix_typical(bencher: Bencher<'_, '_>) {
    measure(bencher, TYPICAL, fix);
}

#[divan::bench(sample_count = 5)]
fn parse_5_megabytes(bencher: Bencher<'_, '_>) {
    measure(bencher, &large(5_000_000), parse);
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn fix_5_megabytes(bencher: Bencher<'_, '_>) {
    measure(bencher, &large(5_000_000), fix);
}

#[divan::bench(sample_count = 5)]
fn parse_100_000_continuation_lines(bencher: Bencher<'_, '_>) {
    measure(bencher, &continued(100_000), parse);
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn fix_100_000_continuation_lines(bencher: Bencher<'_, '_>) {
    measure(bencher, &continued(100_000), fix);
}

/// The texts of the corpus; empty when `$DFOPT_CORPUS` is not set.
fn corpus() -> Vec<String> {
    let mut folders: Vec<PathBuf> = env::var_os("DFOPT_CORPUS")
        .into_iter()
        .map(PathBuf::from)
        .collect();
    let mut texts = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if is_dockerfile(&path) {
                texts.extend(fs::read_to_string(&path));
            }
        }
    }
    texts
}

fn is_dockerfile(path: &Path) -> bool {
    let side_files = ["jsonl", "tsv", "xz", "gz", "md"];
    !path
        .extension()
        .is_some_and(|extension| side_files.iter().any(|it| extension == *it))
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn fix_corpus(bencher: Bencher<'_, '_>) {
    let texts = corpus();
    let bytes: usize = texts.iter().map(String::len).sum();
    let work = || {
        texts
            .iter()
            .map(|text| fix(divan::black_box(text)))
            .sum::<usize>()
    };
    bencher.counter(BytesCount::new(bytes)).bench(work);
}
