//! What commands run of the project around them: scripts of a `package.json`, recipes of a `Makefile`.

use super::Reader;
use crate::model::commands::Call;
use crate::model::launch::through_stages;
use crate::model::usage::makefile;
use crate::model::usage::projects::{self, Scripts};

/// Programs that start others at times or in an order that files of theirs say.
const SCHEDULERS: [&str; 19] = [
    "cron",
    "crond",
    "crontab",
    "anacron",
    "supercronic",
    "supervisord",
    "s6-svscan",
    "runsvdir",
    "monit",
    "foreman",
    "honcho",
    "concurrently",
    "lerna",
    "npm-run-all",
    "nx",
    "rush",
    "run-p",
    "run-s",
    "turbo",
];

/// Programs that run those of a project of Node.
const RUNNERS: [&str; 6] = ["npx", "bunx", "npm", "yarn", "pnpm", "bun"];

/// Whether a call starts what other files say.
pub(super) fn schedules(call: &Call<'_>) -> bool {
    let name = call.name().unwrap_or("");
    let by_runner = || {
        RUNNERS.contains(&name)
            && call
                .arguments()
                .iter()
                .any(|word| SCHEDULERS.contains(word))
    };
    SCHEDULERS.contains(&name) || by_runner()
}

impl Reader<'_, '_> {
    /// Follows `cd`.
    pub(super) fn change_directory(&mut self, call: &Call<'_>) {
        let Some("cd" | "pushd" | "popd") = call.name() else {
            return;
        };
        let to = call.arguments().first().copied().unwrap_or("");
        let fixed = call.place.top_level && !to.is_empty() && !to.starts_with(['-', '~', '$']);
        self.directory = self.directory.take().filter(|_| fixed).map(|from| {
            let apart = from.is_empty() || to.starts_with('/');
            if apart {
                to.to_string()
            } else {
                format!("{from}/{to}")
            }
        });
    }

    /// A file of the project, seen from where the shell is.
    pub(super) fn read(&self, name: &str) -> Option<Vec<u8>> {
        let directory = self.directory.as_deref()?;
        let path = match directory {
            _ if name.starts_with('/') => name.to_string(),
            "" => name.to_string(),
            directory => format!("{directory}/{name}"),
        };
        let scope = self.stage.scope(self.step);
        let path = through_stages(
            self.project,
            self.model,
            self.stage,
            self.index,
            scope,
            &path,
        )?;
        Some(self.project.read(&path)?.into_owned())
    }

    /// Scripts of a `package.json`.
    pub(super) fn scripts(&mut self, call: &Call<'_>, shown: &str, depth: usize) {
        let name = call.name().unwrap_or("");
        let names = match projects::scripts(name, &call.arguments()) {
            Scripts::None => return,
            Scripts::Elsewhere => {
                return self.unread(format!("runs `{shown}`, which dfopt cannot read"));
            }
            Scripts::Named(names) => names,
        };
        let installs = names.iter().any(|name| name == "prepare");
        let texts = self
            .read("package.json")
            .and_then(|text| projects::texts(&text, &names));
        match texts {
            Some(texts) => texts.iter().for_each(|text| {
                let directory = self.directory.clone();
                self.text(text, depth + 1);
                self.directory = directory;
            }),
            // Of an install it is asked again what it installs.
            None if installs => {}
            None => self.unread(format!(
                "runs `{shown}`, whose `package.json` dfopt does not see"
            )),
        }
    }

    /// Recipes of a `Makefile`.
    pub(super) fn recipes(&mut self, call: &Call<'_>, shown: &str, depth: usize) {
        let names = ["GNUmakefile", "makefile", "Makefile"];
        let text = names.iter().find_map(|name| self.read(name));
        let Some(text) = text.and_then(|text| String::from_utf8(text).ok()) else {
            return self.unread(format!(
                "runs `{shown}`, whose `Makefile` dfopt does not see"
            ));
        };
        let arguments = call.arguments();
        let lines = makefile::recipes(&text, &arguments, &|path| self.read(path).is_some());
        match lines {
            Err(why) => self.unread(format!(
                "runs `{shown}`, whose `Makefile` dfopt cannot follow: {why}"
            )),
            Ok(lines) => lines.iter().for_each(|line| {
                let directory = self.directory.clone();
                self.text(line, depth + 1);
                self.directory = directory;
            }),
        }
    }
}
