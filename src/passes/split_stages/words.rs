//! Words of `RUN` with the variables in them that the file sets.

use crate::data::Runtime;
use crate::model::Step;
use crate::model::commands::Call;
use crate::model::expand::expand;

use super::candidate::Candidate;

/// The words of a call behind its name, quotes off and variables replaced; `None` for one that only the build knows.
pub(super) fn arguments(
    candidate: &Candidate<'_, '_>,
    step: &Step<'_>,
    call: &Call<'_>,
    text: &str,
) -> Vec<Option<String>> {
    let words = call.simple.words.iter().skip(call.first + 1);
    words
        .map(|word| value(candidate, step, word.raw(text)))
        .collect()
}

/// What a word of a script or of an instruction stands for.
pub(super) fn value(candidate: &Candidate<'_, '_>, step: &Step<'_>, word: &str) -> Option<String> {
    if word.contains('`') || word.contains("$(") {
        return None;
    }
    expand(word, '\\', &|name| lookup(candidate, step, name))
}

fn lookup<'c>(
    candidate: &'c Candidate<'_, '_>,
    step: &Step<'_>,
    name: &str,
) -> Option<Option<&'c str>> {
    if candidate.open.contains(name) {
        return None;
    }
    if let Some(known) = candidate.model.variable(candidate.stage, step, name) {
        return Some(known);
    }
    let own = candidate.builder.runtime != Runtime::Same;
    let base = candidate
        .recipe
        .base_env
        .iter()
        .find(|(known, _)| own && *known == name);
    match (base, name) {
        (Some((_, value)), _) if !value.is_empty() => Some(Some(value)),
        (None, "HOME") => Some(Some("/root")),
        _ => None,
    }
}
