//! Managers and verbs are found by what a command line says.

use dfopt::data::{Manager, RuleData, SizeBasis, VerbKind};

fn managers() -> &'static [Manager] {
    RuleData::get().managers()
}

/// Days since 1970 of an ISO date.

#[test]
fn a_cleanup_counts_as_cleared() {
    for manager in managers() {
        let Some(cleanup) = manager.cleanup else {
            continue;
        };
        let cleared = &manager.cleared_by;
        let mut texts = cleared.paths.iter().map(|path| format!("rm -rf {path}/*"));
        let by_path = texts.any(|text| text == cleanup.command);
        assert!(
            by_path || cleared.commands.contains(&cleanup.command),
            "{}",
            manager.name
        );
        let plain = |c: char| c.is_ascii_alphanumeric() || " -/*".contains(c);
        assert!(
            cleanup.command.chars().all(plain),
            "`{}` is not simple",
            cleanup.command
        );
    }
    for command in managers()
        .iter()
        .flat_map(|manager| &manager.cleared_by.commands)
    {
        let words: Vec<_> = command.split(' ').collect();
        let found = RuleData::get().manager_of(&words);
        let (owner, at) = found.unwrap_or_else(|| panic!("`{command}`"));
        assert_eq!(
            owner.verbs.kind(words[at]),
            Some(VerbKind::Clean),
            "`{command}`"
        );
    }
}

#[test]
fn no_cache_verbs_exist() {
    for manager in managers() {
        let Some(no_cache) = &manager.no_cache else {
            continue;
        };
        assert!(no_cache.flag.starts_with("--") && !no_cache.verbs.is_empty());
        for verb in &no_cache.verbs {
            assert!(
                manager.verbs.kind(verb).is_some(),
                "{}: `{verb}`",
                manager.name
            );
        }
    }
}

#[test]
fn finds_managers_by_command() {
    let data = RuleData::get();
    let name = |command| data.manager(command).map(|manager| manager.name);
    assert_eq!(name("apt-get"), Some("apt-get"));
    assert_eq!(name("/usr/bin/apt-get"), Some("apt-get"));
    assert_eq!(name("pip3"), Some("pip"));
    assert_eq!(name("pip3.11"), Some("pip"));
    assert_eq!(name("/opt/venv/bin/pip"), Some("pip"));
    assert_eq!(name("pipx"), None);
    assert_eq!(name("apt3"), None);
    assert_eq!(name(""), None);

    let of = |words: &[&str]| {
        data.manager_of(words)
            .map(|(manager, at)| (manager.name, at))
    };
    assert_eq!(of(&["python3", "-m", "pip", "install"]), Some(("pip", 3)));
    assert_eq!(of(&["/usr/bin/python3.11", "-m", "pip"]), Some(("pip", 3)));
    assert_eq!(of(&["python3", "-m", "venv"]), None);
    assert_eq!(of(&["apk", "add"]), Some(("apk", 1)));
    assert_eq!(of(&[]), None);
}

#[test]
fn finds_verbs_behind_flags() {
    let data = RuleData::get();
    let verb = |command: &'static str| {
        let words: Vec<_> = command.split(' ').collect();
        let (manager, at) = data.manager_of(&words)?;
        manager
            .verb_index(&words[at..])
            .map(|index| words[at + index])
    };
    assert_eq!(
        verb("apt-get -y -o Dpkg::Use-Pty=0 install curl"),
        Some("install")
    );
    assert_eq!(verb("zypper -n --root /mnt in curl"), Some("in"));
    assert_eq!(
        verb("apk --no-cache -X https://example.org/edge add curl"),
        Some("add")
    );
    assert_eq!(verb("apt-get --version"), None);
    let zypper = data.manager("zypper").unwrap();
    assert!(zypper.takes_value("-D", false) && !zypper.takes_value("-D", true));
    assert!(zypper.takes_value("-t", true) && !zypper.takes_value("-t", false));
}

#[test]
fn apt_says_what_the_cleanup_passes_rest_on() {
    let apt = RuleData::get().manager("apt-get").unwrap();
    let cleanup = apt.cleanup.unwrap();
    assert_eq!(cleanup.command, "rm -rf /var/lib/apt/lists/*");
    assert!(cleanup.needs_update);
    assert!(apt.verbs.reads_indexes("install") && !apt.verbs.reads_indexes("remove"));
    let size = apt.index_size.unwrap();
    assert_eq!((size.bytes, size.basis), (20_100_000, SizeBasis::Measured));
    let pip = RuleData::get().manager("pip").unwrap();
    assert_eq!(pip.no_cache.as_ref().unwrap().flag, "--no-cache-dir");
}
