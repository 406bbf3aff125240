//! Base images as facts: `rules/images.yaml` and `rules/tags.yaml`, and how a reference finds its build in them.
//!
//! Read from the compiled-in text on the first question and not before: a run that asks about no image pays nothing.
//! Asks no registry. A tag that is not in the table is not known, however likely it is.

mod alpine;
mod facts;
mod lost;
mod named;
mod tags;

use std::collections::HashMap;
use std::sync::LazyLock;

use super::extra;

pub use alpine::{AlpinePackages, Mapped};
use facts::{Content, Facts};
pub use facts::{Distroless, Gone, Image, ImageSize, Native, SizesSource, StandIn, Suite};
pub use lost::Wheels;
pub(super) use tags::ExtraTags;
pub use tags::{Build, Sibling, architecture};
use tags::{ImageTags, TagTable};

const IMAGES: &str = include_str!(concat!(env!("OUT_DIR"), "/images.json"));
const TAGS: &str = include_str!(concat!(env!("OUT_DIR"), "/tags.json"));

static FACTS: LazyLock<Images> = LazyLock::new(|| Images::with(Rows::default()));

/// Rows of a project's own.
#[derive(Debug, Default)]
pub(super) struct Rows {
    /// As `images` in `rules/images.yaml`.
    pub images: Vec<Image>,
    /// As `images` in `rules/tags.yaml`, platforms spelled out.
    pub tags: Vec<ExtraTags>,
}

/// Places where the official images stand under another name: the prefix is taken off. From the pages of those registries.
const MIRRORS: [&str; 4] = [
    "public.ecr.aws/docker/library/",
    "mirror.gcr.io/library/",
    "registry-1.docker.io/library/",
    "registry.hub.docker.com/library/",
];

/// All facts about base images.
#[derive(Debug)]
pub struct Images {
    facts: Facts,
    /// Where the tags of an image stand, by its name.
    places: HashMap<&'static str, usize>,
    tags: TagTable,
}

