//! Which `RUN`s are better one where no bytes are at stake.

use super::chains::Chain;
use super::{Part, Seam};
use crate::data::{RuleData, VerbKind};
use crate::model::packages::PackageCall;
use crate::pass::Context;

/// What is said of two `RUN`s that save nothing apart.
const STYLE: &str = "two layers where one does the same";

/// Adds the seams at which nothing is lost by a merge.
pub(super) fn without_gain(
    context: &Context<'_>,
    chain: &Chain<'_, '_>,
    seams: &mut [Option<Seam>],
) {
    let mut start = 0;
    for at in 1..chain.len() {
        if seams[at].is_none() {
            if ties(context.data, &chain[start..at], &chain[at]) {
                start = at;
            } else {
                seams[at] = Some(Seam {
                    message: STYLE.into(),
                    saves: false,
                });
            }
        }
    }
}

/// Whether a merge would make an expensive step run again whenever one that changes more often does: packages of the system
/// against text that names a version or fetches whatever is newest.
pub(super) fn ties(data: &'static RuleData, before: &[Part<'_, '_>], part: &Part<'_, '_>) -> bool {
    let installs = |part: &Part<'_, '_>| {
        let mut packages = part
            .calls
            .iter()
            .filter_map(|call| PackageCall::new(data, call));
        packages.any(|package| package.kind == VerbKind::Install)
    };
    changes_often(part) && before.iter().any(installs)
}

fn changes_often(part: &Part<'_, '_>) -> bool {
    let text = part.script.text.as_str();
    let fetches = |call: &crate::model::commands::Call<'_>| {
        matches!(
            (call.name(), call.arguments().first()),
            (Some("git"), Some(&("clone" | "pull" | "fetch")))
        )
    };
    part.calls.iter().any(fetches) || names_version(text)
}

/// Whether digits, a dot and digits stand in it.
fn names_version(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes
        .windows(3)
        .any(|it| it[0].is_ascii_digit() && it[1] == b'.' && it[2].is_ascii_digit())
}
