//! `fix` and `check` over all their files: in parallel, printed in the order of the paths.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::Exit;
use super::args::{CheckArgs, CheckFormat, Choice, ConfigArgs, FixArgs};
use super::counts::Counts;
use super::done::Done;
use super::job::{Job, Task};
use super::output::Output;
use super::walk::{self, Target};
use crate::config::{FailOn, Problem, Section, Settings, Source};
use crate::passes;
use crate::report::baseline::Baseline;
use crate::report::human::Tally;
use crate::report::{github, human, json, sarif};

/// So many files are done before their output is printed.
const BATCH: usize = 64;

/// `dfopt fix`.
pub fn fix(args: FixArgs, output: &mut Output) -> Exit {
    let task = match args.diff {
        true => Task::Diff,
        false => Task::Fix,
    };
    let job = Job::new(task, args.format.into(), args.limit, &args.choice, output);
    run(job, args.choice.settings.section(), args.choice, output)
}

/// `dfopt config`.
pub fn config(args: &ConfigArgs, output: &mut Output) -> Exit {
    let folder = std::env::current_dir().unwrap_or_default();
    let path = match args.path.is_dir() {
        true => args.path.join("Dockerfile"),
        false => args.path.clone(),
    };
    let source = Source::new(&folder, &args.settings.lookup(), args.settings.section());
    match source.and_then(|mut source| source.of(Some(&path))) {
        Ok(settings) => {
            output.out(&settings.show());
            Exit::Clean
        }
        Err(problem) => {
            output.error(&problem.to_string());
            Exit::Trouble
        }
    }
}

/// `dfopt check`.
pub fn check(args: CheckArgs, output: &mut Output) -> Exit {
    let mut job = Job::new(Task::Check, args.format, None, &args.choice, output);
    job.counts = match Counts::new(&args, &job.folder) {
        Ok(counts) => counts,
        Err(message) => {
            output.error(&message);
            return Exit::Trouble;
        }
    };
    let section = Section {
        fail_on: args.fail_on.map(FailOn::from),
        ..args.choice.settings.section()
    };
    run(job, section, args.choice, output)
}

fn run(job: Job, section: Section, choice: Choice, output: &mut Output) -> Exit {
    let input = match input(&choice) {
        Ok(input) => input,
        Err(message) => {
            output.error(&message);
            return Exit::Trouble;
        }
    };
    let mut run = Run {
        job: &job,
        output,
        exit: Exit::Clean,
        document: json::Document::default(),
        results: Vec::new(),
        tally: Tally::default(),
        baseline: Baseline::default(),
    };
    let source = Source::new(&job.folder, &choice.settings.lookup(), section);
    let ended = source.and_then(|mut source| match input {
        Input::Stdin(_) if job.counts.needs_files() => {
            run.take(job.failed("-", "standard input has no baseline and no history"));
            Ok(())
        }
        Input::Stdin(name) => run.stdin(name.as_deref(), &mut source),
        Input::Paths(paths) => run.paths(&paths, &mut source),
    });
    if let Err(problem) = ended {
        run.take(job.misconfigured(&problem));
    }
    run.finish()
}

enum Input {
    Stdin(Option<PathBuf>),
    Paths(Vec<PathBuf>),
}

/// Standard input or files; with `--stdin-filename` and no PATH it is standard input.
fn input(choice: &Choice) -> Result<Input, String> {
    if let Some(context) = choice.context.as_deref().filter(|one| !one.is_dir()) {
        return Err(format!("--context {}: not a folder", context.display()));
    }
    let is = |path: &PathBuf, name: &str| path == Path::new(name);
    let named = choice.stdin_filename.is_some();
    match choice.paths.as_slice() {
        [path] if is(path, "-") || named && is(path, ".") => {
            Ok(Input::Stdin(choice.stdin_filename.clone()))
        }
        _ if named => Err("--stdin-filename goes with the path `-`".to_string()),
        paths if paths.iter().any(|path| is(path, "-")) => {
            Err("`-` does not go together with other paths".to_string())
        }
        paths => Ok(Input::Paths(paths.to_vec())),
    }
}

