//! The command line: reads arguments and files, writes files, prints. Knows nothing of what a pass does.

mod args;
mod counts;
mod done;
mod job;
mod output;
mod plugin;
mod read;
mod run;
mod shell;
mod since;
mod walk;
mod write;

use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

use clap::FromArgMatches;

use crate::lsp;
use crate::model::NoProject;
use crate::pass::{Options, Pass};
use crate::passes;
use crate::pipeline;
use crate::report::human::Detail;
use crate::report::{Colour, catalog, diff, json};

use args::{Args, Color, Command, ExplainArgs, LspArgs, PassesArgs, PassesFormat};
use output::Output;

/// How a run ended, the worse the later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Exit {
    /// `fix`: done, changed or not. `fix --diff`: nothing to change. `check`: no findings.
    Clean = 0,
    /// `fix --diff`: there is a change to make. `check`: at least one finding that `fix` would act on.
    Findings = 1,
    /// Wrong usage, or a file that cannot be read, written or is no valid Dockerfile; the other files are still done.
    Trouble = 2,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit as u8)
    }
}

/// Runs `dfopt` with these arguments, the program's name first.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let called = plugin::called(args.into_iter().collect());
    if let Some(metadata) = called.metadata {
        let mut output = Output::new(Color::Never, Detail::Errors);
        output.out(&metadata);
        return output.finish(Exit::Clean).into();
    }
    let mut command = called.command;
    let matches = command.try_get_matches_from_mut(called.args);
    let args = match matches.and_then(|matches| Args::from_arg_matches(&matches)) {
        Ok(args) => args,
        Err(error) => {
            // Help, version or wrong usage. Nobody is left to tell if the pipe is closed.
            let _ = error.print();
            return match error.use_stderr() {
                true => Exit::Trouble.into(),
                false => Exit::Clean.into(),
            };
        }
    };
    let mut output = Output::new(args.color, args.detail());
    let exit = match args.command {
        Command::Fix(fix) => run::fix(fix, &mut output),
        Command::Check(check) => run::check(check, &mut output),
        Command::Explain(explain) => print(&mut output, |colour| page(&explain, colour)),
        Command::Passes(passes) => print(&mut output, |_| table(&passes)),
        Command::Config(config) => run::config(&config, &mut output),
        Command::Lsp(args) => serve(&args, &mut output),
        Command::Completions(args) => shell::completions(&args, &mut output),
        Command::Man(args) => shell::manual(&args, &mut output),
    };
    output.finish(exit).into()
}

/// Until the editor ends it.
fn serve(args: &LspArgs, output: &mut Output) -> Exit {
    let settings = lsp::Settings {
        lookup: args.settings.lookup(),
        section: args.settings.section(),
        format_all: args.format_all,
    };
    match lsp::run(settings) {
        Ok(()) => Exit::Clean,
        Err(message) => {
            output.error(&message);
            Exit::Trouble
        }
    }
}

fn print(output: &mut Output, text: impl FnOnce(Colour) -> String) -> Exit {
    let text = text(output.colour());
    output.out(&text);
    Exit::Clean
}

fn table(args: &PassesArgs) -> String {
    match args.format {
        PassesFormat::Human => catalog::table(passes::ALL),
        PassesFormat::Json => json::passes(passes::ALL),
    }
}

fn page(args: &ExplainArgs, colour: Colour) -> String {
    let Some(pass) = passes::find(args.pass) else {
        return String::new();
    };
    catalog::page(pass, &example(pass, colour))
}

/// What the pass makes of its own example, every assumption granted.
fn example(pass: &Pass, colour: Colour) -> String {
    let options = Options {
        level: 3,
        only: Some(vec![pass.name]),
        ..Options::default()
    };
    let Ok(report) = pipeline::fix(pass.example, &NoProject, &options) else {
        return String::new();
    };
    let (name, folder) = (Path::new("Dockerfile"), Path::new("/"));
    diff::unified(name, folder, pass.example, &report.output, colour)
}
