//! The `dfopt` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    dfopt::cli::run(std::env::args_os())
}
