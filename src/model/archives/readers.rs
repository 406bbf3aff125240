//! Commands that unpack or install a file: tar(1), unzip(1), dpkg(1), rpm(8) and the front ends that take files.

use crate::model::commands::Call;

/// The words of a call, counted from the command's name, that name the files which it unpacks or installs.
pub(super) fn words(call: &Call<'_>) -> Vec<usize> {
    let words: Vec<&str> = call
        .words
        .iter()
        .map(|word| word.as_deref().unwrap_or(""))
        .collect();
    let one = |at: Option<usize>| at.into_iter().collect();
    match call.name().unwrap_or("") {
        "tar" | "gtar" | "bsdtar" => one(tar(&words)),
        "unzip" => one(unzip(&words)),
        "7z" | "7za" | "7zr" | "unrar" if matches!(words.get(1), Some(&("x" | "e"))) => {
            one((2..words.len()).find(|at| !words[*at].starts_with('-')))
        }
        "jar" if matches!(words.get(1), Some(&("xf" | "-xf" | "xvf"))) => one(Some(2)),
        "dpkg" if has(&words, &["-i", "--install"]) => operands(&words, 1),
        "rpm" if words[1..].iter().any(|word| installs(word)) => operands(&words, 1),
        "apt" | "apt-get" | "dnf" | "microdnf" | "yum" | "zypper" | "tdnf" => {
            let verbs = ["install", "localinstall", "in"];
            let verb = words.iter().position(|word| verbs.contains(word));
            verb.map_or(Vec::new(), |verb| packages(&words, verb + 1))
        }
        "apk" if has(&words, &["add"]) => packages(&words, 2),
        "gdebi" => operands(&words, 1),
        _ => Vec::new(),
    }
}

fn has(words: &[&str], wanted: &[&str]) -> bool {
    words.iter().any(|word| wanted.contains(word))
}

fn operands(words: &[&str], from: usize) -> Vec<usize> {
    let own = (from..words.len()).filter(|at| !words[*at].starts_with('-'));
    own.collect()
}

/// The operands that are files: a name without a slash is that of a package. The caller knows paths from words without a
/// fixed value.
fn packages(words: &[&str], from: usize) -> Vec<usize> {
    let file = |word: &str| word.is_empty() || word.contains('/') || word.ends_with(".rpm");
    let own = operands(words, from).into_iter();
    own.filter(|at| file(words[*at])).collect()
}

/// Whether a word is a mode of rpm that installs.
fn installs(word: &str) -> bool {
    let cluster = word.strip_prefix('-').filter(|rest| !rest.starts_with('-'));
    matches!(word, "--install" | "--upgrade")
        || cluster.is_some_and(|letters| {
            letters.contains(['i', 'U', 'F']) && !letters.contains(['q', 'e', 'V', 'K'])
        })
}

/// The file of a `tar` that extracts.
fn tar(words: &[&str]) -> Option<usize> {
    let mut extracts = false;
    let mut file = None;
    for (at, word) in words.iter().enumerate().skip(1) {
        if let Some(long) = word.strip_prefix("--") {
            extracts |= matches!(long, "extract" | "get");
            if long == "file" {
                file = Some(at + 1);
            }
            continue;
        }
        let cluster = match word.strip_prefix('-') {
            Some(cluster) => cluster,
            // The first word needs no dash.
            None if at == 1 && word.bytes().all(|byte| byte.is_ascii_alphabetic()) => word,
            None => continue,
        };
        // What a flag with a value takes along is no flag.
        let value = cluster.find(['C', 'I', 'T', 'X', 'b', 'g', 'H', 'K', 'L', 'N', 'V']);
        let own = &cluster[..value.unwrap_or(cluster.len())];
        if own.contains(['c', 't', 'r', 'u', 'd', 'O']) {
            return None;
        }
        extracts |= own.contains('x');
        if own.contains('f') {
            let last = own.ends_with('f') && value.is_none();
            let bare = !word.starts_with('-') && value.is_none();
            file = (last || bare).then_some(at + 1);
            file?;
        }
    }
    file.filter(|_| extracts)
}

/// The file of an `unzip` that extracts.
fn unzip(words: &[&str]) -> Option<usize> {
    for (at, word) in words.iter().enumerate().skip(1) {
        match word.strip_prefix('-') {
            // It would list, test or print.
            Some(flags) if flags.contains(['l', 't', 'p', 'c', 'v', 'z', 'Z', 'P']) => return None,
            Some("d") => return None,
            Some(_) => {}
            None => return Some(at),
        }
    }
    None
}
