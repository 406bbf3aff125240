//! What one command of a `RUN` leaves behind.

use crate::model::commands::Call;
use crate::model::packages::PackageCall;
use crate::model::paths;

use super::candidate::Candidate;
use super::files::{copied, fetched, operands, owner, unclear};
use super::packages::{self, Install};
use super::trace::Owned;

/// Where a command runs.
pub(super) struct Place<'p> {
    /// Index of the step.
    pub index: usize,
    /// Its line.
    pub line: u32,
    /// The directory, if it is known.
    pub here: Option<&'p str>,
}

/// What a command leaves behind.
#[derive(Debug)]
pub(super) enum Deed {
    /// Nothing but what lies in caches, in temporary directories or in the sources.
    Nothing,
    /// These files and directories.
    Makes(Vec<String>),
    /// Nothing, and these are gone.
    Deletes(Vec<String>),
    /// The second in place of the first.
    Moves(Vec<String>, Vec<String>),
    /// An owner for a path.
    Owns(Owned),
    /// A user or a group: the command's text.
    User(String),
    /// Packages.
    Installs(Install),
    /// Packages gone again.
    Removes(Vec<String>),
}

/// Commands that write nothing but to standard output, or change only the running shell.
const HARMLESS: [&str; 72] = [
    ":",
    ".",
    "[",
    "awk",
    "basename",
    "cat",
    "command",
    "cut",
    "date",
    "df",
    "dirname",
    "du",
    "echo",
    "env",
    "exit",
    "export",
    "false",
    "file",
    "find",
    "grep",
    "head",
    "id",
    "ldd",
    "ls",
    "md5sum",
    "nproc",
    "printf",
    "pwd",
    "read",
    "set",
    "sha256sum",
    "sleep",
    "sort",
    "stat",
    "tail",
    "test",
    "tr",
    "true",
    "type",
    "umask",
    "uname",
    "unset",
    "wc",
    "which",
    "chmod",
    "apt-mark",
    "getconf",
    "mktemp",
    "gpg",
    "gpgconf",
    "yes",
    "getent",
    "sha512sum",
    "sha1sum",
    "scanelf",
    "wait",
    "kill",
    "ldconfig",
    "apk",
    "pkg-config",
    "update-ca-certificates",
    "tty",
    "curl-config",
    "lsb_release",
    "whoami",
    "diff",
    "readlink",
    "realpath",
    "xz",
    "seq",
    "sync",
    "time",
];

/// Commands whose operands are files that they make or change.
const MAKERS: [&str; 7] = [
    "mkdir", "touch", "tee", "truncate", "patch", "sed", "dos2unix",
];

/// Commands that make users and groups.
const USERS: [&str; 6] = [
    "useradd", "groupadd", "adduser", "addgroup", "usermod", "groupmod",
];

/// Commands that write only below the directory they run in, or what their words name.
const FETCHERS: [&str; 8] = ["curl", "wget", "git", "hg", "svn", "tar", "unzip", "gunzip"];

/// What `call` does; the reason why that is not known.
pub(super) fn deed(
    candidate: &Candidate<'_, '_>,
    call: &Call<'_>,
    words: &[Option<String>],
    text: &str,
    place: &Place<'_>,
) -> Result<Deed, String> {
    let line = place.line;
    let Some(name) = call.name() else {
        return unnamed(call, text, line);
    };
    if let Some(package) = PackageCall::new(candidate.context.data, call) {
        return packages::deed(candidate, &package, words, line);
    }
    let redirected = targets(call, text, place)?;
    let own = match name {
        _ if USERS.contains(&name) || candidate.recipe.repeats.contains(&name) => {
            return user(call, text, line);
        }
        _ if is_environment(name, words) => {
            operands(words, place, false)?.pop().into_iter().collect()
        }
        "chown" => return owner(words, place),
        "rm" | "rmdir" => return Ok(Deed::Deletes(operands(words, place, false)?)),
        "mv" => {
            let mut sources = operands(words, place, false)?;
            sources.pop();
            return Ok(Deed::Moves(sources, copied(words, place)?));
        }
        _ => made(candidate, name, call, words, text, place)?,
    };
    Ok(Deed::Makes(own.into_iter().chain(redirected).collect()))
}

