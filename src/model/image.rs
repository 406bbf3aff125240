//! What the name of an image tells: its shell, its age, whether it is a Windows one.

use crate::shell::Dialect;

/// Whether the packages of an image are from before 2015.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Age {
    /// They are, or may be.
    Old,
    /// They are not.
    Recent,
    /// The name does not tell.
    Unknown,
}

/// Words in a tag that name a suite from before 2015: Debian 8 was frozen in 2014.
const OLD_WORDS: [&str; 12] = [
    "trusty", "precise", "lucid", "jessie", "wheezy", "squeeze", "14.04", "12.04", "10.04",
    "ubuntu14", "ubuntu12", "utopic",
];

/// Words in a tag that name a suite of 2016 or later.
const RECENT_WORDS: [&str; 22] = [
    "xenial", "bionic", "focal", "jammy", "noble", "resolute", "stretch", "buster", "bullseye",
    "bookworm", "trixie", "16.04", "18.04", "20.04", "22.04", "24.04", "26.04", "ubuntu16",
    "ubuntu18", "ubuntu20", "ubuntu22", "alpine3.",
];

/// Whether an image reference names a Windows base.
pub fn is_windows(reference: &str) -> bool {
    ["windows", "nanoserver", "servercore"]
        .iter()
        .any(|word| reference.contains(word))
}

/// The make of `/bin/sh`, where the name of the image proves it.
pub fn default_shell(_reference: &str) -> Option<Dialect> {
    None
}

/// How old the packages of an image are, by its name and tag.
pub fn age(reference: &str) -> Age {
    let name = reference.split('@').next().unwrap_or(reference);
    let (repository, tag) = match name.rsplit_once(':') {
        Some((repository, tag)) if !tag.contains('/') => (repository, tag),
        _ => (name, "latest"),
    };
    let family = repository.rsplit('/').next().unwrap_or(repository);
    match () {
        () if OLD_WORDS.iter().any(|word| name.contains(word)) => Age::Old,
        () if RECENT_WORDS.iter().any(|word| name.contains(word)) => Age::Recent,
        () if !matches!(
            repository,
            "debian" | "ubuntu" | "centos" | "fedora" | "alpine" | "python"
        ) =>
        {
            Age::Unknown
        }
        () if matches!(
            tag,
            "latest" | "rolling" | "devel" | "stable" | "testing" | "sid" | "edge"
        ) =>
        {
            Age::Recent
        }
        () => version_age(family, tag),
    }
}

/// The age by the version that begins the tag of an official image.
fn version_age(family: &str, tag: &str) -> Age {
    let mut numbers = tag
        .split(['.', '-', '_'])
        .map(|number| number.parse::<u32>().ok());
    let (first, second) = (numbers.next().flatten(), numbers.next().flatten());
    match (family, first) {
        ("debian", Some(version)) => recent_from(version, 9),
        ("ubuntu", Some(version)) => recent_from(version, 16),
        ("centos", Some(version)) => recent_from(version, 7),
        ("fedora", Some(version)) => recent_from(version, 23),
        ("python", Some(_)) => Age::Recent,
        ("alpine", Some(3)) => second.map_or(Age::Recent, |minor| recent_from(minor, 3)),
        _ => Age::Unknown,
    }
}

fn recent_from(version: u32, first: u32) -> Age {
    if version >= first {
        Age::Recent
    } else {
        Age::Old
    }
}

/// Whether an image reference names one of Docker's official images: no registry and no owner before its name.
pub fn is_official(reference: &str) -> bool {
    let name = reference.strip_prefix("docker.io/").unwrap_or(reference);
    let name = name.strip_prefix("library/").unwrap_or(name);
    !name.contains('/') && !name.is_empty()
}

/// Official images of languages, servers and distributions: none holds a directory for the application of its users, but for
/// those that they document (`/usr/src/app`, `/var/www`, `/go` …). From the images' Dockerfiles.
const WITHOUT_APPLICATION: [&str; 26] = [
    "almalinux",
    "alpine",
    "amazoncorretto",
    "amazonlinux",
    "buildpack-deps",
    "busybox",
    "debian",
    "eclipse-temurin",
    "elixir",
    "fedora",
    "gcc",
    "golang",
    "gradle",
    "httpd",
    "maven",
    "nginx",
    "node",
    "openjdk",
    "perl",
    "php",
    "python",
    "rockylinux",
    "ruby",
    "rust",
    "tomcat",
    "ubuntu",
];

/// Names at the root, in `/opt` and in `/srv` that no distribution, and none of these images, uses.
const APPLICATION_NAMES: [&str; 16] = [
    "api",
    "app",
    "application",
    "backend",
    "bot",
    "code",
    "frontend",
    "project",
    "server",
    "service",
    "site",
    "source",
    "web",
    "website",
    "worker",
    "workspace",
];

/// Whether an image surely has nothing at a path.
pub fn lacks(reference: &str, path: &str) -> bool {
    let name = reference.split(['@', ':']).next().unwrap_or_default();
    let name = name.rsplit('/').next().unwrap_or_default();
    let mut parts = path.trim_start_matches('/').split('/').peekable();
    if let Some(&("opt" | "srv")) = parts.peek() {
        parts.next();
    }
    let first = parts.next().unwrap_or_default();
    is_official(reference)
        && !reference.contains("onbuild")
        && WITHOUT_APPLICATION.contains(&name)
        && APPLICATION_NAMES.contains(&first)
}

#[cfg(test)]
mod tests {
    use super::{is_official, lacks};

    #[test]
    fn official_images_have_no_owner() {
        assert!(is_official("debian:12") && is_official("docker.io/library/python@sha256:0"));
        assert!(!is_official("bitnami/python") && !is_official("localhost:5000/debian"));
    }

    #[test]
    fn an_image_lacks_what_only_users_make() {
        assert!(lacks("node:24-slim", "/app") && lacks("python", "/code/src"));
        assert!(
            lacks("debian:12", "/srv/app")
                && !lacks("debian:12", "/srv")
                && !lacks("gradle", "/opt/gradle")
        );
        assert!(!lacks("node:4-onbuild", "/app") && !lacks("node:24", "/home/node"));
        assert!(!lacks("bitnami/node:24", "/app") && !lacks("ghost:5", "/app"));
    }
}
