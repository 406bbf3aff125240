//! What the steps of a stage leave in its file system, step by step, as far as the second stage has to know.
//!
//! A command that is not known is a reason to leave the file alone.

use crate::model::commands::{Call, Wrapper, base_name};
use crate::model::{Body, RunScript, Step, paths};
use crate::syntax::{Arguments, Keyword};

use super::candidate::{Candidate, is_build};
use super::commands::{self, Deed};
use super::packages::{self, Install};
use super::seam::{is_global, is_upgrade, seam};
use super::words;

/// What the steps did.
#[derive(Debug, Default)]
pub(super) struct Trace {
    /// What COPY and ADD bring from the build context.
    pub copies: Vec<Brought>,
    /// The commands that build.
    pub builds: Vec<Build>,
    /// Files and directories that plain commands make.
    pub made: Vec<Made>,
    /// Paths that a later command deletes or moves away; the last part may hold `*`.
    pub gone: Vec<String>,
    /// Commands that make users and groups.
    pub users: Vec<String>,
    /// Installs of programs for all users by a package manager of the language: the command's text.
    pub globals: Vec<String>,
    /// Installs of newer managers of the language, over those of the image: the command's text.
    pub upgrades: Vec<String>,
    /// Commands of steps that fall into the second stage, each with its line.
    pub below: Vec<(u32, String)>,
    /// Packages installed.
    pub installs: Vec<Install>,
    /// Changes of owner.
    pub owners: Vec<Owned>,
    /// The directory at the end.
    pub directory: Option<String>,
    /// Index of the first step that falls into the second stage.
    pub seam: usize,
    /// The directory there.
    pub at_seam: Option<String>,
}

/// Something that a COPY or ADD brings.
#[derive(Debug)]
pub(super) struct Brought {
    pub step: usize,
    /// Sources as written, without `./`.
    pub sources: Vec<String>,
    /// Where they go.
    pub target: String,
    /// Whether that is surely a directory.
    pub into: bool,
    pub owner: Option<String>,
}

impl Brought {
    /// Whether it puts a file of this name among the programs.
    pub fn brings(&self, name: &str) -> bool {
        let (directory, own) = self.target.rsplit_once('/').unwrap_or_default();
        let named = self.sources.iter().any(|source| base_name(source) == name);
        directory.ends_with("bin") && own == name || self.target.ends_with("bin") && named
    }
}

/// A command that builds.
#[derive(Debug)]
pub(super) struct Build {
    pub step: usize,
    /// Where it runs.
    pub directory: Option<String>,
    /// Its words, the name first.
    pub words: Vec<Option<String>>,
    /// Where the program's name begins in the file.
    pub start: u32,
    /// Whether words stand before the name: assignments, `env`.
    pub prefixed: bool,
}

/// A path that a step gave to an owner.
#[derive(Debug)]
pub(super) struct Owned {
    pub owner: String,
    pub path: String,
    /// Whether all that lies in it as well.
    pub all: bool,
}

/// Something that a plain command makes.
#[derive(Debug)]
pub(super) struct Made {
    pub step: usize,
    pub path: String,
}

impl Trace {
    /// Reads the steps of the candidate's stage; the reason why they cannot be followed.
    pub fn new(candidate: &Candidate<'_, '_>) -> Result<Trace, String> {
        let mut trace = Trace {
            directory: Some(candidate.builder.directory.to_string()),
            seam: seam(candidate),
            ..Trace::default()
        };
        for (index, step) in candidate.stage.steps.iter().enumerate() {
            if index == trace.seam {
                trace.at_seam = trace.directory.clone();
            }
            trace.step(candidate, index, step)?;
        }
        if trace.seam == candidate.stage.steps.len() {
            trace.at_seam = trace.directory.clone();
        }
        Ok(trace)
    }

    fn step(
        &mut self,
        candidate: &Candidate<'_, '_>,
        index: usize,
        step: &Step<'_>,
    ) -> Result<(), String> {
        let instruction = step.instruction;
        let line = candidate.line(instruction.span.start);
        match &instruction.arguments {
            Arguments::Copy { .. } => self.copy(candidate, index, step),
            Arguments::Run(_) if index >= self.seam => self.below(step, line),
            Arguments::Run(_) => self.run(candidate, index, step),
            Arguments::Value(_) if instruction.keyword == Keyword::Workdir => {
                let word = instruction.body.of(instruction.logical.as_str());
                let path = words::value(candidate, step, word);
                self.directory =
                    path.and_then(|path| paths::resolve(self.directory.as_deref(), &path));
                match self.directory {
                    Some(_) => Ok(()),
                    None => Err(format!(
                        "only the caller of the build knows the directory of line {line}"
                    )),
                }
            }
            Arguments::Onbuild(_) => Err(format!(
                "line {line} leaves work for images made from this one (ONBUILD)"
            )),
            Arguments::Invalid => Err(format!("dfopt does not read line {line}")),
            _ => Ok(()),
        }
    }

