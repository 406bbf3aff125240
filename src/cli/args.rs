//! The arguments and their help. Values are checked here; nothing is read or done.

mod check;
mod choice;
mod shell;

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

use crate::report::human::Detail;

pub use check::{CheckArgs, CheckFormat};
use choice::pass_names;
pub use choice::{Choice, SettingsArgs};
pub use shell::{CompletionsArgs, ManArgs};

/// An optimizing compiler for Dockerfiles: smaller images from the same build, or a reason why not.
#[derive(Debug, Parser)]
#[command(name = "dfopt", version, after_help = EXAMPLES)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,

    /// When to use colour; NO_COLOR is respected
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "WHEN",
        default_value = "auto",
        display_order = LAST
    )]
    pub color: Color,

    /// Print errors only on standard error
    #[arg(short, long, global = true, conflicts_with = "verbose", display_order = LAST)]
    quiet: bool,

    /// Print every refusal and unchanged file on standard error
    #[arg(short, long, global = true, display_order = LAST)]
    verbose: bool,
}

/// Options of every command stand behind those of the command.
const LAST: usize = 100;

const EXAMPLES: &str = "\
Examples:
  dfopt fix --diff             show what would change in every Dockerfile below this folder
  dfopt fix Dockerfile         rewrite one file
  dfopt check -O2              report what could be better, and what each fix assumes
  dfopt explain PASS           read about a pass

Run `dfopt help COMMAND` for the options of a command.";

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Rewrite Dockerfiles in place and print the diff of what changed
    Fix(FixArgs),
    /// Report what could be better, change nothing
    Check(CheckArgs),
    /// Print what a pass does, what it assumes, when it refuses, and an example
    Explain(ExplainArgs),
    /// List the passes: name, level, assumption, summary
    Passes(PassesArgs),
    /// Print the settings in force for a file, and where each comes from
    Config(ConfigArgs),
    /// Serve an editor over standard input and output (Language Server Protocol)
    Lsp(LspArgs),
    /// Print the completions of a shell, to be put where it looks for them
    Completions(CompletionsArgs),
    /// Print the manual page
    Man(ManArgs),
}

/// `dfopt fix`.
#[derive(Debug, clap::Args)]
#[command(after_help = FIX_HELP)]
pub struct FixArgs {
    /// Which files and passes.
    #[command(flatten)]
    pub choice: Choice,

    /// Print the patch, write nothing
    #[arg(long)]
    pub diff: bool,

    /// Apply only the first N fixes of each file, to find the one that broke an image
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,

    /// Output format
    #[arg(long, value_enum, default_value = "human")]
    pub format: Format,
}

const FIX_HELP: &str = "\
The diff on standard output is accepted by `git apply` and `patch -p1` in the folder in which dfopt runs. A file outside of it \
is named from the root of the file system (`patch -p1 -d /`).

A file is replaced in one step or not at all, and keeps its mode. A symbolic link is followed if it stays inside the folder \
given. Files with several hard links, read-only files and files that change meanwhile are left alone with an error.

Exit code:
  0  done, changed or not; with --diff: nothing to change
  1  with --diff: there is a change to make
  2  wrong usage, or a file that cannot be read or written or is no valid Dockerfile (the others are still done)

Examples:
  dfopt fix                       every Dockerfile below this folder, safe fixes only
  dfopt fix -O2 Dockerfile        slim bases, leaner installs, multi-stage split
  dfopt fix --diff | git apply    the same as `dfopt fix`
  dfopt fix - --stdin-filename app/Dockerfile < app/Dockerfile";

/// `dfopt explain`.
#[derive(Debug, clap::Args)]
pub struct ExplainArgs {
    /// The pass (see `dfopt passes`)
    #[arg(value_name = "PASS", hide_possible_values = true, value_parser = pass_names())]
    pub pass: &'static str,
}

/// `dfopt config`.
#[derive(Debug, clap::Args)]
#[command(after_help = CONFIG_HELP)]
pub struct ConfigArgs {
    /// A Dockerfile, or a folder for one in it; need not be there
    #[arg(value_name = "PATH", default_value = ".")]
    pub path: PathBuf,

    /// Choices that go before the file's.
    #[command(flatten)]
    pub settings: SettingsArgs,
}

const CONFIG_HELP: &str = "\
Settings are read from `.dfopt.yaml`, the one in the nearest folder upward from each Dockerfile:

  level: 2                        # as -O2
  assume: [musl]                  # as --assume
  only: [merge-runs]              # as --only
  skip: [pip-no-cache-dir]        # as --skip
  fail-on: any                    # as --fail-on
  overrides:                      # for some files; patterns as in .gitignore, from the folder of .dfopt.yaml
    - paths: [legacy/]
      level: 0

The command line goes before overrides, overrides before the rest; `assume` and `skip` add up.";

/// `dfopt lsp`.
#[derive(Debug, clap::Args)]
pub struct LspArgs {
    /// What is done to the files.
    #[command(flatten)]
    pub settings: SettingsArgs,

    /// Let formatting make fixes that assume something, as far as the settings grant it
    #[arg(long)]
    pub format_all: bool,
}

/// `dfopt passes`.
#[derive(Debug, clap::Args)]
pub struct PassesArgs {
    /// Output format
    #[arg(long, value_enum, default_value = "human")]
    pub format: PassesFormat,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Color {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Output format of `fix`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Diffs, with a summary on standard error.
    Human,
    /// One JSON document on standard output.
    Json,
}

impl From<Format> for CheckFormat {
    fn from(format: Format) -> Self {
        match format {
            Format::Human => CheckFormat::Human,
            Format::Json => CheckFormat::Json,
        }
    }
}

/// Output format of `passes`.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum PassesFormat {
    /// A table.
    Human,
    /// A JSON document.
    Json,
}

impl Args {
    /// How much is said on standard error.
    pub fn detail(&self) -> Detail {
        match (self.quiet, self.verbose) {
            (true, _) => Detail::Errors,
            (_, true) => Detail::Everything,
            _ => Detail::Summary,
        }
    }
}