struct Run<'a> {
    job: &'a Job,
    output: &'a mut Output,
    exit: Exit,
    document: json::Document,
    results: Vec<sarif::Result>,
    tally: Tally,
    /// What is written where a baseline is asked for.
    baseline: Baseline,
}

impl Run<'_> {
    fn stdin(&mut self, name: Option<&Path>, source: &mut Source) -> Result<(), Problem> {
        let settings = source.of(name)?;
        self.take(self.job.stdin(name, &settings));
        Ok(())
    }

    /// Nothing is written if any configuration is broken.
    fn paths(&mut self, paths: &[PathBuf], source: &mut Source) -> Result<(), Problem> {
        let targets = walk::targets(paths);
        let mut files = Vec::with_capacity(targets.files.len());
        for target in targets.files {
            let settings = source.of(Some(&target.path))?;
            files.push((target, settings));
        }
        for (path, message) in &targets.errors {
            self.take(self.job.failed(&path.display().to_string(), message));
        }
        for folder in &targets.empty {
            let note = format!("no Dockerfile in {}", folder.display());
            self.output.note(&note);
        }
        if let ([(only, settings)], [_]) = (files.as_slice(), paths) {
            self.one(only, settings);
            return Ok(());
        }
        for (number, batch) in files.chunks(BATCH).enumerate() {
            if self.unread() {
                break;
            }
            let one = |(target, settings): &(Target, Settings)| self.job.file(target, settings);
            let done: Vec<Done> = batch.par_iter().map(one).collect();
            done.into_iter().for_each(|done| self.take(done));
            let so_far = number * BATCH + batch.len();
            self.output.show_progress(so_far, files.len());
        }
        Ok(())
    }

    /// Whether to stop: with nobody to read on, only `fix` still has work to do.
    fn unread(&self) -> bool {
        self.output.closed() && self.job.task != Task::Fix
    }

    /// Starts no threads, and says so if there is nothing to say.
    fn one(&mut self, target: &Target, settings: &Settings) {
        let done = self.job.file(target, settings);
        let silent = done.out.is_empty() && done.err.is_empty() && done.exit == Exit::Clean;
        self.take(done);
        if silent && self.job.format == CheckFormat::Human {
            self.output
                .note(&format!("{}: nothing to fix", target.path.display()));
        }
    }

    fn take(&mut self, done: Done) {
        self.exit = self.exit.max(done.exit);
        self.tally.add(done.tally);
        self.document.files.extend(done.file);
        self.document.errors.extend(done.errors);
        self.results.extend(done.results);
        if let Some((path, text, found)) = done.known {
            self.baseline.add(path, &text, &found);
        }
        self.output.out(&done.out);
        if !self.unread() {
            self.output.err(&done.err);
        }
    }

    fn finish(mut self) -> Exit {
        if self.job.counts.fresh.is_some() {
            if let Err(message) = self.job.counts.write(&self.baseline) {
                self.output.error(&message);
                self.exit = Exit::Trouble;
            }
            return self.exit;
        }
        match self.job.format {
            CheckFormat::Json => self.output.out(&json::document(&self.document)),
            CheckFormat::Sarif => {
                let errors = &self.document.errors;
                let text = sarif::document(&self.results, errors, passes::ALL);
                self.output.out(&text);
            }
            CheckFormat::Github => {
                let errors: String = self.document.errors.iter().map(github::error).collect();
                self.output.out(&errors);
            }
            CheckFormat::Human if self.tally.files > 1 && !self.unread() => {
                let total = human::total(self.tally, self.job.detail);
                self.output.err(&total);
            }
            CheckFormat::Human => {}
        }
        self.exit
    }
}
