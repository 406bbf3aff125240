//! The configuration that the second stage has to be given again, because it stood above the seam or came with the old image.

use std::collections::HashSet;

use crate::data::{Gives, Runtime};
use crate::syntax::image::ImageReference;
use crate::syntax::{Arguments, Instruction, KeyValue, Keyword};
use crate::text::{Edit, Span};

use super::candidate::{Candidate, variables as named_in};
use super::trace::Trace;

/// Lines of the second stage by their place in it.
#[derive(Debug, Default)]
pub(super) struct Replay {
    /// ARG and ENV, right behind FROM.
    pub first: Vec<String>,
    /// WORKDIR, before the copies.
    pub directory: Option<String>,
    /// What stands behind the copies: USER last.
    pub last: Vec<String>,
    /// Instructions taken out of the first stage, which have no use there.
    pub moved: Vec<Edit>,
}

/// Reads what stands above step `seam`.
pub(super) fn replay(candidate: &Candidate<'_, '_>, trace: &Trace, seam: usize) -> Replay {
    let steps = &candidate.stage.steps;
    let mut replay = Replay::default();
    let mut user = None;
    let mut environment = Vec::new();
    for step in &steps[..seam] {
        let instruction = step.instruction;
        match instruction.keyword {
            Keyword::Env => environment.extend(env(candidate, instruction)),
            Keyword::Shell => replay.last.push(line(candidate, instruction)),
            Keyword::User => user = Some(line(candidate, instruction)),
            Keyword::Volume => replay.last.push(line(candidate, instruction)),
            _ if step.is_metadata() => {
                replay.last.push(line(candidate, instruction));
                replay.moved.extend(removal(candidate, instruction));
            }
            _ => {}
        }
    }
    replay.last.extend(user);
    replay.directory = directory(candidate, trace, seam);
    let below = steps[seam..]
        .iter()
        .map(|step| line(candidate, step.instruction));
    let mentions: Vec<String> = below
        .chain(replay.last.iter().cloned())
        .chain(replay.directory.clone())
        .chain(environment.iter().cloned())
        .collect();
    replay.first = variables(candidate, seam, &mentions);
    replay.first.extend(environment);
    replay
}

impl Replay {
    /// Puts variables in front that the old image set and `image` does not set alike; those that the file sets are its own.
    pub fn inherit(&mut self, candidate: &Candidate<'_, '_>, image: &str) {
        let new = ImageReference::parse(image);
        let old = Gives::of(candidate.image.familiar(), candidate.image.tag);
        let (Some(old), Some(new)) = (old, Gives::of(new.familiar(), new.tag)) else {
            return;
        };
        let own = |name: &str| candidate.stage.variables.exported(name).is_some();
        let kept = |(name, value): &&(&str, &str)| {
            let same = new
                .environment
                .iter()
                .any(|(other, there)| other == name && there == value);
            let toolchain = candidate.recipe.toolchain_env.contains(name);
            *name != "PATH" && !same && !toolchain && !own(name)
        };
        let lines = old.environment.iter().filter(kept);
        let lines = lines.map(|(name, value)| format!("ENV {name}={value}"));
        self.first.splice(0..0, lines);
    }
}

/// ARGs, and variables of the old image, that later lines name.
fn variables(candidate: &Candidate<'_, '_>, seam: usize, mentions: &[String]) -> Vec<String> {
    let named: HashSet<&str> = mentions.iter().flat_map(|text| named_in(text)).collect();
    let mut out = Vec::new();
    for (name, value) in &candidate.recipe.base_env {
        if candidate.builder.runtime != Runtime::Slim
            && *name != "PATH"
            && !value.is_empty()
            && named.contains(name)
        {
            out.push(format!("ENV {name}={value}"));
        }
    }
    for step in &candidate.stage.steps[..seam] {
        if let Arguments::Arg(pairs) = &step.instruction.arguments
            && pairs.iter().any(|pair| named.contains(&*pair.key.value))
        {
            out.push(line(candidate, step.instruction));
        }
    }
    out
}

/// An ENV without what only the toolchain reads.
fn env(candidate: &Candidate<'_, '_>, instruction: &Instruction<'_>) -> Option<String> {
    let Arguments::Env(pairs) = &instruction.arguments else {
        return None;
    };
    let toolchain =
        |pair: &&KeyValue<'_>| candidate.recipe.toolchain_env.contains(&&*pair.key.value);
    let kept: Vec<&KeyValue<'_>> = pairs.iter().filter(|pair| !toolchain(pair)).collect();
    match kept.len() {
        0 => None,
        all if all == pairs.len() => Some(line(candidate, instruction)),
        _ => {
            let word = |pair: &KeyValue<'_>| {
                let value = pair.value.as_ref().map_or("", |value| &value.value);
                format!("{}={value}", pair.key.value)
            };
            let words: Vec<String> = kept.into_iter().map(word).collect();
            Some(format!("ENV {}", words.join(" ")))
        }
    }
}

/// The instruction as written; on one line where comments stand within.
fn line(candidate: &Candidate<'_, '_>, instruction: &Instruction<'_>) -> String {
    match instruction.comments.is_empty() {
        true => instruction.span.of(candidate.model.file.text).to_string(),
        false => instruction
            .logical
            .as_str()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
    }
}

fn directory(candidate: &Candidate<'_, '_>, trace: &Trace, seam: usize) -> Option<String> {
    let steps = candidate.stage.steps[..seam].iter();
    let mut written = steps.filter(|step| step.instruction.keyword == Keyword::Workdir);
    let path = trace.at_seam.as_deref()?;
    match (written.next(), written.next()) {
        (Some(only), None)
            if only
                .instruction
                .body
                .of(only.instruction.logical.as_str())
                .starts_with('/') =>
        {
            Some(line(candidate, only.instruction))
        }
        (None, _) if path == "/" || candidate.builder.runtime == Runtime::Slim => None,
        _ => Some(format!("WORKDIR {path}")),
    }
}

/// Takes an instruction out, unless a comment speaks of it.
fn removal(candidate: &Candidate<'_, '_>, instruction: &Instruction<'_>) -> Option<Edit> {
    let file = candidate.model.file;
    let at = file
        .items
        .partition_point(|item| item.span.end <= instruction.span.start);
    let spoken_of = at > 0 && matches!(file.items[at - 1].kind, crate::syntax::ItemKind::Comment);
    let item = file.items.get(at)?;
    if spoken_of || !instruction.comments.is_empty() {
        return None;
    }
    let blank = |at: usize| {
        file.items
            .get(at)
            .is_none_or(|item| matches!(item.kind, crate::syntax::ItemKind::Blank))
    };
    let end = match at > 0 && blank(at - 1) && blank(at + 1) {
        true => file
            .items
            .get(at + 1)
            .map_or(item.span.end, |blank| blank.span.end),
        false => item.span.end,
    };
    Some(Edit::delete(Span {
        start: item.span.start,
        end,
    }))
}
