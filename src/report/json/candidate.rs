//! An image that the final one could start from, as JSON.

use serde::Serialize;

use crate::pipeline;

#[derive(Debug, Serialize)]
pub(super) struct Candidate {
    image: String,
    /// The pass that would take it; `null` for the image of today.
    pass: Option<&'static str>,
    /// What a pull moves; `null` where nobody measured.
    compressed: Option<Compressed>,
    libc: &'static str,
    shell: &'static str,
    /// Whether `fix` would take it under an assumption.
    fits: bool,
    /// What stands against it; `null` for the image of today.
    against: Option<String>,
}

#[derive(Debug, Serialize)]
struct Compressed {
    /// Of all layers, for amd64.
    bytes: u64,
    /// The image that was measured: this one or the nearest.
    of: String,
    /// Day, month or year of that build.
    built: &'static str,
    /// Where it was read.
    source: &'static str,
}

impl From<pipeline::Candidate> for Candidate {
    fn from(candidate: pipeline::Candidate) -> Self {
        Candidate {
            image: candidate.image,
            pass: candidate.pass,
            compressed: candidate.compressed.map(|weight| Compressed {
                bytes: weight.bytes,
                of: weight.of,
                built: weight.built,
                source: weight.source,
            }),
            libc: candidate.libc,
            shell: candidate.shell,
            fits: candidate.fits,
            against: candidate.against,
        }
    }
}
