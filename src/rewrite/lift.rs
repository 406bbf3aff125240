//! Takes a whole instruction out of a file, with the comments that stand right above it.

use crate::model::Model;
use crate::syntax::{Instruction, ItemKind};
use crate::text::{Edit, Span};

/// An instruction taken out.
pub struct Lifted {
    /// The edit that does it.
    pub edit: Edit,
    /// The comment lines right above it, line ends included: they go with it.
    pub comments: String,
}

/// Takes `instruction` out. Of two blank lines that would then meet, one goes.
pub fn lift(model: &Model<'_>, instruction: &Instruction<'_>) -> Option<Lifted> {
    let items = &model.file.items;
    let at = item_of(model, instruction)?;
    let is_comment = |index: &usize| matches!(items[*index].kind, ItemKind::Comment);
    let first = (0..at).rev().take_while(is_comment).last().unwrap_or(at);
    let is_blank = |index: usize| {
        items
            .get(index)
            .is_some_and(|item| matches!(item.kind, ItemKind::Blank))
    };
    let alone = first == 0 || is_blank(first - 1);
    let last = if alone && is_blank(at + 1) {
        at + 1
    } else {
        at
    };
    let comments = Span {
        start: items[first].span.start,
        end: items[at].span.start,
    };
    let span = Span {
        end: items[last].span.end,
        ..comments
    };
    Some(Lifted {
        edit: Edit::delete(span),
        comments: comments.of(model.file.text).to_string(),
    })
}

/// Where the first line of `instruction` starts.
pub fn line_start(model: &Model<'_>, instruction: &Instruction<'_>) -> Option<u32> {
    let at = item_of(model, instruction)?;
    Some(model.file.items[at].span.start)
}

fn item_of(model: &Model<'_>, instruction: &Instruction<'_>) -> Option<usize> {
    let start = instruction.span.start;
    let behind = model
        .file
        .items
        .partition_point(|item| item.span.start <= start);
    behind.checked_sub(1)
}
