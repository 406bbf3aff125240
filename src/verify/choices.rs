//! The commands of a file without the words that a pass may choose for them, and these words apart.
//!
//! A pass that promises [`Facet::CommandsBut`](super::Facet::CommandsBut) one choice leaves alone every command and every
//! word of the other choices.

use crate::data::RuleData;
use crate::model::commands::Call;
use crate::model::ownership::{self, Kind, Setting};
use crate::model::packages::PackageCall;
use crate::model::{Model, RunScript, Scope, Stage, Step, paths};
use crate::text::Span;

use super::archives;
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
    /// Whether documentation is installed.
    Docs,
    /// Whether COPY and ADD set owner and mode, or `chown` and `chmod` do behind them.
    Owners,
    /// Whether an archive is deleted once it is unpacked.
    Archives,
    /// Whether `useradd` notes the user in the login logs.
    LoginLogs,
}

/// The commands and inputs of a file, and what was chosen in them.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Chosen {
    commands: Vec<String>,
    words: Vec<(Choice, String)>,
    /// For each COPY and ADD, in order, what sets owner and mode of what it brings.
    owners: Vec<[Option<String>; 2]>,
}

/// A stage with more of them is only followed so far.
const MOST_INPUTS: usize = 200;

/// The COPY and ADD of a stage so far: their place in [`Chosen::owners`] and where they put things.
type Inputs = Vec<(usize, String)>;

