//! One Dockerfile from its text to what is said about it. Prints nothing; writes a file only where the job is to.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::{CheckFormat, Choice};
use super::counts::Counts;
use super::done::Done;
use super::output::Output;
use super::walk::Target;
use super::{Exit, read, write};
use crate::config::{FailOn, Problem, Settings};
use crate::model::{Folder, Listings, NoProject, Project};
use crate::pass::Options;
use crate::passes;
use crate::pipeline::{self, Found, Report};
use crate::report::human::{Detail, Tally};
use crate::report::{Colour, diff, github, human, json, sarif, snippet};
use crate::syntax::SyntaxError;
use crate::text::LineIndex;

/// What is done with every file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Rewrite.
    Fix,
    /// Print the patch.
    Diff,
    /// Report.
    Check,
}

/// A run: what is the same for all its files.
#[derive(Debug)]
pub struct Job {
    /// What is done.
    pub task: Task,
    /// Apply only the first so many fixes.
    pub limit: Option<usize>,
    /// The build context, where it is not the Dockerfile's folder.
    pub context: Option<PathBuf>,
    /// Output format.
    pub format: CheckFormat,
    /// How much is said on standard error.
    pub detail: Detail,
    /// The folder that dfopt runs in.
    pub folder: PathBuf,
    /// Names in the folders of the Dockerfiles.
    listings: Arc<Listings>,
    /// Of standard output and standard error.
    pub colours: (Colour, Colour),
    /// Whether paths on standard output link to their files.
    pub links: bool,
    /// Which findings of `check` count.
    pub counts: Counts,
}

/// A text and where it comes from.
struct Text<'a> {
    /// The name for the user.
    shown: &'a str,
    /// The name in a diff.
    path: &'a Path,
    /// `None` for standard input.
    target: Option<&'a Target>,
    text: &'a str,
    /// What the passes may do.
    options: Options,
    /// What counts as a failure.
    fail_on: FailOn,
}

impl Job {
    /// What is the same for all files of a run in the current folder.
    pub fn new(
        task: Task,
        format: CheckFormat,
        limit: Option<usize>,
        choice: &Choice,
        output: &Output,
    ) -> Self {
        Job {
            task,
            limit,
            context: choice.context.clone(),
            format,
            detail: output.detail(),
            listings: Arc::default(),
            folder: std::env::current_dir().unwrap_or_default(),
            colours: (output.colour(), output.err_colour()),
            links: output.links(),
            counts: Counts::default(),
        }
    }

    /// Does one file.
    pub fn file(&self, target: &Target, settings: &Settings) -> Done {
        let shown = target.path.display().to_string();
        let text = match read::file(&target.path) {
            Ok(text) => text,
            Err(message) => return self.failed(&shown, &message),
        };
        let own = target
            .path
            .parent()
            .filter(|own| !own.as_os_str().is_empty());
        let context = self.context.as_deref().or(own).unwrap_or(Path::new("."));
        let listings = self.listings.clone();
        let project = Folder::with(context, Some(target.path.clone()), listings);
        self.text(
            Text {
                shown: &shown,
                path: &read::real(&target.path),
                target: Some(target),
                text: &text,
                options: settings.options(self.limit),
                fail_on: settings.fail_on(),
            },
            &project,
        )
    }

    /// Does standard input, called `name` if it has one.
    pub fn stdin(&self, name: Option<&Path>, settings: &Settings) -> Done {
        let shown = name.map_or("<stdin>".to_string(), |name| name.display().to_string());
        let text = match read::stdin() {
            Ok(text) => text,
            Err(message) => return self.failed(&shown, &message),
        };
        let own = name.map(|name| match name.parent() {
            Some(own) if !own.as_os_str().is_empty() => own,
            _ => Path::new("."),
        });
        let source = Text {
            shown: &shown,
            path: name.unwrap_or(Path::new("<stdin>")),
            target: None,
            text: &text,
            options: settings.options(self.limit),
            fail_on: settings.fail_on(),
        };
        match self.context.as_deref().or(own) {
            Some(root) => self.text(source, &Folder::new(root, name.map(Path::to_path_buf))),
            None => self.text(source, &NoProject),
        }
    }

    /// A file that could not be read or written.
    pub fn failed(&self, shown: &str, message: &str) -> Done {
        self.trouble(shown, None, message)
    }

    /// A configuration that cannot be used.
    pub fn misconfigured(&self, problem: &Problem) -> Done {
        let shown = problem.path.display().to_string();
        self.trouble(&shown, problem.at, &problem.message)
    }

