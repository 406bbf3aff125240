//! The table of images that the final image could start from, for a terminal.

use crate::data::images::Images;
use crate::model::price;
use crate::pipeline::Candidate;

/// One line an image, with the source of the sizes behind; empty where there is nothing to choose from.
pub fn table(path: &str, candidates: &[Candidate]) -> String {
    let [_, others @ ..] = candidates else {
        return String::new();
    };
    if others.is_empty() {
        return String::new();
    }
    let wide = |width: usize, candidate: &Candidate| width.max(candidate.image.len());
    let width = candidates.iter().fold(0, wide);
    let mut out = format!("{path}: images that the final one could start from\n");
    for candidate in candidates {
        let weight = candidate.compressed.as_ref();
        let size = weight.map_or("-".to_string(), |weight| price::size(weight.bytes));
        let against = candidate
            .against
            .as_deref()
            .unwrap_or("what it starts from now");
        out.push_str(&format!(
            "  {:width$}  {size:>7}  {:7}  {:8} {against}\n",
            candidate.image, candidate.libc, candidate.shell
        ));
    }
    let measured: Vec<String> = candidates.iter().filter_map(like).collect();
    let source = Images::get().sizes_source();
    out.push_str(&format!(
        "  sizes: what a pull moves, compressed, for amd64, by {} of {}; on disk not measured\n",
        source.source, source.date
    ));
    if !measured.is_empty() {
        out.push_str(&format!("  measured: {}\n", measured.join(", ")));
    }
    out
}

/// `python:3.13-slim-trixie (2026-08-05)`: what was measured for an image.
fn like(candidate: &Candidate) -> Option<String> {
    let weight = candidate.compressed.as_ref()?;
    Some(format!("{} ({})", weight.of, weight.built))
}
