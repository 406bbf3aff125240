//! What one command of a `RUN` leaves behind.

use crate::model::commands::{Call, base_name};
use crate::model::packages::PackageCall;
use crate::model::paths;
use crate::model::writes::{Written, written};

use super::candidate::Candidate;
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
    let shown = || first_line(call.simple.span.of(text)).to_string();
    let line = place.line;
    let Some(name) = call.name() else {
        return match call.simple.words.is_empty() {
            true => Ok(Deed::Nothing),
            false => Err(format!(
                "line {line} runs `{}`, and dfopt does not know what that is",
                shown()
            )),
        };
    };
    if let Some(package) = PackageCall::new(candidate.context.data, call) {
        return packages::deed(candidate, &package, words, line);
    }
    let redirected = targets(call, text, place)?;
    let own = match name {
        _ if USERS.contains(&name) => return user(call, text, line),
        "chown" => return owner(words, place),
        "rm" | "rmdir" => return Ok(Deed::Deletes(operands(words, place, false)?)),
        "mv" => {
            let mut sources = operands(words, place, false)?;
            sources.pop();
            return Ok(Deed::Moves(sources, copied(words, place)?));
        }
        "cp" | "install" | "ln" => copied(words, place)?,
        _ if MAKERS.contains(&name) => operands(words, place, name == "sed")?,
        _ if FETCHERS.contains(&name) => fetched(call, text, place),
        _ if HARMLESS.contains(&name) && !(name == "." && sources_script(words)) => Vec::new(),
        _ if candidate.recipe.helpers.contains(&name)
            || name == "dpkg"
                && words
                    .iter()
                    .all(|word| word.as_deref() == Some("--print-architecture")) =>
        {
            Vec::new()
        }
        _ => {
            return Err(format!(
                "line {line} runs `{}`, and dfopt does not know what that leaves behind",
                shown()
            ));
        }
    };
    Ok(Deed::Makes(own.into_iter().chain(redirected).collect()))
}

fn sources_script(words: &[Option<String>]) -> bool {
    !words
        .first()
        .is_some_and(|word| word.as_deref().is_some_and(|word| word.ends_with("/env")))
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

fn unclear(place: &Place<'_>) -> String {
    format!(
        "line {} writes to a place that dfopt cannot tell",
        place.line
    )
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

fn owner(words: &[Option<String>], place: &Place<'_>) -> Result<Deed, String> {
    let operands: Vec<&str> = words
        .iter()
        .map(|word| word.as_deref().unwrap_or("$"))
        .filter(|word| !word.starts_with('-'))
        .collect();
    match operands.as_slice() {
        [owner, path] if !owner.contains('$') && !path.contains(['$', '*']) => {
            let path = paths::resolve(place.here, path).ok_or_else(|| unclear(place))?;
            let all = words
                .iter()
                .flatten()
                .any(|word| word.starts_with('-') && word.contains('R'));
            Ok(Deed::Owns(Owned {
                owner: owner.to_string(),
                path,
                all,
            }))
        }
        _ => Err(format!(
            "line {} gives files to an owner in a way that dfopt does not follow",
            place.line
        )),
    }
}

/// Where `cp`, `mv`, `ln` and `install` write.
fn copied(words: &[Option<String>], place: &Place<'_>) -> Result<Vec<String>, String> {
    let operands: Vec<&Option<String>> = words
        .iter()
        .filter(|word| !word.as_deref().is_some_and(|word| word.starts_with('-')))
        .collect();
    let Some((Some(target), sources)) = operands.split_last() else {
        return Err(unclear(place));
    };
    let path = paths::resolve(place.here, target).ok_or_else(|| unclear(place))?;
    let into = target.ends_with(['/', '.']) || sources.len() > 1 || is_common_directory(&path);
    match sources {
        [Some(source)] if into && !source.contains('*') => {
            let name = base_name(source.trim_end_matches('/'));
            Ok(vec![format!("{}/{name}", path.trim_end_matches('/'))])
        }
        _ if into && is_common_directory(&path) => Err(unclear(place)),
        _ => Ok(vec![path]),
    }
}

/// Directories that every image has.
pub(super) fn is_common_directory(path: &str) -> bool {
    let known = [
        "/",
        "/bin",
        "/sbin",
        "/usr/bin",
        "/usr/sbin",
        "/usr/local/bin",
        "/usr/local/sbin",
        "/usr/lib",
        "/usr/local/lib",
        "/lib",
        "/etc",
        "/opt",
        "/srv",
        "/home",
        "/var",
        "/var/lib",
        "/var/log",
        "/root",
        "/tmp",
        "/usr",
        "/usr/local",
        "/usr/share",
        "/usr/src",
        "/usr/local/share",
        "/run",
        "/usr/local/etc",
        "/mnt",
        "/media",
        "/lib64",
        "/var/run",
        "/usr/include",
    ];
    known.contains(&path)
}

fn operands(
    words: &[Option<String>],
    place: &Place<'_>,
    skip: bool,
) -> Result<Vec<String>, String> {
    let mut out = Vec::new();
    let mut first = skip;
    for word in words {
        let word = word.as_deref().ok_or_else(|| unclear(place))?;
        if word.starts_with('-') || std::mem::take(&mut first) || word.is_empty() {
            continue;
        }
        let path = paths::resolve(place.here, word).ok_or_else(|| unclear(place))?;
        out.push(path);
    }
    match skip && out.iter().any(|path| path.starts_with("/etc/")) {
        true => Err(format!("line {} edits a file of the system", place.line)),
        false => Ok(out),
    }
}

/// What downloaders and unpackers write; the directory they run in where their words do not tell.
fn fetched(call: &Call<'_>, text: &str, place: &Place<'_>) -> Vec<String> {
    if call.name() == Some("git") {
        return cloned(call, place);
    }
    let paths = written(call, text, place.here)
        .into_iter()
        .map(|written| match written {
            Written::Path(path) | Written::Under(path) => path,
        });
    let mut paths: Vec<String> = paths.collect();
    let prints = call.name() == Some("curl");
    if paths.is_empty() && !prints {
        paths.extend(place.here.map(str::to_string));
    }
    paths
}

/// Where `git clone` puts the repository; other verbs change what is there.
fn cloned(call: &Call<'_>, place: &Place<'_>) -> Vec<String> {
    let words = call.arguments();
    let is_address = |word: &&str| word.contains("://") || word.starts_with("git@");
    let Some(at) = words
        .iter()
        .position(|word| is_address(&word))
        .filter(|_| words.contains(&"clone"))
    else {
        return Vec::new();
    };
    let target = words[at + 1..]
        .iter()
        .find(|word| !word.starts_with('-') && !word.is_empty());
    let own = base_name(words[at].trim_end_matches('/')).trim_end_matches(".git");
    let path = paths::resolve(place.here, target.unwrap_or(&own));
    path.into_iter().collect()
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
