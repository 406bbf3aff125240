//! Comments that ask the passes to leave something alone.
//!
//! `# dfopt: skip`, `# dfopt: skip PASS …`, `# dfopt: skip-file`, `# hadolint ignore=RULE,…`, `# hadolint global ignore=…` and
//! BuildKit's `# check=skip=RULE,…`.

use std::collections::HashMap;

use crate::syntax::{File, ItemKind};
use crate::text::Span;

/// What the comments of a file ask for.
#[derive(Debug, Default)]
pub struct Steering {
    whole: Request,
    by_start: HashMap<u32, Request>,
    asks: Vec<Ask>,
}

/// A comment of dfopt's own that asks for one instruction to be left alone.
#[derive(Clone, Debug)]
pub struct Ask {
    /// The comment.
    pub span: Span,
    /// The passes it names; none: every pass.
    pub passes: Vec<String>,
    /// Where the instruction below it starts, if there is one.
    pub instruction: Option<u32>,
}

/// What one place asks for.
#[derive(Clone, Debug, Default)]
struct Request {
    everything: bool,
    passes: Vec<String>,
    rules: Vec<String>,
}

impl Steering {
    /// Reads the comments of a file. A comment counts for the next instruction, other comments and blank lines between.
    pub fn new(file: &File<'_>) -> Self {
        let mut steering = Steering::default();
        let mut next = Request::default();
        for item in &file.items {
            match &item.kind {
                ItemKind::Blank => {}
                ItemKind::Comment => {
                    let text = item
                        .span
                        .of(file.text)
                        .trim()
                        .trim_start_matches('#')
                        .trim();
                    if let Some(passes) = skipped(text) {
                        steering.asks.push(Ask {
                            span: item.span,
                            passes,
                            instruction: None,
                        });
                    }
                    read_comment(text, &mut steering.whole, &mut next);
                }
                ItemKind::Directive { name, value } if name == "check" => {
                    read_check(value, &mut steering.whole)
                }
                ItemKind::Directive { .. } => {}
                ItemKind::Instruction(instruction) => {
                    let start = instruction.span.start;
                    let above = steering.asks.iter_mut().rev();
                    above
                        .take_while(|ask| ask.instruction.is_none())
                        .for_each(|ask| ask.instruction = Some(start));
                    if !next.is_empty() {
                        steering.by_start.insert(start, std::mem::take(&mut next));
                    }
                }
            }
        }
        steering
    }

    /// Whether any comment asks for anything.
    pub fn has_requests(&self) -> bool {
        !self.whole.is_empty() || !self.by_start.is_empty()
    }

    /// The comments of dfopt's own that ask for an instruction to be left alone, from top to bottom.
    pub fn asks(&self) -> &[Ask] {
        &self.asks
    }

    /// Whether a comment above the instruction at `span` asks for anything.
    pub fn speaks_of(&self, span: Span) -> bool {
        self.by_start.contains_key(&span.start)
    }

    /// Whether the file as a whole is to be left alone by every pass.
    pub fn skips_file(&self) -> bool {
        self.whole.everything
    }

    /// Whether the pass called `pass`, which answers `rules` of other linters, is to leave the instruction at `span` alone.
    pub fn skips(&self, span: Span, pass: &str, rules: &[&str]) -> bool {
        let here = self.by_start.get(&span.start);
        [Some(&self.whole), here]
            .into_iter()
            .flatten()
            .any(|request| request.names(pass, rules))
    }
}

impl Request {
    fn is_empty(&self) -> bool {
        !self.everything && self.passes.is_empty() && self.rules.is_empty()
    }

    fn names(&self, pass: &str, rules: &[&str]) -> bool {
        self.everything
            || self.passes.iter().any(|name| name == pass)
            || self.rules.iter().any(|rule| rules.contains(&rule.as_str()))
    }
}

/// The passes that `dfopt: skip …` names; none for all of them. `None` for another comment.
fn skipped(text: &str) -> Option<Vec<String>> {
    let order = text.strip_prefix("dfopt:")?.trim().strip_prefix("skip")?;
    let names: Vec<String> = list(order).collect();
    let ends = order.is_empty() || order.starts_with([' ', '\t']);
    ends.then_some(names)
}

fn read_comment(text: &str, whole: &mut Request, next: &mut Request) {
    if let Some(order) = text.strip_prefix("dfopt:").map(str::trim) {
        match skipped(text) {
            Some(names) if names.is_empty() => next.everything = true,
            Some(names) => next.passes.extend(names),
            None if order == "skip-file" => whole.everything = true,
            None => {}
        }
    } else if let Some(order) = text.strip_prefix("hadolint").map(str::trim) {
        let (request, order) = match order.strip_prefix("global").map(str::trim) {
            Some(order) => (whole, order),
            None => (next, order),
        };
        if let Some(rules) = order
            .strip_prefix("ignore")
            .and_then(|rest| rest.trim_start().strip_prefix('='))
        {
            request.rules.extend(list(rules));
        }
    }
}

/// The value of BuildKit's `check` directive: `skip=RULE,RULE;error=true`, or `skip=all`.
fn read_check(value: &str, whole: &mut Request) {
    for part in value.split(';') {
        if let Some(rules) = part.trim().strip_prefix("skip=") {
            whole.rules.extend(list(rules));
        }
    }
}

/// Names parted by commas or blanks. What follows a name behind ` #`, `(` or ` -` is a reason and not read.
fn list(text: &str) -> impl Iterator<Item = String> {
    let end = ["#", "(", " -"]
        .iter()
        .filter_map(|mark| text.find(mark))
        .min()
        .unwrap_or(text.len());
    text[..end]
        .split([',', ' ', '\t'])
        .filter(|name| !name.is_empty())
        .map(str::to_string)
}
