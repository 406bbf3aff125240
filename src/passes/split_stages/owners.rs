//! Whom copied files belong to.

use crate::model::paths;

use super::plan::Findings;

/// The owner that all of `path` has, if a step gave it one.
pub(super) fn owner<'f>(
    findings: &'f Findings<'_, '_, '_>,
    path: &str,
) -> Result<Option<&'f str>, String> {
    let trace = &findings.trace;
    let given = trace.owners.iter().filter(|given| match given.all {
        true => paths::overlap(&given.path, path),
        false => given.path == path,
    });
    let given = given.map(|given| given.owner.as_str());
    let brought = trace
        .copies
        .iter()
        .filter(|brought| paths::overlap(&brought.target, path));
    let mut all = given.chain(brought.filter_map(|brought| brought.owner.as_deref()));
    let Some(owner) = all.next() else {
        return Ok(None);
    };
    match all.all(|other| other == owner) {
        true => Ok(Some(owner)),
        false => Err(format!("files of `{path}` belong to several owners")),
    }
}

/// The owner of the directory that WORKDIR makes, where it is not copied whole.
pub(super) fn owned_directory(findings: &Findings<'_, '_, '_>) -> Option<String> {
    let here = findings.trace.at_seam.as_deref()?;
    let mut owners = findings.trace.owners.iter().rev();
    let given = owners.find(|given| match given.all {
        true => paths::within(here, &given.path),
        false => given.path == here,
    })?;
    Some(format!("RUN chown {} {here}", given.owner))
}
