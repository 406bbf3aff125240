//! What the full form of an image has and its slim form lacks.

use serde::Deserialize;

use super::facts::Content;
use super::{Image, Images};
use crate::data::Grade;

/// Programs that run a tool of the system.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Calls {
    #[serde(borrow)]
    pub programs: Vec<&'static str>,
    pub tool: &'static str,
}

/// The first versions of compiled Python packages that have wheels.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wheels {
    /// Versions of Python 3, in the order of the rows.
    pub pythons: Vec<u32>,
    /// A name in lower case, and for each Python the first version with a wheel; empty: not known.
    #[serde(borrow)]
    pub packages: Vec<Vec<&'static str>>,
    /// Where this is from.
    pub source: &'static str,
    /// The day it was read.
    pub date: &'static str,
    /// How sure it is.
    pub grade: Grade,
}

impl Images {
    /// The packages of its full form that the slim form of an image lacks and that bring `command`.
    pub fn lost(&'static self, image: &Image, command: &str) -> Vec<&'static str> {
        match image.has.contains(&command) {
            true => Vec::new(),
            false => self.lost_of_system(image, command),
        }
    }

    /// The same for a command in a directory of the system, where those of the image itself are not.
    pub fn lost_of_system(&'static self, image: &Image, command: &str) -> Vec<&'static str> {
        if image.full != "buildpack-deps" {
            return Vec::new();
        }
        let brings = |content: &&Content| content.commands.contains(&command);
        let contents = self.facts.contents.iter().filter(brings);
        let mut packages: Vec<&str> = contents.map(|content| content.package).collect();
        match packages.iter().any(|package| self.kept(image, package)) {
            true => Vec::new(),
            false => {
                packages.dedup();
                packages
            }
        }
    }

    /// Directories of packages of its full form that the slim form of an image lacks, each with its package.
    pub fn lost_places(
        &'static self,
        image: &'static Image,
    ) -> impl Iterator<Item = (&'static str, &'static str)> {
        let full = image.full == "buildpack-deps";
        let contents = self.facts.contents.iter();
        let lost = contents.filter(move |content| full && !self.kept(image, content.package));
        lost.flat_map(|content| content.places.iter().map(|place| (*place, content.package)))
    }

    fn kept(&self, image: &Image, package: &str) -> bool {
        image
            .slim_keeps
            .iter()
            .any(|kept| *kept == package || self.brings(kept).contains(&package))
    }

    /// Tools of the system that a program runs.
    pub fn calls(&'static self, program: &str) -> Vec<&'static str> {
        let rows = self.facts.calls.iter();
        let rows = rows.filter(|row| row.programs.contains(&program));
        rows.map(|row| row.tool).collect()
    }

    /// The first version of a Python package that has a wheel for Python 3.`python`, where known.
    pub fn first_wheel(&'static self, package: &str, python: u32) -> Option<&'static str> {
        let wheels = &self.facts.wheels;
        let at = wheels.pythons.iter().position(|known| *known == python)?;
        let rows = &mut wheels.packages.iter();
        let row = rows.find(|row| row.first() == Some(&package))?;
        row.get(at + 1).copied().filter(|first| !first.is_empty())
    }

    /// The table of first wheels.
    pub fn wheels(&'static self) -> &'static Wheels {
        &self.facts.wheels
    }
}
