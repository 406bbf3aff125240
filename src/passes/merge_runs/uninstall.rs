//! Packages that a later `RUN` takes away again: compilers and headers that only a build needs.

use std::collections::HashSet;

use super::Part;
use crate::data::VerbKind;
use crate::model::packages::PackageCall;

/// The words of installs, each with the database of its manager: names of packages, and of groups of them.
pub(super) type Installed = HashSet<(&'static str, String)>;

/// What is saved when `later` runs in the layer of `earlier`, if it takes away what that installs.
pub(super) fn gain(earlier: &Part<'_, '_>, later: &PackageCall<'_>) -> Option<String> {
    let database = later.manager.database.first()?;
    let installed = earlier.facts.installed.get_or_init(|| installed(earlier));
    let known = |name: &&&str| installed.contains(&(*database, bare(name)));
    let mut removed = later.operands().iter();
    removed
        .find(known)
        .filter(|_| later.kind == VerbKind::Remove)?;
    let (name, verb) = (later.manager.name, later.verb);
    Some(format!(
        "`{name} {verb}` in a layer of its own frees nothing of what line {} installed",
        earlier.line
    ))
}

fn installed(part: &Part<'_, '_>) -> Installed {
    let packages = part.packages.iter().flatten();
    let installs = packages.filter(|call| call.kind == VerbKind::Install);
    let words = installs.filter_map(|call| Some((*call.manager.database.first()?, call)));
    let words = words.flat_map(|(database, call)| {
        let arguments = call.call.arguments().into_iter().map(bare);
        arguments
            .filter(|name| !name.is_empty())
            .map(move |name| (database, name))
    });
    words.collect()
}

/// The name of a package without version, architecture and pattern.
fn bare(name: &str) -> String {
    name.split(['=', ':', '*']).next().unwrap_or("").to_string()
}
