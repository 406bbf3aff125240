//! The baseline: findings that are known and do not count, told again by fingerprints that survive when lines move.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::json;
use crate::pass::Outcome;
use crate::pipeline::Found;

/// The version of the format.
const VERSION: u32 = 1;

/// Known findings by file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    version: u32,
    /// By path, from the folder of the baseline file, with `/` between its parts.
    files: BTreeMap<String, Vec<Known>>,
}

/// Findings of one pass at places that read the same.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    /// For those who read the file.
    pass: String,
    fingerprint: String,
    /// How many there are.
    count: usize,
}

impl Default for Baseline {
    fn default() -> Self {
        Baseline {
            version: VERSION,
            files: BTreeMap::new(),
        }
    }
}

impl Baseline {
    /// From the text of its file. The error is a sentence.
    pub fn parse(text: &str) -> Result<Self, String> {
        let baseline: Baseline =
            serde_json::from_str(text).map_err(|error| format!("not a baseline: {error}"))?;
        match baseline.version {
            VERSION => Ok(baseline),
            other => Err(format!(
                "a baseline of version {other}; this dfopt reads {VERSION}"
            )),
        }
    }

    /// Takes in what was found in the file called `path`.
    pub fn add(&mut self, path: String, text: &str, found: &[Found]) {
        let mut known: BTreeMap<(&str, String), usize> = BTreeMap::new();
        for one in found {
            *known.entry((one.pass, fingerprint(text, one))).or_default() += 1;
        }
        let known = known.into_iter().map(|((pass, fingerprint), count)| Known {
            pass: pass.to_string(),
            fingerprint,
            count,
        });
        let known: Vec<Known> = known.collect();
        if !known.is_empty() {
            self.files.insert(path, known);
        }
    }

    /// The text of its file.
    pub fn text(&self) -> String {
        json::text(self)
    }

    /// Leaves of `found`, what was found in the file called `path`, those that are not known. Of several that read the same,
    /// as many as are known go, from the top.
    pub fn drop_known(&self, path: &str, text: &str, found: &mut Vec<Found>) {
        let Some(known) = self.files.get(path) else {
            return;
        };
        let mut left: BTreeMap<&str, usize> = known
            .iter()
            .map(|one| (one.fingerprint.as_str(), one.count))
            .collect();
        found.retain(|one| match left.get_mut(fingerprint(text, one).as_str()) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        });
    }
}

/// Of what a finding says, where it stands aside: its pass, whether there is a fix, and the text at its place, however it is
/// indented and wherever its lines end.
pub fn fingerprint(text: &str, found: &Found) -> String {
    let kind = match found.finding.outcome {
        Outcome::Fix(_) => "fix",
        Outcome::Refused { .. } => "refused",
    };
    let place = text.get(found.finding.span.range()).unwrap_or_default();
    let words = place
        .split_whitespace()
        .filter(|word| !matches!(*word, "\\" | "`"));
    let parts = [found.pass, kind].into_iter().chain(words);
    format!(
        "{:016x}",
        parts.fold(BASIS, |hash, part| add(add(hash, part.as_bytes()), b"\0"))
    )
}

/// FNV-1a, 64 bits: the same on every machine and in every version (draft-eastlake-fnv).
const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

fn add(hash: u64, bytes: &[u8]) -> u64 {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(PRIME);
    bytes.iter().fold(hash, step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_one_of_the_draft() {
        assert_eq!(add(BASIS, b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(add(BASIS, b"a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(add(BASIS, b"foobar"), 0x8594_4171_f739_67e8);
    }
}
