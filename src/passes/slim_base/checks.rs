//! What of a stage would miss something in the slim image.

use crate::data::images::{Build, Image, Images, Suite};
use crate::model::commands::Call;
use crate::model::dependencies::{Installs, Needs};
use crate::model::installed::Installed;
use crate::model::usage::{Deed, Event};
use crate::model::{Model, Stage, Step, started, starts};
use crate::pass::Context;

/// Directories that slim images leave out, and a program that is of no use without them.
const DOCUMENTATION: [&str; 5] = [
    "/usr/share/doc",
    "/usr/share/man",
    "/usr/share/info",
    "/usr/share/locale",
    "/usr/share/lintian",
];

/// Readers of documentation and of translated messages.
const READERS: [&str; 8] = [
    "man",
    "mandb",
    "info",
    "apropos",
    "whatis",
    "unminimize",
    "gettext",
    "ngettext",
];

/// Programs that speak TLS and rely on the certificates of the system.
const TLS: [&str; 7] = ["git", "curl", "wget", "hg", "svn", "openssl", "aria2c"];

/// Libraries of the C library itself, as an application names them: they are in every image.
const LIBRARIES: [&str; 6] = [
    "None",
    "libc.so",
    "libm.so",
    "'c'",
    "\"c\"",
    "libpthread.so",
];

/// Refuses where documentation is read.
pub(super) fn reads_no_docs(
    context: &Context<'_>,
    stage: &Stage<'_>,
    suite: Option<&Suite>,
    events: &[Event],
) -> Result<(), String> {
    let model = context.model;
    let old = suite.is_some_and(|suite| suite.name == "bullseye");
    let line = |event: &Event| model.lines.line(event.span.start);
    for event in events {
        match &event.deed {
            Deed::Runs { name, .. } if READERS.contains(&name.as_str()) => {
                return Err(format!("line {} runs `{name}`", line(event)));
            }
            Deed::Installs { packages, .. } if old => {
                if let Some(package) = packages.iter().find(|package| links_manuals(package)) {
                    let line = line(event);
                    return Err(format!(
                        "line {line} installs `{package}`, which fails there without `/usr/share/man`"
                    ));
                }
            }
            Deed::Unread(what) if what.starts_with("copies") => {
                return Err(format!("line {} {what}", line(event)));
            }
            _ => {}
        }
    }
    for stage in model.subtree(stage) {
        for step in &stage.steps {
            if let Some(path) = documentation(model, step) {
                let line = model.lines.line(step.instruction.span.start);
                return Err(format!("line {line} names `{path}`"));
            }
        }
    }
    Ok(())
}

/// Whether a package's alternatives are links to manuals, in directories that slim images had not before Debian 12.
fn links_manuals(package: &str) -> bool {
    ["jre", "jdk", "postgresql"]
        .iter()
        .any(|word| package.contains(word))
}

/// A directory of documentation that a step names, other than to delete it or to keep packages out of it.
fn documentation(model: &Model<'_>, step: &Step<'_>) -> Option<&'static str> {
    let whole = step.instruction.span.of(model.file.text);
    let found = DOCUMENTATION
        .into_iter()
        .find(|path| whole.contains(path))?;
    let Some(script) = step.run.as_ref().and_then(|run| run.script()) else {
        return Some(found);
    };
    let text = script.text.as_str();
    let reads = |call: &Call<'_>| {
        let text = call.simple.span.of(text);
        let names = DOCUMENTATION.iter().any(|path| text.contains(path));
        names && call.name() != Some("rm") && !text.contains("path-exclude")
    };
    let understood = !script.tree.has_opaque();
    let harmless = understood && !script.calls().iter().any(reads);
    (!harmless).then_some(found)
}

/// Refuses where something is used that only the full image has.
pub(super) fn in_slim(
    context: &Context<'_>,
    stage: &Stage<'_>,
    image: &'static Image,
    slim: &Build,
    suite: Option<&Suite>,
    events: &[Event],
) -> Result<(), String> {
    if !starts::says_what_runs(context.model, stage) {
        return Err("no CMD or ENTRYPOINT says what it is for: others may build on it".into());
    }
    let mut seen = Seen {
        context,
        image,
        shown: format!("{}:{}", slim.image, slim.tag),
        installed: Installed::default(),
    };
    for event in events {
        let line = context.model.lines.line(event.span.start);
        seen.event(event)
            .map_err(|reason| format!("line {line} {reason}"))?;
    }
    seen.application()?;
    names_time_zone(context.model, stage, image, suite, &seen)
}

