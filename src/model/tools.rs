//! What a stage uses of the full form of an image, and which packages of the file bring it where another form lacks it.

use crate::data::images::{Image, Images};
use crate::model::installed::Installed;
use crate::model::usage::{Deed, Event};
use crate::model::{Model, Stage};

/// Directories that programs of the system are in.
const PROGRAMS: [&str; 4] = ["/usr/bin/", "/bin/", "/usr/sbin/", "/sbin/"];

/// Programs that say whether or where others are.
const SEEKERS: [&str; 4] = ["which", "type", "hash", "whereis"];

/// What another form of an image lacks, against what the file installs.
pub struct Tools<'t, 'a> {
    model: &'t Model<'a>,
    /// The image.
    pub image: &'static Image,
    /// The other form, as messages name it.
    pub shown: String,
    /// What the file installs.
    installed: Installed,
}

impl<'t, 'a> Tools<'t, 'a> {
    /// Nothing is installed yet.
    pub fn new(model: &'t Model<'a>, image: &'static Image, shown: String) -> Self {
        Tools {
            model,
            image,
            shown,
            installed: Installed::default(),
        }
    }

    /// Notes that a stage installs packages.
    pub fn install(&mut self, packages: &[String], stage: usize) {
        for package in packages {
            self.installed.add(package, stage);
        }
    }

    /// Whether any stage has installed a package.
    pub fn installs(&self, package: &str) -> bool {
        self.installed.anywhere(package)
    }

    /// Whether a stage, or one that it starts from, has installed a package.
    pub fn has(&self, package: &str, stage: usize) -> bool {
        self.installed.has(self.model, package, stage)
    }

    /// Refuses a command of the full form that is not installed, or that looks for one.
    pub fn command(&self, event: &Event) -> Result<(), String> {
        let Deed::Runs {
            name,
            path,
            arguments,
            ..
        } = &event.deed
        else {
            return Ok(());
        };
        let stage = event.step.0;
        let mut names = vec![(name.as_str(), path.as_str())];
        if SEEKERS.contains(&name.as_str()) {
            names.extend(arguments.iter().map(|word| (word.as_str(), word.as_str())));
        }
        for tool in Images::get().calls(name) {
            names.push((tool, tool));
        }
        for (name, path) in names {
            if self.lacks(name, path, stage) {
                let shown = &self.shown;
                return Err(format!("runs `{name}`, which `{shown}` does not have"));
            }
        }
        Ok(())
    }

    fn lacks(&self, name: &str, path: &str, stage: usize) -> bool {
        let of_system = PROGRAMS.iter().find_map(|folder| path.strip_prefix(folder));
        if path.contains('/') && of_system.is_none() {
            return false;
        }
        let lost = match of_system {
            Some(name) => Images::get().lost_of_system(self.image, name),
            None => Images::get().lost(self.image, name),
        };
        !lost.is_empty() && !lost.iter().any(|package| self.has(package, stage))
    }

    /// Refuses steps of `stage`, and of those that start from it, that name a path of a package of the full form.
    pub fn places(&self, stage: &Stage<'a>) -> Result<(), String> {
        for stage in self.model.subtree(stage) {
            for step in &stage.steps {
                let text = step.instruction.span.of(self.model.file.text);
                let Some(path) = self.place(text, stage.index) else {
                    continue;
                };
                let line = self.model.lines.line(step.instruction.span.start);
                let shown = &self.shown;
                return Err(format!(
                    "line {line} names `{path}`, which `{shown}` does not have"
                ));
            }
        }
        Ok(())
    }

    /// The first path in a text that a package of the full form brings, and that is not installed.
    fn place(&self, text: &str, stage: usize) -> Option<String> {
        let missing = |packages: &[&str]| {
            !packages.is_empty() && !packages.iter().any(|package| self.has(package, stage))
        };
        for (path, package) in Images::get().lost_places(self.image) {
            if text.contains(path) && missing(&[package]) {
                return Some(path.to_string());
            }
        }
        for (at, folder) in text.match_indices("/usr/bin/") {
            let rest = &text[at + folder.len()..];
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && !"-_.+".contains(c));
            let name = &rest[..end.unwrap_or(rest.len())];
            if missing(&Images::get().lost_of_system(self.image, name)) {
                return Some(format!("{folder}{name}"));
            }
        }
        None
    }
}
