//! Packages of the distribution that stages install, with those that they bring.

use std::collections::HashMap;

use crate::data::images::Images;
use crate::model::Model;

/// Ancestors of a stage that are looked at for packages they installed.
const MOST_ANCESTORS: usize = 64;

/// Packages, and the stages that install them.
#[derive(Debug, Default)]
pub struct Installed(HashMap<String, Vec<usize>>);

impl Installed {
    /// Notes that `stage` installs a package; its name as written.
    pub fn add(&mut self, package: &str, stage: usize) {
        let name = package.split(['=', '/', ':']).next().unwrap_or(package);
        let brings = Images::get().brings(name);
        for name in [name].iter().chain(brings) {
            let stages = self.0.entry(name.to_string()).or_default();
            if stages.last() != Some(&stage) {
                stages.push(stage);
            }
        }
    }

    /// Whether a stage, or one that it starts from, has installed a package.
    pub fn has(&self, model: &Model<'_>, package: &str, stage: usize) -> bool {
        let Some(stages) = self.0.get(package) else {
            return false;
        };
        let mut next = model.stages.get(stage);
        for _ in 0..MOST_ANCESTORS {
            match next {
                Some(stage) if stages.contains(&stage.index) => return true,
                Some(stage) => next = model.parent(stage),
                None => return false,
            }
        }
        false
    }

    /// Whether any stage has installed a package.
    pub fn anywhere(&self, package: &str) -> bool {
        self.0.contains_key(package)
    }
}
