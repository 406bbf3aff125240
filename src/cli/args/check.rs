//! `dfopt check`: what it reports, in which form, and what counts.

use std::path::PathBuf;

use clap::ValueEnum;

use super::Choice;
use crate::config;

/// Output format of `check`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// Findings at their places, with a summary on standard error.
    Human,
    /// One JSON document on standard output.
    Json,
    /// SARIF 2.1.0 with fixes, for code scanning.
    Sarif,
    /// Annotations of GitHub Actions.
    Github,
}

/// `dfopt check`.
#[derive(Debug, clap::Args)]
#[command(after_help = CHECK_HELP)]
pub struct CheckArgs {
    /// Which files and passes.
    #[command(flatten)]
    pub choice: Choice,

    /// Output format
    #[arg(long, value_enum, default_value = "human")]
    pub format: CheckFormat,

    /// Leave out the findings that FILE knows
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,

    /// Write all findings to FILE, to be left out from now on, and count none
    #[arg(long, value_name = "FILE", conflicts_with_all = ["baseline", "diff_base"])]
    pub write_baseline: Option<PathBuf>,

    /// Report only what touches lines that changed since REV, as git tells
    #[arg(long, value_name = "REV")]
    pub diff_base: Option<String>,

    /// What leads to exit code 1 [default: fixes]
    #[arg(long, value_enum, value_name = "WHAT")]
    pub fail_on: Option<FailOn>,
}

/// What leads to exit code 1.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum FailOn {
    /// Any finding, refusals and withheld fixes too.
    Any,
    /// A finding that `dfopt fix` would act on.
    Fixes,
    /// Nothing.
    Never,
}

impl From<FailOn> for config::FailOn {
    fn from(arg: FailOn) -> Self {
        match arg {
            FailOn::Any => config::FailOn::Any,
            FailOn::Fixes => config::FailOn::Fixes,
            FailOn::Never => config::FailOn::Never,
        }
    }
}

const CHECK_HELP: &str = "\
Refusals, and fixes withheld because they need an assumption that is not granted, are shown but do not count, unless \
`--fail-on any` says so.

Exit code:
  0  no findings
  1  at least one finding that `dfopt fix` with the same options would act on
  2  wrong usage, or a file that cannot be read or is no valid Dockerfile (the others are still done)

Examples:
  dfopt check                     every Dockerfile below this folder
  dfopt check -O3 Dockerfile      also what stands against distroless, scratch and Alpine
  dfopt check --diff-base origin/main           what this branch brought
  dfopt check --write-baseline .dfopt-baseline.json    from now on only what is new counts, with
  dfopt check --baseline .dfopt-baseline.json
  dfopt check --format json | jq '.files[].findings[]'";
