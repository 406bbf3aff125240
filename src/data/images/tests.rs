use super::{Images, Sibling, begins_with};

fn slim(image: &str, tag: Option<&str>) -> Option<String> {
    let build = Images::get().build(image, tag)?;
    let wanted = Sibling {
        variant: "slim",
        suite: Some(build.suite),
        word: "slim",
    };
    build.sibling(wanted).map(|build| build.tag)
}

#[test]
fn slim_tags_keep_the_form_of_the_full_one() {
    for (image, tag, wanted) in [
        ("python", Some("3"), "3-slim"),
        ("python", Some("3.12"), "3.12-slim"),
        ("python", Some("3.12-bookworm"), "3.12-slim-bookworm"),
        ("python", Some("bookworm"), "slim-bookworm"),
        ("python", None, "slim"),
        ("node", Some("24"), "24-slim"),
        ("node", Some("lts"), "lts-slim"),
        ("node", Some("24-trixie"), "24-trixie-slim"),
        ("node", Some("latest"), "slim"),
        ("debian", Some("12"), "12-slim"),
        ("debian", Some("bookworm"), "bookworm-slim"),
        ("debian", Some("stable"), "stable-slim"),
        ("perl", Some("5-threaded"), "5-slim-threaded"),
        ("rust", Some("1-bookworm"), "1-slim-bookworm"),
    ] {
        assert_eq!(slim(image, tag).as_deref(), Some(wanted), "{image} {tag:?}");
    }
    assert_eq!(slim("debian", None), None);
    assert_eq!(slim("ubuntu", None), None);
    assert_eq!(slim("python", Some("3.6")), None);
}

#[test]
fn mirrors_hold_the_official_images() {
    let images = Images::get();
    for text in [
        "python",
        "public.ecr.aws/docker/library/python",
        "mirror.gcr.io/library/python",
    ] {
        assert_eq!(images.official(text), Some("python"), "{text}");
    }
    for text in ["bitnami/python", "ghcr.io/library/python", "nosuchimage"] {
        assert_eq!(images.official(text), None, "{text}");
    }
}

#[test]
fn suites_of_tags() {
    let suite = |name, tag| Images::get().suite_of(name, tag).map(|suite| suite.name);
    assert_eq!(suite("debian", Some("12-slim")), Some("bookworm"));
    assert_eq!(suite("debian", Some("9.8")), Some("stretch"));
    assert_eq!(suite("ubuntu", None), Some("resolute"));
    assert_eq!(suite("ubuntu", Some("16.04")), Some("xenial"));
    assert_eq!(suite("alpine", Some("3.9.4")), Some("alpine3.9"));
    assert_eq!(suite("python", Some("3.7-slim-buster")), Some("buster"));
    assert_eq!(suite("python", Some("3.12")), Some("trixie"));
}

#[test]
fn platforms() {
    let build = Images::get().build("python", Some("3.12-bookworm"));
    let build = build.expect("a tag of the table");
    assert!(build.runs_on("linux/arm64/v8") && build.runs_on("linux/arm/v7"));
    assert!(!build.runs_on("linux/riscv64") && !build.runs_on("windows/amd64"));
}

#[test]
fn versions_begin_tags() {
    assert!(begins_with("3.7.4-slim", "3.7") && begins_with("3.7", "3.7"));
    assert!(!begins_with("3.71", "3.7") && !begins_with("13.7", "3.7"));
}
