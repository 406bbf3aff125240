//! What the name of an image tells: its shell, its age, whether it is a Windows one.

use crate::data::{Numbered, RuleData, ShellName};
use crate::shell::Dialect;

/// Whether the packages of an image are from before 2016.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Age {
    /// They are, or may be.
    Old,
    /// They are not.
    Recent,
    /// The name does not tell.
    Unknown,
}

/// Packages of this year or later are recent.
const RECENT: u16 = 2016;

/// Where official images lie besides `docker.io/library`: mirrors, and the accounts of single platforms.
const OFFICIAL: [&str; 10] = [
    "docker.io/library/",
    "docker.io/",
    "index.docker.io/library/",
    "library/",
    "public.ecr.aws/docker/library/",
    "mirror.gcr.io/library/",
    "amd64/",
    "arm32v7/",
    "arm64v8/",
    "i386/",
];

/// Whether an image reference names a Windows base.
pub fn is_windows(reference: &str) -> bool {
    ["windows", "nanoserver", "servercore", "winamd64/"]
        .iter()
        .any(|word| reference.contains(word))
}

/// The make of `/bin/sh`, where the name of the image proves it.
pub fn default_shell(reference: &str) -> Option<Dialect> {
    let (repository, tag) = split(reference);
    let shells = &RuleData::suites().shells;
    let name = official(repository);
    let known = |image: &str| shells.iter().find(|make| make.images.contains(&image));
    let by_tag = || {
        let named = shells
            .iter()
            .find(|make| parts(tag).any(|part| make.tags.iter().any(|tag| stands_for(part, tag))));
        named.filter(|_| name.is_some_and(|name| !name.contains('/')))
    };
    let make = by_tag().or_else(|| known(name.unwrap_or(repository)))?;
    Some(match make.shell {
        ShellName::Dash => Dialect::Posix,
        ShellName::Busybox => Dialect::Busybox,
        ShellName::Bash => Dialect::Bash,
    })
}

/// Whether a reference names the official image called `name`, whatever its tag.
pub fn is_official(reference: &str, name: &str) -> bool {
    official(split(reference).0) == Some(name)
}

/// How old the packages of an image are, by its name and tag.
pub fn age(reference: &str) -> Age {
    let (repository, tag) = split(reference);
    let data = RuleData::suites();
    let suite = data.suites.iter().find(|suite| {
        let mut all = parts(repository).chain(parts(tag));
        all.any(|part| suite.words.iter().any(|word| stands_for(part, word)))
    });
    if let Some(suite) = suite {
        return recent_if(suite.year >= RECENT);
    }
    let numbered = |name: &str| data.numbers.iter().find(|row| row.image == name);
    let Some(name) = official(repository) else {
        return Age::Unknown;
    };
    let Some(row) = numbered(name) else {
        let release = parts(tag).find_map(|part| part.strip_prefix("alpine"));
        let release = release.and_then(number).zip(numbered("alpine"));
        return release.map_or(Age::Unknown, |(release, alpine)| {
            by_number(&release, alpine)
        });
    };
    let moving = [
        "latest", "rolling", "devel", "stable", "testing", "sid", "edge", "slim",
    ];
    match number(tag.split(['-', '_']).next().unwrap_or_default()) {
        Some(release) => by_number(&release, row),
        None if moving.contains(&tag.trim_end_matches("-slim")) => Age::Recent,
        None => Age::Unknown,
    }
}

/// The parts of a version number; `None` if it is not one.
fn number(text: &str) -> Option<Vec<u32>> {
    text.split('.').map(|part| part.parse().ok()).collect()
}

/// The age of a release. A number with fewer parts than its branch has moves along with the branch.
fn by_number(release: &[u32], row: &Numbered) -> Age {
    let firsts: Vec<Vec<u32>> = row.first.iter().filter_map(|first| number(first)).collect();
    let branch = firsts.iter().find(|first| {
        let shared = (first.len() - 1).min(release.len());
        first[..shared] == release[..shared]
    });
    let recent = match branch {
        Some(first) => release.len() < first.len() || release >= first.as_slice(),
        None => firsts.last().is_some_and(|last| release > last.as_slice()),
    };
    recent_if(recent)
}

