//! Where the second stage begins.

use crate::data::Runtime;
use crate::model::commands::Call;
use crate::model::{Run, Step};
use crate::syntax::Keyword;

use super::candidate::{Candidate, is_build, is_tool};

/// Whether a call installs a program of Node.js for all users, or the managers that corepack brings.
pub(super) fn is_global(call: &Call<'_>) -> bool {
    match call.name() {
        Some("npm" | "pnpm") => call.has("-g") || call.has("--global"),
        Some("yarn") => call.has("global"),
        Some("corepack") => true,
        _ => false,
    }
}

/// Whether a call of pip installs nothing but pip itself and its helpers, which the image has in other versions.
pub(super) fn is_upgrade(call: &Call<'_>) -> bool {
    let words = call.arguments();
    let mut plain = words
        .iter()
        .copied()
        .filter(|word| !word.starts_with('-') && *word != "pip");
    let pip = call.name().is_some_and(|name| name.starts_with("pip"))
        || words.starts_with(&["-m", "pip"]);
    let helper = |word: &&str| {
        let name = word.split(['=', '<', '>', '~', '!']).next().unwrap_or(word);
        matches!(name, "pip" | "setuptools" | "wheel")
    };
    pip && plain.next() == Some("install")
        && plain.all(|word| helper(&word))
        && words
            .iter()
            .any(|word| word.starts_with("pip") || helper(word))
        && !words.contains(&"-r")
}

/// Where the steps begin that may fall into the second stage: configuration, and copies from the build context. What an
/// interpreted language does behind the last build can be done there as well.
pub(super) fn seam(candidate: &Candidate<'_, '_>) -> usize {
    let interpreted = candidate.builder.runtime == Runtime::Slim;
    let stays = |step: &Step<'_>| match step.instruction.keyword {
        Keyword::Run if interpreted => step
            .run
            .as_ref()
            .is_some_and(|run| needs_tools(candidate, run)),
        Keyword::Run => true,
        Keyword::Copy | Keyword::Add => !interpreted && step.instruction.flag("from").is_some(),
        _ => false,
    };
    let steps = &candidate.stage.steps;
    steps.iter().rposition(stays).map_or(0, |last| last + 1)
}

/// Whether a `RUN` builds, or installs what only a build needs; one that cannot be read may.
fn needs_tools(candidate: &Candidate<'_, '_>, run: &Run<'_>) -> bool {
    let Some(script) = run.script() else {
        return true;
    };
    let manager = |call: &Call<'_>| matches!(call.name(), Some("apt-get" | "apt" | "apk"));
    script.calls().iter().any(|call| {
        let builds = is_build(candidate.recipe, call) && !is_global(call) && !is_upgrade(call);
        builds || manager(call) && call.arguments().iter().any(|word| is_tool(word))
    })
}
