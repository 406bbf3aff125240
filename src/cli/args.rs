//! The arguments and their help. Values are checked here; nothing is read or done.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand, ValueEnum};

use crate::pass::{Assumption, Options};
use crate::passes;
use crate::report::human::Detail;

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

/// `dfopt check`.
#[derive(Debug, clap::Args)]
#[command(after_help = CHECK_HELP)]
pub struct CheckArgs {
    /// Which files and passes.
    #[command(flatten)]
    pub choice: Choice,

    /// Output format
    #[arg(long, value_enum, default_value = "human")]
    pub format: Format,
}

const CHECK_HELP: &str = "\
Refusals, and fixes withheld because they need an assumption that is not granted, are shown but do not count.

Exit code:
  0  no findings
  1  at least one finding that `dfopt fix` with the same options would act on
  2  wrong usage, or a file that cannot be read or is no valid Dockerfile (the others are still done)

Examples:
  dfopt check                     every Dockerfile below this folder
  dfopt check -O3 Dockerfile      also what stands against distroless, scratch and Alpine
  dfopt check --format json | jq '.files[].findings[]'";

/// Which files and passes, and what may be assumed.
#[derive(Debug, clap::Args)]
pub struct Choice {
    /// Dockerfiles, folders, or - for standard input
    ///
    /// A folder is searched for Dockerfile, Dockerfile.*, *.Dockerfile, *.dockerfile, Containerfile and Containerfile.*;
    /// .gitignore is respected. A file named here is taken whatever its name.
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,

    /// How much may be assumed: -O0, -O1, -O2 or -O3
    ///
    /// -O0: nothing is changed, only parsed.
    /// -O1: safe fixes: the image does the same, with fewer package indexes and caches.
    /// -O2: and assumes recommends-unneeded, docs-unneeded, tools-unneeded, artifacts-suffice, official-image.
    /// -O3: and assumes no-shell, musl.
    #[arg(
        short = 'O',
        long,
        value_name = "N",
        default_value_t = 1,
        value_parser = clap::value_parser!(u8).range(0..=3),
        verbatim_doc_comment
    )]
    pub level: u8,

    /// Grant an assumption on top of the level
    #[arg(long, value_name = "NAME", value_delimiter = ',', value_parser = assumption_names())]
    pub assume: Vec<Assumption>,

    /// Run only these passes (see `dfopt passes`)
    #[arg(long, value_name = "PASS", value_delimiter = ',', hide_possible_values = true, value_parser = pass_names())]
    pub only: Vec<&'static str>,

    /// Do not run these passes
    #[arg(long, value_name = "PASS", value_delimiter = ',', hide_possible_values = true, value_parser = pass_names())]
    pub skip: Vec<&'static str>,

    /// The build context [default: the folder of each Dockerfile]
    #[arg(long, value_name = "DIR")]
    pub context: Option<PathBuf>,

    /// The name of what comes from standard input, and where to look for its build context
    #[arg(long, value_name = "PATH")]
    pub stdin_filename: Option<PathBuf>,
}

/// `dfopt explain`.
#[derive(Debug, clap::Args)]
pub struct ExplainArgs {
    /// The pass (see `dfopt passes`)
    #[arg(value_name = "PASS", hide_possible_values = true, value_parser = pass_names())]
    pub pass: &'static str,
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

/// Output format of `fix` and `check`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Diffs or findings, with a summary on standard error.
    Human,
    /// One JSON document on standard output.
    Json,
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

impl Choice {
    /// As the pipeline takes it.
    pub fn options(&self, limit: Option<usize>) -> Options {
        Options {
            level: self.level,
            assume: self.assume.clone(),
            only: (!self.only.is_empty()).then(|| self.only.clone()),
            skip: self.skip.clone(),
            limit,
        }
    }
}

fn pass_names() -> impl TypedValueParser<Value = &'static str> {
    let known = PossibleValuesParser::new(passes::ALL.iter().map(|pass| pass.name));
    known.map(|name| passes::find(&name).map_or("", |pass| pass.name))
}

fn assumption_names() -> impl TypedValueParser<Value = Assumption> {
    let known = PossibleValuesParser::new(Assumption::ALL.map(Assumption::name));
    known.try_map(|name| {
        let found = Assumption::ALL.into_iter().find(|one| one.name() == name);
        found.ok_or("no such assumption")
    })
}
