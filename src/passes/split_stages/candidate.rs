//! Which file can be split at all: one stage, an image with a known toolchain, and a command that builds.

use std::collections::HashSet;

use crate::data::images::Images;
use crate::data::{Builder, Packages, Recipe, Runtime};
use crate::model::commands::Call;
use crate::model::{Base, Model, Stage};
use crate::pass::Context;
use crate::syntax::Arguments;
use crate::syntax::image::ImageReference;

/// A stage that builds and runs.
pub(super) struct Candidate<'c, 'a> {
    pub context: &'c Context<'c>,
    pub model: &'c Model<'a>,
    pub stage: &'c Stage<'a>,
    pub recipe: &'static Recipe,
    pub builder: &'static Builder,
    pub image: ImageReference<'c>,
    /// Variables whose value the caller of the build may change.
    pub open: HashSet<&'c str>,
}

/// The distribution below an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Distribution {
    /// A suite by its code name.
    Debian(String),
    /// A tag.
    Ubuntu(String),
    /// A release, `3.24`.
    Alpine(String),
}

const SUITES: [&str; 9] = [
    "wheezy", "jessie", "stretch", "buster", "bullseye", "bookworm", "trixie", "forky", "sid",
];

const NUMBERED: [(&str, &str); 6] = [
    ("8", "jessie"),
    ("9", "stretch"),
    ("10", "buster"),
    ("11", "bullseye"),
    ("12", "bookworm"),
    ("13", "trixie"),
];

impl<'c, 'a> Candidate<'c, 'a> {
    pub fn find(context: &'c Context<'c>, model: &'c Model<'a>) -> Option<Self> {
        let [stage] = &model.stages[..] else {
            return None;
        };
        let Base::Image(reference) = &stage.base else {
            return None;
        };
        let image = ImageReference::parse(reference);
        if stage.windows || !image.is_literal() {
            return None;
        }
        let repository = image.familiar();
        let fits = |recipe: &&'static Recipe| {
            let builder = recipe.builder(repository)?;
            fits(recipe, builder, stage).then_some((*recipe, builder))
        };
        let recipes = Recipe::all().iter();
        // Whoever installs a compiler for C may do so for another language's sake.
        let (mut general, mut special) = (None, None);
        for (recipe, builder) in recipes.filter_map(|recipe| fits(&recipe)) {
            match recipe.name {
                "c" => general = Some((recipe, builder)),
                _ => special = special.or(Some((recipe, builder))),
            }
        }
        let (recipe, builder) = special.or(general)?;
        Some(Candidate {
            context,
            model,
            stage,
            recipe,
            builder,
            image,
            open: open(stage),
        })
    }

    /// The line that begins at `offset`.
    pub fn line(&self, offset: u32) -> u32 {
        self.model.lines.line(offset)
    }

    /// The name of an image of the same registry.
    pub fn beside(&self, name: &str) -> String {
        let text = self.image.text;
        let prefix = text
            .find(self.image.familiar())
            .map_or("", |at| &text[..at]);
        format!("{prefix}{name}")
    }

    /// The distribution below the image, or why it is not known.
    pub fn distribution(&self) -> Result<Distribution, String> {
        let tag = self.image.tag.unwrap_or("latest");
        let known = match self.image.familiar() {
            "ubuntu" => Some(Distribution::Ubuntu(tag.to_string())),
            "alpine" => Some(Distribution::Alpine(tag.to_string())),
            "debian" => debian(tag),
            _ => self.of_tag(tag),
        };
        let unknown = || {
            format!(
                "dfopt does not know which distribution `{}` is made from: it compares the C library of both stages",
                self.image.text
            )
        };
        known
            .filter(|_| self.image.digest.is_none() || tag.contains(|c: char| c.is_ascii_digit()))
            .ok_or_else(unknown)
    }

    fn of_tag(&self, tag: &str) -> Option<Distribution> {
        for word in tag.split('-') {
            if SUITES.contains(&word) {
                return Some(Distribution::Debian(word.to_string()));
            }
            if let Some(release) = word.strip_prefix("alpine") {
                let release = match release {
                    "" => self.builder.newest_alpine,
                    release => release,
                };
                return (!release.is_empty()).then(|| Distribution::Alpine(release.to_string()));
            }
        }
        let images = Images::get();
        // `rustlang/rust` and its likes are other builds of the official image.
        let name = self.builder.repositories.first()?;
        let build = images.build(name, Some(tag)).map(|build| build.suite);
        let suite = build.filter(|suite| !suite.is_empty()).or_else(|| {
            let version = tag.split('-').next()?;
            let begins = |(prefix, _): &&(&str, &str)| {
                let rest = version.strip_prefix(prefix);
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            };
            let past = &images.image(name)?.past;
            past.iter().find(begins).map(|(_, suite)| *suite)
        })?;
        Some(match suite.strip_prefix("alpine") {
            Some(release) => Distribution::Alpine(release.to_string()),
            None => Distribution::Debian(suite.to_string()),
        })
    }
}

