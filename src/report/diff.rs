//! Unified diffs that `git apply` and `patch -p1` take as they are. Every byte of the texts is kept: line ends, lone `\r`, BOM.

mod large;

use std::fmt::Write as _;
use std::path::{Component, Path, PathBuf};

use anstyle::{AnsiColor, Style};
use similar::{DiffOp, DiffTag, TextDiff, group_diff_ops};

use super::Colour;
use crate::text::{Edit, Span};

/// Lines of unchanged text around a change.
const CONTEXT: usize = 3;

/// In lines of both texts: from here on the search for the fewest differences, whose time grows with the square, takes too long.
const LARGE: usize = 4000;

const HEADER: Style = Style::new().bold();
const HUNK: Style = AnsiColor::Cyan.on_default();
const GONE: Style = AnsiColor::Red.on_default();
const NEW: Style = AnsiColor::Green.on_default();

/// The diff from `old` to `new` of the file at `path`; empty if they are equal.
///
/// `path` is relative to `folder`, the one dfopt runs in, or absolute. What lies outside `folder` is named from the root of the
/// file system, so that `patch -p1 -d /` applies it.
pub fn unified(path: &Path, folder: &Path, old: &str, new: &str, colour: Colour) -> String {
    if old == new {
        return String::new();
    }
    let path = name(path, folder);
    let (before, after) = (label("a", &path), label("b", &path));
    let mut out = String::new();
    let mut line = |style, text: &str| {
        out.push_str(&colour.paint(style, text));
        out.push('\n');
    };
    line(HEADER, &format!("--- {before}"));
    line(HEADER, &format!("+++ {after}"));
    hunks(old, new, line);
    out
}

fn hunks(old: &str, new: &str, mut line: impl FnMut(Style, &str)) {
    let old: Vec<&str> = old.split_inclusive('\n').collect();
    let new: Vec<&str> = new.split_inclusive('\n').collect();
    let mut put = |style, sign: char, text: &str| {
        let bare = text.strip_suffix('\n');
        line(style, &format!("{sign}{}", bare.unwrap_or(text)));
        if bare.is_none() {
            line(Style::new(), "\\ No newline at end of file");
        }
    };
    for group in group_diff_ops(ops(&old, &new), CONTEXT) {
        put(HUNK, '@', &at(&group));
        for op in &group {
            let (tag, old_range, new_range) = op.as_tag_tuple();
            if tag == DiffTag::Equal {
                old[old_range]
                    .iter()
                    .for_each(|text| put(Style::new(), ' ', text));
                continue;
            }
            old[old_range].iter().for_each(|text| put(GONE, '-', text));
            new[new_range].iter().for_each(|text| put(NEW, '+', text));
        }
    }
}

/// The changes that make `new` of `old`, as small as lines and their common starts and ends allow.
pub fn edits(old: &str, new: &str) -> Vec<Edit> {
    let old_lines: Vec<&str> = old.split_inclusive('\n').collect();
    let new_lines: Vec<&str> = new.split_inclusive('\n').collect();
    let mut at = 0;
    let mut edits = Vec::new();
    for op in ops(&old_lines, &new_lines) {
        let (tag, old_range, new_range) = op.as_tag_tuple();
        let gone = old_lines[old_range].concat();
        if tag != DiffTag::Equal {
            edits.push(trimmed(at, &gone, &new_lines[new_range].concat()));
        }
        at += gone.len();
    }
    edits
}

/// The replacement of `old`, which stands at `at`, by `new`, without what they start and end with both.
fn trimmed(at: usize, old: &str, new: &str) -> Edit {
    let same = |(a, b): &(char, char)| a == b;
    let pairs = old.chars().zip(new.chars()).take_while(same);
    let start: usize = pairs.map(|(char, _)| char.len_utf8()).sum();
    let (old, new) = (&old[start..], &new[start..]);
    let pairs = old.chars().rev().zip(new.chars().rev()).take_while(same);
    let end: usize = pairs.map(|(char, _)| char.len_utf8()).sum();
    let span = Span::new(at + start, at + start + old.len() - end);
    Edit::replace(span, &new[..new.len() - end])
}

/// The fewest differences, or, in long texts, some that are found in time.
fn ops(old: &[&str], new: &[&str]) -> Vec<DiffOp> {
    match old.len() + new.len() > LARGE {
        true => large::ops(old, new),
        false => TextDiff::from_slices(old, new).ops().to_vec(),
    }
}

/// `@ -1,6 +1,7 @@` and a line end.
fn at(group: &[DiffOp]) -> String {
    let (Some(first), Some(last)) = (group.first(), group.last()) else {
        return String::new();
    };
    let range = |start: usize, end: usize| match end - start {
        0 => format!("{start},0"),
        1 => format!("{}", start + 1),
        length => format!("{},{length}", start + 1),
    };
    let old = range(first.old_range().start, last.old_range().end);
    let new = range(first.new_range().start, last.new_range().end);
    format!("@ -{old} +{new} @@\n")
}

