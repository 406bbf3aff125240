//! The table of tags, and how builds of one image are found from each other.

use std::borrow::Cow;

use serde::Deserialize;

use crate::data::Grade;

/// The version of a tag that names none.
const LATEST: &str = "latest";

/// `rules/tags.yaml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TagTable {
    #[expect(dead_code, reason = "read by people and by tests of the file")]
    commit: &'static str,
    #[expect(dead_code, reason = "read by people and by tests of the file")]
    source: &'static str,
    pub date: &'static str,
    #[expect(dead_code, reason = "read by people and by tests of the file")]
    grade: Grade,
    #[serde(borrow)]
    platforms: Vec<&'static str>,
    pub images: Vec<ImageTags>,
}

/// The tags of one image.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ImageTags {
    pub name: &'static str,
    #[serde(borrow)]
    versions: Vec<Vec<&'static str>>,
    builds: Vec<Row>,
}

/// The tags of an image of a project's own; platforms are spelled out, for it has no table of them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::data) struct ExtraTags {
    name: &'static str,
    #[serde(borrow)]
    platforms: Vec<&'static str>,
    #[serde(borrow)]
    versions: Vec<Vec<&'static str>>,
    builds: Vec<Row>,
}

impl TagTable {
    /// Puts images before those there are.
    pub(super) fn add(&mut self, images: Vec<ExtraTags>) {
        for (at, extra) in images.into_iter().enumerate() {
            let first = self.platforms.len();
            self.platforms.extend(extra.platforms);
            let mut builds = extra.builds;
            builds.iter_mut().for_each(|row| row.2 += first);
            let tags = ImageTags {
                name: extra.name,
                versions: extra.versions,
                builds,
            };
            self.images.insert(at, tags);
        }
    }
}

/// Suite, variant, platforms, versions, forms.
#[derive(Debug, Deserialize)]
struct Row(
    &'static str,
    &'static str,
    usize,
    usize,
    #[serde(borrow)] Vec<&'static str>,
);

/// One image of an official repository, found by one of its tags.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Build {
    /// Familiar name of the image.
    pub image: &'static str,
    /// The suite that its tags name; empty where none does.
    pub suite: &'static str,
    /// `default`, `slim`, `alpine`, `alpine+jdk` …
    pub variant: &'static str,
    /// Architectures, sorted, as the official images name them.
    pub platforms: &'static str,
    /// The name by which the tag calls its version: `3`, `3.12`, `lts`; `latest` where it names none.
    pub version: &'static str,
    /// All the names of that version: the same build.
    pub versions: &'static str,
    /// The tag it was found by.
    pub tag: String,
}

/// What is asked of another build of the same image and version.
#[derive(Clone, Copy, Debug)]
pub struct Sibling<'w> {
    /// Its variant.
    pub variant: &'w str,
    /// Its suite; `None`: the one that a tag without a suite means.
    pub suite: Option<&'w str>,
    /// The word that its tag has and that of the first build has not: `slim`.
    pub word: &'w str,
}

impl ImageTags {
    /// One tag of each build and form.
    pub(super) fn all(&self) -> Vec<String> {
        let mut tags = Vec::new();
        for row in &self.builds {
            for version in self.versions_of(row).iter().flat_map(|all| all.split(' ')) {
                tags.extend(row.4.iter().map(|form| tag(form, version).into_owned()));
            }
        }
        tags
    }

    /// All the names of the version that a tag names, and the one it does, if it is a tag of this row.
    fn named(&self, row: &Row, wanted: &str) -> Option<(&'static str, &'static str)> {
        let versions = self.versions_of(row);
        let of = |name: &str| {
            versions.iter().find_map(|all| {
                let found = all.split(' ').find(|version| *version == name);
                found.map(|version| (*all, version))
            })
        };
        let by_version = |form: &str| match form.split_once('*') {
            Some((before, behind)) => {
                let middle = wanted.strip_prefix(before)?.strip_suffix(behind)?;
                of(middle).filter(|_| middle != LATEST)
            }
            None => (form == wanted).then(|| of(versions.first()?.split(' ').next()?))?,
        };
        let latest = |form: &str| tag(form, LATEST) == wanted;
        let by_none = || of(LATEST).filter(|_| row.4.iter().any(|form| latest(form)));
        row.4
            .iter()
            .find_map(|form| by_version(form))
            .or_else(by_none)
    }

