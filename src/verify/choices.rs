//! The commands of a file without the words that a pass may choose for them, and these words apart.
//!
//! A pass that promises [`Facet::CommandsBut`](super::Facet::CommandsBut) one choice leaves alone every command and every
//! word of the other choices.

use std::collections::HashSet;

use crate::data::RuleData;
use crate::model::commands::{Call, calls};
use crate::model::packages::PackageCall;
use crate::model::{Model, RunScript};
use crate::text::Span;

use super::commands::{normal, scope};

/// What can be written differently in a command that does the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Choice {
    /// Flags with which a package manager asks nothing.
    Answers,
    /// `apt` or `apt-get`.
    Frontend,
    /// Whether what is only recommended is installed, and which recommended packages are named.
    Recommends,
    /// Whether `useradd` notes the user in the login logs.
    LoginLogs,
}

/// The commands of a file, and what was chosen in them.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Chosen {
    commands: Vec<String>,
    words: Vec<(Choice, String)>,
}

impl Chosen {
    pub(super) fn new(model: &Model<'_>, data: &'static RuleData) -> Self {
        let mut chosen = Chosen::default();
        for stage in &model.stages {
            let mut inputs = 0;
            for step in &stage.steps {
                let Some(run) = &step.run else {
                    inputs += usize::from(!step.is_metadata());
                    continue;
                };
                let text = match run.script() {
                    Some(script) => chosen.cut(data, script),
                    None => step.instruction.span.of(model.file.text).to_string(),
                };
                let scope = scope(stage, step, inputs);
                chosen
                    .commands
                    .push(format!("{} {scope} {text}", stage.index));
            }
        }
        chosen
    }

    /// Whether both are the same but for words of this choice.
    pub(super) fn same_but(&self, other: &Chosen, choice: Choice) -> bool {
        let rest = |chosen: &Chosen| -> Vec<(Choice, String)> {
            let words = chosen.words.iter();
            words.filter(|(of, _)| *of != choice).cloned().collect()
        };
        self.commands == other.commands && rest(self) == rest(other)
    }

    /// The text of a script without the words chosen.
    fn cut(&mut self, data: &'static RuleData, script: &RunScript<'_>) -> String {
        let text = script.text.as_str();
        let mut out = String::new();
        let mut at = 0;
        for call in calls(&script.tree, text) {
            for (choice, span) in words(data, &call, text) {
                if (span.start as usize) < at {
                    continue;
                }
                out.push_str(text[at..span.start as usize].trim_end());
                at = span.end as usize;
                self.words.push((choice, span.of(text).to_string()));
            }
        }
        out.push_str(&text[at..]);
        normal(&out)
    }
}

/// The words chosen in a call, in order.
fn words(data: &'static RuleData, call: &Call<'_>, text: &str) -> Vec<(Choice, Span)> {
    let spans = || {
        call.simple
            .words
            .iter()
            .skip(call.first)
            .map(|word| word.span)
    };
    let only = |choice: Choice, wanted: &dyn Fn(&str) -> bool| -> Vec<(Choice, Span)> {
        let spans = spans().filter(|span| wanted(span.of(text)));
        spans.map(|span| (choice, span)).collect()
    };
    if call.name() == Some("useradd") {
        return only(Choice::LoginLogs, &|word| {
            matches!(word, "-l" | "--no-log-init")
        });
    }
    let Some(package) = PackageCall::new(data, call) else {
        return Vec::new();
    };
    let manager = package.manager;
    let mut found = match manager.name {
        "apt" | "apt-get" => frontend(&package, spans().next()),
        _ => Vec::new(),
    };
    if manager.name.starts_with("apt") && package.verb == "install" {
        found.extend(recommended(data, &package));
        found.extend(only(Choice::Recommends, &|word| {
            word == "--no-install-recommends"
        }));
    }
    if let Some(lean) = &manager.lean {
        found.extend(only(Choice::Recommends, &|word| word == lean.flag));
    }
    found.extend(only(Choice::Answers, &|word| {
        manager.yes_flags.contains(&word)
    }));
    found.sort_by_key(|(_, span)| *span);
    found
}

/// The name of the command, and of the verb that the two call differently.
fn frontend(package: &PackageCall<'_>, name: Option<Span>) -> Vec<(Choice, Span)> {
    let verb = matches!(package.verb, "full-upgrade" | "dist-upgrade").then_some(package.verb_span);
    let spans = name.into_iter().chain(verb);
    spans.map(|span| (Choice::Frontend, span)).collect()
}

/// The operands that another operand recommends.
fn recommended(data: &'static RuleData, package: &PackageCall<'_>) -> Vec<(Choice, Span)> {
    let rows = package.operands().iter().filter_map(|name| {
        let name = name.split(['=', ':', '/']).next()?;
        data.recommends().row(name)
    });
    let named: HashSet<&str> = rows
        .flat_map(|row| row.keeps.iter().chain(&row.tools))
        .copied()
        .collect();
    let operands = package.operands().iter().zip(package.operand_spans());
    let found = operands.filter(|(name, _)| named.contains(**name));
    found.map(|(_, span)| (Choice::Recommends, *span)).collect()
}
