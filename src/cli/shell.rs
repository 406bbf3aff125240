//! Completions and manual pages, made from the same arguments that are parsed.

use clap::CommandFactory;

use super::Exit;
use super::args::{Args, CompletionsArgs, ManArgs};
use super::output::Output;

/// `dfopt completions`.
pub fn completions(args: &CompletionsArgs, output: &mut Output) -> Exit {
    let mut text = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "dfopt", &mut text);
    output.out(&String::from_utf8_lossy(&text));
    Exit::Clean
}

/// `dfopt man`.
pub fn manual(args: &ManArgs, output: &mut Output) -> Exit {
    let mut whole = Args::command();
    // Sets the names under which the commands are called: `dfopt fix`.
    whole.build();
    let command = match &args.command {
        None => Some(whole),
        Some(name) => whole.find_subcommand(name).cloned(),
    };
    let Some(command) = command else {
        let name = args.command.as_deref().unwrap_or_default();
        output.error(&format!("no command `{name}`: `dfopt help` lists them"));
        return Exit::Trouble;
    };
    let mut page = Vec::new();
    // Nothing fails where a vector is written to.
    let _ = clap_mangen::Man::new(command)
        .source(concat!("dfopt ", env!("CARGO_PKG_VERSION")))
        .manual("dfopt")
        .render(&mut page);
    output.out(&String::from_utf8_lossy(&page));
    Exit::Clean
}
