//! Archives that a script downloads and unpacks: which command fetches each, which reads it last, and where it lies.
//!
//! Names only what the words of both commands tell alike; silence means "not known".

mod downloads;
mod readers;

use std::borrow::Cow;
use std::rc::Rc;

use crate::model::commands::{Call, Wrapper};
use crate::model::paths;
use crate::shell::{Part, Word};
use crate::text::Span;

/// Stands for the directory of the base image, where no WORKDIR is set.
pub const UNKNOWN: &str = "/directory of the base image";

/// A command that unpacks or installs what the same script downloaded.
#[derive(Debug)]
pub struct Unpacked {
    /// Its index among the calls.
    pub reader: usize,
    /// What it reads.
    pub archives: Vec<Archive>,
}

/// A file that was downloaded and is read.
#[derive(Debug)]
pub struct Archive {
    /// The word of the reader that names it.
    pub word: Span,
    /// Its absolute path; `${…}` stands for what only the build knows.
    pub path: String,
    /// The index of the call that downloads it.
    pub download: usize,
}

/// What the calls of a script with this `text` download and then unpack, seen from `directory`.
///
/// Takes linear time but for scripts that download many files.
pub fn unpacked(calls: &[Call<'_>], text: &str, directory: Option<&str>) -> Vec<Unpacked> {
    let directories = directories(calls, text, Some(directory.unwrap_or(UNKNOWN)));
    let mut downloaded: Vec<(String, usize)> = Vec::new();
    let mut found = Vec::new();
    for (index, (call, directory)) in calls.iter().zip(&directories).enumerate() {
        if !call.top || call.wrapper == Some(Wrapper::Words) {
            continue;
        }
        let at = |name: &str| path(directory.as_deref(), name);
        let names = downloads::names(call, text);
        downloaded.extend(names.iter().filter_map(|name| Some((at(name)?, index))));
        let read = readers::words(call).into_iter().filter_map(|at_word| {
            let word = call.simple.words.get(call.first + at_word)?;
            let path = at(&spelled(word, text)?)?;
            let same = |(other, _): &&(String, usize)| *other == path;
            let (_, download) = *downloaded.iter().rev().take(MOST).find(same)?;
            let between = Span {
                start: calls[download].simple.span.end,
                end: call.simple.span.start,
            };
            keeps_variables(&path, between.of(text)).then_some(Archive {
                word: word.span,
                path,
                download,
            })
        });
        let archives: Vec<Archive> = read.collect();
        if !archives.is_empty() {
            found.push(Unpacked {
                reader: index,
                archives,
            });
        }
    }
    found
}

/// So many downloads are looked back on.
const MOST: usize = 32;

/// Whether a call does nothing but delete what the command before it unpacked.
pub fn deletes(call: &Call<'_>, text: &str, unpacked: &Unpacked) -> bool {
    let simple = call.simple;
    let plain = simple.redirections.is_empty() && simple.assignments.is_empty();
    if !plain || call.name() != Some("rm") || call.wrapper.is_some() || !call.top {
        return false;
    }
    let words = simple.words.iter().skip(1).map(|word| word.raw(text));
    let operands = words
        .enumerate()
        .filter(|(at, word)| *at > 0 || *word != "-f")
        .map(|(_, word)| word);
    let known = |word: &str| {
        let mut own = unpacked.archives.iter();
        own.any(|archive| archive.word.of(text) == word)
    };
    simple.words.len() > 1 && operands.clone().count() > 0 && operands.clone().all(known)
}

/// The directory in which each call runs, seen from `directory`; `None` where an earlier one may have changed it.
pub fn directories(
    calls: &[Call<'_>],
    text: &str,
    directory: Option<&str>,
) -> Vec<Option<Rc<str>>> {
    let mut current: Option<Rc<str>> = directory.map(Rc::from);
    let mut out = Vec::with_capacity(calls.len());
    for call in calls {
        // What runs in brackets or need not run may be in another one.
        let own = current.clone().filter(|_| call.place.top_level);
        out.push(own);
        let moves = call.name().is_some_and(|name| MOVES.contains(&name));
        if moves && !(call.place.top_level && call.place.subshell) {
            let moved = moved(call, text, current.as_deref());
            current = moved.filter(|path| path.len() < LONGEST).map(Rc::from);
        }
    }
    out
}

/// Commands behind which the shell may be in another directory.
const MOVES: [&str; 7] = ["cd", "pushd", "popd", "eval", ".", "source", "chroot"];

/// A longer path is not followed.
const LONGEST: usize = 4096;

/// Where the shell is behind a call that may change its directory.
fn moved(call: &Call<'_>, text: &str, directory: Option<&str>) -> Option<String> {
    let known = call.top && matches!(call.name(), Some("cd" | "pushd"));
    let [_, target] = call.simple.words.get(call.first..).unwrap_or(&[]) else {
        return None;
    };
    let target = spelled(target, text).filter(|target| known && !target.starts_with('-'))?;
    path(directory, &target)
}

/// The absolute path of a name, unless it begins with what only the build knows.
fn path(directory: Option<&str>, name: &str) -> Option<String> {
    let home = name.strip_prefix("~/").map(|rest| format!("/root/{rest}"));
    let name = home.as_deref().unwrap_or(name);
    if name.starts_with("${") && name.contains('/') || name.starts_with('~') {
        return None;
    }
    paths::resolve(directory, name)
}

/// A word without its quotes, variables as `${NAME}`; `None` where it holds patterns, or commands.
fn spelled(word: &Word, text: &str) -> Option<String> {
    let mut out = String::new();
    spell(&word.parts, text, &mut out)?;
    Some(out)
}

fn spell(parts: &[Part], text: &str, out: &mut String) -> Option<()> {
    for part in parts {
        let piece: Cow<'_, str> = match part {
            Part::Literal(span) => {
                let piece = span.of(text);
                let pattern = piece.contains(['*', '?', '[', '{']);
                (!pattern).then_some(piece.into())?
            }
            Part::Double(_, parts) => {
                spell(parts, text, out)?;
                continue;
            }
            Part::Parameter { span, name, parts } if parts.is_empty() => {
                let name = name.of(text);
                let fixed = name
                    .bytes()
                    .all(|byte| byte == b'_' || byte.is_ascii_alphanumeric());
                (fixed && span.len() > 1)
                    .then(|| format!("${{{name}}}"))?
                    .into()
            }
            Part::Parameter { span, .. } => {
                let raw = span.of(text);
                let plain = !raw.contains(['/', '`', '(', '=']) && raw.matches('{').count() == 1;
                plain.then_some(raw.into())?
            }
            other => other.unquoted(text)?,
        };
        out.push_str(&piece);
    }
    Some(())
}

/// Whether the text between two commands gives none of the variables in `path` another value.
fn keeps_variables(path: &str, between: &str) -> bool {
    path.split("${").skip(1).all(|piece| {
        let end = piece.find(|c: char| c != '_' && !c.is_ascii_alphanumeric());
        let name = &piece[..end.unwrap_or(piece.len())];
        let mut places = between.match_indices(name);
        places.all(|(at, _)| {
            between[..at].ends_with(['$', '{', '_'])
                || between[..at].ends_with(|c: char| c.is_ascii_alphanumeric())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::unpacked;
    use crate::model::commands::calls;
    use crate::shell::{self, Dialect};

    fn found(text: &str) -> Vec<String> {
        let tree = shell::parse(text, Dialect::Posix);
        let found = unpacked(&calls(&tree, text), text, Some("/"));
        let archives = found.into_iter().flat_map(|one| one.archives);
        archives.map(|archive| archive.path).collect()
    }

    #[test]
    fn finds_what_is_downloaded_and_unpacked() {
        assert_eq!(
            found("curl -fsSLo /tmp/a.tgz U && tar xzf /tmp/a.tgz -C /opt"),
            ["/tmp/a.tgz"]
        );
        assert_eq!(
            found("cd /tmp && wget -q https://x.org/a.zip?b=c && unzip -q a.zip"),
            ["/tmp/a.zip"]
        );
        assert_eq!(
            found("wget -O a$V.deb U && apt-get install -y ./a${V}.deb"),
            ["/a${V}.deb"]
        );
        assert_eq!(
            found("curl U > /tmp/a.rpm; rpm -ivh /tmp/a.rpm"),
            ["/tmp/a.rpm"]
        );
        assert_eq!(
            found("curl -LO https://x.org/a.tar && cd b && tar -xf ../a.tar"),
            ["/a.tar"]
        );
    }

    #[test]
    fn passes_over_what_differs() {
        assert!(found("curl -o b.tgz U && tar xzf a.tgz").is_empty());
        assert!(found("curl -o a.tgz U && tar tzf a.tgz").is_empty());
        assert!(found("curl -LO https://x.org/a.tar && cd b && tar -xf a.tar").is_empty());
        assert!(found("V=1; curl -o a$V.tgz U; V=2; tar xf a$V.tgz").is_empty());
        assert!(found("(cd /tmp && curl -o a.tgz U); tar xf a.tgz").is_empty());
        assert!(found("curl -o a.tgz U; cd \"$X\"; tar xf a.tgz").is_empty());
    }
}
