//! Where things stand in the file: the body of a `RUN`, what is behind it, the comments that belong to it.

use super::Part;
use crate::model::Model;
use crate::syntax::ItemKind;
use crate::text::Span;

/// The body of a `RUN` in the file: keyword and flags left out.
pub(super) fn body(part: &Part<'_, '_>) -> Span {
    let start = part.script.text.file_offset(0);
    Span {
        start,
        end: part.step.instruction.span.end,
    }
}

/// What stands behind the last command of a `RUN`: nothing, its last `;`, or a comment.
pub(super) fn tail(part: &Part<'_, '_>) -> Span {
    let end = part
        .script
        .tree
        .list
        .statements
        .last()
        .map_or(0, |statement| statement.span.end);
    let behind = part
        .script
        .text
        .file_span(Span {
            start: end.saturating_sub(1),
            end,
        })
        .end;
    Span {
        start: behind,
        end: part.step.instruction.span.end.max(behind),
    }
}

/// A comment of the shell that ends a `RUN` on the line of its last command.
pub(super) fn note<'s>(model: &Model<'s>, part: &Part<'_, '_>) -> Option<&'s str> {
    let [comment] = part.script.tree.comments[..] else {
        return None;
    };
    let span = part.script.text.file_span(comment);
    let text = span.of(model.file.text);
    let behind = span.start >= tail(part).start && span.end == tail(part).end;
    (behind && !text.contains('\n')).then(|| text.trim_end())
}

/// The comment lines in `owned` and those between keyword and `start` of `part`, line ends left out.
pub(super) fn comments<'s>(
    model: &Model<'s>,
    owned: Span,
    part: &Part<'_, '_>,
    start: u32,
) -> Vec<&'s str> {
    let text = model.file.text;
    let inner = part
        .step
        .instruction
        .comments
        .iter()
        .filter(|comment| comment.end <= start);
    let inner = inner.map(|span| span.of(text).trim_end_matches(['\n', '\r']));
    comments_within(model, owned)
        .into_iter()
        .chain(inner)
        .collect()
}

/// The comment lines of the file in `span`, line ends left out.
pub(super) fn comments_within<'s>(model: &Model<'s>, span: Span) -> Vec<&'s str> {
    let text = model.file.text;
    let items = &model.file.items;
    let first = items.partition_point(|item| item.span.start < span.start);
    let inside = items[first..]
        .iter()
        .take_while(|item| item.span.end <= span.end);
    inside
        .filter(|item| matches!(item.kind, ItemKind::Comment))
        .map(|item| item.span.of(text).trim_end_matches(['\n', '\r']))
        .collect()
}

/// The lines of an instruction with the comment block straight above it, and one blank line above if another follows.
pub(super) fn owned_lines(model: &Model<'_>, part: &Part<'_, '_>) -> Span {
    let items = &model.file.items;
    let at = items.partition_point(|item| item.span.end <= part.step.instruction.span.start);
    let is = |index: usize, blank: bool| {
        items.get(index).is_some_and(|item| match blank {
            true => matches!(item.kind, ItemKind::Blank),
            false => matches!(item.kind, ItemKind::Comment),
        })
    };
    let mut first = at;
    while first > 0 && is(first - 1, false) {
        first -= 1;
    }
    if first > 0 && is(first - 1, true) && (at + 1 == items.len() || is(at + 1, true)) {
        first -= 1;
    }
    Span {
        start: items[first].span.start,
        end: items[at].span.end,
    }
}