    fn trouble(&self, shown: &str, at: Option<(u32, u32)>, message: &str) -> Done {
        let mut done = Done::new(Exit::Trouble);
        let place = match at {
            Some((line, column)) => format!("{shown}:{line}:{column}"),
            None => shown.to_string(),
        };
        match self.format {
            CheckFormat::Human => {
                done.err = human::error(&format!("{place}: {message}"), self.colours.1);
            }
            _ => done.errors.push(json::Error {
                path: shown.to_string(),
                line: at.map(|at| at.0),
                column: at.map(|at| at.1),
                message: message.to_string(),
            }),
        }
        done
    }

    fn text(&self, source: Text<'_>, project: &dyn Project) -> Done {
        let done = match self.task {
            Task::Check => pipeline::check(source.text, project, &source.options)
                .map(|found| self.counted(&source, found)),
            Task::Fix | Task::Diff => pipeline::fix(source.text, project, &source.options)
                .map(|report| self.fixed(&source, &report)),
        };
        done.unwrap_or_else(|errors| self.invalid(&source, &errors))
    }

    /// Leaves out what does not count.
    fn counted(&self, source: &Text<'_>, mut found: Vec<Found>) -> Done {
        let Some(target) = source.target else {
            return self.checked(source, &found);
        };
        if let Some(name) = self.counts.name(&target.path) {
            let mut done = Done::new(Exit::Clean);
            done.known = Some((name, source.text.to_string(), found));
            return done;
        }
        match self.counts.keep(&target.path, source.text, &mut found) {
            Ok(()) => self.checked(source, &found),
            Err(message) => self.failed(source.shown, &message),
        }
    }

    fn checked(&self, source: &Text<'_>, found: &[Found]) -> Done {
        let tally = Tally::checked(found, &source.options);
        let failed = match source.fail_on {
            FailOn::Any => !found.is_empty(),
            FailOn::Fixes => tally.fixes > 0,
            FailOn::Never => false,
        };
        let mut done = Done::new(match failed {
            true => Exit::Findings,
            false => Exit::Clean,
        });
        done.tally = tally;
        let (shown, options) = (source.shown, &source.options);
        match self.format {
            CheckFormat::Json => {
                done.file = Some(json::checked(shown, source.text, found, options))
            }
            CheckFormat::Github => done.out = github::findings(shown, source.text, found, options),
            CheckFormat::Sarif => {
                done.results = sarif::results(source.path, source.text, found, options, passes::ALL)
            }
            CheckFormat::Human => {
                let lines = LineIndex::new(source.text);
                let link = self.link(source);
                let place = snippet::Source {
                    link: link.as_deref(),
                    ..source.place(&lines)
                };
                let show = |one| snippet::finding(place, one, options, self.colours.0);
                done.out = found.iter().map(show).collect();
                done.err = human::checked(shown, found, options, self.detail);
                done.err += &human::candidates(shown, source.text, found, self.detail);
            }
        }
        done
    }

    /// Where the path of a file links to, if it does.
    fn link(&self, source: &Text<'_>) -> Option<String> {
        let path = source.target.filter(|_| self.links)?.path.as_path();
        Some(sarif::uri(&self.folder.join(path)))
    }

    fn fixed(&self, source: &Text<'_>, report: &Report) -> Done {
        let (old, new) = (source.text, report.output.as_str());
        if let (Task::Fix, Some(target), true) = (self.task, source.target, old != new)
            && let Err(error) = write::replace(&target.path, &target.tree, old, new)
        {
            return self.failed(source.shown, &error.to_string());
        }
        let mut done = Done::new(match (self.task, old != new) {
            (Task::Diff, true) => Exit::Findings,
            _ => Exit::Clean,
        });
        done.tally = Tally::fixed(report);
        done.err = human::broken(source.shown, &report.broken, self.colours.1);
        let diff = |colour| diff::unified(source.path, &self.folder, old, new, colour);
        match (self.format, self.task, source.target) {
            (CheckFormat::Human, Task::Fix, None) => done.out = new.to_string(),
            (CheckFormat::Human, ..) => done.out = diff(self.colours.0),
            _ => {
                done.file = Some(json::fixed(source.shown, report, diff(Colour::Off)));
                return done;
            }
        }
        done.err += &human::fixed(source.shown, report, self.detail);
        done
    }

    fn invalid(&self, source: &Text<'_>, errors: &[SyntaxError]) -> Done {
        let mut done = Done::new(Exit::Trouble);
        match self.format {
            CheckFormat::Human => {
                let lines = LineIndex::new(source.text);
                let show = |one| snippet::error(source.place(&lines), one, self.colours.1);
                done.err = errors.iter().map(show).collect();
            }
            _ => done.errors = json::errors(source.shown, source.text, errors).collect(),
        }
        done
    }
}

impl<'a> Text<'a> {
    fn place(&self, lines: &'a LineIndex) -> snippet::Source<'a> {
        snippet::Source {
            path: self.shown,
            text: self.text,
            lines,
            link: None,
        }
    }
}

#[cfg(test)]
mod tests;
