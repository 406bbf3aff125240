//! The last image as somebody who runs it sees it, and whether copies between stages find what they name.

use std::collections::BTreeMap;

use crate::data::{Gives, Recipe};
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
    let mut config = Config::of(given(model, last));
    for stage in line.into_iter().rev() {
        let steps = stage.steps.iter();
        steps.for_each(|step| config.apply(step.instruction, &words(model, stage, step)));
    }
    config.settle();
    let values = config
        .values
        .into_iter()
        .map(|(key, value)| format!("{key}={value}"));
    let mut all: Vec<String> = values.chain(config.lists).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// What the image at the root of a stage gives.
fn given(model: &Model<'_>, stage: &Stage<'_>) -> Option<&'static Gives> {
    let image = ImageReference::parse(model.root_image(stage)?);
    Gives::of(image.familiar(), image.tag)
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
    /// Whether CMD is the file's own, not that of the image below.
    own_command: bool,
}

/// Variables of which one makes another one idle: .NET's page on the configuration of the address.
const OVERRULES: [(&str, &str); 1] = [("ENV ASPNETCORE_URLS", "ENV ASPNETCORE_HTTP_PORTS")];

/// Whether only a toolchain reads a variable.
fn is_of_toolchain(name: &str) -> bool {
    let recipes = Recipe::all().iter();
    recipes
        .into_iter()
        .any(|recipe| recipe.toolchain_env.contains(&name))
}

/// A PATH without the directories of toolchains.
fn plain_path(value: &str) -> String {
    let toolchain = |directory: &&str| {
        let caches = Recipe::all().iter().flat_map(|recipe| &recipe.caches);
        caches
            .into_iter()
            .any(|cache| paths::within(directory, cache))
    };
    let kept: Vec<&str> = value
        .split(':')
        .filter(|directory| !toolchain(directory))
        .collect();
    kept.join(":")
}

impl Config {
    /// The configuration of the image below.
    fn of(given: Option<&Gives>) -> Config {
        let mut config = Config::default();
        config.set("WORKDIR", given.map_or("/", |given| given.directory));
        let Some(given) = given else {
            return config;
        };
        let quoted = |words: &[&str]| format!(" {words:?}");
        for (name, value) in given
            .environment
            .iter()
            .filter(|(name, _)| !is_of_toolchain(name))
        {
            let value = if *name == "PATH" {
                plain_path(value)
            } else {
                value.to_string()
            };
            config.set(format!("ENV {name}"), value);
        }
        if !given.entrypoint.is_empty() && !given.wraps {
            config.set("Entrypoint", quoted(&given.entrypoint));
        }
        config.set("Cmd", quoted(&given.command));
        if let Some(user) = given.user {
            config.set("User", format!(" {user}"));
        }
        if let Some(signal) = given.stop_signal {
            config.set("Stopsignal", format!(" {signal}"));
        }
        config
            .lists
            .extend(given.exposes.iter().map(|port| format!("Expose {port}")));
        config
    }

    /// Takes out what is set and has no effect.
    fn settle(&mut self) {
        for (strong, weak) in OVERRULES {
            if self
                .values
                .get(strong)
                .is_some_and(|value| !value.is_empty())
            {
                self.values.remove(weak);
            }
        }
        self.values
            .retain(|key, value| !(value.is_empty() && key.starts_with("ENV ")));
    }

    fn set(&mut self, key: impl Into<String>, value: impl Into<String>) {
        self.values.insert(key.into(), value.into());
    }

    fn pairs(&mut self, kind: &str, pairs: &[KeyValue<'_>]) {
        for pair in pairs
            .iter()
            .filter(|pair| kind != "ENV" || !is_of_toolchain(&pair.key.value))
        {
            let key = format!("{kind} {}", pair.key.value);
            let value = pair.value.as_ref().map_or("", |value| &value.value);
            // What is put before or behind the old value depends on that.
            let own = [
                format!("${{{}}}", pair.key.value),
                format!("${}", pair.key.value),
            ];
            let before = self.values.get(&key).cloned().unwrap_or_default();
            let value = match kind {
                "ENV" => own
                    .iter()
                    .fold(value.to_string(), |value, own| value.replace(own, &before)),
                _ => value.to_string(),
            };
            self.set(key, value);
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
                if instruction.keyword == Keyword::Entrypoint && !self.own_command {
                    self.values.remove("Cmd");
                }
                self.own_command |= instruction.keyword == Keyword::Cmd;
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
    stage.steps.iter().any(|step| {
        step.instruction.logical.as_str().contains(first)
            || words(model, stage, step).contains(first)
    })
}
