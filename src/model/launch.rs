//! Which scripts a command runs, and where in the build context they come from.

mod copied;
mod names;

use crate::model::Stage;
use crate::model::commands::{Call, base_name};
pub(super) use copied::copied_names;
pub use copied::{from_context, through_stages};
pub use names::INSTALLERS;
use names::{HARMLESS, INDEPENDENT, INSTALL_NAMES, INTERPRETERS, RUNNERS, SETUP_NAMES, SHELLS};

/// What a command runs besides itself.
#[derive(Debug, PartialEq, Eq)]
pub enum Launch {
    /// Nothing: an installed program.
    Program,
    /// Shell text that stands in the command.
    Text(String),
    /// A script file, path as written.
    File(String),
    /// Recipes of `make`; path as written.
    Recipes {
        /// The file that holds them.
        path: String,
        /// Whether the names of the targets speak of setting up a machine.
        suspicious: bool,
    },
    /// A script for another interpreter than a shell.
    Interpreted {
        /// The file, path as written; or a text.
        script: Result<String, String>,
        /// Whether its name speaks of installing.
        suspicious: bool,
    },
    /// Something that only the build will know: a download, a variable.
    Unknown,
}

impl Launch {
    /// Whether it may install packages, as far as can be said without reading files.
    pub fn may_install(&self) -> bool {
        match self {
            Launch::Program => false,
            Launch::Interpreted { suspicious, .. } => *suspicious,
            _ => true,
        }
    }
}

/// What `call`, a command of a script with this `text`, runs in `stage`.
pub fn launch(call: &Call<'_>, text: &str, stage: &Stage<'_>) -> Launch {
    let Some(Some(word)) = call.words.first() else {
        return Launch::Unknown;
    };
    let name = base_name(word);
    match name {
        _ if SHELLS.contains(&name) => shell(call, text),
        "." | "source" => operand(call).map_or(Launch::Unknown, |path| sourced(&path)),
        "eval" => Launch::Unknown,
        "su" | "runuser" => match call
            .words
            .iter()
            .position(|word| word.as_deref() == Some("-c"))
        {
            Some(at) => text_at(call, at + 1),
            None => Launch::Program,
        },
        "find" => found(call),
        "run-parts" => Launch::Unknown,
        _ if HARMLESS.contains(&name) => Launch::Program,
        _ if interpreter(name).is_some() => interpreted(call, name),
        _ if RUNNERS.contains(&name) => recipes(call, name),
        _ if name.ends_with(".sh") || name.ends_with(".bash") => Launch::File(word.to_string()),
        _ if word.contains('/') && !in_program_directory(word) => Launch::File(word.to_string()),
        _ if is_copied(stage, name) => Launch::File(word.to_string()),
        _ if installs_by_name(name) => Launch::File(word.to_string()),
        _ => Launch::Program,
    }
}

/// What `find -exec` runs for each file found.
fn found(call: &Call<'_>) -> Launch {
    let runs = |word: &str| matches!(word, "-exec" | "-execdir" | "-ok" | "-okdir");
    let mut words = call.words.iter();
    if !words.any(|word| word.as_deref().is_some_and(runs)) {
        return Launch::Program;
    }
    let mut line = Vec::new();
    for word in words {
        match word.as_deref() {
            Some(";" | "+") => break,
            Some("{}") if line.is_empty() => return Launch::Unknown,
            Some(word) => line.push(format!("'{}'", word.replace('\'', r"'\''"))),
            None => return Launch::Unknown,
        }
    }
    Launch::Text(line.join(" "))
}

/// The row of an interpreter, version left out: `python3.11`, `php8`.
fn interpreter(name: &str) -> Option<&'static (&'static str, &'static [&'static str])> {
    let bare = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    INTERPRETERS.iter().find(|(known, _)| *known == bare)
}

