//! A Dockerfile that is open in the editor, and what there is to know about it.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use lsp_types::{TextDocumentContentChangeEvent, Uri};

use super::Settings;
use super::place::Lines;
use crate::config::{Problem, Source};
use crate::model::{Folder, NoProject, Project};
use crate::pass::Options;
use crate::pipeline::{self, Found};
use crate::syntax::SyntaxError;

/// An open document.
#[derive(Clone, Debug)]
pub(super) struct Document {
    pub(super) version: i32,
    pub(super) text: String,
    pub(super) lines: Lines,
    /// `None` for one that lies nowhere on disk.
    path: Option<PathBuf>,
}

/// What `check` says of a document.
pub(super) enum Checked {
    /// Its settings cannot be used.
    Misconfigured(Problem),
    /// It is no valid Dockerfile.
    Invalid(Vec<SyntaxError>),
    /// What was found, and under which options.
    Found(Vec<Found>, Options),
}

impl Document {
    pub(super) fn new(uri: &Uri, version: i32, text: String) -> Self {
        Document {
            version,
            lines: Lines::new(&text),
            text,
            path: path(uri.as_str()),
        }
    }

    /// Takes over what the user typed.
    pub(super) fn change(&mut self, version: i32, changes: Vec<TextDocumentContentChangeEvent>) {
        self.version = version;
        for change in changes {
            match change.range {
                None => self.text = change.text,
                Some(range) => {
                    let start = self.lines.offset(&self.text, range.start);
                    let end = self.lines.offset(&self.text, range.end).max(start);
                    self.text.replace_range(start..end, &change.text);
                }
            }
            self.lines = Lines::new(&self.text);
        }
    }

    pub(super) fn check(&self, settings: &Settings) -> Checked {
        let options = match self.options(settings) {
            Ok(options) => options,
            Err(problem) => return Checked::Misconfigured(problem),
        };
        match pipeline::check(&self.text, &*self.project(), &options) {
            Ok(found) => Checked::Found(found, options),
            Err(errors) => Checked::Invalid(errors),
        }
    }

    /// The text with every fix made that the settings allow; `safe` for those alone that assume nothing. `None` where nothing
    /// can be done.
    pub(super) fn fixed(&self, settings: &Settings, safe: bool) -> Option<String> {
        let mut options = self.options(settings).ok()?;
        if safe {
            options.level = options.level.min(1);
            options.assume.clear();
        }
        let report = pipeline::fix(&self.text, &*self.project(), &options).ok()?;
        Some(report.output)
    }

    fn options(&self, settings: &Settings) -> Result<Options, Problem> {
        let folder = std::env::current_dir().unwrap_or_default();
        // Afresh each time, for the files may have changed.
        let mut source = Source::new(&folder, &settings.lookup, settings.section.clone())?;
        Ok(source.of(self.path.as_deref())?.options(None))
    }

    fn project(&self) -> Box<dyn Project> {
        match self.path.as_deref().and_then(Path::parent) {
            Some(folder) => Box::new(Folder::new(folder, self.path.clone())),
            None => Box::new(NoProject),
        }
    }
}

/// The path of a `file:` URI.
fn path(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix("file://")?;
    let path = &rest[rest.find('/')?..];
    let path = unescaped(path);
    // `/C:/…` on Windows.
    let drive = path.as_bytes().get(2) == Some(&b':') && cfg!(windows);
    Some(PathBuf::from(&path[usize::from(drive)..]))
}

/// `%C3%B6` as the characters it stands for.
fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return text.into();
    }
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let digits = behind
            .get(..2)
            .and_then(|two| std::str::from_utf8(two).ok());
        let byte = digits.and_then(|two| u8::from_str_radix(two, 16).ok());
        match (first, byte) {
            (b'%', Some(byte)) => {
                out.push(byte);
                rest = &behind[2..];
            }
            _ => {
                out.push(*first);
                rest = behind;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uris_of_files() {
        let is = |uri: &str, expected: Option<&str>| {
            assert_eq!(path(uri), expected.map(PathBuf::from), "{uri}");
        };
        is("file:///a/Dockerfile", Some("/a/Dockerfile"));
        is("file://localhost/a%20b/%C3%B6", Some("/a b/ö"));
        is("file:///100%/x", Some("/100%/x"));
        is("untitled:Untitled-1", None);
    }
}
