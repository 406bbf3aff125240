//! The commands that a file runs, one after the other, with all that decides what each of them does.

use std::collections::HashMap;
use std::rc::Rc;

use crate::data::RuleData;
use crate::model::commands::Call;
use crate::model::packages::{PackageCall, deleted_paths};
use crate::model::scope::ShellKind;
use crate::model::{Model, RunScript, Stage, Step, paths};
use crate::shell::Script;
use crate::syntax::Instruction;
use crate::text::Span;
use crate::verify::cleanup::{cache_flags, clears, is_cleanup};
use crate::verify::setup;
use crate::verify::units::{self, Piece};

/// One thing that runs, and the state in which it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    pub(super) stage: usize,
    /// User, directory, shell, variables set, flags of the `RUN`, and how many COPY and ADD came before.
    pub(super) scope: Rc<str>,
    pub(super) deed: Rc<Deed>,
}

/// What a unit does, wherever its `RUN` stands.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Deed {
    /// Hash of the commands of the same `RUN` before it that left state behind.
    trail: u64,
    /// Options of the shell that matter to it.
    options: String,
    /// Whether the `RUN` goes on when it fails.
    goes_on: bool,
    pub(super) text: String,
    /// Whether it only installs packages of the distribution or makes users.
    pub(super) setup: bool,
}

impl Deed {
    fn new(piece: Piece, text: String, setup: bool) -> Rc<Self> {
        Rc::new(Deed {
            trail: piece.trail,
            options: piece.options,
            goes_on: piece.goes_on,
            text,
            setup,
        })
    }
}

/// What scripts do, read before: most are the same before and after a change of the file.
#[derive(Debug, Default)]
pub struct Memo(HashMap<Asked, (Rc<Script>, Deeds)>);

/// A script by its address, which it keeps; whether the shell is started with `-e`; whether cleanup is left out.
type Asked = (*const Script, bool, bool);

type Deeds = Rc<[Rc<Deed>]>;

impl Memo {
    /// The deeds of a script, cleanup left out where `data` is given.
    fn deeds(
        &mut self,
        script: &RunScript<'_>,
        errexit: bool,
        data: Option<&'static RuleData>,
    ) -> Deeds {
        let asked = (Rc::as_ptr(&script.tree), errexit, data.is_some());
        let read = || {
            let deeds = match data {
                Some(data) => but_cleanup(script, errexit, data),
                None => plain(script, errexit),
            };
            (script.tree.clone(), deeds)
        };
        self.0.entry(asked).or_insert_with(read).1.clone()
    }
}

fn plain(script: &RunScript<'_>, errexit: bool) -> Deeds {
    let text = |piece: &Piece| Some(normal(script.get(piece.span)));
    let pieces = units::pieces(script, errexit, &text).into_iter();
    pieces
        .map(|(piece, text)| Deed::new(piece, text, false))
        .collect()
}

fn but_cleanup(script: &RunScript<'_>, errexit: bool, data: &'static RuleData) -> Deeds {
    let calls = script.calls();
    let inside = |piece: &Piece| {
        let first = calls.partition_point(|call| call.simple.span.start < piece.span.start);
        let end = calls.partition_point(|call| call.simple.span.start < piece.span.end);
        &calls[first..end]
    };
    let cleaned = |piece: &Piece| without_cleanup(data, script, piece.span, inside(piece));
    let pieces = units::pieces(script, errexit, &cleaned).into_iter();
    pieces
        .map(|(piece, text)| {
            let setup = setup::is_setup(data, inside(&piece));
            Deed::new(piece, text, setup)
        })
        .collect()
}

/// The units of a file as they are.
pub(super) fn units(model: &Model<'_>, memo: &mut Memo) -> Vec<Unit> {
    read(model, None, memo)
}

/// The units of a file without cleanup.
pub(super) fn units_but_cleanup(
    model: &Model<'_>,
    data: &'static RuleData,
    memo: &mut Memo,
) -> Vec<Unit> {
    read(model, Some(data), memo)
}