/// A command whose program is not fixed, or that has none.
fn unnamed(call: &Call<'_>, text: &str, line: u32) -> Result<Deed, String> {
    let shown = first_line(call.simple.span.of(text));
    match call.simple.words.is_empty() {
        true => Ok(Deed::Nothing),
        false => Err(format!(
            "line {line} runs `{shown}`, and dfopt does not know what that is"
        )),
    }
}

/// What a command makes that takes nothing away; the reason why that is not known.
fn made(
    candidate: &Candidate<'_, '_>,
    name: &str,
    call: &Call<'_>,
    words: &[Option<String>],
    text: &str,
    place: &Place<'_>,
) -> Result<Vec<String>, String> {
    let architecture = || {
        let mut words = words.iter();
        name == "dpkg" && words.all(|word| word.as_deref() == Some("--print-architecture"))
    };
    match name {
        "cp" | "install" | "ln" => copied(words, place),
        _ if MAKERS.contains(&name) => operands(words, place, name == "sed"),
        _ if FETCHERS.contains(&name) => Ok(fetched(call, text, place)),
        _ if HARMLESS.contains(&name) && !(name == "." && sources_script(words)) => Ok(Vec::new()),
        _ if candidate.recipe.helpers.contains(&name) || architecture() => Ok(Vec::new()),
        _ => Err(format!(
            "line {} runs `{}`, and dfopt does not know what that leaves behind",
            place.line,
            first_line(call.simple.span.of(text))
        )),
    }
}

/// Whether a command makes a virtual environment of Python.
fn is_environment(name: &str, words: &[Option<String>]) -> bool {
    let module = || words.get(1).and_then(Option::as_deref);
    name == "virtualenv"
        || name.starts_with("python") && matches!(module(), Some("venv" | "virtualenv"))
}

fn sources_script(words: &[Option<String>]) -> bool {
    !words.first().is_some_and(|word| {
        word.as_deref()
            .is_some_and(|word| word.ends_with("/env") || word.ends_with("/bin/activate"))
    })
}

/// Files that redirections write.
fn targets(call: &Call<'_>, text: &str, place: &Place<'_>) -> Result<Vec<String>, String> {
    let mut out = Vec::new();
    for redirection in &call.simple.redirections {
        let operator = redirection.operator.of(text);
        let target = redirection.target.literal(text);
        let append = operator.ends_with(">>");
        match (operator, target) {
            ("<" | "<<" | "<<-" | "<<<" | ">&" | "<&", _) => {}
            (_, Some(path)) if path.starts_with("/dev/") => {}
            (_, Some(path)) => {
                let path = paths::resolve(place.here, &path);
                let path = path.filter(|path| !(append && path.starts_with("/etc/")));
                out.push(path.ok_or_else(|| unclear(place))?);
            }
            _ => return Err(unclear(place)),
        }
    }
    Ok(out)
}

fn user(call: &Call<'_>, text: &str, line: u32) -> Result<Deed, String> {
    let command = call.simple.span.of(text);
    match call.top && !command.contains('\n') && call.simple.redirections.is_empty() {
        true => Ok(Deed::User(
            command.split_whitespace().collect::<Vec<_>>().join(" "),
        )),
        false => Err(format!("line {line} makes a user under a condition")),
    }
}

/// The first line of a command, shortened.
pub(super) fn first_line(text: &str) -> &str {
    let line = text
        .lines()
        .next()
        .unwrap_or(text)
        .trim_end_matches(['\\', ' ']);
    let end = line.char_indices().nth(60).map_or(line.len(), |(at, _)| at);
    &line[..end]
}