/// A script or text for an interpreter; a module of its own counts as a program.
fn interpreted(call: &Call<'_>, name: &str) -> Launch {
    let texts = interpreter(name).map_or(&[][..], |(_, texts)| texts);
    for (at, word) in call.words.iter().enumerate().skip(1) {
        let Some(word) = word.as_deref() else {
            return Launch::Program;
        };
        if texts.contains(&word) {
            let text = call.words.get(at + 1).and_then(|text| text.as_deref());
            return Launch::Interpreted {
                script: Err(text.unwrap_or("").to_string()),
                suspicious: false,
            };
        }
        if word == "-m" {
            return Launch::Program;
        }
        if !word.starts_with('-') {
            return Launch::Interpreted {
                suspicious: installs_by_name(base_name(word)),
                script: Ok(word.to_string()),
            };
        }
    }
    Launch::Program
}

/// Whether a name is that of something which installs packages, and that is not known to update first.
fn installs_by_name(name: &str) -> bool {
    let mut parts = name.split(['-', '_', '.']);
    !INDEPENDENT.contains(&name)
        && !name.starts_with("docker-php-ext")
        && !name.starts_with("get-pip")
        && parts.any(|part| INSTALL_NAMES.contains(&part))
}

/// What a runner of recipes is told to do.
fn recipes(call: &Call<'_>, name: &str) -> Launch {
    let arguments = call.arguments();
    let targets = || {
        let mut words = arguments.iter().filter(|word| !word.starts_with('-'));
        words.any(|word| {
            let mut parts = word.split(['-', '_', ':', '.']);
            parts.any(|part| SETUP_NAMES.contains(&part))
        })
    };
    match name {
        "make" | "gmake" => {
            let elsewhere = arguments
                .iter()
                .any(|word| ["-C", "-f"].iter().any(|flag| word.starts_with(flag)));
            let path = if elsewhere { "" } else { "Makefile" };
            Launch::Recipes {
                path: path.into(),
                suspicious: targets(),
            }
        }
        _ if targets() && arguments.first() != Some(&"install") => Launch::Unknown,
        _ => Launch::Program,
    }
}

/// A shell with arguments: `-c TEXT`, a file, or its standard input.
fn shell(call: &Call<'_>, text: &str) -> Launch {
    let mut at = 1;
    while let Some(word) = call.words.get(at) {
        let Some(word) = word.as_deref() else {
            return Launch::Unknown;
        };
        match word.strip_prefix(['-', '+']) {
            Some("-version" | "-help") => return Launch::Program,
            Some("s" | "") => return standard_input(call, text),
            Some(flags) if !flags.starts_with('-') && flags.contains('c') => {
                return text_at(call, at + 1);
            }
            Some(flags) if flags.ends_with(['o', 'O']) && !flags.starts_with('-') => at += 2,
            Some(_) => at += 1,
            None => return Launch::File(word.to_string()),
        }
    }
    standard_input(call, text)
}

fn standard_input(call: &Call<'_>, text: &str) -> Launch {
    let heredoc = call
        .simple
        .redirections
        .iter()
        .rev()
        .find_map(|redirection| redirection.heredoc);
    heredoc.map_or(Launch::Unknown, |body| {
        Launch::Text(body.of(text).to_string())
    })
}

fn text_at(call: &Call<'_>, at: usize) -> Launch {
    match call.words.get(at) {
        Some(Some(text)) => Launch::Text(text.to_string()),
        _ => Launch::Unknown,
    }
}

fn operand(call: &Call<'_>) -> Option<String> {
    call.words.get(1)?.as_deref().map(str::to_string)
}

/// Files that are sourced for their variables and functions, not for what they do.
fn sourced(path: &str) -> Launch {
    let harmless = [
        "activate",
        ".bashrc",
        ".profile",
        "profile",
        "environment",
        "env",
        "os-release",
        "nvm.sh",
        "conda.sh",
    ];
    let known = harmless.contains(&base_name(path)) || path.ends_with("/etc/bash_completion");
    if known {
        Launch::Program
    } else {
        Launch::File(path.to_string())
    }
}

/// Whether the path is that of a program: it lies in a directory called `bin` or `sbin`, or of a service.
fn in_program_directory(path: &str) -> bool {
    let directory = path.rsplit_once('/').map_or("", |(directory, _)| directory);
    matches!(base_name(directory), "bin" | "sbin" | "init.d" | "libexec")
}

/// Whether COPY or ADD of this stage brings a file of this name.
fn is_copied(stage: &Stage<'_>, name: &str) -> bool {
    stage.copied_names.contains(name)
}