/// The path as it stands in a header: relative to `folder` if it lies within, else from the root without the first `/`.
fn name(path: &Path, folder: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for part in folder.join(path).components() {
        match part {
            Component::ParentDir => drop(clean.pop()),
            Component::CurDir => {}
            part => clean.push(part),
        }
    }
    let inside = clean.strip_prefix(folder).map(Path::to_path_buf);
    inside.unwrap_or_else(|_| {
        clean
            .components()
            .filter(|part| matches!(part, Component::Normal(_)))
            .collect()
    })
}

/// `a/path`, quoted as git does where the name asks for it; a name with a space ends with a tab, as git writes it.
fn label(side: &str, path: &Path) -> String {
    let parts: Vec<&[u8]> = path.iter().map(|part| part.as_encoded_bytes()).collect();
    let path = parts.join(&b'/');
    let plain = |char: char| !char.is_control() && char != '"' && char != '\\';
    match std::str::from_utf8(&path) {
        Ok(text) if text.contains(' ') && text.chars().all(plain) => format!("{side}/{text}\t"),
        Ok(text) if text.chars().all(plain) => format!("{side}/{text}"),
        _ => quoted(side, &path),
    }
}

fn quoted(side: &str, path: &[u8]) -> String {
    let mut out = format!("\"{side}/");
    for byte in path {
        match byte {
            b'"' | b'\\' => out.extend(['\\', *byte as char]),
            b'\n' => out.push_str("\\n"),
            b'\t' => out.push_str("\\t"),
            b'\r' => out.push_str("\\r"),
            b' '..=b'~' => out.push(*byte as char),
            _ => drop(write!(out, "\\{byte:03o}")),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(path: &str, old: &str, new: &str) -> String {
        unified(Path::new(path), Path::new("/w"), old, new, Colour::Off)
    }

    #[test]
    fn equal_texts_have_none() {
        assert_eq!(plain("Dockerfile", "FROM a\n", "FROM a\n"), "");
    }

    #[test]
    fn missing_newlines_and_crlf() {
        insta::assert_snapshot!(plain("Dockerfile", "FROM a\nRUN x", "FROM a\nRUN y"), @r"
        --- a/Dockerfile
        +++ b/Dockerfile
        @@ -1,2 +1,2 @@
         FROM a
        -RUN x
        \ No newline at end of file
        +RUN y
        \ No newline at end of file
        ");
        let crlf = plain("Dockerfile", "A\r\nB\r\n", "A\r\nC\r\n");
        assert!(
            crlf.ends_with("@@ -1,2 +1,2 @@\n A\r\n-B\r\n+C\r\n"),
            "{crlf:?}"
        );
    }

    #[test]
    fn hunks_count_as_diff_does() {
        let old: String = (1..=20).map(|n| format!("{n}\n")).collect();
        let new = old
            .replacen("2\n", "two\n", 1)
            .replace("\n19\n", "\n19\nx\n");
        insta::assert_snapshot!(plain("Dockerfile", &old, &new), @r"
        --- a/Dockerfile
        +++ b/Dockerfile
        @@ -1,5 +1,5 @@
         1
        -2
        +two
         3
         4
         5
        @@ -17,4 +17,5 @@
         17
         18
         19
        +x
         20
        ");
        assert!(plain("D", "", "A\n").contains("@@ -0,0 +1 @@\n+A\n"));
        assert!(plain("D", "A\n", "").contains("@@ -1 +0,0 @@\n-A\n"));
    }

    #[test]
    fn names() {
        let header = |path: &str| plain(path, "", "A").lines().next().map(str::to_string);
        let cases = [
            ("./x/../Dockerfile", "--- a/Dockerfile"),
            ("/w/x/Dockerfile", "--- a/x/Dockerfile"),
            ("../o/Dockerfile", "--- a/o/Dockerfile"),
            ("/o/Dockerfile", "--- a/o/Dockerfile"),
            ("my app/Dockerfile", "--- a/my app/Dockerfile\t"),
            ("a\"b", "--- \"a/a\\\"b\""),
            ("a\nb", "--- \"a/a\\nb\""),
            ("ö", "--- a/ö"),
        ];
        for (path, line) in cases {
            assert_eq!(header(path).as_deref(), Some(line));
        }
    }

    #[test]
    fn colours() {
        let text = unified(Path::new("D"), Path::new("/w"), "A\n", "B\n", Colour::On);
        assert!(
            text.contains("\u{1b}[31m-A\u{1b}[0m\n\u{1b}[32m+B\u{1b}[0m\n"),
            "{text:?}"
        );
    }
}
