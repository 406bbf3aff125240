//! Commands that do nothing but delete the archive which the command before them unpacked.

use crate::model::archives::{deletes, unpacked};
use crate::model::commands::Call;
use crate::model::fate::Fate;
use crate::model::{RunScript, ShellKind};

/// Where such commands start in the text of the script. Each leaves alone whether the script succeeds: the one before it decides that,
/// and the file is there, or need not be.
pub(super) fn deletions(
    script: &RunScript<'_>,
    calls: &[Call<'_>],
    directory: Option<&str>,
    shell: &ShellKind,
) -> Vec<u32> {
    let text = script.text.as_str();
    if !text.contains("rm ")
        || !["curl", "wget", "aria2c"]
            .iter()
            .any(|name| text.contains(name))
    {
        return Vec::new();
    }
    let fate = Fate::new(script, shell);
    let found = unpacked(calls, text, directory)
        .into_iter()
        .filter_map(|one| {
            let (reader, next) = (&calls[one.reader], calls.get(one.reader + 1)?);
            let between =
                text.get(reader.simple.span.end as usize..next.simple.span.start as usize)?;
            let exact =
                between.trim() == "&&" || next.has("-f") && matches!(between.trim(), ";" | "");
            (exact && fate.decides(reader) && deletes(next, text, &one))
                .then_some(next.simple.span.start)
        });
    found.collect()
}
