//! What stages take out of each other, and which of them reach an image.

use crate::model::run::flag_mounts;
use crate::model::{Source, Stage, paths};
use crate::syntax::{Arguments, Instruction};

/// Marks the stages whose layers can reach an image that somebody pulls.
pub(super) fn mark_shipping(stages: &mut [Stage<'_>]) {
    let mut used = vec![false; stages.len()];
    let mut whole = vec![false; stages.len()];
    for source in stages.iter().flat_map(|stage| &stage.sources) {
        used[source.stage] = true;
        whole[source.stage] |= takes_all(source);
    }
    let last = stages.len().saturating_sub(1);
    let mut results = vec![false; stages.len()];
    for index in (0..stages.len()).rev() {
        let stage = &stages[index];
        let through_child = stage.children.iter().any(|child| results[*child]);
        results[index] |= index == last || through_child;
        if results[index] {
            for source in stage.sources.iter().filter(|source| takes_all(source)) {
                results[source.stage] = true;
            }
        }
    }
    for (stage, result) in stages.iter_mut().zip(results) {
        stage.results = result;
    }
    for index in (0..stages.len()).rev() {
        let children = stages[index].children.clone();
        let through_child = children.iter().any(|child| stages[*child].ships);
        let possible_target = !used[index] && children.is_empty();
        stages[index].ships = index == last || whole[index] || through_child || possible_target;
    }
}

fn takes_all(source: &Source) -> bool {
    source.mount.is_none() && paths::is_system_directory(&source.path)
}

/// What an instruction takes out of stages, by the names that stand above it.
pub(super) fn sources(
    instruction: &Instruction<'_>,
    step: usize,
    find: impl Fn(&str) -> Option<usize>,
) -> Vec<Source> {
    let inner = match &instruction.arguments {
        Arguments::Onbuild(inner) => inner,
        _ => instruction,
    };
    let mut found = Vec::new();
    if let (Some(from), Arguments::Copy { sources, .. }) = (inner.flag("from"), &inner.arguments) {
        let stage = find(from);
        found.extend(sources.iter().filter_map(|source| {
            Some(Source {
                step,
                stage: stage?,
                path: source.value.to_string(),
                mount: None,
            })
        }));
    }
    found.extend(flag_mounts(inner).into_iter().filter_map(|mount| {
        Some(Source {
            step,
            stage: find(mount.from.as_deref()?)?,
            path: mount.source.unwrap_or_else(|| "/".into()),
            mount: Some(mount.target.unwrap_or_else(|| "/".into())),
        })
    }));
    found
}
