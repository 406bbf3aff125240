//! Which file can be split at all: one stage, an image with a known toolchain, and a command that builds.

use std::collections::HashSet;

use crate::data::{Builder, Recipe, Runtime};
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
            let own = builder.runtime != Runtime::Same || installs_one_of(stage, &recipe.packages);
            (own && builds(recipe, stage)).then_some((*recipe, builder))
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
        let version = match tag.split('-').next()? {
            "slim" => "latest",
            version => version,
        };
        let begins = |prefix: &str| {
            version
                .strip_prefix(prefix)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        let exact = |prefix: &&(&str, &str)| match prefix.0.contains('.') {
            true => begins(prefix.0),
            false => version == prefix.0 || !prefix.0.eq("1") && begins(prefix.0),
        };
        let (_, suite) = self.builder.suites.iter().find(exact)?;
        (!suite.is_empty()).then(|| Distribution::Debian(suite.to_string()))
    }
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
    let Some(name) = call.name() else {
        return false;
    };
    let first = call
        .arguments()
        .into_iter()
        .find(|word| !word.starts_with(['-', '+']));
    recipe
        .builds
        .iter()
        .any(|build| match build.split_once(' ') {
            Some((program, verb)) => program == name && first == Some(verb),
            None => *build == name,
        })
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