impl Chosen {
    pub(super) fn new(model: &Model<'_>, data: &'static RuleData) -> Self {
        let mut chosen = Chosen::default();
        for stage in &model.stages {
            let (mut count, mut inputs) = (0, Inputs::new());
            for step in &stage.steps {
                let Some(run) = &step.run else {
                    count += usize::from(!step.is_metadata());
                    chosen.input(stage, step, &mut inputs);
                    continue;
                };
                let text = match run.script() {
                    Some(script) => chosen.script(data, script, stage.scope(step), &inputs),
                    None => Some(step.instruction.span.of(model.file.text).to_string()),
                };
                let scope = scope(stage, step, count);
                let entry = text.map(|text| format!("{} {scope} {text}", stage.index));
                chosen.commands.extend(entry);
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
        self.commands == other.commands && self.owners == other.owners && rest(self) == rest(other)
    }

    /// Notes a COPY or ADD: what sets owner and mode apart, the rest as it is.
    fn input(&mut self, stage: &Stage<'_>, step: &Step<'_>, inputs: &mut Inputs) {
        let Some(destination) = ownership::destination(stage, step) else {
            return;
        };
        let instruction = step.instruction;
        let mut text = format!("{} {:?}", stage.index, instruction.keyword);
        let mut owners = [None, None];
        for flag in &instruction.flags {
            let value = flag.value.as_ref().map_or("", |value| &value.value);
            match &*flag.name {
                "chown" => owners[0] = Some(value.to_string()),
                "chmod" => owners[1] = Some(value.to_string()),
                name => text += &format!(" --{name}={value}"),
            }
        }
        text += instruction.body.of(instruction.logical.as_str());
        instruction.heredocs.iter().for_each(|doc| text += doc.text);
        self.commands.push(text);
        let known = destination.filter(|_| inputs.len() < MOST_INPUTS);
        inputs.extend(known.map(|path| (self.owners.len(), path)));
        self.owners.push(owners);
    }

    /// The text of a script without the words chosen; `None` if nothing is left.
    fn script(
        &mut self,
        data: &'static RuleData,
        script: &RunScript<'_>,
        scope: &Scope,
        inputs: &Inputs,
    ) -> Option<String> {
        let text = script.text.as_str();
        let calls = script.calls();
        let whole = Span::new(0, text.len());
        let directory = scope.directory.as_deref();
        let gone = archives::deletions(script, calls, directory, &scope.shell);
        if inputs.is_empty() || !script.tree.is_and_list() {
            return Some(self.cut(data, text, calls, whole, &gone));
        }
        let elements = script
            .tree
            .list
            .statements
            .iter()
            .flat_map(|statement| &statement.elements);
        let mut left: Vec<String> = Vec::new();
        for span in elements.map(|element| element.pipeline.span) {
            let first = calls.partition_point(|call| call.simple.span.start < span.start);
            let end = calls.partition_point(|call| call.simple.span.start < span.end);
            let own = &calls[first..end];
            let alone = own.first().filter(|call| call.simple.span == span);
            if alone.is_some_and(|call| gone.binary_search(&call.simple.span.start).is_ok()) {
                let words = span.of(text).to_string();
                self.words.push((Choice::Archives, words));
                continue;
            }
            let settings = alone.map_or(Vec::new(), |call| Setting::all(call, directory));
            match self.settle(&settings, inputs) {
                Some(other) => left.extend(other),
                None => left.push(self.cut(data, text, own, span, &[])),
            }
        }
        (!left.is_empty()).then(|| left.join(" && "))
    }

    /// Notes what a `chown` or `chmod` sets of what was copied; what else it sets. `None` if it is about nothing of that.
    fn settle(&mut self, settings: &[Setting], inputs: &Inputs) -> Option<Vec<String>> {
        let mut other = Vec::new();
        for setting in settings {
            if !self.apply(setting, inputs) {
                other.push(format!("{setting:?}"));
            }
        }
        (other.len() < settings.len()).then_some(other)
    }

    /// Notes who owns what was copied once `chown` or `chmod` ran; whether it is about anything that was copied.
    fn apply(&mut self, setting: &Setting, inputs: &Inputs) -> bool {
        let mut applies = false;
        for (input, path) in inputs {
            let named = *path == setting.path;
            let below = paths::within(path, &setting.path);
            applies |= below;
            if named || below && setting.recursive.is_some() {
                let place = match setting.kind {
                    Kind::Owner => 0,
                    Kind::Mode => 1,
                };
                self.owners[*input][place] = Some(setting.value.clone().unwrap_or_default());
            }
        }
        applies
    }

    fn cut(
        &mut self,
        data: &'static RuleData,
        text: &str,
        calls: &[Call<'_>],
        whole: Span,
        gone: &[u32],
    ) -> String {
        let mut out = String::new();
        let mut at = whole.start as usize;
        for call in calls {
            let span = call.simple.span;
            if gone.binary_search(&span.start).is_ok() && span.start as usize >= at {
                let before = text[at..span.start as usize].trim_end();
                let before = before.strip_suffix("&&").or(before.strip_suffix(';'));
                out.push_str(before.unwrap_or(&text[at..span.start as usize]).trim_end());
                at = span.end as usize;
                self.words
                    .push((Choice::Archives, span.of(text).to_string()));
                continue;
            }
            for (choice, span) in words(data, call, text) {
                if (span.start as usize) < at {
                    continue;
                }
                out.push_str(text[at..span.start as usize].trim_end());
                at = span.end as usize;
                self.words.push((choice, span.of(text).to_string()));
            }
        }
        out.push_str(&text[at..whole.end as usize]);
        normal(&out)
    }
}

/// The words chosen in a call, in order.
fn words(data: &'static RuleData, call: &Call<'_>, text: &str) -> Vec<(Choice, Span)> {
    let own = call.simple.words.get(call.first..).unwrap_or_default();
    let spans = || own.iter().map(|word| word.span);
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
    let lean = manager.lean.as_ref().map(|lean| lean.flag);
    let docs = manager.docs.as_ref().map(|docs| docs.flag);
    found.extend(only(Choice::Recommends, &|word| Some(word) == lean));
    found.extend(only(Choice::Docs, &|word| Some(word) == docs));
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

/// The operands that come along with another one because they are recommended.
fn recommended(data: &'static RuleData, package: &PackageCall<'_>) -> Vec<(Choice, Span)> {
    let names = package.operands().iter();
    let names: Vec<&str> = names
        .filter_map(|name| name.split(['=', ':', '/']).next())
        .collect();
    let along = data.recommends().along(&names, |_, _| true);
    let operands = package.operands().iter().zip(package.operand_spans());
    let found = operands.filter(|(name, _)| along.contains(**name));
    found.map(|(_, span)| (Choice::Recommends, *span)).collect()
}
