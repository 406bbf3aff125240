//! Where curl, wget and aria2c put what they fetch; curl(1), wget(1), aria2c(1).

use crate::model::commands::{Call, base_name};
use crate::model::directories::spelled;

/// How a downloader reads its command line.
struct Downloader {
    name: &'static str,
    /// Short flags that take a value.
    values: &'static str,
    output: (char, &'static str),
    directory: (char, &'static str),
    /// The flag that names the file for its URL; `None` if that is what it does without.
    remote: Option<(char, &'static str)>,
    /// Short flags, then long ones, with which the name comes from elsewhere.
    elsewhere: (&'static str, &'static [&'static str]),
}

const DOWNLOADERS: [Downloader; 3] = [
    Downloader {
        name: "curl",
        values: "AbcCdDeEFHKmoPQrtTuUwxXyYz",
        output: ('o', "--output"),
        directory: ('\0', "--output-dir"),
        remote: Some(('O', "--remote-name")),
        elsewhere: ("JK", &["--remote-header-name", "--config"]),
    },
    Downloader {
        name: "wget",
        values: "oaeiBtOTwQPUlARDIX",
        output: ('O', "--output-document"),
        directory: ('P', "--directory-prefix"),
        remote: None,
        elsewhere: (
            "irmpxbE",
            &[
                "--content-disposition",
                "--trust-server-names",
                "--input-file",
                "--recursive",
                "--mirror",
            ],
        ),
    },
    Downloader {
        name: "aria2c",
        values: "odsxjkiTMS",
        output: ('o', "--out"),
        directory: ('d', "--dir"),
        remote: None,
        elsewhere: ("iTMS", &["--input-file", "--torrent-file"]),
    },
];

/// What was asked for.
#[derive(Default)]
struct Asked {
    outputs: Vec<String>,
    directory: Option<String>,
    urls: Vec<String>,
    remote: usize,
    elsewhere: bool,
}

/// The names of the files that a call fetches, as written; none where they are not plain.
pub(super) fn names(call: &Call<'_>, text: &str) -> Vec<String> {
    let known = DOWNLOADERS.iter();
    let Some(downloader) = known.into_iter().find(|it| call.name() == Some(it.name)) else {
        return Vec::new();
    };
    let words = call.simple.words.iter().skip(call.first + 1);
    let words: Vec<Option<String>> = words.map(|word| spelled(word, text)).collect();
    let asked = asked(downloader, &words);
    if asked.elsewhere {
        return Vec::new();
    }
    if asked.outputs.is_empty() || asked.outputs.iter().all(|name| name == "-") {
        let wants_name = downloader.remote.is_none() && asked.outputs.is_empty();
        let named = asked.remote > 0 && asked.remote >= asked.urls.len();
        if wants_name || named {
            return asked
                .urls
                .iter()
                // curl leaves the query out of the name, the others do not.
                .filter(|url| downloader.name == "curl" || !url.contains('?'))
                .filter_map(|url| below(&asked, &from_url(url)?))
                .collect();
        }
        return redirected(call, text).into_iter().collect();
    }
    let names = asked
        .outputs
        .iter()
        .filter(|name| !matches!(name.as_str(), "-" | "/dev/null"));
    match downloader.name {
        // wget's directory is not for its output document.
        "wget" => names.cloned().collect(),
        _ => names.filter_map(|name| below(&asked, name)).collect(),
    }
}

fn asked(downloader: &Downloader, words: &[Option<String>]) -> Asked {
    let mut asked = Asked::default();
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let Some(word) = word.as_deref() else {
            continue;
        };
        if let Some(long) = word.strip_prefix("--") {
            let (name, attached) = match long.split_once('=') {
                Some((name, value)) => (name, Some(value.to_string())),
                None => (long, None),
            };
            let is = |flag: &str| flag.strip_prefix("--") == Some(name);
            asked.elsewhere |= downloader.elsewhere.1.iter().any(|flag| is(flag));
            if is(downloader.output.1) || is(downloader.directory.1) {
                let value = attached.or_else(|| words.next().cloned().flatten());
                asked.note(is(downloader.output.1), value);
            } else if downloader.remote.is_some_and(|remote| is(remote.1)) {
                asked.remote += 1;
            } else if name == "remote-name-all" {
                asked.remote = usize::MAX;
            }
        } else if let Some(cluster) = word.strip_prefix('-').filter(|rest| !rest.is_empty()) {
            asked.cluster(downloader, cluster, &mut words);
        } else if word.contains("://") {
            asked.urls.push(word.to_string());
        }
    }
    asked
}

impl Asked {
    /// Short flags in one word.
    fn cluster<'w>(
        &mut self,
        downloader: &Downloader,
        cluster: &str,
        words: &mut impl Iterator<Item = &'w Option<String>>,
    ) {
        // wget's `-nv`, `-nc` and their likes are one flag of two letters.
        if downloader.name == "wget" && cluster.starts_with('n') {
            return;
        }
        for (at, letter) in cluster.char_indices() {
            self.elsewhere |= downloader.elsewhere.0.contains(letter);
            self.remote += usize::from(downloader.remote.is_some_and(|remote| remote.0 == letter));
            if !downloader.values.contains(letter) {
                continue;
            }
            let rest = &cluster[at + letter.len_utf8()..];
            let value = match rest {
                "" => words.next().cloned().flatten(),
                rest => Some(rest.to_string()),
            };
            if letter == downloader.output.0 || letter == downloader.directory.0 {
                self.note(letter == downloader.output.0, value);
            }
            return;
        }
    }

    fn note(&mut self, is_output: bool, value: Option<String>) {
        match (is_output, value) {
            (true, Some(name)) => self.outputs.push(name),
            (false, Some(directory)) => self.directory = Some(directory),
            (_, None) => self.elsewhere = true,
        }
    }
}

/// A name in the directory asked for.
fn below(asked: &Asked, name: &str) -> Option<String> {
    match &asked.directory {
        Some(_) if name.starts_with('/') => None,
        Some(directory) => Some(format!("{directory}/{name}")),
        None => Some(name.to_string()),
    }
}

/// The last part of a URL's path.
fn from_url(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let path = rest.split(['?', '#']).next()?;
    let (_, path) = path.split_once('/')?;
    let name = base_name(path);
    (!name.is_empty()).then(|| name.to_string())
}

/// The file that the output goes to.
fn redirected(call: &Call<'_>, text: &str) -> Option<String> {
    let own = call.simple.redirections.iter();
    let mut own = own.filter(|it| it.span.start == it.operator.start);
    let output = own.find(|it| matches!(it.operator.of(text), ">" | ">|"))?;
    spelled(&output.target, text).filter(|name| !name.starts_with("/dev/"))
}
