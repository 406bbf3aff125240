//! Text and where things stand in it: spans, edits, lines, and text joined from pieces of a file.
//!
//! Knows nothing of Docker or of a shell. All offsets are 0-based bytes; lines and columns are 1-based.

mod joined;

use std::ops::Range;

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

/// One small change of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The bytes that go; empty for an insertion.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

impl Edit {
    /// Puts `text` before the byte at `at`.
    pub fn insert(at: u32, text: impl Into<String>) -> Self {
        Edit {
            span: Span::at(at),
            text: text.into(),
        }
    }

    /// Puts `text` in place of `span`.
    pub fn replace(span: Span, text: impl Into<String>) -> Self {
        Edit {
            span,
            text: text.into(),
        }
    }

    /// Takes `span` out.
    pub fn delete(span: Span) -> Self {
        Edit {
            span,
            text: String::new(),
        }
    }
}

/// Edits of one text, sorted and disjoint: it cannot be built otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EditSet(Vec<Edit>);

impl EditSet {
    /// The edits as one set, or `None` if two of them touch the same bytes or insert at the same place.
    pub fn new(mut edits: Vec<Edit>) -> Option<Self> {
        edits.sort_by_key(|edit| edit.span);
        let clash = |pair: &[Edit]| {
            pair[1].span.start < pair[0].span.end || pair[1].span.start == pair[0].span.start
        };
        (!edits.windows(2).any(clash)).then_some(EditSet(edits))
    }

    /// Both sets as one, or `None` if they clash.
    pub fn union(&self, other: &EditSet) -> Option<Self> {
        EditSet::new(self.0.iter().chain(&other.0).cloned().collect())
    }

    /// The edits in the order of the text.
    pub fn edits(&self) -> &[Edit] {
        &self.0
    }

    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// `text` with every edit made.
    pub fn apply(&self, text: &str) -> String {
        let mut out =
            String::with_capacity(text.len() + self.0.iter().map(|e| e.text.len()).sum::<usize>());
        let mut at = 0;
        for edit in &self.0 {
            out.push_str(&text[at..edit.span.start as usize]);
            out.push_str(&edit.text);
            at = edit.span.end as usize;
        }
        out.push_str(&text[at..]);
        out
    }

    /// Where the byte at `offset` of the edited text stood before; bytes that an edit wrote map to its start.
    pub fn origin(&self, offset: u32) -> u32 {
        let mut grown: i64 = 0;
        for edit in &self.0 {
            let new_start = i64::from(edit.span.start) + grown;
            if i64::from(offset) < new_start {
                break;
            }
            let new_end = new_start + edit.text.len() as i64;
            if i64::from(offset) < new_end {
                return edit.span.start;
            }
            grown += edit.text.len() as i64 - edit.span.len() as i64;
        }
        (i64::from(offset) - grown).max(0) as u32
    }
}

/// Where each line of a text starts.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Reads `text` once. Lines end with `\n`; a `\r` before it belongs to the line.
    pub fn new(text: &str) -> Self {
        let ends = text
            .bytes()
            .enumerate()
            .filter(|(_, byte)| *byte == b'\n')
            .map(|(at, _)| at as u32 + 1);
        LineIndex {
            starts: std::iter::once(0).chain(ends).collect(),
        }
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
}
