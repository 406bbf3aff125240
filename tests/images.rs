//! The tables of base images: every tag that a substitution would propose is one that is built, for every image and tag form.

#![allow(clippy::unwrap_used, reason = "a test may panic and print")]

use dfopt::data::images::{AlpinePackages, Build, Images, Sibling};
use dfopt::model::NoProject;
use dfopt::pass::{Options, Outcome, Safety};
use dfopt::pipeline;

fn images() -> &'static Images {
    Images::get()
}

fn slim(build: &Build) -> Option<Build> {
    build.sibling(Sibling {
        variant: "slim",
        suite: Some(build.suite),
        word: "slim",
    })
}

/// Every tag of every image: its slim form, if it has one, is built, keeps version and suite, and loses no common platform.
#[test]
fn slim_forms_exist_and_keep_version_and_suite() {
    let mut found = 0;
    for name in images().names() {
        for build in images().builds(name) {
            if build.variant != "default" {
                continue;
            }
            let Some(slim) = slim(&build) else {
                continue;
            };
            found += 1;
            let known = images().build(name, Some(&slim.tag)).unwrap();
            assert_eq!(known.tag, slim.tag);
            assert_eq!(
                (known.variant, known.suite),
                ("slim", build.suite),
                "{name}:{}",
                build.tag
            );
            let same = slim.versions.split(' ').any(|it| it == build.version);
            assert!(same, "{name}:{} to {}", build.tag, slim.tag);
            assert!(
                slim.tag.contains("slim") && slim.tag.len() <= build.tag.len() + 5,
                "{name}:{} to {}",
                build.tag,
                slim.tag
            );
        }
    }
    assert!(found > 500, "only {found} slim forms");
}

/// What the passes write behind `FROM` for each common form of a tag, of each image with a slim or Alpine form.
#[test]
fn what_passes_propose_is_built() {
    let mut proposed = 0;
    for image in images().images() {
        for build in images().builds(image.name) {
            for level in [2, 3] {
                let text = format!("FROM {}:{}\nCMD [\"true\"]\n", image.name, build.tag);
                let options = Options {
                    level,
                    ..Options::default()
                };
                let found = pipeline::check(&text, &NoProject, &options).unwrap();
                let passes = ["slim-base", "jre-base", "alpine-base"];
                for one in found.iter().filter(|one| passes.contains(&one.pass)) {
                    let Outcome::Fix(fix) = &one.finding.outcome else {
                        continue;
                    };
                    assert!(matches!(fix.safety, Safety::Assumes(_)));
                    let named = fix.title.split('`').nth(1).unwrap();
                    let (name, tag) = named.split_once(':').unwrap();
                    let after = images().build(name, Some(tag));
                    let after = after.unwrap_or_else(|| panic!("{named} is not built"));
                    let moves = build.version == "latest";
                    let same = after.versions.split(' ').any(|it| it == build.version);
                    assert!(same || moves, "{}:{} to {named}", image.name, build.tag);
                    for platform in ["linux/amd64", "linux/arm64"] {
                        assert!(
                            !build.runs_on(platform) || after.runs_on(platform),
                            "{named}"
                        );
                    }
                    proposed += 1;
                }
            }
        }
    }
    assert!(proposed > 500, "only {proposed} proposals");
}

/// The forms in which people write tags.
#[test]
fn common_forms() {
    for (before, after) in [
        ("python:3", "python:3-slim"),
        ("python:3.12", "python:3.12-slim"),
        ("python:3.12.14", "python:3.12.14-slim"),
        ("python:bookworm", "python:slim-bookworm"),
        ("python:3.12-bookworm", "python:3.12-slim-bookworm"),
        ("python:latest", "python:slim"),
        ("python", "python:slim"),
        ("node:24", "node:24-slim"),
        ("node", "node:slim"),
        ("debian:12.15", "debian:12.15-slim"),
        ("debian", "debian:stable-slim"),
        (
            "docker.io/library/node:lts",
            "docker.io/library/node:lts-slim",
        ),
    ] {
        let text = format!("FROM {before}\nCMD [\"true\"]\n");
        let options = Options {
            level: 2,
            only: Some(vec!["slim-base"]),
            ..Options::default()
        };
        let report = pipeline::fix(&text, &NoProject, &options).unwrap();
        assert_eq!(report.output, format!("FROM {after}\nCMD [\"true\"]\n"));
    }
}

#[test]
fn every_row_has_a_source_and_a_date() {
    for suite in images().suites() {
        assert!(suite.source.starts_with("https://") && suite.date.len() == 10);
        assert_eq!(suite.until.len(), 7, "{}", suite.name);
    }
    for image in images().images() {
        assert!(image.source.starts_with("https://") && image.date.len() == 10);
    }
    for row in images().stand_ins() {
        assert!(row.source.starts_with("https://") && row.date.len() == 10);
    }
    for table in [images().sizes_source(), images().contents_source()] {
        assert!(table.source.starts_with("https://") && table.date.len() == 10);
    }
    for language in ["python", "node"] {
        let native = images().native(language).unwrap();
        assert!(!native.source.is_empty() && native.date.len() == 10);
    }
    let distroless = images().distroless();
    assert!(distroless.source.starts_with("https://") && distroless.date.len() == 10);
    assert_eq!(images().gone_date().len(), 10);
    for gone in images().all_gone() {
        assert!(gone.source.starts_with("https://"), "{}", gone.image);
    }
    for row in AlpinePackages::get().all() {
        assert!(matches!(row.1, "A" | "B") && !row.2.is_empty(), "{}", row.0);
    }
}

/// The official image of every language of every release, where one is proposed, is built in that version.
#[test]
fn language_images_are_built() {
    let mut proposed = 0;
    for suite in images()
        .suites()
        .iter()
        .filter(|suite| suite.manager == "apt-get")
    {
        for row in images().stand_ins() {
            let package = row.packages[0].replace('*', "21");
            let text = format!(
                "FROM {}:{}\nRUN apt-get update && apt-get install -y {package}\nCMD [\"true\"]\n",
                suite.family, suite.name
            );
            let options = Options {
                level: 2,
                only: Some(vec!["official-language-image"]),
                ..Options::default()
            };
            let report = pipeline::fix(&text, &NoProject, &options).unwrap();
            let first = report.output.lines().next().unwrap();
            let named = first.strip_prefix("FROM ").unwrap();
            let (name, tag) = named.split_once(':').unwrap();
            if name == suite.family {
                continue;
            }
            let build = images().build(name, Some(tag)).unwrap();
            let version = suite.language(row.language).unwrap();
            assert!(
                build.versions.split(' ').any(|it| it == version),
                "{text} to {named}"
            );
            proposed += 1;
        }
    }
    assert!(proposed >= 5, "only {proposed}");
}
