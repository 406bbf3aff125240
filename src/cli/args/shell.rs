//! Arguments of the commands for the shell: completions and the manual.

use clap_complete::Shell;

/// `dfopt completions`.
#[derive(Debug, clap::Args)]
#[command(after_help = COMPLETIONS_HELP)]
pub struct CompletionsArgs {
    /// Which shell
    #[arg(value_enum, value_name = "SHELL")]
    pub shell: Shell,
}

const COMPLETIONS_HELP: &str = "\
Examples:
  dfopt completions bash > ~/.local/share/bash-completion/completions/dfopt
  dfopt completions zsh > ~/.zfunc/_dfopt                       (a folder of $fpath)
  dfopt completions fish > ~/.config/fish/completions/dfopt.fish
  dfopt completions powershell >> $PROFILE";

/// `dfopt man`.
#[derive(Debug, clap::Args)]
#[command(after_help = MAN_HELP)]
pub struct ManArgs {
    /// The page of this command alone
    #[arg(value_name = "COMMAND")]
    pub command: Option<String>,
}

const MAN_HELP: &str = "\
Examples:
  dfopt man > ~/.local/share/man/man1/dfopt.1
  dfopt man fix | man -l -";
