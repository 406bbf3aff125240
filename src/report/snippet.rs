//! Findings and errors as rustc shows them: the line, the place under it, and what to know about it.

use annotate_snippets::{AnnotationKind, Element, Level, Renderer, Snippet};

use super::{Colour, catalog, human};
use crate::pass::{Options, Outcome, Safety, Saving};
use crate::pipeline::Found;
use crate::syntax::SyntaxError;
use crate::text::{LineIndex, Span};

/// Terminal columns that a message is laid out for; only very long source lines are cut.
const WIDTH: usize = 140;

/// A Dockerfile as it is shown.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// Its name for the user.
    pub path: &'a str,
    /// Its text.
    pub text: &'a str,
    /// Where the lines of the text start.
    pub lines: &'a LineIndex,
    /// What its name links to, on terminals that can follow a link.
    pub link: Option<&'a str>,
}

/// What BuildKit would refuse the file for.
pub fn error(source: Source<'_>, error: &SyntaxError, colour: Colour) -> String {
    let title = Level::ERROR.primary_title(&error.message);
    let group = title.element(snippet(source, error.span, None));
    render(&[group], colour)
}

/// A finding. A refusal is one line; a fix is shown at its place.
pub fn finding(source: Source<'_>, found: &Found, options: &Options, colour: Colour) -> String {
    let fix = match &found.finding.outcome {
        Outcome::Fix(fix) => fix,
        Outcome::Refused { reason } => {
            let saves = found.finding.saves;
            let refusal = human::refusal(
                source.path,
                found.line,
                found.pass,
                &found.finding.message,
                reason,
                saves,
            );
            return linked(refusal, source, &format!("{}:{}", source.path, found.line));
        }
    };
    let level = match options.allows(fix.safety) {
        true => Level::WARNING,
        false => Level::NOTE,
    };
    let label = found.finding.saves.map(saved);
    let title = level.primary_title(&found.finding.message).id(found.pass);
    let title = match catalog::address(found.pass).filter(|_| source.link.is_some()) {
        Some(address) => title.id_url(address),
        None => title,
    };
    let mut group = title.element(snippet(source, found.finding.span, label));
    if let Some(note) = condition(fix.safety, options) {
        group = group.element(Level::NOTE.message(note));
    }
    let shown = render(&[group.element(Level::HELP.message(&fix.title))], colour);
    let place = format!("{}:{}:{}", source.path, found.line, found.column);
    linked(shown, source, &place)
}

/// The text with the first mention of a place as a link (OSC 8) to the file.
fn linked(text: String, source: Source<'_>, place: &str) -> String {
    match source.link {
        Some(link) => {
            let there = format!("\u{1b}]8;;{link}\u{1b}\\{place}\u{1b}]8;;\u{1b}\\");
            text.replacen(place, &there, 1)
        }
        None => text,
    }
}

fn saved(saving: Saving) -> String {
    format!(
        "saves about {} ({})",
        super::size(saving.bytes),
        saving.basis.name()
    )
}

/// What a fix rests on, or why it is not made.
fn condition(safety: Safety, options: &Options) -> Option<String> {
    match safety {
        Safety::Safe if options.allows(safety) => None,
        Safety::Safe => Some("made at -O1".to_string()),
        Safety::ShowOnly => Some("dfopt only shows this and never rewrites it".to_string()),
        Safety::Assumes(name) if options.allows(safety) => Some(format!("assumes `{name}`")),
        Safety::Assumes(name) => Some(format!(
            "needs the assumption `{name}`: -O{} or --assume {name}",
            name.level()
        )),
    }
}

/// The line on which `span` starts, and of the span what stands on it.
fn snippet<'a>(source: Source<'a>, span: Span, label: Option<String>) -> impl Into<Element<'a>> {
    let text = source.text;
    let start = boundary(text, span.start);
    let end = boundary(text, span.end).max(start);
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let rest = &text[start..];
    let line_end = start + rest.find('\n').unwrap_or(rest.len());
    let line = text[line_start..line_end].trim_end_matches('\r');
    let bare = line.trim_start_matches('\u{feff}');
    let skipped = line_start + line.len() - bare.len();
    let within = |at: usize| at.saturating_sub(skipped).min(bare.len());
    let number = source.lines.line(start as u32);
    let mark = AnnotationKind::Primary.span(within(start)..within(end));
    Snippet::source(bare)
        .path(source.path)
        .line_start(number as usize)
        .annotation(mark.label(label))
}

/// The start of the character at `offset`, or the end of the text.
fn boundary(text: &str, offset: u32) -> usize {
    let mut at = text.len().min(offset as usize);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn render(groups: &[annotate_snippets::Group<'_>], colour: Colour) -> String {
    let renderer = match colour {
        Colour::On => Renderer::styled(),
        Colour::Off => Renderer::plain(),
    };
    let mut out = renderer.term_width(WIDTH).render(groups);
    // A blank line sets each apart, as rustc does.
    out.push_str("\n\n");
    out
}