/// The units of every RUN, cleanup left out where `data` is given.
fn read(model: &Model<'_>, data: Option<&'static RuleData>, memo: &mut Memo) -> Vec<Unit> {
    let mut all = Vec::new();
    for stage in &model.stages {
        let mut inputs = 0;
        for step in &stage.steps {
            let Some(run) = &step.run else {
                inputs += usize::from(!step.is_metadata());
                continue;
            };
            let scope = scope(stage, step, inputs);
            let deeds = match run.script() {
                Some(script) => memo.deeds(script, stage.scope(step).shell.errexit(), data),
                None => [Deed::new(Piece::whole(), raw(step.instruction), false)].into(),
            };
            all.extend(deeds.iter().map(|deed| Unit {
                stage: stage.index,
                scope: scope.clone(),
                deed: deed.clone(),
            }));
        }
    }
    all
}

/// The text of a RUN that is not taken apart.
fn raw(instruction: &Instruction<'_>) -> String {
    let mut text = instruction
        .body
        .of(instruction.logical.as_str())
        .to_string();
    let docs = instruction.heredocs.iter();
    docs.for_each(|doc| text.push_str(doc.text));
    text
}

pub(super) fn scope(stage: &Stage<'_>, step: &Step<'_>, inputs: usize) -> Rc<str> {
    let scope = stage.scope(step);
    let mut flags = String::new();
    for flag in &step.instruction.flags {
        let value = flag.value.as_ref().map_or("", |value| &value.value);
        flags.push_str(&format!(" {}={value}", flag.name));
    }
    // The make of the default shell is a matter of the base.
    let shell = match &scope.shell {
        ShellKind::Default(_) => &ShellKind::Default(None),
        set => set,
    };
    let set = (&scope.user, &scope.directory, shell, step.version, inputs);
    format!("{set:?}{flags}").into()
}

/// Text with white space folded where no quote makes it count.
pub(super) fn normal(text: &str) -> String {
    match text.contains(['"', '\'', '\\', '\n', '`', '#']) {
        true => text.to_string(),
        false => text.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

/// The text without flags that only avoid a cache; `None` if the command only clears one or fetches indexes.
fn without_cleanup(
    data: &'static RuleData,
    script: &RunScript<'_>,
    span: Span,
    calls: &[Call<'_>],
) -> Option<String> {
    let text = script.text.as_str();
    if let [only] = calls
        && only.simple.span == span
        && is_cleanup(data, only, text)
    {
        return None;
    }
    let mut out = String::new();
    let mut at = span.start;
    for call in calls {
        // A call stands before those in its own substitutions: there the text is cut already.
        let before = text.get(at as usize..call.simple.span.start as usize);
        if let Some(before) = before.and_then(|it| it.trim_end().strip_suffix("&&"))
            && clears(data, call, text)
        {
            out.push_str(before.trim_end());
            at = call.simple.span.end;
            continue;
        }
        for word in cache_flags(data, call, text) {
            if word.start >= at && word.end <= span.end {
                out.push_str(text[at as usize..word.start as usize].trim_end());
                at = word.end;
            }
        }
    }
    out.push_str(&text[at as usize..span.end as usize]);
    Some(normal(&out))
}

/// How many package calls of a file find no index that the file fetched for them.
pub(super) fn unserved_installs(model: &Model<'_>, data: &'static RuleData) -> usize {
    let mut unserved = 0;
    let mut left: Vec<Indexes> = Vec::with_capacity(model.stages.len());
    for stage in &model.stages {
        let mut indexes = match model.parent(stage) {
            Some(parent) => left[parent.index].clone(),
            None => Indexes::new(),
        };
        for script in stage
            .steps
            .iter()
            .filter_map(|step| step.run.as_ref()?.script())
        {
            let text = script.text.as_str();
            for call in script.calls() {
                unserved += usize::from(!serve(data, call, text, &mut indexes));
            }
        }
        left.push(indexes);
    }
    unserved
}

/// The index directories that hold something.
type Indexes = Vec<&'static str>;

/// Whether a call finds the index that it needs; notes what it does to the indexes.
fn serve(data: &'static RuleData, call: &Call<'_>, text: &str, indexes: &mut Indexes) -> bool {
    let deleted = deleted_paths(call, text);
    indexes.retain(|index| {
        !deleted
            .iter()
            .any(|path| paths::names(path, &format!("{index}/x")))
    });
    let Some(package) = PackageCall::new(data, call) else {
        return true;
    };
    let manager = package.manager;
    if package.refreshes() {
        let new = manager.indexes.iter().filter(|new| !indexes.contains(new));
        indexes.extend(new.copied().collect::<Vec<_>>());
    }
    !package.needs_index() || manager.indexes.iter().any(|index| indexes.contains(index))
}
