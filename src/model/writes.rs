//! Which files a command leaves behind, as far as its words tell.
//!
//! Names what surely is written and takes room; silence means "not known".

use crate::model::commands::{Call, base_name};
use crate::model::paths;
use crate::shell::Redirection;

/// Something that a command writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// This file or directory.
    Path(String),
    /// Files of unknown names in this directory.
    Under(String),
}

/// Directories that hold the files of many: what is deleted in one need not be what was unpacked there.
const SHARED: [&str; 14] = [
    "/",
    "/bin",
    "/etc",
    "/home",
    "/lib",
    "/opt",
    "/root",
    "/srv",
    "/usr",
    "/usr/bin",
    "/usr/local",
    "/usr/local/bin",
    "/usr/share",
    "/var",
];

impl Written {
    /// Whether `pattern`, a path whose last part may hold `*`, names it or something in it.
    pub fn is_named_by(&self, pattern: &str) -> bool {
        match self {
            Written::Path(path) => paths::names(pattern, path) || paths::within(pattern, path),
            Written::Under(directory) => {
                !SHARED.contains(&directory.as_str()) && paths::within(pattern, directory)
                    || paths::names(pattern, directory)
            }
        }
    }
}

/// What `call`, a command of a script with this `text`, writes when it runs in `directory`.
pub fn written(call: &Call<'_>, text: &str, directory: Option<&str>) -> Vec<Written> {
    let at = |path: &str| paths::resolve(directory, path);
    let file = |path: &str| at(path).map(Written::Path).into_iter().collect::<Vec<_>>();
    let under = |path: &str| at(path).map(Written::Under).into_iter().collect::<Vec<_>>();
    let operands = operands(call);
    let mut out: Vec<Written> = call
        .simple
        .redirections
        .iter()
        .filter_map(|redirection| target(redirection, text))
        .flat_map(|path| file(&path))
        .collect();
    out.extend(
        match call.name().unwrap_or("") {
            "wget" => download(call, "-O", "--output-document", "-P"),
            "curl" => download(call, "-o", "--output", "--output-dir"),
            "git" if call.arguments().first() == Some(&"clone") => match cloned(call).as_slice() {
                [_, _, target] => Some((target.to_string(), false)),
                [_, source] => Some((
                    base_name(source).trim_end_matches(".git").to_string(),
                    false,
                )),
                _ => None,
            },
            "tar" if is_extraction(call) => Some((
                value_of(call, &["-C", "--directory"])
                    .unwrap_or(".")
                    .to_string(),
                true,
            )),
            "unzip" => Some((value_of(call, &["-d"]).unwrap_or(".").to_string(), true)),
            "cp" | "mv" => operands.last().map(|target| (target.to_string(), false)),
            _ => None,
        }
        .map(|(path, inside)| if inside { under(&path) } else { file(&path) })
        .unwrap_or_default(),
    );
    out
}

/// Flags of `git clone` whose value is the next word; git-clone(1).
const CLONE_VALUES: [&str; 10] = [
    "--depth",
    "-b",
    "--branch",
    "-o",
    "--origin",
    "-c",
    "--config",
    "-j",
    "--jobs",
    "--reference",
];

/// The operands of `git clone`, `clone` included.
fn cloned<'c>(call: &'c Call<'_>) -> Vec<&'c str> {
    let mut is_value = false;
    let arguments = call.arguments().into_iter();
    let operands = arguments.filter(|word| {
        let skip = std::mem::replace(&mut is_value, CLONE_VALUES.contains(word));
        !skip && !word.starts_with('-')
    });
    operands.collect()
}

/// The file that `>` or `>>` names.
fn target(redirection: &Redirection, text: &str) -> Option<String> {
    let writes = matches!(
        redirection.operator.of(text),
        ">" | ">>" | ">|" | "&>" | "&>>"
    );
    let path = redirection.target.literal(text)?;
    (writes && !path.starts_with("/dev/")).then(|| path.into_owned())
}

/// Where a downloader puts what it fetches; the flag says whether that is a directory with unknown names.
fn download(call: &Call<'_>, short: &str, long: &str, directory: &str) -> Option<(String, bool)> {
    let arguments = call.arguments();
    let attached = arguments
        .iter()
        .find_map(|word| word.strip_prefix(short).filter(|rest| !rest.is_empty()));
    let named = value_of(call, &[short, long]).or(attached);
    if let Some(path) = named.filter(|_| !(short == "-o" && named.is_some_and(str::is_empty))) {
        return (path != "-").then(|| (path.to_string(), false));
    }
    let keeps_name = short == "-O"
        || arguments
            .iter()
            .any(|word| is_cluster_with(word, 'O') || *word == "--remote-name");
    let url = arguments.iter().find(|word| word.contains("://"))?;
    let name = base_name(url.split(['?', '#']).next().unwrap_or(url));
    if !keeps_name || name.is_empty() {
        return None;
    }
    let place = value_of(call, &[directory, "--directory-prefix"]).unwrap_or(".");
    Some((format!("{place}/{name}"), false))
}

fn is_cluster_with(word: &str, letter: char) -> bool {
    word.starts_with('-') && !word.starts_with("--") && word.contains(letter)
}

fn is_extraction(call: &Call<'_>) -> bool {
    let arguments = call.arguments();
    let first = arguments.first().copied().unwrap_or("");
    let clusters = arguments.iter().any(|word| is_cluster_with(word, 'x'));
    clusters
        || !first.starts_with('-') && first.contains('x')
        || arguments
            .iter()
            .any(|word| matches!(*word, "--extract" | "--get"))
}

/// The value of a flag: the next word, or what follows `=`; for a short flag also the last of a cluster.
fn value_of<'c>(call: &'c Call<'_>, flags: &[&str]) -> Option<&'c str> {
    let arguments = call.arguments();
    for (index, word) in arguments.iter().enumerate() {
        for flag in flags {
            let last_of_cluster = flag.len() == 2
                && word.starts_with('-')
                && !word.starts_with("--")
                && word.ends_with(&flag[1..])
                && word.bytes().skip(1).all(|byte| byte.is_ascii_alphabetic());
            if word == flag || last_of_cluster {
                return call.words.get(index + 2)?.as_deref();
            }
            let long = flag
                .starts_with("--")
                .then(|| word.strip_prefix(flag)?.strip_prefix('='))
                .flatten();
            if long.is_some() {
                return call
                    .words
                    .get(index + 1)?
                    .as_deref()?
                    .split_once('=')
                    .map(|(_, value)| value);
            }
        }
    }
    None
}

/// The arguments that are no flags; an unknown one is empty.
fn operands<'c>(call: &'c Call<'_>) -> Vec<&'c str> {
    call.words
        .iter()
        .skip(1)
        .map(|word| word.as_deref().unwrap_or(""))
        .filter(|word| !word.starts_with('-'))
        .collect()
}
