//! The image that runs what the build made.

use crate::data::Runtime;
use crate::model::commands::base_name;

use super::candidate::{Candidate, Distribution};
use super::dotnet;

/// The image of the second stage and the distribution in it; why there is none.
pub(super) fn runtime(candidate: &Candidate<'_, '_>) -> Result<(String, Distribution), String> {
    match candidate.builder.runtime {
        Runtime::Jre => java(candidate),
        Runtime::Dotnet => dotnet::runtime(candidate),
        Runtime::Lean => lean(candidate),
        Runtime::Suite => {
            let distribution = candidate.distribution()?;
            let name = match &distribution {
                Distribution::Debian(suite) => format!("debian:{suite}-slim"),
                Distribution::Ubuntu(tag) => format!("ubuntu:{tag}"),
                Distribution::Alpine(release) => format!("alpine:{release}"),
            };
            Ok((candidate.beside(&name), distribution))
        }
        Runtime::Same | Runtime::Slim => {
            let distribution = candidate.distribution()?;
            let current = matches!(&distribution, Distribution::Debian(suite) if matches!(suite.as_str(), "bookworm" | "trixie" | "forky"));
            if candidate.recipe.name == "java" && !current {
                // Their slim images have no directories for manuals, and Java's packages link some there.
                return Err(
                    "Java cannot be installed in the slim image of such an old release".into(),
                );
            }
            let text = candidate.image.text;
            let tag = candidate.image.tag.unwrap_or("latest");
            let debian = matches!(distribution, Distribution::Debian(_));
            let name = match tag {
                _ if !debian || candidate.image.digest.is_some() || tag.contains("slim") => {
                    text.to_string()
                }
                "latest" => candidate.beside("debian:stable-slim"),
                tag if tag.contains(['-', '_']) => text.to_string(),
                _ => format!("{text}-slim"),
            };
            Ok((name, distribution))
        }
    }
}

/// The slim form of an image that has one for every tag.
fn lean(candidate: &Candidate<'_, '_>) -> Result<(String, Distribution), String> {
    let text = candidate.image.text;
    let tag = candidate.image.tag.unwrap_or("latest");
    let debian = ["bookworm", "trixie"]
        .into_iter()
        .find(|suite| tag.contains(suite));
    let other = [
        "amazonlinux",
        "centos",
        "ubi",
        "rhel",
        "fedora",
        "static",
        "nightly",
    ];
    if candidate.image.digest.is_some()
        || tag == "latest"
        || other.iter().any(|word| tag.contains(word))
    {
        return Err(format!("dfopt does not know the slim form of `{text}`"));
    }
    if tag.contains("slim") {
        return Err(format!("`{text}` has no toolchain"));
    }
    let distribution = match debian {
        Some(suite) => Distribution::Debian(suite.into()),
        None => Distribution::Ubuntu(String::new()),
    };
    Ok((format!("{text}-slim"), distribution))
}

/// Words of tags by which another vendor's Java goes.
const OTHER_VENDORS: [&str; 12] = [
    "corretto",
    "ubi",
    "ubi9",
    "ubi10",
    "graal",
    "ibmjava",
    "sapmachine",
    "azulzulu",
    "amazoncorretto",
    "oracle",
    "oraclelinux8",
    "windowsservercore",
];

/// A Java runtime of the version that the tag of a JDK, Maven or Gradle image names.
fn java(candidate: &Candidate<'_, '_>) -> Result<(String, Distribution), String> {
    let text = candidate.image.text;
    let words: Vec<&str> = candidate.image.tag.unwrap_or("latest").split('-').collect();
    let (vendor, version) = vendor(candidate.image.familiar(), &words)?;
    let version = version
        .map(|version| version.split(['.', 'u', '_']).next().unwrap_or(version))
        .ok_or_else(|| {
            format!("the tag of `{text}` does not say which Java the program is built for")
        })?;
    // Source: the last openjdk images with a JRE are those of 8 and 11 (docker-library/openjdk, README).
    if vendor == "openjdk" && !matches!(version, "8" | "11") {
        return Err(format!(
            "there is no openjdk image with a run-time environment for Java {version}; eclipse-temurin has one"
        ));
    }
    if let Some(word) = words.iter().find(|word| OTHER_VENDORS.contains(word)) {
        return Err(format!("`{text}` holds another vendor's Java ({word})"));
    }
    let (suffix, distribution) = match vendor {
        _ if words.iter().any(|word| word.starts_with("alpine")) => {
            ("-alpine", Distribution::Alpine("3".into()))
        }
        // The slim ones lack fonts and graphics.
        "openjdk" => ("", Distribution::Debian(String::new())),
        _ => ("", Distribution::Ubuntu(String::new())),
    };
    Ok((
        candidate.beside(&format!("{vendor}:{version}-jre{suffix}")),
        distribution,
    ))
}

/// Whose Java it is, and of which version.
fn vendor<'w>(image: &str, words: &[&'w str]) -> Result<(&'static str, Option<&'w str>), String> {
    let version = |word: &&'w str| is_version(word);
    let after = |word: &str| {
        let at = words.iter().position(|other| *other == word)?;
        words.get(at + 1).copied().filter(version)
    };
    let first = || words.first().copied().filter(version);
    Ok(match image {
        "maven" if after("temurin").is_some() => ("eclipse-temurin", after("temurin")),
        "maven" => ("openjdk", after("jdk").or(after("openjdk"))),
        // Source: from memory of the images of Gradle 4 and 5, so they are left alone.
        "gradle"
            if first().is_some_and(|version| {
                matches!(version.split('.').next(), Some("1" | "2" | "3" | "4" | "5"))
            }) =>
        {
            return Err(
                "old gradle images run as the user `gradle`, which the run-time image lacks".into(),
            );
        }
        "gradle" => {
            let attached = words
                .iter()
                .find_map(|word| word.strip_prefix("jdk").filter(version));
            ("eclipse-temurin", attached)
        }
        "eclipse-temurin" => ("eclipse-temurin", first()),
        "java" => {
            return Err(
                "the image `java` is gone since 2016: `eclipse-temurin` goes on where it ended"
                    .into(),
            );
        }
        _ => ("openjdk", first()),
    })
}

fn is_version(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether this is the program that a run-time image is for.
pub(super) fn brings(candidate: &Candidate<'_, '_>, program: &str) -> bool {
    match candidate.builder.runtime {
        Runtime::Jre => base_name(program) == "java",
        Runtime::Same => candidate.recipe.name == "java" && base_name(program) == "java",
        Runtime::Dotnet => base_name(program) == "dotnet",
        _ => false,
    }
}
