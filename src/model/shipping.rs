//! Which stages hold what somebody pulls.

use std::collections::HashMap;

use crate::model::run::flag_mounts;
use crate::model::{Stage, paths};
use crate::syntax::Arguments;

/// Marks the stages whose layers can reach an image that somebody pulls.
pub(super) fn mark_shipping(stages: &mut [Stage<'_>], names: &HashMap<String, usize>) {
    let mut used = vec![false; stages.len()];
    let mut whole = vec![false; stages.len()];
    for stage in stages.iter() {
        for (source, takes_all) in sources(stage, names) {
            if source < stages.len() {
                used[source] = true;
                whole[source] |= takes_all;
            }
        }
    }
    let last = stages.len().saturating_sub(1);
    for index in (0..stages.len()).rev() {
        let children = stages[index].children.clone();
        let through_child = children.iter().any(|child| stages[*child].ships);
        let possible_target = !used[index] && children.is_empty();
        stages[index].ships = index == last || whole[index] || through_child || possible_target;
    }
}

/// The stages that a stage copies or mounts from, and whether a copy takes a whole file system or system directory.
fn sources(stage: &Stage<'_>, names: &HashMap<String, usize>) -> Vec<(usize, bool)> {
    let mut found = Vec::new();
    let find = |name: &str| {
        names
            .get(&name.to_lowercase())
            .copied()
            .or_else(|| name.parse().ok())
    };
    for step in &stage.steps {
        let copy = match &step.instruction.arguments {
            Arguments::Onbuild(inner) => inner,
            _ => step.instruction,
        };
        if let (Some(from), Arguments::Copy { sources, .. }) = (copy.flag("from"), &copy.arguments)
        {
            let takes_all = sources
                .iter()
                .any(|source| paths::is_system_directory(&source.value));
            found.extend(find(from).map(|stage| (stage, takes_all)));
        }
        for mount in flag_mounts(copy) {
            found.extend(
                mount
                    .from
                    .as_deref()
                    .and_then(find)
                    .map(|stage| (stage, false)),
            );
        }
    }
    found
}
