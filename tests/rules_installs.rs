//! The facts about installs in `rules/`: how questions are answered, which packages are recommended, and where managers keep things.

#![allow(clippy::unwrap_used, reason = "a test may panic and print")]

use dfopt::data::{Grade, RuleData};

#[test]
fn answers_name_verbs_and_yes_flags() {
    for manager in RuleData::get().managers() {
        let Some(answer) = &manager.answer else {
            continue;
        };
        let name = manager.name;
        assert!(manager.yes_flags.contains(&answer.flag), "{name}");
        for verb in &answer.verbs {
            assert!(
                !answer.nested.verbs.contains(verb),
                "{name}: `{verb}` stands twice"
            );
        }
        let lower = |word: &&str| word.chars().all(|c| !c.is_ascii_uppercase());
        assert!(answer.settings.iter().all(lower), "{name}");
    }
}

#[test]
fn recommends_are_sorted_and_consistent() {
    let table = RuleData::get().recommends();
    assert!(table.source.starts_with("https://") && table.date.len() == 10);
    assert_eq!(table.grade, Grade::Verified);
    assert!(table.plain.is_sorted());
    assert!(table.rows.is_sorted_by_key(|row| row.name));
    for row in &table.rows {
        assert!(!table.plain.contains(&row.name), "{}", row.name);
        for name in &row.keeps {
            let known = table
                .functional
                .iter()
                .any(|functional| functional.name == *name);
            assert!(
                known,
                "{}: `{name}` is not among the functional ones",
                row.name
            );
        }
    }
}

#[test]
fn recommends_of_the_commonest_packages_are_needed() {
    let table = RuleData::get().recommends();
    let needed = |package, file| -> Vec<&str> {
        let keeps = table.row(package).unwrap().keeps.iter().copied();
        keeps
            .filter(|name| table.needs(name, false, file))
            .collect()
    };
    for package in ["curl", "wget", "git", "nodejs", "python3"] {
        assert!(
            needed(package, "").contains(&"ca-certificates"),
            "{package}"
        );
    }
    assert_eq!(
        needed("python3-pip", ""),
        ["build-essential", "python3-dev"]
    );
    assert!(needed("git", "ssh-keyscan").contains(&"openssh-client"));
    assert!(!needed("git", "").contains(&"openssh-client"));
    assert!(table.knows("tzdata") && table.row("tzdata").is_none());
    assert!(!table.knows("ubuntu-desktop") && !table.knows(""));
}

#[test]
fn paths_are_absolute() {
    for manager in RuleData::get().managers() {
        let cleared = &manager.cleared_by.paths;
        let paths = [
            &manager.indexes,
            &manager.caches,
            &manager.database,
            cleared,
        ];
        for path in paths.into_iter().flatten() {
            let name = manager.name;
            assert!(
                path.starts_with('/') || path.starts_with("~/"),
                "{name}: `{path}`"
            );
            assert!(
                !path.ends_with('/') && !path.contains(['*', ' ']),
                "{name}: `{path}`"
            );
        }
    }
}
