//! What a configuration says, and how its mistakes are told.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::path::Path;

use super::find::Finder;
use super::*;

fn parse(text: &str) -> Result<File, String> {
    File::parse(Path::new("/p/.dfopt.yaml"), text).map_err(|problem| problem.to_string())
}

fn settings(text: &str, path: &str) -> Settings {
    Settings::new(parse(text).unwrap().sections(Path::new(path)))
}

/// Texts and what is said of them.
const MISTAKES: [(&str, &str); 14] = [
    (
        "levle: 2\n",
        "/p/.dfopt.yaml:1:1: unknown key `levle`: did you mean `level`?",
    ),
    (
        "level: 4\n",
        "/p/.dfopt.yaml:1:8: level: no level `4`: there are 0, 1, 2 and 3",
    ),
    (
        "level: 1\nskip: [merge-run]\n",
        "/p/.dfopt.yaml:2:8: skip[0]: unknown pass `merge-run`: did you mean `merge-runs`?",
    ),
    (
        "assume:\n  - muls\n",
        "/p/.dfopt.yaml:2:5: assume[0]: unknown assumption `muls`: did you mean `musl`?",
    ),
    (
        "fail-on: sometimes\n",
        "/p/.dfopt.yaml:1:10: fail-on: unknown value `sometimes`: known are any, fixes, never",
    ),
    (
        "overrides:\n  - level: 2\n",
        "/p/.dfopt.yaml:2:5: overrides[0]: missing field `paths`",
    ),
    (
        "overrides:\n  - paths: [x]\n    lvl: 2\n",
        "/p/.dfopt.yaml:3:5: overrides[0]: unknown key `lvl`: did you mean `level`?",
    ),
    (
        "level: [1]
",
        "/p/.dfopt.yaml:1:8: level: invalid type: sequence, expected a single value",
    ),
    (
        "assume: [",
        "/p/.dfopt.yaml:2:1: did not find expected node content",
    ),
    (
        "level: 1\nlevel: 2\n",
        "/p/.dfopt.yaml:1:1: duplicate field `level`",
    ),
    (
        "platforms: [linux/arm65]\n",
        "/p/.dfopt.yaml:1:13: platforms[0]: unknown platform `linux/arm65`: did you mean `linux/arm64`?",
    ),
    (
        "rules: {image: []}\n",
        "/p/.dfopt.yaml:1:9: rules: unknown key `image`: did you mean `images`?",
    ),
    (
        "rules:\n  alpine:\n    - [curl, A, curl]\n    - [curl]\n",
        "/p/.dfopt.yaml: rules.alpine[1]: invalid length 1, expected tuple struct Mapped with 3 elements",
    ),
    (
        "rules:\n  functional: [{name: 'a\"b'}]\n",
        "/p/.dfopt.yaml: rules.functional[0]: no text of a row may hold a quote, backslash or control character",
    ),
];

#[test]
fn mistakes_have_a_place_and_a_hint() {
    for (text, message) in MISTAKES {
        assert_eq!(parse(text).unwrap_err(), message, "{text}");
    }
}

#[test]
fn empty_files_say_nothing() {
    for text in ["", "# a comment\n", "\u{feff}\n"] {
        let options = settings(text, "/p/Dockerfile").options(None);
        assert_eq!((options.level, options.only), (1, None));
    }
}

#[test]
fn overrides_add_and_replace() {
    let text = "level: 2\nskip: [merge-runs]\noverrides:\n  - paths: [legacy/, '*.dev']\n    level: 0\n    \
                skip: [apk-no-cache]\n    assume: [musl]\n    fail-on: never\n";
    let options = settings(text, "/p/app/Dockerfile").options(Some(3));
    assert_eq!((options.level, options.limit), (2, Some(3)));
    assert_eq!(options.skip, ["merge-runs"]);
    for path in ["/p/legacy/a/Dockerfile", "/p/x/Dockerfile.dev"] {
        let settings = settings(text, path);
        let options = settings.options(None);
        assert_eq!(options.level, 0, "{path}");
        assert_eq!(options.skip, ["merge-runs", "apk-no-cache"]);
        assert_eq!(options.assume, [Assumption::Musl]);
        assert_eq!(settings.fail_on(), FailOn::Never);
    }
    assert_eq!(
        settings(text, "/other/legacy/Dockerfile")
            .options(None)
            .level,
        2
    );
}

#[test]
fn shows_what_is_in_force_and_from_where() {
    let mut sections = parse("level: 2\nskip: [merge-runs]\n")
        .unwrap()
        .sections(Path::new("/p/Dockerfile"));
    sections.push((
        "command line".to_string(),
        Section {
            level: Some(3),
            skip: vec!["apk-no-cache"],
            ..Section::default()
        },
    ));
    insta::assert_snapshot!(Settings::new(sections).show(), @r"
    level: 3                          # command line
    assume: []                        # default
    only: every pass                  # default
    skip: [merge-runs, apk-no-cache]  # /p/.dfopt.yaml; command line
    fail-on: fixes                    # default
    platforms: the common ones        # default
    rules: dfopt's own                # default
    ");
}

#[test]
fn the_nearest_file_upward_counts() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path().canonicalize().unwrap();
    let deep = root.join("a/b");
    fs::create_dir_all(&deep).unwrap();
    let mut finder = Finder::default();
    fs::write(root.join(NAME), "level: 2\n").unwrap();
    fs::write(root.join("a").join(NAME), "level: 3\n").unwrap();
    let found = finder.nearest(&deep).unwrap().unwrap();
    assert_eq!(found.path, root.join("a").join(NAME));
    assert_eq!(
        finder.nearest(&root).unwrap().unwrap().path,
        root.join(NAME)
    );
    fs::write(deep.join(NAME), "level: x\n").unwrap();
    let error = Finder::default().nearest(&deep).unwrap_err();
    assert_eq!(error.at, Some((1, 8)), "{error}");
}

#[test]
fn rows_of_a_project_go_before_those_of_dfopt() {
    use crate::data::images::{AlpinePackages, Images};
    use crate::data::{self, RuleData};
    let text = "rules:\n  alpine: [[curl, A, our-curl]]\n  functional: [{name: our-recommended}]\n  \
                tags:\n    - {name: corp/base, platforms: [amd64 arm64v8], versions: [['1 1.2']], \
                builds: [[bookworm, default, 0, 0, ['*']], [bookworm, slim, 0, 0, ['*-slim']]]}\n  \
                images:\n    - {name: corp/base, full: buildpack-deps, slim_keeps: [], has: [], \
                source: 'https://wiki.corp.example/base', date: '2026-11-01', grade: known}\n";
    let rules = parse(text).unwrap().rules;
    assert_eq!(AlpinePackages::get().of("curl"), Some("curl"));
    data::with(rules, || {
        assert_eq!(AlpinePackages::get().of("curl"), Some("our-curl"));
        assert_eq!(AlpinePackages::get().of("git"), Some("git"));
        let recommends = RuleData::get().recommends();
        assert!(recommends.needs("our-recommended", false, ""));
        let build = Images::get().build("corp/base", Some("1.2")).unwrap();
        assert_eq!(
            (build.suite, build.platforms),
            ("bookworm", "amd64 arm64v8")
        );
        assert!(Images::get().image("corp/base").is_some());
        assert!(Images::get().build("python", None).is_some());
    });
    assert!(Images::get().build("corp/base", Some("1.2")).is_none());
    // The same text is read once.
    let again = parse(text).unwrap().rules.map(std::ptr::from_ref);
    assert_eq!(again, rules.map(std::ptr::from_ref));
}
