//! Archives that a script downloads and unpacks: which command fetches each, which reads it last, and where it lies.
//!
//! Names only what the words of both commands tell alike; silence means "not known".

mod downloads;
mod readers;

use crate::model::commands::{Call, Wrapper};
use crate::model::directories::{directories, place, spelled};
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
        let at = |name: &str| place(directory.as_deref(), name);
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
    let simple = &call.simple;
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
            found("cd /tmp && wget -q https://x.org/a.zip && unzip -q a.zip"),
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
