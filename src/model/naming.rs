//! Whether a text names a file: outright, by a pattern, or by a directory that it lies in.
//!
//! Errs on the side of yes: a variable may stand for anything, as may a relative path where the directory is not known.

use crate::model::commands::Call;
use crate::model::paths;

/// A file of an image that others may name.
#[derive(Debug)]
pub struct Target {
    directory: String,
    /// Its name; `*` for what is not known.
    name: String,
}

/// How a word names a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hit {
    /// By its name, or a pattern with a part of it.
    Name,
    /// By a pattern that fits any file of its directory.
    Any,
    /// By the directory, or one above it.
    Directory,
}

/// Longer words are taken to name everything.
const LONGEST: usize = 200;

/// Commands that only go to a directory, look at it, or put something there.
const PASSERS: [&str; 31] = [
    "[",
    "adduser",
    "aria2c",
    "cd",
    "chgrp",
    "chmod",
    "chown",
    "cmake",
    "configure",
    "curl",
    "du",
    "echo",
    "export",
    "find",
    "git",
    "gmake",
    "ln",
    "ls",
    "make",
    "mkdir",
    "ninja",
    "printf",
    "pushd",
    "rm",
    "stat",
    "tar",
    "test",
    "touch",
    "unzip",
    "useradd",
    "wget",
];

/// Commands that put something into their last operand.
const MOVERS: [&str; 4] = ["cp", "install", "mv", "rsync"];

impl Target {
    /// The file at an absolute path in which `${…}` stands for what is not known; `None` if too little of the name is known.
    pub fn new(path: &str) -> Option<Self> {
        let path = wild(path);
        let (directory, name) = path.rsplit_once('/')?;
        let letters = name.bytes().filter(u8::is_ascii_alphanumeric).count();
        let known = letters >= 2
            && name.contains('.')
            && name.len() <= LONGEST
            && !directory.contains(['*', VARIABLE]);
        known.then(|| Target {
            directory: if directory.is_empty() {
                "/".into()
            } else {
                directory.into()
            },
            name: name.to_string(),
        })
    }

    /// The directory that it lies in.
    pub fn directory(&self) -> &str {
        &self.directory
    }

    /// How a word, seen from `directory`, names it; quotes may stand in it. The directory may be unknown.
    pub fn hit(&self, word: &str, directory: Option<&str>) -> Option<Hit> {
        pieces(word).find_map(|piece| {
            let attached = piece.find('/').filter(|_| piece.starts_with('-'));
            let own = attached.map_or(piece, |at| &piece[at..]);
            self.piece(&wild(own), directory)
        })
    }

    /// Whether somewhere in a text its name stands, or a pattern with a part of it.
    pub fn is_named_in(&self, text: &str, directory: Option<&str>) -> bool {
        words(text).any(|word| self.hit(word, directory) == Some(Hit::Name))
    }

    /// Whether a text names it in any way.
    pub fn is_hit_in(&self, text: &str, directory: Option<&str>) -> bool {
        words(text).any(|word| self.hit(word, directory).is_some())
    }

    /// Whether a command of a script with this `text` may read it, or fail without it.
    pub fn is_read_by(&self, call: &Call<'_>, text: &str, directory: Option<&str>) -> bool {
        let name = call.name().unwrap_or("");
        let words = call.simple.words.iter().skip(call.first + 1);
        let words: Vec<&str> = words.map(|word| word.raw(text)).collect();
        let forced = name == "rm" && words.iter().any(|word| is_forced(word));
        let last = words.len().saturating_sub(1);
        words
            .iter()
            .enumerate()
            .any(|(at, word)| match self.hit(word, directory) {
                None => false,
                Some(Hit::Name) => !forced,
                Some(Hit::Any) => !forced && !matches!(name, "echo" | "printf"),
                Some(Hit::Directory) => {
                    let prefix = word.starts_with('-') && word.contains("prefix");
                    let target = MOVERS.contains(&name) && at == last;
                    !prefix && !target && !PASSERS.contains(&name)
                }
            })
    }

    /// Whether a command may delete it: an `rm`, or a `find` that deletes.
    pub fn is_deleted_by(&self, call: &Call<'_>, text: &str, directory: Option<&str>) -> bool {
        let deletes = match call.name() {
            Some("rm" | "unlink") => true,
            Some("find") => call.has("-delete") || call.has("rm"),
            _ => false,
        };
        let words = call.simple.words.iter().skip(call.first + 1);
        let mut words = words
            .map(|word| word.raw(text))
            .filter(|word| !word.starts_with('-'));
        deletes && words.any(|word| self.hit(word, directory).is_some())
    }

