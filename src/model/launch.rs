//! Which scripts a command runs, and where in the build context they come from.

use crate::model::commands::{Call, base_name};
use crate::model::{Scope, Stage, paths};
use crate::syntax::Arguments;

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
    /// Something that only the build will know: a download, a variable.
    Unknown,
}

/// Programs that install distribution packages on behalf of what they read, whatever the manager; from their manuals.
pub const INSTALLERS: [&str; 11] = [
    "ansible",
    "ansible-playbook",
    "ansible-pull",
    "chef-client",
    "chef-solo",
    "cinc-client",
    "opam",
    "pkcon",
    "puppet",
    "rosdep",
    "salt-call",
];

/// Scripts with a well-known job that is not installing packages.
const HARMLESS: [&str; 12] = [
    "Configure",
    "autogen.sh",
    "b2",
    "buildconf",
    "config",
    "configure",
    "configure.sh",
    "gradlew",
    "manage.py",
    "mvnw",
    "waf",
    "bin",
];

/// Programs that run recipes of a project by name.
const RUNNERS: [&str; 8] = [
    "composer", "gmake", "just", "make", "npm", "rake", "task", "yarn",
];

/// Parts of names under which projects install what they need of the distribution.
const SETUP_NAMES: [&str; 8] = [
    "apt",
    "bootstrap",
    "deps",
    "dependencies",
    "packages",
    "prereq",
    "provision",
    "setup",
];

/// Programs that read a shell script.
const SHELLS: [&str; 7] = ["ash", "bash", "dash", "ksh", "sh", "zsh", "mksh"];

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
        _ if HARMLESS.contains(&name) => Launch::Program,
        _ if RUNNERS.contains(&name) => recipes(call, name),
        _ if name.ends_with(".sh") || name.ends_with(".bash") => Launch::File(word.to_string()),
        _ if word.contains('/') && !in_program_directory(word) => Launch::File(word.to_string()),
        _ if is_copied(stage, name) => Launch::File(word.to_string()),
        _ => Launch::Program,
    }
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

/// The names of files that a COPY or ADD brings, as far as its words tell.
pub(super) fn copied_names<'i>(arguments: &'i Arguments<'_>) -> impl Iterator<Item = &'i str> {
    let (sources, destination) = match arguments {
        Arguments::Copy {
            sources,
            destination,
            ..
        } => (sources.as_slice(), Some(destination)),
        _ => (&[][..], None),
    };
    let words = sources.iter().chain(destination);
    words
        .map(|word| base_name(word.value.trim_end_matches('/')))
        .filter(|name| !name.is_empty() && *name != ".")
}

/// Where in the build context the file at `path` comes from, seen from step `index`: the last COPY or ADD before it whose
/// destination holds the path.
pub fn from_context(stage: &Stage<'_>, index: usize, scope: &Scope, path: &str) -> Option<String> {
    let path = paths::resolve(Some(directory(scope)), path)?;
    for step in stage.steps[..index].iter().rev().take(200) {
        let Arguments::Copy {
            sources,
            destination,
            ..
        } = &step.instruction.arguments
        else {
            continue;
        };
        let target = paths::resolve(Some(directory(stage.scope(step))), &destination.value)?;
        if paths::within(&path, UNKNOWN) != paths::within(&target, UNKNOWN) {
            return None;
        }
        if !paths::within(&path, &target) {
            continue;
        }
        if step.instruction.flag("from").is_some() || destination.value.contains('$') {
            return None;
        }
        let [source] = sources.as_slice() else {
            let found = sources
                .iter()
                .find(|source| base_name(&source.value) == base_name(&path))?;
            return plain(&found.value);
        };
        let rest = path[target.trim_end_matches('/').len()..].trim_start_matches('/');
        return match rest {
            "" => plain(&source.value),
            rest if rest == base_name(&source.value) => plain(&source.value),
            rest => plain(&format!("{}/{rest}", source.value)),
        };
    }
    None
}

/// Stands for the directory of the base image, where no WORKDIR is set: what is relative to it is known among itself.
const UNKNOWN: &str = "/directory of the base image";

fn directory(scope: &Scope) -> &str {
    scope.directory.as_deref().unwrap_or(UNKNOWN)
}

/// A path of the build context without `.`, or `None` if it has variables, patterns or a scheme.
fn plain(source: &str) -> Option<String> {
    let fixed = !source.contains(['$', '*', '?', '[', '<']) && !source.contains("://");
    fixed
        .then(|| paths::resolve(Some("/"), source))
        .flatten()
        .map(|path| path[1..].to_string())
}
