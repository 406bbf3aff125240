//! The `dfopt` command.

use std::process::ExitCode;

use mimalloc::MiMalloc;

// A run makes and drops many small trees on all cores; the allocator of musl, in the static image, would make it wait.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    dfopt::cli::run(std::env::args_os())
}