impl Images {
    /// The facts; read from the compiled-in text on the first call.
    pub fn get() -> &'static Images {
        extra::current().map_or_else(|| &*FACTS, |extra| &extra.images)
    }

    /// The facts with other rows before them.
    pub(super) fn with(rows: Rows) -> Images {
        let mut facts: Facts =
            serde_json::from_str(IMAGES).expect("rules/images.yaml fits the types");
        let mut tags: TagTable =
            serde_json::from_str(TAGS).expect("rules/tags.yaml fits the types");
        facts.images.splice(0..0, rows.images);
        tags.add(rows.tags);
        // From the end, so that of two rows the first is found.
        let names = tags.images.iter().map(|image| image.name).enumerate();
        Images {
            places: names.rev().map(|(at, name)| (name, at)).collect(),
            facts,
            tags,
        }
    }

    /// The name of an official image that a familiar name stands for, mirrors included: `python` for
    /// `public.ecr.aws/docker/library/python`.
    pub fn official(&'static self, familiar: &str) -> Option<&'static str> {
        let name = MIRRORS
            .iter()
            .find_map(|mirror| familiar.strip_prefix(mirror))
            .unwrap_or(familiar);
        self.tags_of(name).map(|tags| tags.name)
    }

    /// The build that a tag of an official image names; no tag is `latest`.
    pub fn build(&'static self, name: &str, tag: Option<&str>) -> Option<Build> {
        Build::find(&self.tags, self.tags_of(name)?, tag.unwrap_or("latest"))
    }

    /// Every build of an official image, by the first of its tags.
    pub fn builds(&'static self, name: &str) -> Vec<Build> {
        let Some(tags) = self.tags_of(name) else {
            return Vec::new();
        };
        let all = tags.all().into_iter();
        all.filter_map(|tag| Build::find(&self.tags, tags, &tag))
            .collect()
    }

    /// The name that always goes where `latest` goes: `stable` for `debian:latest`.
    pub fn follows(&'static self, build: &Build) -> Option<&'static str> {
        let image = self.image(build.image)?;
        image.latest.filter(|_| build.version == "latest")
    }

    /// What was measured for a build, or for the nearest of the same image and variant: the same version and suite, the same
    /// suite, the latest.
    pub fn weight(&'static self, build: &Build) -> Option<&'static ImageSize> {
        let measured = self
            .facts
            .sizes
            .iter()
            .filter(|size| size.image == build.image);
        let like = measured.filter_map(|size| {
            let other = self.build(size.image, Some(size.tag))?;
            let near = (other.suite == build.suite, other.versions == build.versions);
            (other.variant == build.variant).then_some((near, size))
        });
        like.max_by_key(|(near, size)| (*near, size.built))
            .map(|(_, size)| size)
    }

    /// The day whose tags the table holds.
    pub fn tags_date(&'static self) -> &'static str {
        self.tags.date
    }

    /// Names of all official images.
    pub fn names(&'static self) -> impl Iterator<Item = &'static str> {
        self.tags.images.iter().map(|image| image.name)
    }

    fn tags_of(&self, name: &str) -> Option<&ImageTags> {
        self.tags.images.get(*self.places.get(name)?)
    }

    /// What is known of an official image besides its tags.
    pub fn image(&'static self, name: &str) -> Option<&'static Image> {
        self.facts.images.iter().find(|image| image.name == name)
    }

    /// All images of which more is known than their tags.
    pub fn images(&'static self) -> &'static [Image] {
        &self.facts.images
    }

    /// The suite of this name.
    pub fn suite(&'static self, name: &str) -> Option<&'static Suite> {
        self.facts.suites.iter().find(|suite| suite.name == name)
    }

    /// All suites.
    pub fn suites(&'static self) -> &'static [Suite] {
        &self.facts.suites
    }

    /// The packages of full images that bring `command`.
    pub fn bringers(&'static self, command: &str) -> Vec<&'static str> {
        let contents = self.facts.contents.iter();
        let brings = contents.filter(|content| content.commands.contains(&command));
        brings.map(|content| content.package).collect()
    }

    /// The commands that a package brings, those of packages that come with it included, as far as these facts tell.
    pub fn commands_of(&'static self, package: &str) -> Vec<&'static str> {
        let with = self.brings(package);
        let own =
            |content: &&Content| content.package == package || with.contains(&content.package);
        let contents = self.facts.contents.iter().filter(own);
        contents
            .flat_map(|content| content.commands.iter().copied())
            .collect()
    }

    /// The packages that come with a package, as far as these facts tell.
    pub fn brings(&self, package: &str) -> &[&'static str] {
        let group = self
            .facts
            .groups
            .iter()
            .find(|group| group.package == package);
        group.map_or(&[], |group| &group.brings)
    }

    /// The native packages of a language.
    pub fn native(&'static self, language: &str) -> Option<&'static Native> {
        self.facts
            .native
            .iter()
            .find(|native| native.language == language)
    }

    /// Where the sizes are from.
    pub fn sizes_source(&'static self) -> &'static SizesSource {
        &self.facts.sizes_source
    }

    /// Where the contents of full images, and what programs call, are from.
    pub fn contents_source(&'static self) -> &'static SizesSource {
        &self.facts.contents_source
    }

    /// The day on which the rows of what is gone were read.
    pub fn gone_date(&'static self) -> &'static str {
        self.facts.gone_date
    }

    /// The row that says that an image or tag is gone.
    pub fn gone(&'static self, image: &str, tag: Option<&str>) -> Option<&'static Gone> {
        let named = |gone: &&Gone| {
            gone.image == image
                && (gone.tags.is_empty()
                    || tag.is_some_and(|tag| {
                        gone.tags.iter().any(|version| begins_with(tag, version))
                    }))
        };
        self.facts.gone.iter().find(named)
    }

    /// All rows of what is gone.
    pub fn all_gone(&'static self) -> &'static [Gone] {
        &self.facts.gone
    }

    /// Official images that bring what packages do.
    pub fn stand_ins(&'static self) -> &'static [StandIn] {
        &self.facts.stand_ins
    }

    /// The distroless images.
    pub fn distroless(&'static self) -> &'static Distroless {
        &self.facts.distroless
    }

    /// Whether fixes for a suite had ended when these facts were read.
    pub fn has_ended(&self, suite: &Suite) -> bool {
        suite.until < self.facts.as_of
    }

    /// Whether a name is that of a system for hosts, which nothing is built from.
    pub fn is_host(&self, name: &str) -> bool {
        self.facts.hosts.contains(&name)
    }
}

/// Whether a tag is of this version: `3.7-slim` and `3.7.4` of `3.7`, not `3.71`; `2` only of itself and `2-slim`.
fn begins_with(tag: &str, version: &str) -> bool {
    tag.strip_prefix(version)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('-') || rest.starts_with('.'))
}

#[cfg(test)]
mod tests;
