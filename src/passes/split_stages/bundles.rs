//! Programs that are more than one file.

use crate::model::paths;

use super::plan::Findings;

/// The directory of which a program is a part: an assembly of .NET, a release of Elixir.
pub(super) fn bundle<'p>(findings: &Findings<'_, '_, '_>, path: &'p str) -> Option<&'p str> {
    let above = |path: &'p str| path.rsplit_once('/').map(|(above, _)| above);
    match findings.candidate.recipe.name {
        "dotnet" => above(path),
        "elixir" => above(above(path)?),
        _ => None,
    }
}

/// Whether the program starts in the directory that is copied for it.
pub(super) fn starts_beside_its_program(findings: &Findings<'_, '_, '_>) -> bool {
    let here = findings.trace.directory.as_deref();
    let mut bundles = findings
        .programs
        .iter()
        .map(|program| bundle(findings, &program.path));
    bundles.any(|bundle| bundle.is_some() && bundle == here)
}

/// Whether a program was installed below /usr/local together with what it needs.
pub(super) fn in_local(findings: &Findings<'_, '_, '_>, path: &str) -> bool {
    let installs = findings.trace.builds.iter().any(super::outputs::installs);
    let made = findings.trace.made.iter().any(|made| made.path == path);
    let c = findings.candidate.recipe.name == "c";
    c && installs && !made && paths::within(path, "/usr/local")
}
