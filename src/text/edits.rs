//! Small changes of a text, alone and together.

use std::collections::BTreeMap;

use super::Span;

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
}

/// Sets of edits of one text, taken in one after another; a set that clashes with those before it stays out.
#[derive(Clone, Debug, Default)]
pub struct Gathering(BTreeMap<u32, Edit>);

impl Gathering {
    /// Takes `edits` in, all or none. Gives whether it did.
    pub fn add(&mut self, edits: &EditSet) -> bool {
        let free = edits.0.iter().all(|edit| self.has_room(edit.span));
        if free {
            let keyed = edits.0.iter().map(|edit| (edit.span.start, edit.clone()));
            self.0.extend(keyed);
        }
        free
    }

    /// Takes out what [`Gathering::add`] took in.
    pub fn remove(&mut self, edits: &EditSet) {
        for edit in &edits.0 {
            self.0.remove(&edit.span.start);
        }
    }

    /// All of them as one set.
    pub fn edits(&self) -> EditSet {
        EditSet(self.0.values().cloned().collect())
    }

    /// Whether no edit touches these bytes or inserts where they start.
    fn has_room(&self, span: Span) -> bool {
        let before = self.0.range(..=span.start).next_back();
        let behind = self.0.range(span.start..).next();
        before.is_none_or(|(start, edit)| *start < span.start && edit.span.end <= span.start)
            && behind.is_none_or(|(start, _)| span.end <= *start)
    }
}

/// The way back from an edited text to the one before.
#[derive(Clone, Debug)]
pub struct Origins(Vec<Moved>);

/// An edit and where its text stands afterwards.
#[derive(Clone, Copy, Debug)]
struct Moved {
    before: Span,
    after: Span,
}

impl Origins {
    /// Of the text that `edits` make.
    pub fn new(edits: &EditSet) -> Self {
        let mut grown: i64 = 0;
        let moved = edits.0.iter().map(|edit| {
            let start = (i64::from(edit.span.start) + grown) as usize;
            grown += edit.text.len() as i64 - edit.span.len() as i64;
            Moved {
                before: edit.span,
                after: Span::new(start, start + edit.text.len()),
            }
        });
        Origins(moved.collect())
    }

    /// Where the byte at `offset` of the edited text stood before; bytes that an edit wrote map to its start.
    pub fn of(&self, offset: u32) -> u32 {
        let behind = self.0.partition_point(|moved| moved.after.start <= offset);
        match self.0[..behind].last() {
            None => offset,
            Some(moved) if offset < moved.after.end => moved.before.start,
            Some(moved) => moved.before.end + (offset - moved.after.end),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    fn set(edits: &[(u32, u32, &str)]) -> EditSet {
        let edit = |(start, end, text): &(u32, u32, &str)| {
            let span = Span {
                start: *start,
                end: *end,
            };
            Edit::replace(span, *text)
        };
        EditSet::new(edits.iter().map(edit).collect()).unwrap()
    }

    #[test]
    fn clashing_sets_stay_out() {
        let mut gathering = Gathering::default();
        assert!(gathering.add(&set(&[(2, 4, "x"), (8, 8, "y")])));
        for clash in [(2, 2, ""), (3, 5, ""), (0, 3, ""), (8, 9, ""), (7, 9, "")] {
            assert!(!gathering.add(&set(&[(20, 21, ""), clash])), "{clash:?}");
        }
        assert!(gathering.add(&set(&[(0, 2, ""), (4, 8, "")])));
        assert_eq!(gathering.edits().edits().len(), 4);
        gathering.remove(&set(&[(4, 8, "")]));
        assert!(gathering.add(&set(&[(5, 6, "")])));
    }

    #[test]
    fn bytes_know_where_they_come_from() {
        // abcdefghij -> aXYdefZghij
        let edits = set(&[(1, 3, "XY"), (6, 6, "Z"), (9, 10, "")]);
        assert_eq!(edits.apply("abcdefghij"), "aXYdefZghi");
        let origins = Origins::new(&edits);
        let found: Vec<u32> = (0..=10).map(|offset| origins.of(offset)).collect();
        assert_eq!(found, [0, 1, 1, 3, 4, 5, 6, 6, 7, 8, 10]);
    }
}
