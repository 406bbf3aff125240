//! Text and where things stand in it: spans, edits, lines, and text joined from pieces of a file.
//!
//! Knows nothing of Docker or of a shell. All offsets are 0-based bytes; lines and columns are 1-based.

mod edits;
mod joined;

use std::ops::Range;

pub use edits::{Edit, EditSet, Gathering, Origins};
pub use joined::Joined;

/// A range of bytes, `start` included, `end` not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset behind the last byte.
    pub end: u32,
}

impl Span {
    /// The span from `start` to `end`, offsets in bytes. Texts of 4 GiB and more are refused before they come here.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "span {start}..{end} runs backwards");
        Span {
            start: start as u32,
            end: end as u32,
        }
    }

    /// The empty span at `at`.
    pub fn at(at: u32) -> Self {
        Span { start: at, end: at }
    }

    /// The smallest span that holds both.
    pub fn cover(self, other: Span) -> Span {
        Span {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// Whether `other` lies wholly within.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether it holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Number of bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// As an index range into a `str`.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The bytes of `text` it names.
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }
}

/// About as long as a line of a Dockerfile is: for a guess at how many there are.
const USUAL_LINE: usize = 32;

/// Where each line of a text starts.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Reads `text` once. Lines end with `\n`; a `\r` before it belongs to the line.
    pub fn new(text: &str) -> Self {
        let mut starts = Vec::with_capacity(text.len() / USUAL_LINE + 2);
        starts.push(0);
        starts.extend(text.match_indices('\n').map(|(at, _)| at as u32 + 1));
        LineIndex { starts }
    }

    /// The 1-based line of the byte at `offset`.
    pub fn line(&self, offset: u32) -> u32 {
        self.starts.partition_point(|start| *start <= offset) as u32
    }

    /// The 1-based line and 1-based column, in bytes, of `offset`.
    pub fn line_column(&self, offset: u32) -> (u32, u32) {
        let line = self.line(offset);
        (line, offset - self.starts[line as usize - 1] + 1)
    }

    /// The same with the column in UTF-16 code units, as editors and SARIF count. `text` is the one this was made of.
    pub fn utf16(&self, text: &str, offset: u32) -> (u32, u32) {
        let (line, column) = self.line_column(offset);
        let start = self.starts[line as usize - 1] as usize;
        let before = text.get(start..start + column as usize - 1).unwrap_or("");
        (line, before.encode_utf16().count() as u32 + 1)
    }
}
