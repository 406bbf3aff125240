//! What of a file speaks for leaving the caches where they are.

use crate::model::commands::{Wrapper, calls};
use crate::model::later::Later;
use crate::model::leftovers;
use crate::model::packages::PackageCall;
use crate::pass::Context;

/// What the whole file says about these caches.
pub(super) struct File {
    /// Why they are meant to stay.
    pub(super) wanted: Option<String>,
    pub(super) later: Later,
}

impl File {
    pub(super) fn new(context: &Context<'_>) -> Self {
        let caches = caches(context);
        let offline = || {
            offline_use(context)
                .then(|| "the file calls a package manager that makes do with the cache".into())
        };
        File {
            wanted: offline()
                .or_else(|| kept(context.model.file.text))
                .or_else(|| {
                    leftovers::linked(context.model, &caches)
                        .then(|| "the file links the cache to another place".into())
                }),
            later: leftovers::later(context.model, &caches),
        }
    }
}

/// Whether the file asks to keep packages: `keepcache=1`, in a configuration or on a command line.
fn kept(text: &str) -> Option<String> {
    let asks = |rest: &str| {
        let value = rest.trim_start_matches([' ', '=', ':', '"', '\'']);
        ["1", "true", "True", "yes", "on"]
            .iter()
            .any(|yes| value.starts_with(yes))
    };
    let mut named = text.split("keepcache").skip(1);
    named
        .any(asks)
        .then(|| "the file asks to keep packages (`keepcache`)".into())
}

/// The caches of all these managers.
pub(super) fn caches(context: &Context<'_>) -> Vec<&'static str> {
    let managers = context.data.managers().iter();
    managers
        .filter(|manager| manager.cleanup.is_some_and(|cleanup| !cleanup.needs_update))
        .flat_map(|manager| manager.caches.iter().copied())
        .collect()
}

/// Whether some call of the file makes do with the cache that an earlier one left.
fn offline_use(context: &Context<'_>) -> bool {
    let stages = context.model.stages.iter();
    let steps = stages.flat_map(|stage| stage.steps.iter().map(move |step| (stage, step)));
    let mut runs =
        steps.filter_map(|(stage, step)| Some((stage, step, step.run.as_ref()?.script()?)));
    runs.any(|(stage, step, script)| {
        let cut_off = step.instruction.flag("network") == Some("none")
            || stage.scope(step).unprivileged_user().is_some();
        let calls = calls(&script.tree, script.text.as_str());
        let packages = calls
            .iter()
            .filter_map(|call| PackageCall::new(context.data, call));
        packages
            .filter(|package| package.manager.cleanup.is_some())
            .filter(|package| package.call.wrapper != Some(Wrapper::User))
            .any(|package| {
                cut_off && package.needs_index()
                    || package.has_any_flag(&package.manager.offline_flags)
            })
    })
}
