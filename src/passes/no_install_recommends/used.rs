//! Which recommended packages a Dockerfile uses, asked once for each of them.

use std::collections::{HashMap, HashSet};

use crate::data::{Recommends, VerbKind};
use crate::model::Model;
use crate::model::packages::PackageCall;
use crate::syntax::Arguments;

/// What of all that is recommended a Dockerfile uses.
pub(super) struct Used<'f> {
    pub(super) table: &'static Recommends,
    /// The Dockerfile in lower case.
    file: &'f str,
    known: HashMap<(&'static str, bool), bool>,
    /// Packages that were named before in the stage, and are there whenever the build goes on.
    there: HashSet<String>,
    /// The line of a COPY or ADD that brings settings of apt.
    pub(super) brought: Option<u32>,
    /// Words in the file that tell packages that were named from those that came along.
    pub(super) automatic: Option<&'static str>,
}

impl<'f> Used<'f> {
    pub(super) fn new(model: &Model<'_>, table: &'static Recommends, file: &'f str) -> Self {
        let words = ["auto-remove", "autoremove", "autopurge", "apt-mark"];
        Used {
            table,
            file,
            known: HashMap::new(),
            there: HashSet::new(),
            brought: brought_settings(model),
            automatic: words.into_iter().find(|words| file.contains(words)),
        }
    }

    /// Forgets the packages of the stage before.
    pub(super) fn begin_stage(&mut self) {
        self.there.clear();
    }

    /// What a call names is there from then on; once packages are taken away nothing is sure.
    pub(super) fn follow(&mut self, package: &PackageCall<'_>) {
        match package.kind {
            VerbKind::Remove => self.there.clear(),
            VerbKind::Install if package.manager.name.starts_with("apt") => {
                self.note(package, package.operands());
            }
            _ => {}
        }
    }

    /// Notes packages that a call names, if it surely runs.
    pub(super) fn note(&mut self, package: &PackageCall<'_>, names: &[&str]) {
        if package.call.top {
            self.there.extend(names.iter().map(|name| name.to_string()));
        }
    }

    pub(super) fn is_there(&self, name: &str) -> bool {
        self.there.contains(name)
    }

    pub(super) fn has(&mut self, name: &'static str, tool: bool) -> bool {
        let (table, file) = (self.table, self.file);
        *self
            .known
            .entry((name, tool))
            .or_insert_with(|| table.needs(name, tool, file))
    }
}

/// The line of a COPY or ADD that brings a file to apt's settings.
fn brought_settings(model: &Model<'_>) -> Option<u32> {
    let mut steps = model.stages.iter().flat_map(|stage| &stage.steps);
    let brings = steps.find(|step| match &step.instruction.arguments {
        Arguments::Copy { destination, .. } => destination.value.starts_with("/etc/apt/apt.conf"),
        _ => false,
    });
    Some(model.lines.line(brings?.instruction.span.start))
}
