//! What the file and its application start, against what Alpine brings by itself and what the file installs.

use super::programs::{ABSENT, BUSYBOX, THERE};
use crate::data::images::Images;
use crate::model::installed::Installed;
use crate::model::origin::Origin;
use crate::model::started;
use crate::model::usage::{Deed, Event};
use crate::pass::Context;

/// What a stage and those that start from it have of what they start.
pub(super) struct Programs<'p> {
    context: &'p Context<'p>,
    origin: &'p Origin<'p>,
    installed: Installed,
}

impl<'p> Programs<'p> {
    pub(super) fn new(
        context: &'p Context<'p>,
        origin: &'p Origin<'p>,
        events: &[Event],
    ) -> Programs<'p> {
        let mut installed = Installed::default();
        for event in events {
            if let Deed::Installs { packages, .. } = &event.deed {
                for package in packages {
                    installed.add(package, event.step.0);
                }
            }
        }
        Programs {
            context,
            origin,
            installed,
        }
    }

    /// Refuses a program that a full image or Debian has, and that the file does not install.
    pub(super) fn has(&self, event: &Event) -> Result<(), String> {
        match &event.deed {
            Deed::Runs { name, .. } if self.lacks(name) => Err(format!(
                "runs `{name}`, which the Alpine form does not have"
            )),
            _ => Ok(()),
        }
    }

    /// The same for what the sources of the application start.
    pub(super) fn application(&self) -> Result<(), String> {
        let wanted = |name: &str| self.lacks(name) || name == "bash" || ABSENT.contains(&name);
        if let Some((file, name)) = started::program(self.context.project, &wanted)? {
            return Err(format!(
                "`{file}` starts `{name}`, which the Alpine form does not have"
            ));
        }
        match started::library(self.context.project, &["None"])? {
            Some((file, way)) => Err(format!(
                "`{file}` loads a library (`{way}`) that has another name on Alpine, or is not there"
            )),
            None => Ok(()),
        }
    }

    fn lacks(&self, name: &str) -> bool {
        let own = self
            .origin
            .image
            .is_some_and(|image| image.has.contains(&name));
        let bringers = match name {
            "perl" => vec!["perl"],
            _ => Images::get().bringers(name),
        };
        let there = own || THERE.contains(&name) || BUSYBOX.contains(&name);
        !there && !bringers.is_empty() && !bringers.iter().any(|it| self.installed.anywhere(it))
    }
}