    fn versions_of(&self, row: &Row) -> &[&'static str] {
        self.versions.get(row.3).map_or(&[], Vec::as_slice)
    }
}

impl Build {
    pub(super) fn find(table: &TagTable, image: &ImageTags, wanted: &str) -> Option<Build> {
        for row in &image.builds {
            let Some((versions, version)) = image.named(row, wanted) else {
                continue;
            };
            return Some(Build {
                image: image.name,
                suite: row.0,
                variant: row.1,
                platforms: table.platforms.get(row.2)?,
                version,
                versions,
                tag: wanted.to_string(),
            });
        }
        None
    }

    /// The build of the same image and version that is as asked, under the tag that differs from this one's by nothing but
    /// the word asked for and, if that was asked, the suite.
    pub fn sibling(&self, wanted: Sibling<'_>) -> Option<Build> {
        let images = super::Images::get();
        let rows = images.tags_of(self.image)?;
        let mut words = words(&self.tag, self.version, &[self.suite]);
        if wanted.word != "slim" {
            words.retain(|word| *word != "slim");
        }
        let named = self.tag.split('-').any(|word| word == self.suite);
        for row in &rows.builds {
            let suite = wanted.suite.is_none_or(|suite| suite == row.0);
            let versions = rows
                .versions_of(row)
                .iter()
                .find(|all| all.split(' ').any(|version| version == self.version));
            let (Some(versions), true) = (versions, suite && row.1 == wanted.variant) else {
                continue;
            };
            let form = row.4.iter().find(|form| {
                let tag = tag(form, self.version);
                let names = tag.split('-').any(|word| word == row.0);
                let own = words_without(&tag, self.version, row.0, wanted.word);
                own == words && (names == named || wanted.suite.is_none() && row.0 == wanted.word)
            });
            if let Some(form) = form {
                return Some(Build {
                    image: self.image,
                    suite: row.0,
                    variant: row.1,
                    platforms: images.tags.platforms.get(row.2)?,
                    version: self.version,
                    versions,
                    tag: tag(form, self.version).into_owned(),
                });
            }
        }
        None
    }

    /// Whether it is built for a platform as `--platform` names it: `linux/arm64`, `linux/arm/v7`.
    pub fn runs_on(&self, platform: &str) -> bool {
        architecture(platform).is_some_and(|name| self.platforms.split(' ').any(|own| own == name))
    }
}

/// What the official images call the architecture of a Linux platform: `arm64v8` for `linux/arm64`.
pub fn architecture(platform: &str) -> Option<&str> {
    let mut parts = platform.split('/');
    let (system, arch, variant) = (parts.next(), parts.next()?, parts.next());
    let name = match (arch, variant.unwrap_or("")) {
        ("amd64" | "x86_64", _) => "amd64",
        ("arm64" | "aarch64", _) => "arm64v8",
        ("arm", "v5") => "arm32v5",
        ("arm", "v6") => "arm32v6",
        ("arm", _) => "arm32v7",
        ("386", _) => "i386",
        (other, _) => other,
    };
    (system == Some("linux")).then_some(name)
}

/// A form with its version put in.
fn tag<'f>(form: &'f str, version: &'f str) -> Cow<'f, str> {
    match (form, version) {
        ("*", version) => version.into(),
        (form, LATEST) => form.replace("*-", "").replace("-*", "").into(),
        (form, version) => form.replace('*', version).into(),
    }
}

/// The words of a tag that are neither version nor suite, sorted.
fn words<'t>(tag: &'t str, version: &str, suites: &[&str]) -> Vec<&'t str> {
    let rest = match tag == version {
        true => "",
        false => tag
            .strip_prefix(version)
            .or_else(|| tag.strip_suffix(version))
            .unwrap_or(tag),
    };
    let mut words: Vec<&str> = rest
        .split('-')
        .filter(|word| !word.is_empty() && !suites.contains(word))
        .collect();
    words.sort_unstable();
    words
}

fn words_without<'t>(tag: &'t str, version: &str, suite: &str, word: &str) -> Vec<&'t str> {
    words(tag, version, &[suite, word])
}
