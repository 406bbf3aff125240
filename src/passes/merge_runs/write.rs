//! The edits that make one `RUN` of several.

use super::form::{Placed, Plan};
use super::places::{body, comments, note, owned_lines, tail};
use super::{Part, Seam};
use crate::model::Model;
use crate::pass::Finding;
use crate::rewrite::{Join, Layout, Layouts};
use crate::shell::Element;
use crate::text::{Edit, EditSet, Span};

/// Parts that become one, and how.
struct Merge<'w, 'm, 'a> {
    model: &'w Model<'w>,
    layout: Layout,
    parts: &'w [Part<'m, 'a>],
    plan: &'w Plan,
}

/// The findings of a group: one for each seam where each can be made alone, else one.
pub(super) fn findings(
    model: &Model<'_>,
    layouts: &Layouts<'_, '_>,
    parts: &[Part<'_, '_>],
    seams: &[Seam],
    plan: &Plan,
) -> Vec<Finding> {
    let merge = Merge {
        model,
        layout: layout(layouts, parts),
        parts,
        plan,
    };
    let last = parts.len() - 1;
    let notes = parts[..last].iter().any(|part| note(model, part).is_some());
    let first_hop = (1..parts.len())
        .find(|at| parts[*at].hops)
        .unwrap_or(parts.len());
    let mut findings = Vec::new();
    let finding = |at: usize, edits| {
        let title = format!("merge with line {}", parts[at - 1].line);
        let span = parts[at].step.instruction.span;
        Finding::safe(span, &seams[at].message, title, edits)
    };
    if !plan.is_plain() || notes {
        let at = (1..parts.len()).find(|at| seams[*at].saves).unwrap_or(1);
        return vec![finding(at, merge.all(first_hop))];
    }
    for at in 1..first_hop {
        findings.push(finding(at, vec![merge.seam(at)]));
    }
    if first_hop < parts.len() {
        findings.push(finding(first_hop, merge.hop(first_hop)));
    }
    findings
}

