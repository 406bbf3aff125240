//! The rows of `rules/images.yaml` as types.

use serde::Deserialize;

use super::lost::{Calls, Wheels};
use crate::data::Grade;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Facts {
    pub suites: Vec<Suite>,
    pub images: Vec<Image>,
    pub contents_source: SizesSource,
    pub contents: Vec<Content>,
    pub groups: Vec<Group>,
    pub calls: Vec<Calls>,
    pub wheels: Wheels,
    pub native: Vec<Native>,
    pub sizes: Vec<ImageSize>,
    pub sizes_source: SizesSource,
    pub gone_date: &'static str,
    pub gone: Vec<Gone>,
    pub stand_ins: Vec<StandIn>,
    pub as_of: &'static str,
    pub distroless: Distroless,
    #[serde(borrow)]
    pub hosts: Vec<&'static str>,
}

/// A release of a distribution.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suite {
    /// Its name in tags: `bookworm`, `alpine3.24`.
    pub name: &'static str,
    /// `debian`, `ubuntu` or `alpine`.
    pub family: &'static str,
    /// Its number: `12`.
    pub release: &'static str,
    /// `glibc` or `musl`.
    pub libc: &'static str,
    /// The make of `/bin/sh`: `dash` or `busybox`.
    pub shell: &'static str,
    /// The package manager.
    pub manager: &'static str,
    /// Year and month in which fixes end: `2028-06`.
    pub until: &'static str,
    /// Languages in its archive and their versions.
    #[serde(borrow)]
    languages: std::collections::BTreeMap<&'static str, &'static str>,
    /// Where this is from.
    pub source: &'static str,
    /// The day it was read.
    pub date: &'static str,
    /// How sure it is.
    pub grade: Grade,
}

impl Suite {
    /// The version of `language` that its packages bring: `3.12`.
    pub fn language(&self, language: &str) -> Option<&'static str> {
        self.languages.get(language).copied()
    }
}

/// What an official image gives besides its files.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Image {
    /// Its familiar name.
    pub name: &'static str,
    /// What its full form holds and its slim form does not: `buildpack-deps`, `minbase` (only documentation), `none`.
    pub full: &'static str,
    /// The tag that always goes where `latest` goes, where another does.
    #[serde(default)]
    pub latest: Option<&'static str>,
    /// Packages that the full form adds to that.
    #[serde(borrow, default)]
    pub adds: Vec<&'static str>,
    /// Packages of the full form that the slim form has as well.
    #[serde(borrow)]
    pub slim_keeps: Vec<&'static str>,
    /// Commands of its own, in all forms.
    #[serde(borrow)]
    pub has: Vec<&'static str>,
    /// ENTRYPOINT.
    #[serde(borrow, default)]
    pub entrypoint: Vec<&'static str>,
    /// CMD.
    #[serde(borrow, default)]
    pub command: Vec<&'static str>,
    /// Names of the variables that it sets.
    #[serde(borrow, default)]
    pub variables: Vec<&'static str>,
    /// Users that it makes, each with its number.
    #[serde(borrow, default)]
    pub users: Vec<&'static str>,
    /// The language that it is for.
    #[serde(default)]
    pub language: Option<&'static str>,
    /// Beginnings of tags of versions that are not built any more, and the suite of their last build.
    #[serde(borrow, default)]
    pub past: Vec<(&'static str, &'static str)>,
    /// Where this is from.
    pub source: &'static str,
    /// The day it was read.
    pub date: &'static str,
    /// How sure it is.
    pub grade: Grade,
}

/// A package of a full image, and the commands it brings.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Content {
    pub package: &'static str,
    #[serde(borrow)]
    pub commands: Vec<&'static str>,
    /// Directories that are its own.
    #[serde(borrow, default)]
    pub places: Vec<&'static str>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Group {
    pub package: &'static str,
    #[serde(borrow)]
    pub brings: Vec<&'static str>,
}