fn recent_if(recent: bool) -> Age {
    if recent { Age::Recent } else { Age::Old }
}

/// Repository and tag of a reference; the digest is left out.
fn split(reference: &str) -> (&str, &str) {
    let name = reference.split('@').next().unwrap_or(reference);
    match name.rsplit_once(':') {
        Some((repository, tag)) if !tag.contains('/') => (repository, tag),
        _ => (name, "latest"),
    }
}

/// The name of an official image with neither tag nor digest; `None` for any other image.
pub fn official_name(reference: &str) -> Option<&str> {
    official(split(reference).0)
}

/// The name of an official image, `None` if it lies elsewhere.
fn official(repository: &str) -> Option<&str> {
    let name = OFFICIAL
        .iter()
        .find_map(|place| repository.strip_prefix(place))
        .unwrap_or(repository);
    (!name.contains('/')).then_some(name)
}

fn parts(name: &str) -> impl Iterator<Item = &str> {
    name.split(['/', '-', '_', ':'])
}

/// Whether `part` is `word`, alone or with a number behind it.
fn stands_for(part: &str, word: &str) -> bool {
    part.strip_prefix(word).is_some_and(|rest| {
        rest.is_empty() || rest.starts_with(|c: char| c == '.' || c.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::{Age, age, default_shell};
    use crate::shell::Dialect;

    #[test]
    fn tags_tell_the_shell() {
        let dash = Some(Dialect::Posix);
        let busybox = Some(Dialect::Busybox);
        let bash = Some(Dialect::Bash);
        for (image, shell) in [
            ("debian:12-slim", dash),
            ("ubuntu", dash),
            ("docker.io/library/python:3.12", dash),
            ("python:3.12-alpine3.22", busybox),
            ("alpine@sha256:00", busybox),
            ("node:22-bookworm-slim", dash),
            ("openjdk:17", None),
            ("openjdk:8-jre-alpine", busybox),
            ("fedora:42", bash),
            ("mysql:8-oraclelinux9", bash),
            ("registry.access.redhat.com/ubi9/ubi-minimal:9.4", bash),
            ("example.org/app:alpine", None),
            ("someone/debian", None),
            ("localhost:5000/debian", None),
        ] {
            assert_eq!(default_shell(image), shell, "{image}");
        }
    }

    #[test]
    fn tags_tell_the_age() {
        for (image, old) in [
            ("ubuntu:14.04", Age::Old),
            ("ubuntu:14.04.5", Age::Old),
            ("ubuntu:15.10", Age::Old),
            ("ubuntu:16.04", Age::Recent),
            ("ubuntu:24.04", Age::Recent),
            ("ubuntu", Age::Recent),
            ("debian:8", Age::Old),
            ("debian:8.11-slim", Age::Old),
            ("debian:12", Age::Recent),
            ("node:10-jessie", Age::Old),
            ("node:10", Age::Unknown),
            ("nvidia/cuda:9.0-devel-ubuntu16.04", Age::Recent),
            ("nvidia/cuda:8.0-devel-ubuntu14.04", Age::Old),
            ("python:2.7", Age::Recent),
            ("python:2.7-wheezy", Age::Old),
            ("centos:6", Age::Old),
            ("centos:centos7", Age::Recent),
            ("alpine:3.4", Age::Recent),
            ("alpine:3.23.1", Age::Recent),
            ("alpine:3", Age::Recent),
            ("alpine:3.1", Age::Old),
            ("node:22-alpine3.22", Age::Recent),
            ("node:22-alpine", Age::Unknown),
            ("fedora:24", Age::Old),
            ("fedora:43", Age::Recent),
            ("python:2.7.8", Age::Old),
            ("python:3.4.1-slim", Age::Old),
            ("python:3.4", Age::Recent),
            ("python:3.14.1", Age::Recent),
            ("python:3", Age::Recent),
            ("python:3.2", Age::Old),
            ("someone/app", Age::Unknown),
        ] {
            assert_eq!(age(image), old, "{image}");
        }
    }
}
