//! Whether a project uses yarn 1. Later versions delete with the same command what the program runs from.

use crate::model::Stage;
use crate::model::commands::Call;
use crate::model::launch::from_context;
use crate::pass::Context;

/// Flags and verbs that 1 does not know.
const OWN: [&str; 5] = [
    "--immutable",
    "--immutable-cache",
    "--check-cache",
    "--inline-builds",
    "dlx",
];

/// What a file names that sets a later one up.
const LATER: [&str; 5] = [
    "corepack",
    "yarn set version",
    "berry",
    ".yarnrc.yml",
    ".yarn/",
];

/// Why it cannot be said that `call`, in step `index` of `stage`, runs yarn 1: to follow `line N …`.
pub(super) fn refusal(
    context: &Context<'_>,
    stage: &Stage<'_>,
    index: usize,
    call: &Call<'_>,
) -> Option<String> {
    // Later versions know no `yarn global`.
    if call.arguments().first() == Some(&"global") {
        return None;
    }
    if let Some(reason) = named(context, call) {
        return Some(reason);
    }
    if !context.project.is_known() {
        return Some("may run a later yarn than 1: only the build context tells".into());
    }
    let scope = stage.scope(stage.steps.get(index)?);
    let Some(manifest) = from_context(context.project, stage, index, scope, "package.json") else {
        return Some(
            "may run a later yarn than 1: dfopt finds no `package.json` of it in the build context"
                .into(),
        );
    };
    in_project(context, &manifest)
}

/// What in the call or in the file speaks of a later one.
fn named(context: &Context<'_>, call: &Call<'_>) -> Option<String> {
    if let Some(word) = OWN.iter().find(|word| call.has(word)) {
        return Some(format!("runs a later yarn than 1 (`{word}`)"));
    }
    let text = context.model.file.text;
    let word = LATER.iter().find(|word| text.contains(**word))?;
    Some(format!(
        "may run a later yarn than 1 (the file names `{word}`)"
    ))
}

/// What beside this manifest, or in a folder above it, speaks of a later one.
fn in_project(context: &Context<'_>, manifest: &str) -> Option<String> {
    let mut folder = manifest;
    loop {
        folder = folder.rsplit_once('/').map_or("", |(folder, _)| folder);
        let path = |name: &str| match folder {
            "" => name.to_string(),
            folder => format!("{folder}/{name}"),
        };
        if context.project.read(&path(".yarnrc.yml")).is_some() {
            return Some("runs a later yarn than 1 (the project has a `.yarnrc.yml`)".into());
        }
        let package = context.project.read(&path("package.json"));
        let package = package.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        if package.is_some_and(|text| names_a_later_one(&text)) {
            return Some("runs a later yarn than 1 (`packageManager` in `package.json`)".into());
        }
        if folder.is_empty() {
            return None;
        }
    }
}

/// Whether `packageManager` of a `package.json` asks for a yarn other than 1.
fn names_a_later_one(text: &str) -> bool {
    let Some((_, rest)) = text.split_once("\"packageManager\"") else {
        return false;
    };
    let value = rest.split('"').nth(1).unwrap_or("");
    !value.starts_with("yarn@1.")
}
