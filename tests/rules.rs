//! The facts in `rules/` are whole, dated and consistent.

#![allow(clippy::unwrap_used, reason = "a test may panic and print")]

use std::collections::HashSet;
use std::time::{SystemTime, UNIX_EPOCH};

use dfopt::data::{Gives, Grade, Manager, Packages, Recipe, RuleData};

fn managers() -> &'static [Manager] {
    RuleData::get().managers()
}

/// Days since 1970 of an ISO date.
fn days(date: &str) -> Option<i64> {
    let mut parts = date.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || [year.len(), month.len(), day.len()] != [4, 2, 2] {
        return None;
    }
    let (year, month, day): (i64, i64, i64) =
        (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    // The year begins in March, so that a leap day is its last.
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let before_year = 365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    Some(before_year + (153 * month + 2) / 5 + day - 1 - 719_468)
}

fn assert_sourced(what: &str, source: &str, date: &str) {
    assert!(
        source.starts_with("https://"),
        "{what}: source `{source}` is no address"
    );
    let day = days(date).unwrap_or_else(|| panic!("{what}: `{date}` is no ISO date"));
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap()
        .as_secs() as i64
        / 86_400;
    assert!(day <= now + 1, "{what}: {date} is in the future");
}

#[test]
fn dates_are_counted_right() {
    assert_eq!(days("1970-01-01"), Some(0));
    assert_eq!(days("2000-03-01"), Some(11_017));
    assert_eq!(days("26-1-1"), None);
    assert_eq!(days("2026-13-01"), None);
}

#[test]
fn every_row_has_source_and_date() {
    assert!(managers().len() >= 10);
    for manager in managers() {
        assert_sourced(manager.name, manager.source, manager.date);
        if let Some(size) = manager.index_size {
            assert_sourced(manager.name, size.source, size.date);
            assert!(size.bytes > 0 && !size.note.is_empty(), "{}", manager.name);
        }
    }
}

#[test]
fn suites_are_sourced_and_disjoint() {
    let data = RuleData::suites();
    let mut words = HashSet::new();
    for suite in &data.suites {
        assert_sourced(suite.words[0], suite.source, suite.date);
        assert!((2004..2100).contains(&suite.year), "{:?}", suite.words);
        // A fix rests on what is recent.
        let rested_on = suite.year >= 2016;
        assert!(
            !rested_on || suite.grade != Grade::Believed,
            "{:?}",
            suite.words
        );
        for word in &suite.words {
            assert!(words.insert(*word), "`{word}` stands for two suites");
        }
    }
    for row in &data.numbers {
        assert_sourced(row.image, row.source, row.date);
        assert_ne!(
            row.grade,
            Grade::Believed,
            "{}: a fix rests on it",
            row.image
        );
        assert!(
            row.first.is_sorted() && !row.first.is_empty(),
            "{}",
            row.image
        );
    }
    for row in &data.applications.images {
        assert_sourced(row.images[0], row.source, row.date);
    }
    let (mut images, mut tags) = (HashSet::new(), HashSet::new());
    for make in &data.shells {
        assert_sourced(make.images[0], make.source, make.date);
        assert_ne!(make.grade, Grade::Believed, "{:?}", make.shell);
        let twice = make.images.iter().any(|name| !images.insert(*name));
        let twice = twice || make.tags.iter().any(|word| !tags.insert(*word));
        assert!(
            !twice,
            "a name has two shells, {:?} and another",
            make.shell
        );
    }
}

#[test]
fn caches_are_sourced_and_cleared_one_way() {
    let mut names = HashSet::new();
    for row in RuleData::get().caches() {
        let name = row.name;
        assert_sourced(name, row.source, row.date);
        assert_ne!(row.grade, Grade::Believed, "{name}: a fix rests on it");
        assert_eq!(row.commands.first(), Some(&name));
        assert!(row.commands.iter().all(|command| names.insert(*command)));
        assert!(row.clear.is_some() != row.avoid.is_some(), "{name}");
        let home = |place: &&str| place.starts_with('/') || place.starts_with("~/");
        assert!(
            !row.caches.is_empty() && row.caches.iter().all(home),
            "{name}"
        );
        // All of a cache directory may hold what programs read.
        let whole = ["~/.cache", "~", "/", "~/.cache/pypoetry", "~/.cpan"];
        assert!(
            !row.caches.iter().any(|place| whole.contains(place)),
            "{name}"
        );
        let Some(rest) = row.clear.and_then(|clear| clear.strip_prefix("rm -rf ")) else {
            continue;
        };
        for path in rest.split(' ') {
            let place = path.trim_end_matches("/*").trim_end_matches("/*.gem");
            assert!(row.caches.contains(&place), "{name}: `{path}`");
        }
    }
}

#[test]
fn a_believed_row_carries_no_fix() {
    for manager in managers()
        .iter()
        .filter(|manager| manager.grade == Grade::Believed)
    {
        assert!(
            manager.cleanup.is_none() && manager.no_cache.is_none(),
            "{}",
            manager.name
        );
    }
}

#[test]
fn names_and_commands_are_unique() {
    let mut commands = HashSet::new();
    for manager in managers() {
        assert_eq!(manager.commands.first(), Some(&manager.name));
        for command in &manager.commands {
            assert!(commands.insert(*command), "`{command}` has two rows");
            assert!(!command.contains(['/', ' ']), "`{command}`");
        }
    }
}

#[test]
fn verbs_are_words_and_stand_in_one_list() {
    for manager in managers() {
        let verbs: Vec<_> = manager.verbs.all().collect();
        let unique: HashSet<_> = verbs.iter().copied().collect();
        assert_eq!(
            verbs.len(),
            unique.len(),
            "{}: a verb stands in two lists",
            manager.name
        );
        assert!(!manager.verbs.install.is_empty(), "{}", manager.name);
        for verb in &verbs {
            let word = verb.chars().all(|c| c.is_ascii_lowercase() || c == '-');
            assert!(word && !verb.starts_with('-'), "{}: `{verb}`", manager.name);
        }
        for verb in &manager.verbs.read_indexes {
            assert!(
                unique.contains(verb),
                "{}: `{verb}` is in no other list",
                manager.name
            );
        }
    }
}

#[test]
fn flags_begin_with_a_dash_and_stand_once() {
    for manager in managers() {
        let values = &manager.flags_with_value;
        let other = [
            &manager.yes_flags,
            &manager.offline_flags,
            &manager.refresh_flags,
        ];
        let placed = [&values.anywhere, &values.before_verb, &values.after_verb];
        for list in placed.into_iter().chain(other) {
            let unique: HashSet<_> = list.iter().collect();
            assert_eq!(
                unique.len(),
                list.len(),
                "{}: a flag stands twice",
                manager.name
            );
            for flag in list {
                let name = manager.name;
                assert!(
                    flag.starts_with('-') && !flag.contains(' '),
                    "{name}: `{flag}`"
                );
                let formed = flag.len() == 2 || flag.starts_with("--");
                assert!(
                    formed || manager.yes_flags.contains(flag),
                    "{name}: `{flag}`"
                );
            }
        }
    }
}

#[test]
fn recipes_are_sourced_and_consistent() {
    assert!(Recipe::all().len() >= 4);
    for recipe in Recipe::all() {
        assert_sourced(recipe.name, recipe.source, recipe.date);
        assert_sourced(recipe.name, recipe.size.source, recipe.size.date);
        assert_ne!(recipe.grade, Grade::Believed, "{}", recipe.name);
        for builder in &recipe.builders {
            assert!(builder.directory.starts_with('/'), "{}", recipe.name);
        }
        for path in &recipe.caches {
            assert!(path.starts_with('/') && !path.ends_with('/'), "`{path}`");
        }
    }
}

#[test]
fn what_images_give_is_sourced_and_known_of_every_builder() {
    for row in Gives::all() {
        assert_sourced(row.images[0], row.source, row.date);
        assert_ne!(row.grade, Grade::Believed, "{:?}", row.images);
    }
    let builders = Recipe::all().iter().flat_map(|recipe| &recipe.builders);
    for name in builders.flat_map(|builder| &builder.repositories) {
        assert!(
            *name == "java" || Gives::of(name, None).is_some(),
            "`{name}`"
        );
    }
}

#[test]
fn a_package_is_for_the_build_or_has_halves() {
    let packages = Packages::get();
    assert_sourced("halves", packages.source, packages.date);
    for half in &packages.halves {
        assert!(half.dev.ends_with("-dev"), "`{}`", half.dev);
        assert!(
            !packages.build_only.apt.contains(&half.dev),
            "`{}`",
            half.dev
        );
    }
}