/// Whether a stage that starts from such an image builds, and holds what only a build needs.
fn fits(recipe: &Recipe, builder: &Builder, stage: &Stage<'_>) -> bool {
    let own = match builder.runtime {
        Runtime::Same => installs_one_of(stage, &recipe.packages),
        Runtime::Slim => compiles(recipe, stage),
        _ => true,
    };
    own && builds(recipe, stage)
}

/// The ARGs of a stage, and the variables that are set from them.
fn open<'s>(stage: &'s Stage<'_>) -> HashSet<&'s str> {
    let mut open = HashSet::new();
    for step in &stage.steps {
        match &step.instruction.arguments {
            Arguments::Arg(pairs) => open.extend(pairs.iter().map(|pair| &*pair.key.value)),
            Arguments::Env(pairs) => {
                for pair in pairs {
                    let value = pair.value.as_ref().map_or("", |value| &value.value);
                    if variables(value).any(|name| open.contains(name)) {
                        open.insert(&*pair.key.value);
                    }
                }
            }
            _ => {}
        }
    }
    open
}

/// The names behind each `$` of a text.
pub(super) fn variables(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices('$').map(|(at, _)| {
        let rest = text[at + 1..].trim_start_matches('{');
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        &rest[..end.unwrap_or(rest.len())]
    })
}

fn debian(tag: &str) -> Option<Distribution> {
    let word = tag.split('-').next()?;
    let suite = match word {
        word if SUITES.contains(&word) => word,
        "latest" | "stable" | "slim" => "trixie",
        number => {
            let major = number.split('.').next()?;
            NUMBERED.iter().find(|(number, _)| *number == major)?.1
        }
    };
    Some(Distribution::Debian(suite.to_string()))
}

/// Whether a call is one of the commands that build.
pub(super) fn is_build(recipe: &Recipe, call: &Call<'_>) -> bool {
    is_one_of(&recipe.builds, call)
}

/// Whether a call begins with the words of one of these commands, flags passed over.
pub(super) fn is_one_of(commands: &[&str], call: &Call<'_>) -> bool {
    let Some(name) = call.name() else {
        return false;
    };
    let words = call.arguments();
    let plain = || words.iter().filter(|word| !word.starts_with(['-', '+']));
    commands.iter().any(|command| {
        let mut wanted = command.split(' ');
        wanted.next() == Some(name)
            && wanted
                .zip(plain().map(Some).chain(std::iter::repeat(None)))
                .all(|(wanted, word)| word.is_some_and(|word| is_word(word, wanted)))
    })
}

/// Whether a word is the one wanted, or a variety of it: `build:prod` for `build`.
fn is_word(word: &str, wanted: &str) -> bool {
    word.strip_prefix(wanted)
        .is_some_and(|rest| rest.is_empty() || wanted == "build" && rest.starts_with([':', '-']))
}

/// Whether a stage of an interpreted language holds something that only its build needs.
fn compiles(recipe: &Recipe, stage: &Stage<'_>) -> bool {
    any_call(stage, |call| {
        let manager = matches!(call.name(), Some("apt-get" | "apt" | "apk"));
        let tool = |word: &&str| is_tool(word) || recipe.packages.contains(word);
        is_one_of(&recipe.compiles, call) || manager && call.arguments().iter().any(tool)
    })
}

/// Whether a system package is one that an application in an interpreted language needs for its build alone.
pub(super) fn is_tool(name: &str) -> bool {
    let bare = name.split(['=', ':', '<', '>', '~']).next().unwrap_or(name);
    bare.ends_with("-dev") || Packages::get().compilers.contains(&bare)
}

fn builds(recipe: &Recipe, stage: &Stage<'_>) -> bool {
    any_call(stage, |call| is_build(recipe, call))
}

fn installs_one_of(stage: &Stage<'_>, packages: &[&str]) -> bool {
    any_call(stage, |call| {
        let manager = matches!(call.name(), Some("apt-get" | "apt" | "apk" | "aptitude"));
        manager && call.arguments().iter().any(|word| packages.contains(word))
    })
}

fn any_call(stage: &Stage<'_>, wanted: impl Fn(&Call<'_>) -> bool) -> bool {
    let scripts = stage
        .steps
        .iter()
        .filter_map(|step| step.run.as_ref()?.script());
    scripts
        .into_iter()
        .any(|script| script.calls().iter().any(&wanted))
}
