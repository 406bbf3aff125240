//! What dfopt says, as text: diffs, findings, summaries, JSON. Renders to strings; reads, writes and prints nothing.

pub mod baseline;
pub mod candidates;
pub mod catalog;
pub mod diff;
pub mod github;
pub mod human;
pub mod json;
pub mod sarif;
pub mod snippet;

use crate::pass::{Basis, Outcome, Saving};
use crate::pipeline::Found;

/// Whether text is coloured with ANSI escapes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// With escapes.
    On,
    /// Plain.
    Off,
}

impl Colour {
    /// `text` in `style`.
    fn paint(self, style: anstyle::Style, text: &str) -> String {
        match self {
            Colour::On => format!("{style}{text}{style:#}"),
            Colour::Off => text.to_string(),
        }
    }
}

/// The sum of what is known, or `None` where nothing is. An estimate among the parts makes the sum one.
pub fn sum(savings: impl IntoIterator<Item = Option<Saving>>) -> Option<Saving> {
    savings.into_iter().flatten().reduce(|a, b| Saving {
        bytes: a.bytes.saturating_add(b.bytes),
        basis: match (a.basis, b.basis) {
            (Basis::Measured, Basis::Measured) => Basis::Measured,
            _ => Basis::Estimate,
        },
    })
}

/// `45 MB`: decimal units as docker prints them, two digits at least where there is a unit.
pub fn size(bytes: u64) -> String {
    const UNITS: [&str; 4] = ["kB", "MB", "GB", "TB"];
    if bytes < 1000 {
        return format!("{bytes} bytes");
    }
    let mut value = bytes as f64 / 1000.0;
    let mut unit = 0;
    while value >= 999.5 && unit + 1 < UNITS.len() {
        value /= 1000.0;
        unit += 1;
    }
    match value < 9.95 {
        true => format!("{value:.1} {}", UNITS[unit]),
        false => format!("{value:.0} {}", UNITS[unit]),
    }
}

/// `about 45 MB less`
fn less(saving: Saving) -> String {
    format!("about {} less", size(saving.bytes))
}

/// `1 fix`, `2 fixes`
fn count(number: usize, one: &str, many: &str) -> String {
    match number {
        1 => format!("1 {one}"),
        _ => format!("{number} {many}"),
    }
}

/// Whether `fix` with the same options would make this finding's fix.
pub fn applies(found: &Found, options: &crate::pass::Options) -> bool {
    match &found.finding.outcome {
        Outcome::Fix(fix) => options.allows(fix.safety),
        Outcome::Refused { .. } => false,
    }
}

#[cfg(test)]
mod tests;