impl Merge<'_, '_, '_> {
    /// Every edit; the parts from `first_hop` on are moved.
    fn all(&self, first_hop: usize) -> Vec<Edit> {
        let mut edits = self.opening();
        for at in 0..first_hop {
            edits.extend(self.inner(at));
            if at > 0 {
                edits.push(self.seam(at));
            }
        }
        if first_hop < self.parts.len() {
            edits.extend(self.hop(first_hop));
        } else if self.plan.parts.last().is_some_and(|placed| placed.brackets) {
            let last = self.parts.last();
            edits.extend(last.map(|part| Edit::insert(tail(part).start, ")")));
        }
        edits
    }

    /// What stands before the first command.
    fn opening(&self) -> Vec<Edit> {
        let (part, placed) = (&self.parts[0], &self.plan.parts[0]);
        let mut edits = Vec::new();
        if let (Some(note), 2..) = (note(self.model, part), self.parts.len()) {
            let line = format!("{note}{}", self.layout.newline);
            edits.push(Edit::insert(part.step.instruction.span.start, line));
        }
        let mut text = String::new();
        if let Some(header) = &self.plan.header {
            text = format!("{header}{}", self.layout.seam(Join::Semicolon, &[]));
        }
        text += &self.bracket(part, placed);
        if !text.is_empty() {
            let at = match &part.shape().header {
                Some(header) if placed.headless => part.script.text.file_offset(header.end),
                _ => body(part).start,
            };
            edits.push(Edit::insert(at, text));
        }
        edits
    }

    /// What opens the brackets of a part.
    fn bracket(&self, part: &Part<'_, '_>, placed: &Placed) -> String {
        if !placed.brackets {
            return String::new();
        }
        let start = start(part, placed);
        let rest = Span {
            start,
            end: part.step.instruction.span.end,
        };
        // `((` is arithmetic to bash.
        let apart = placed.undo.is_empty() && rest.of(self.model.file.text).starts_with('(');
        format!("({}{}", if apart { " " } else { "" }, placed.undo)
    }

    /// Joins a part to the one right before it; comments between them stay where they are.
    fn seam(&self, at: usize) -> Edit {
        let (before, part) = (&self.parts[at - 1], &self.parts[at]);
        let placed = &self.plan.parts[at];
        let span = Span {
            start: tail(before).start,
            end: start(part, placed),
        };
        let between = Span {
            start: before.step.instruction.span.end,
            end: part.step.instruction.span.start,
        };
        Edit::replace(span, self.joint(at, between))
    }

    /// The text between two parts.
    fn joint(&self, at: usize, owned: Span) -> String {
        let (part, placed) = (&self.parts[at], &self.plan.parts[at]);
        let mut lines = comments(self.model, owned, part, start(part, placed));
        let note = (at + 1 < self.parts.len())
            .then(|| note(self.model, part))
            .flatten();
        let shown = note.map(|note| format!("{}{note}", self.layout.indent));
        lines.extend(shown.as_deref());
        let closing = if self.plan.parts[at - 1].brackets {
            ")"
        } else {
            ""
        };
        let seam = self.layout.seam(self.plan.join, &lines);
        format!("{closing}{seam}{}", self.bracket(part, placed))
    }

    /// Moves the parts from `first` on up, over the instructions between.
    fn hop(&self, first: usize) -> Vec<Edit> {
        let mut edits = Vec::new();
        let mut moved = String::new();
        let text = self.model.file.text;
        for (at, part) in self.parts.iter().enumerate().skip(first) {
            let lines = owned_lines(self.model, part);
            moved += &self.joint(at, lines);
            let placed = &self.plan.parts[at];
            let kept = Span {
                start: start(part, placed),
                end: tail(part).start,
            };
            moved += &applied(kept.of(text), kept.start, self.inner(at));
            if at + 1 == self.parts.len() {
                moved.push_str(if placed.brackets { ")" } else { "" });
                moved.push_str(tail(part).of(text));
            }
            edits.push(Edit::delete(lines));
        }
        edits.push(Edit::replace(tail(&self.parts[first - 1]), moved));
        edits
    }

    /// `;` for each `&&` of a part that is to have it.
    fn inner(&self, at: usize) -> Vec<Edit> {
        let (part, placed) = (&self.parts[at], &self.plan.parts[at]);
        let skipped = part.shape().header.as_ref().map_or(0, |header| header.end);
        let statements = part.script.tree.list.statements.iter();
        let elements: Vec<&Element> = statements
            .flat_map(|statement| &statement.elements)
            .collect();
        let wanted = |pair: &&[&Element]| match pair[1].pipeline.span.start {
            start if start <= skipped => start == skipped && placed.opened,
            _ => placed.statements,
        };
        elements
            .windows(2)
            .filter(wanted)
            .flat_map(|pair| self.statement_end(part, pair))
            .collect()
    }

    fn statement_end(&self, part: &Part<'_, '_>, pair: &[&Element]) -> Vec<Edit> {
        let [before, element] = pair else {
            return Vec::new();
        };
        let Some(operator) = element.operator else {
            return Vec::new();
        };
        let end = part.script.text.file_span(before.pipeline.span).end;
        let mut span = part.script.text.file_span(operator.span);
        let behind = &self.model.file.text[span.end as usize..];
        let blanks = behind.len() - behind.trim_start_matches([' ', '\t']).len();
        span.end += blanks as u32;
        vec![Edit::insert(end, ";"), Edit::delete(span)]
    }
}

/// `text`, which stands at `offset` of the file, with edits of the file made.
fn applied(text: &str, offset: u32, edits: Vec<Edit>) -> String {
    let moved = edits.into_iter().map(|edit| Edit {
        span: Span {
            start: edit.span.start - offset,
            end: edit.span.end - offset,
        },
        text: edit.text,
    });
    EditSet::new(moved.collect()).map_or_else(|| text.to_string(), |edits| edits.apply(text))
}

/// The layout of the first part that has continuation lines.
fn layout(layouts: &Layouts<'_, '_>, parts: &[Part<'_, '_>]) -> Layout {
    let continued =
        |part: &&Part<'_, '_>| part.step.instruction.lines.0 < part.step.instruction.lines.1;
    let chosen = parts.iter().find(continued).unwrap_or(&parts[0]);
    layouts.of(chosen.step.instruction)
}

/// Where in the file that begins which is kept of a part.
fn start(part: &Part<'_, '_>, placed: &Placed) -> u32 {
    match &part.shape().header {
        Some(header) if placed.headless => part.script.text.file_offset(header.end),
        _ => body(part).start,
    }
}
