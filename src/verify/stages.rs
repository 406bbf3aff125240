//! The last image as somebody who runs it sees it, and whether copies between stages find what they name.

use std::collections::BTreeMap;

use crate::data::Recipe;
use crate::model::expand::expand;
use crate::model::{Base, Model, Stage, Step, paths};
use crate::syntax::image::ImageReference;
use crate::syntax::{Arguments, Instruction, KeyValue, Keyword};

/// The configuration of the last image: what its stages set, one over the other, and what the image below gave. Variables that
/// only a toolchain reads are left out.
pub(super) fn final_contract(model: &Model<'_>) -> Vec<String> {
    let Some(last) = model.stages.last() else {
        return Vec::new();
    };
    let mut line = vec![last];
    while let Some(parent) = line.last().and_then(|stage| model.parent(stage)) {
        line.push(parent);
    }
    let mut config = Config::default();
    config.set("WORKDIR", base_directory(model, last));
    for stage in line.into_iter().rev() {
        let steps = stage.steps.iter();
        steps.for_each(|step| config.apply(step.instruction, &words(model, stage, step)));
    }
    let values = config
        .values
        .into_iter()
        .map(|(key, value)| format!("{key}={value}"));
    let mut all: Vec<String> = values.chain(config.lists).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The working directory that the image at the root of a stage sets.
fn base_directory(model: &Model<'_>, stage: &Stage<'_>) -> String {
    let image = model
        .root_image(stage)
        .map(|image| ImageReference::parse(image).familiar());
    let builder = image.and_then(|image| {
        Recipe::all()
            .iter()
            .find_map(|recipe| recipe.builder(image))
    });
    builder.map_or("/", |builder| builder.directory).to_string()
}

/// The words of an instruction, with the variables in it that the file and the toolchain image set.
fn words(model: &Model<'_>, stage: &Stage<'_>, step: &Step<'_>) -> String {
    let body = step.instruction.body.of(step.instruction.logical.as_str());
    if step.instruction.keyword != Keyword::Workdir || !body.contains('$') {
        return body.to_string();
    }
    let image = model
        .root_image(stage)
        .map(|image| ImageReference::parse(image).familiar());
    let recipe = image.and_then(|image| {
        Recipe::all()
            .iter()
            .find(|recipe| recipe.builder(image).is_some())
    });
    let base = |name: &str| {
        let known = recipe?.base_env.iter().find(|(known, _)| *known == name)?;
        Some(Some(known.1))
    };
    let lookup = |name: &str| model.variable(stage, step, name).or_else(|| base(name));
    expand(body, model.file.escape, &lookup).unwrap_or_else(|| body.to_string())
}

#[derive(Default)]
struct Config {
    values: BTreeMap<String, String>,
    lists: Vec<String>,
}

impl Config {
    fn set(&mut self, key: impl Into<String>, value: impl Into<String>) {
        self.values.insert(key.into(), value.into());
    }

    fn pairs(&mut self, kind: &str, pairs: &[KeyValue<'_>]) {
        let toolchain = |name: &str| {
            Recipe::all()
                .iter()
                .any(|recipe| recipe.toolchain_env.contains(&name))
        };
        for pair in pairs
            .iter()
            .filter(|pair| kind != "ENV" || !toolchain(&pair.key.value))
        {
            let value = pair.value.as_ref().map_or("", |value| &value.value);
            self.set(format!("{kind} {}", pair.key.value), value);
        }
    }

    fn apply(&mut self, instruction: &Instruction<'_>, expanded: &str) {
        let body = instruction.body.of(instruction.logical.as_str());
        let words = || body.split_whitespace().collect::<Vec<_>>().join(" ");
        let name = format!("{:?}", instruction.keyword);
        match &instruction.arguments {
            Arguments::Env(pairs) => self.pairs("ENV", pairs),
            Arguments::Label(pairs) => self.pairs("LABEL", pairs),
            Arguments::Expose(_) | Arguments::Volume(_) | Arguments::Onbuild(_) => {
                self.lists.push(format!("{name} {}", words()))
            }
            Arguments::Value(_) if instruction.keyword == Keyword::Workdir => {
                let path = paths::resolve(self.values.get("WORKDIR").map(String::as_str), expanded);
                self.set("WORKDIR", path.unwrap_or_default());
            }
            Arguments::Run(_)
            | Arguments::Copy { .. }
            | Arguments::Arg(_)
            | Arguments::From { .. } => {}
            _ => {
                let flags = instruction.flags.iter().map(|flag| {
                    let value = flag.value.as_ref().map_or("", |value| &value.value);
                    format!(" --{}={value}", flag.name)
                });
                let flags: String = flags.collect();
                self.set(name, format!("{flags} {}", words()));
            }
        }
    }
}

/// How many copies between stages name no stage before them, or a path that nothing in that stage speaks of.
pub(super) fn dangling_copies(model: &Model<'_>) -> usize {
    let mut dangling = 0;
    for stage in &model.stages {
        for step in &stage.steps {
            let (Some(from), Arguments::Copy { sources, .. }) =
                (step.instruction.flag("from"), &step.instruction.arguments)
            else {
                continue;
            };
            dangling += match source(model, stage, from) {
                Source::Stage(source) => sources
                    .iter()
                    .filter(|path| !may_have(model, source, &path.value))
                    .count(),
                Source::Image => 0,
                Source::Nothing => 1,
            };
        }
    }
    dangling
}

enum Source<'s, 'a> {
    Stage(&'s Stage<'a>),
    Image,
    Nothing,
}

fn source<'s, 'a>(model: &'s Model<'a>, stage: &Stage<'_>, from: &str) -> Source<'s, 'a> {
    let name = from.to_lowercase();
    let before = &model.stages[..stage.index];
    let named = before
        .iter()
        .rev()
        .find(|stage| stage.name.as_deref() == Some(&name));
    let numbered = || before.get(from.parse::<usize>().ok()?);
    match named.or_else(numbered) {
        Some(stage) => Source::Stage(stage),
        None if from.contains(['/', ':', '.', '$']) || !name.starts_with("build") => Source::Image,
        None => Source::Nothing,
    }
}

/// Whether a stage may have this path: an instruction names it, something in it or a directory above it, or the image has it.
fn may_have(model: &Model<'_>, stage: &Stage<'_>, path: &str) -> bool {
    let system = ["/etc/", "/usr/", "/lib", "/bin/", "/go/", "/opt/"];
    if !path.starts_with('/')
        || path.contains(['$', '*'])
        || system.iter().any(|begin| path.starts_with(begin))
    {
        return true;
    }
    if !matches!(stage.base, Base::Image(_) | Base::Stage(_)) {
        return true;
    }
    let scopes = stage
        .scopes
        .iter()
        .filter_map(|scope| scope.directory.as_deref());
    if scopes
        .into_iter()
        .any(|directory| directory != "/" && paths::overlap(directory, path))
    {
        return true;
    }
    if let Some(parent) = model.parent(stage)
        && may_have(model, parent, path)
    {
        return true;
    }
    let first = path[1..].split('/').next().unwrap_or_default();
    stage
        .steps
        .iter()
        .any(|step| step.instruction.logical.as_str().contains(first))
}