    fn copy(
        &mut self,
        candidate: &Candidate<'_, '_>,
        index: usize,
        step: &Step<'_>,
    ) -> Result<(), String> {
        let Arguments::Copy {
            sources,
            destination,
            ..
        } = &step.instruction.arguments
        else {
            return Ok(());
        };
        let line = candidate.line(step.instruction.span.start);
        let unknown = || format!("only the caller of the build knows where line {line} copies to");
        let target = words::value(candidate, step, &destination.value).ok_or_else(unknown)?;
        let into = target.ends_with(['/', '.']) || sources.len() > 1;
        let target = paths::resolve(self.directory.as_deref(), &target).ok_or_else(unknown)?;
        if step.instruction.flag("from").is_some() {
            self.made.push(Made {
                step: index,
                path: target,
            });
            return Ok(());
        }
        self.copies.push(Brought {
            step: index,
            sources: sources.iter().map(|word| plain(&word.value)).collect(),
            target,
            into,
            owner: step.instruction.flag("chown").map(str::to_string),
        });
        Ok(())
    }

    /// Takes note of what runs in the second stage.
    fn below(&mut self, step: &Step<'_>, line: u32) -> Result<(), String> {
        let script = script(step).map_err(|what| format!("line {line} {what}"))?;
        for call in script.calls() {
            let name = call.name().unwrap_or_default();
            self.below.push((line, name.to_string()));
        }
        Ok(())
    }

    fn run(
        &mut self,
        candidate: &Candidate<'_, '_>,
        index: usize,
        step: &Step<'_>,
    ) -> Result<(), String> {
        let line = candidate.line(step.instruction.span.start);
        let script = script(step).map_err(|what| format!("line {line} {what}"))?;
        let text = script.text.as_str();
        let mut here = self.directory.clone();
        for call in script.calls() {
            if call.wrapper == Some(Wrapper::Words) {
                return Err(format!("line {line} builds commands with xargs"));
            }
            let words = words::arguments(candidate, step, call, text);
            let place = commands::Place {
                index,
                line,
                here: here.as_deref(),
            };
            let start = script
                .text
                .file_offset(call.simple.words[call.first].span.start);
            if call.name() == Some("cd") {
                let target = words.first().cloned().flatten();
                here = target.and_then(|target| paths::resolve(here.as_deref(), &target));
            } else if is_global(call) {
                self.globals.push(call.simple.span.of(text).to_string());
            } else if is_upgrade(call) {
                self.upgrades.push(call.simple.span.of(text).to_string());
            } else if is_build(candidate.recipe, call) {
                self.build(call, words, place, start);
            } else {
                let deed = commands::deed(candidate, call, &words, text, &place)?;
                self.note(deed, index);
            }
        }
        Ok(())
    }

    fn build(
        &mut self,
        call: &Call<'_>,
        mut words: Vec<Option<String>>,
        place: commands::Place<'_>,
        start: u32,
    ) {
        words.insert(0, call.name().map(str::to_string));
        self.builds.push(Build {
            step: place.index,
            directory: place.here.map(str::to_string),
            words,
            start,
            prefixed: call.first > 0 || !call.simple.assignments.is_empty(),
        });
    }

    /// Takes note that paths are not there any more.
    fn forget(&mut self, gone: Vec<String>) {
        let is_gone = |path: &str| gone.iter().any(|pattern| paths::names(pattern, path));
        self.made.retain(|made| !is_gone(&made.path));
        self.copies.retain(|brought| !is_gone(&brought.target));
        self.gone.extend(gone);
    }

    fn note(&mut self, deed: Deed, step: usize) {
        match deed {
            Deed::Nothing => {}
            Deed::Makes(paths) => self
                .made
                .extend(paths.into_iter().map(|path| Made { step, path })),
            Deed::Moves(gone, paths) => {
                self.forget(gone);
                self.made
                    .extend(paths.into_iter().map(|path| Made { step, path }));
            }
            Deed::Deletes(gone) => self.forget(gone),
            Deed::Owns(owned) => self.owners.push(owned),
            Deed::User(text) => self.users.push(text),
            Deed::Installs(install) => self.installs.push(install),
            Deed::Removes(names) => packages::remove(&mut self.installs, &names),
        }
    }
}

/// A source of COPY without `./` and without a slash behind it.
fn plain(source: &str) -> String {
    source
        .trim_start_matches("./")
        .trim_end_matches('/')
        .to_string()
}

/// The script of a `RUN`; to follow a line number: why it cannot be followed.
fn script<'s, 'a>(step: &'s Step<'a>) -> Result<&'s RunScript<'a>, String> {
    match step.run.as_ref().map(|run| &run.body) {
        Some(Body::Script(script)) if !script.tree.has_opaque() => Ok(script),
        Some(Body::Opaque(what)) => Err(format!("is {what}")),
        Some(Body::Exec(_)) => {
            Err("runs a process without a shell, which dfopt does not follow".into())
        }
        _ => Err("has commands that dfopt cannot follow".into()),
    }
}
