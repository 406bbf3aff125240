//! What names and tags of images tell, as `rules/suites.yaml` has it.

use serde::Deserialize;

use super::Grade;

/// All of `rules/suites.yaml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct Suites {
    /// Releases of distributions by word.
    pub suites: Vec<Suite>,
    /// Releases of distributions by number.
    pub numbers: Vec<Numbered>,
    /// Makes of `/bin/sh`.
    pub shells: Vec<ShellMake>,
    /// Where applications meet nothing of an image.
    pub applications: Applications,
}

/// Directories that users make for their applications, and images that surely have none of them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Applications {
    /// Names of directories at the root, in `/opt` and in `/srv`.
    #[serde(borrow)]
    pub names: Vec<&'static str>,
    /// The images.
    pub images: Vec<WithoutApplication>,
}

/// Official images that have no directory for the application of their users, but for those that they document.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WithoutApplication {
    /// Their names.
    #[serde(borrow)]
    pub images: Vec<&'static str>,
    /// The page.
    pub source: &'static str,
    /// When it was read.
    pub date: &'static str,
    /// How sure that is.
    pub grade: Grade,
}

/// Releases of a distribution that have their packages from about the same time.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suite {
    /// Words that stand for them in names and tags.
    #[serde(borrow)]
    pub words: Vec<&'static str>,
    /// No package is newer than this year.
    pub year: u16,
    /// The page.
    pub source: &'static str,
    /// When it was read.
    pub date: &'static str,
    /// How sure that is.
    pub grade: Grade,
}

/// An official image whose tag is the number of the release.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Numbered {
    /// Its name.
    pub image: &'static str,
    /// The first release with packages of 2016 or later; of each branch that goes on beside others, in order.
    #[serde(borrow)]
    pub first: Vec<&'static str>,
    /// The page.
    pub source: &'static str,
    /// When it was read.
    pub date: &'static str,
    /// How sure that is.
    pub grade: Grade,
}

/// A make of `/bin/sh` and the images that have it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShellMake {
    /// Which.
    pub shell: ShellName,
    /// Words in tags of official images.
    #[serde(borrow)]
    pub tags: Vec<&'static str>,
    /// Official images that have it where their tag says nothing, and others by their whole name.
    #[serde(borrow)]
    pub images: Vec<&'static str>,
    /// The page.
    pub source: &'static str,
    /// When it was read.
    pub date: &'static str,
    /// How sure that is.
    pub grade: Grade,
}

/// Programs that are installed as `/bin/sh`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ShellName {
    /// Debian's.
    Dash,
    /// Alpine's.
    Busybox,
    /// Fedora's and Red Hat's.
    Bash,
}