struct Seen<'s> {
    context: &'s Context<'s>,
    image: &'static Image,
    shown: String,
    installed: Installed,
}

impl Seen<'_> {
    fn event(&mut self, event: &Event) -> Result<(), String> {
        match &event.deed {
            Deed::Unread(what) => Err(format!("{what}: it may need what the full image has")),
            Deed::Installs { packages, .. } => {
                for package in packages {
                    self.installed.add(package, event.step.0);
                }
                Ok(())
            }
            Deed::Runs {
                name,
                arguments,
                path,
                ..
            } => {
                self.command(name, path, event)?;
                self.tls(name, arguments, event)?;
                let installs = Installs {
                    model: self.context.model,
                    project: self.context.project,
                };
                match installs.needs(event) {
                    Needs::Nothing => Ok(()),
                    Needs::Tools(what) => {
                        Err(format!("{what}: `{}` may lack what that takes", self.shown))
                    }
                    Needs::Unseen(what) => {
                        let given = match self.context.project.is_known() {
                            true => "",
                            false => " (no build context is given)",
                        };
                        Err(format!("{what}: a package in it may be compiled{given}"))
                    }
                }
            }
        }
    }

    fn has(&self, package: &str, stage: usize) -> bool {
        self.installed.has(self.context.model, package, stage)
    }

    /// Refuses where the sources of the application start what the slim image has not.
    fn application(&self) -> Result<(), String> {
        let wanted = |name: &str| {
            let lost = Images::get().lost(self.image, name);
            let there = |package: &&str| self.installed.anywhere(package);
            !lost.is_empty() && !lost.iter().any(there)
        };
        if let Some((file, name)) = started::program(self.context.project, &wanted) {
            return Err(format!(
                "`{file}` starts `{name}`, which `{}` does not have",
                self.shown
            ));
        }
        match started::library(self.context.project, &LIBRARIES) {
            Some((file, way)) => Err(format!(
                "`{file}` loads a library (`{way}`) that `{}` may not have",
                self.shown
            )),
            None => Ok(()),
        }
    }

    fn command(&self, name: &str, path: &str, event: &Event) -> Result<(), String> {
        let lost = Images::get().lost(self.image, name);
        let own =
            path.contains('/') && !path.starts_with("/usr/bin/") && !path.starts_with("/bin/");
        let there = own || lost.iter().any(|package| self.has(package, event.step.0));
        match lost.is_empty() || there {
            true => Ok(()),
            false => Err(format!(
                "runs `{name}`, which `{}` does not have",
                self.shown
            )),
        }
    }

    /// Certificates: Recommends bring them with curl, but need not be installed.
    fn tls(&self, name: &str, arguments: &[String], event: &Event) -> Result<(), String> {
        let speaks = TLS.contains(&name)
            && arguments
                .iter()
                .any(|word| word.contains("https:") || word.is_empty() || word.contains('$'));
        let keeps = self.image.slim_keeps.contains(&"ca-certificates");
        match speaks && !keeps && !self.has("ca-certificates", event.step.0) {
            true => Err(format!(
                "runs `{name}` over TLS, and `{}` has no `ca-certificates`",
                self.shown
            )),
            false => Ok(()),
        }
    }
}

/// Refuses where a time zone is set by name that the slim image may not know.
fn names_time_zone(
    model: &Model<'_>,
    stage: &Stage<'_>,
    image: &Image,
    suite: Option<&Suite>,
    seen: &Seen<'_>,
) -> Result<(), String> {
    let has = image.slim_keeps.contains(&"tzdata")
        || suite.is_some_and(|suite| matches!(suite.name, "bookworm" | "bullseye"))
        || seen.installed.anywhere("tzdata");
    if has {
        return Ok(());
    }
    for stage in model.subtree(stage) {
        for step in &stage.steps {
            let text = step.instruction.span.of(model.file.text);
            if text.contains("TZ=") || text.contains("zoneinfo") || text.contains("ENV TZ") {
                let line = model.lines.line(step.instruction.span.start);
                return Err(format!(
                    "line {line} names a time zone, and `{}` has no `tzdata`",
                    seen.shown
                ));
            }
        }
    }
    Ok(())
}