/// Packages of a language that are compiled when they are installed, or load a library of the system.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Native {
    /// The language.
    pub language: &'static str,
    /// Names, in lower case.
    #[serde(borrow)]
    pub packages: Vec<&'static str>,
    /// Where this is from.
    pub source: &'static str,
    /// The day it was read.
    pub date: &'static str,
    /// How sure it is.
    pub grade: Grade,
}

/// What a pull of an image moves.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImageSize {
    /// Familiar name of the image.
    pub image: &'static str,
    /// The tag that was measured.
    pub tag: &'static str,
    /// Bytes of all its layers, compressed, for amd64.
    pub compressed: u64,
    /// The day of that build, or its month or year.
    pub built: &'static str,
    /// Commit of the source in which it was read.
    #[serde(default)]
    pub commit: Option<&'static str>,
}

/// Where the rows of a table are from.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SizesSource {
    /// The repository.
    pub source: &'static str,
    /// The day it was read.
    pub date: &'static str,
    /// How sure they are.
    pub grade: Grade,
}

/// An image, or tags of one, that nobody builds or mends any more.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gone {
    /// Familiar name.
    pub image: &'static str,
    /// Versions with which its tags begin; none: all of them.
    #[serde(borrow)]
    pub tags: Vec<&'static str>,
    /// Year and month since when; empty where there is no such day.
    pub since: &'static str,
    /// What happened, as half a sentence.
    pub why: &'static str,
    /// What to take in its place.
    pub instead: &'static str,
    /// Where this is from.
    pub source: &'static str,
}

/// An official image that brings what packages of a distribution do.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StandIn {
    /// Familiar name.
    pub image: &'static str,
    /// The language, as [`Suite::language`] names it.
    pub language: &'static str,
    /// Its name in messages.
    pub title: &'static str,
    /// The packages; `*` stands for a version.
    #[serde(borrow)]
    pub packages: Vec<&'static str>,
    /// The tag, with `*` for the version.
    pub form: &'static str,
    /// The program that the image starts where the file says nothing.
    pub command: &'static str,
    /// Paths of the packages that the image does not have.
    #[serde(borrow)]
    pub paths: Vec<&'static str>,
    /// Where this is from.
    pub source: &'static str,
    /// The day it was read.
    pub date: &'static str,
    /// How sure it is.
    pub grade: Grade,
}

impl StandIn {
    /// Whether a package is one of its own, and the version in its name.
    pub fn brings<'p>(&self, package: &'p str) -> Option<Option<&'p str>> {
        self.packages
            .iter()
            .find_map(|own| match own.split_once('*') {
                None => (*own == package).then_some(None),
                Some((before, behind)) => {
                    let version = package.strip_prefix(before)?.strip_suffix(behind)?;
                    let number = version.bytes().all(|byte| byte.is_ascii_digit());
                    (number && !version.is_empty()).then_some(Some(version))
                }
            })
    }
}

/// The distroless images.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Distroless {
    /// Where they are.
    pub registry: &'static str,
    /// The release behind each name that is still built.
    pub suffix: &'static str,
    /// Releases that are not built any more.
    #[serde(borrow)]
    pub retired: Vec<&'static str>,
    /// Architectures that all of them are built for.
    #[serde(borrow)]
    pub platforms: Vec<&'static str>,
    /// Names without release.
    #[serde(borrow)]
    pub images: Vec<&'static str>,
    /// The Python of `python3`.
    pub python: &'static str,
    /// Java versions that there are images of.
    #[serde(borrow)]
    pub java: Vec<&'static str>,
    /// About what a pull of `static` moves, as its page says.
    pub static_size: u64,
    /// Where this is from.
    pub source: &'static str,
    /// The day it was read.
    pub date: &'static str,
    /// How sure it is.
    pub grade: Grade,
}

impl Distroless {
    /// `gcr.io/distroless/static-debian13`, if there is an image of this name.
    pub fn image(&self, name: &str) -> Option<String> {
        let known = self.images.contains(&name);
        known.then(|| format!("{}/{name}-{}", self.registry, self.suffix))
    }
}