    fn piece(&self, piece: &str, directory: Option<&str>) -> Option<Hit> {
        if piece.contains("://") || piece.is_empty() {
            return None;
        }
        if piece.len() > LONGEST {
            return Some(Hit::Name);
        }
        let home = piece.strip_prefix("~/").map(|rest| format!("/root/{rest}"));
        let piece = home.as_deref().unwrap_or(piece);
        // It begins with what only the build knows, or where that is.
        let unknown = !piece.starts_with('/') && directory.is_none() || piece.starts_with(VARIABLE);
        let Some(path) = paths::resolve(directory.or(Some("/")), piece) else {
            return Some(Hit::Any);
        };
        let (above, name) = path.rsplit_once('/').unwrap_or(("", &path));
        let here = match (unknown, above) {
            (true, _) if piece.contains("..") => true,
            (true, above) => fits(format!("*{above}").as_bytes(), self.directory.as_bytes()),
            (false, "") => self.directory == "/",
            (false, above) => fits(above.as_bytes(), self.directory.as_bytes()),
        };
        let letters = name.bytes().any(|byte| byte.is_ascii_alphanumeric());
        if here && letters && fits(name.as_bytes(), self.name.as_bytes()) {
            return Some(Hit::Name);
        }
        if here && !letters && name.contains(['*', '?']) {
            return Some(Hit::Any);
        }
        let is_above = !unknown && paths::within(&self.directory, &path);
        let relative = unknown && matches!(piece, "." | "./" | ".." | "../");
        (is_above || relative).then_some(Hit::Directory)
    }
}

/// Stands in a pattern for a variable.
const VARIABLE: char = '\u{1}';

fn is_forced(word: &str) -> bool {
    word == "--force" || word.starts_with('-') && !word.starts_with("--") && word.contains('f')
}

/// The words of a text, whatever language it is in.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '"' | '\'' | ';' | '&' | '|' | '(' | ')' | '<' | '>' | '`'
            )
    })
}

/// The parts of a word that may be paths: what stands behind `=`, `:` and `,`.
fn pieces(word: &str) -> impl Iterator<Item = &str> {
    let (url, braces) = (word.contains("://"), word.contains('{'));
    let word = word.trim_matches(['"', '\'']);
    word.split(move |c: char| !url && (matches!(c, '=' | ':' | '@') || c == ',' && !braces))
}

/// A word with variables, and brackets and braces, as what they may stand for.
fn wild(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut rest = word;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        let close = match c {
            '{' => '}',
            '[' => ']',
            '$' => {
                out.push(VARIABLE);
                rest = behind_variable(rest);
                continue;
            }
            '"' | '\'' | '\\' => continue,
            c => {
                out.push(c);
                continue;
            }
        };
        match rest.find(close).filter(|end| *end > 0) {
            Some(end) => {
                out.push('*');
                rest = &rest[end + 1..];
            }
            None => out.push(c),
        }
    }
    out
}

/// What follows the variable whose `$` stands before `rest`.
fn behind_variable(rest: &str) -> &str {
    match rest.strip_prefix('{') {
        Some(inner) => inner.split_once('}').map_or("", |(_, behind)| behind),
        None => rest.trim_start_matches(|c: char| c == '_' || c.is_ascii_alphanumeric()),
    }
}

/// Whether some name fits both patterns.
fn fits(a: &[u8], b: &[u8]) -> bool {
    let star = |byte: u8| byte == b'*' || byte == VARIABLE as u8;
    let mut row: Vec<bool> = vec![false; b.len() + 1];
    row[0] = true;
    for at in 0..b.len() {
        row[at + 1] = row[at] && star(b[at]);
    }
    for &left in a {
        let mut next = vec![row[0] && star(left); b.len() + 1];
        for at in 0..b.len() {
            let right = b[at];
            next[at + 1] = match (star(left), star(right)) {
                (false, false) => row[at] && (left == right || left == b'?' || right == b'?'),
                _ => row[at + 1] || next[at],
            };
        }
        row = next;
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::{Hit, Target};

    fn hit(word: &str, directory: Option<&str>) -> Option<Hit> {
        Target::new("/tmp/tool-${V}.tgz").and_then(|target| target.hit(word, directory))
    }

    #[test]
    fn names_and_patterns() {
        assert_eq!(hit("/tmp/tool-1.2.tgz", None), Some(Hit::Name));
        assert_eq!(hit("/tmp/*.tgz", None), Some(Hit::Name));
        assert_eq!(hit("\"tool-$V.tgz\"", None), Some(Hit::Name));
        assert_eq!(hit("tool-$V.tgz", Some("/srv")), None);
        assert_eq!(hit("/tmp/other.tgz", None), None);
        assert_eq!(hit("/tmp/*", None), Some(Hit::Any));
        assert_eq!(hit("*", Some("/opt")), None);
        assert_eq!(hit("$FILES", Some("/tmp")), None);
        assert_eq!(hit("/tmp/{a,b}.tgz", None), Some(Hit::Name));
        assert_eq!(hit("https://x.org/tmp/tool-1.tgz", Some("/tmp")), None);
    }

    #[test]
    fn directories() {
        assert_eq!(hit("/tmp", None), Some(Hit::Directory));
        assert_eq!(hit("--dir=/tmp/", None), Some(Hit::Directory));
        assert_eq!(hit("/tmp/tool", None), None);
        assert_eq!(hit(".", Some("/tmp")), Some(Hit::Directory));
        assert_eq!(hit(".", Some("/srv")), None);
    }
}
