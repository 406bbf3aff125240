//! Positions as editors count them: 0-based lines that end with `\n`, `\r\n` or `\r`, and UTF-16 code units.

use lsp_types::{Position, Range};

use crate::text::Span;

/// Where the lines of a text start.
#[derive(Clone, Debug)]
pub(super) struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    pub(super) fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let ends = bytes.iter().enumerate().filter(|(at, byte)| match byte {
            b'\n' => true,
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        });
        Lines {
            starts: std::iter::once(0)
                .chain(ends.map(|(at, _)| at + 1))
                .collect(),
        }
    }

    /// The byte at a position. One behind the end of its line counts as that end, one behind the last line as the text's.
    pub(super) fn offset(&self, text: &str, position: Position) -> usize {
        let line = position.line as usize;
        let Some(start) = self.starts.get(line).copied() else {
            return text.len();
        };
        let end = self.starts.get(line + 1).copied().unwrap_or(text.len());
        let line = text[start..end].trim_end_matches(['\n', '\r']);
        let mut units = 0;
        for (at, char) in line.char_indices() {
            units += char.len_utf16();
            if units > position.character as usize {
                return start + at;
            }
        }
        start + line.len()
    }

    /// The position of a byte.
    pub(super) fn position(&self, text: &str, offset: usize) -> Position {
        let offset = offset.min(text.len());
        let line = self.starts.partition_point(|start| *start <= offset) - 1;
        let before = text.get(self.starts[line]..offset).unwrap_or("");
        Position {
            line: line as u32,
            character: before.encode_utf16().count() as u32,
        }
    }

    pub(super) fn range(&self, text: &str, span: Span) -> Range {
        Range {
            start: self.position(text, span.start as usize),
            end: self.position(text, span.end as usize),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(line: u32, character: u32) -> Position {
        Position { line, character }
    }

    #[test]
    fn units_and_line_ends() {
        let text = "a😀b\r\nö\rc\n";
        let lines = Lines::new(text);
        let pairs = [
            (at(0, 0), 0),
            (at(0, 1), 1),
            (at(0, 3), 5),
            (at(0, 4), 6),
            (at(1, 0), 8),
            (at(1, 1), 10),
            (at(2, 0), 11),
            (at(3, 0), 13),
        ];
        for (position, offset) in pairs {
            assert_eq!(lines.offset(text, position), offset);
            assert_eq!(lines.position(text, offset), position);
        }
        // In the middle of a character, behind a line, behind the text.
        assert_eq!(lines.offset(text, at(0, 2)), 1);
        assert_eq!(lines.offset(text, at(0, 99)), 6);
        assert_eq!(lines.offset(text, at(9, 0)), 13);
    }
}
