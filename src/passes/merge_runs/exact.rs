//! Whether two parts joined by `&&` do exactly what they did apart.

use super::Part;
use crate::model::Model;
use crate::model::commands::Call;
use crate::shell::Part as WordPart;
use crate::shell::effects::{EffectKind, effects};
use crate::text::Span;

/// Linux takes no single argument longer than 128 KiB (`MAX_ARG_STRLEN`), and the script is one argument of `sh -c`.
const LONGEST_SCRIPT: usize = 100_000;

/// Files that each `RUN` gets fresh and that are not kept (BuildKit `executor/oci`: hosts, resolv.conf, mounts).
const FRESH: [&str; 6] = [
    "/etc/hosts",
    "/etc/resolv.conf",
    "/etc/hostname",
    "/dev/shm",
    "/proc/",
    "/sys/",
];

/// Programs that start something which lives on when they end.
const DAEMONS: [&str; 30] = [
    "adb",
    "apache2ctl",
    "apachectl",
    "bazel",
    "dbus-daemon",
    "dockerd",
    "gradle",
    "gradlew",
    "httpd",
    "initctl",
    "invoke-rc.d",
    "memcached",
    "mongod",
    "mysqld",
    "mysqld_safe",
    "nginx",
    "nohup",
    "pg_ctl",
    "pg_ctlcluster",
    "postgres",
    "rabbitmq-server",
    "rc-service",
    "redis-server",
    "service",
    "setsid",
    "slapd",
    "start-stop-daemon",
    "supervisord",
    "systemctl",
    "Xvfb",
];

/// Variables of the shell whose value tells how long it has been running or what it ran.
const SHELL_STATE: [&str; 9] = [
    "_",
    "!",
    "BASHPID",
    "LINENO",
    "OLDPWD",
    "PPID",
    "RANDOM",
    "SECONDS",
    "BASH_COMMAND",
];

/// Programs and builtins that no install moves elsewhere on the PATH.
const CORE: [&str; 46] = [
    "[",
    "addgroup",
    "adduser",
    "apk",
    "apt",
    "apt-cache",
    "apt-get",
    "apt-key",
    "apt-mark",
    "cat",
    "chgrp",
    "chmod",
    "chown",
    "cp",
    "dnf",
    "dpkg",
    "echo",
    "false",
    "find",
    "grep",
    "groupadd",
    "head",
    "ldconfig",
    "ln",
    "ls",
    "microdnf",
    "mkdir",
    "mv",
    "printf",
    "rm",
    "rmdir",
    "rpm",
    "sed",
    "sleep",
    "sort",
    "tail",
    "tdnf",
    "test",
    "touch",
    "true",
    "tr",
    "update-ca-certificates",
    "useradd",
    "usermod",
    "yum",
    "zypper",
];

/// Programs that only a build from source would move.
const STEADY: [&str; 20] = [
    "add-apt-repository",
    "awk",
    "bunzip2",
    "bzip2",
    "curl",
    "cut",
    "date",
    "dirname",
    "git",
    "gpg",
    "gunzip",
    "gzip",
    "sha256sum",
    "tar",
    "tee",
    "uname",
    "unzip",
    "wget",
    "xargs",
    "xz",
];

/// Why `part` cannot be joined to `chain` by `&&`: to follow `not merged with line N:`.
pub(super) fn obstacle(
    model: &Model<'_>,
    chain: &[Part<'_, '_>],
    part: &Part<'_, '_>,
) -> Option<String> {
    let last = chain.last()?;
    different_scope(last, part)
        .or_else(|| wanted_split(model, last, part))
        .or_else(|| shape(model, last, true))
        .or_else(|| shape(model, part, false))
        .or_else(|| leftovers(last))
        .or_else(|| own_state(part))
        .or_else(|| {
            chain
                .iter()
                .find_map(|earlier| moved_program(earlier, part))
        })
        .or_else(|| length(chain, part))
}

fn different_scope(a: &Part<'_, '_>, b: &Part<'_, '_>) -> Option<String> {
    let values = |part: &Part<'_, '_>| -> Vec<String> {
        let flags = part.step.instruction.flags.iter();
        flags
            .map(|flag| {
                format!(
                    "{}={}",
                    flag.name,
                    flag.value.as_ref().map_or("", |value| &value.value)
                )
            })
            .collect()
    };
    if values(a) != values(b) {
        return Some("the flags of the two RUNs differ".into());
    }
    (a.step.scope != b.step.scope || a.step.version != b.step.version)
        .then(|| "they run in different scopes".into())
}

/// A comment between the two that says why they are two.
fn wanted_split(model: &Model<'_>, a: &Part<'_, '_>, b: &Part<'_, '_>) -> Option<String> {
    let between = Span {
        start: a.step.instruction.span.end,
        end: b.step.instruction.span.start,
    };
    let says = |comment: &&str| {
        let words = comment.to_lowercase();
        let mut words = words.split(|c: char| !c.is_alphanumeric());
        words.any(|word| {
            matches!(
                word,
                "layer"
                    | "layers"
                    | "cache"
                    | "cached"
                    | "caching"
                    | "caches"
                    | "separate"
                    | "separately"
                    | "split"
            )
        })
    };
    let comment = super::comments(model, between, b).into_iter().find(says)?;
    Some(format!(
        "the comment between them may want two layers (`{}`)",
        comment.trim()
    ))
}

/// A list of commands joined by `&&`, alone or with what may stand at its end.
fn shape(model: &Model<'_>, part: &Part<'_, '_>, first: bool) -> Option<String> {
    let script = part.script;
    let line = part.line;
    let heredocs = script.heredoc || script.tree.has_heredoc();
    match () {
        () if heredocs => Some(format!("line {line} has a heredoc")),
        () if script.tree.has_opaque() => Some(format!(
            "line {line} has shell text that dfopt does not follow"
        )),
        () if !script.tree.is_and_list() => Some(format!(
            "line {line} is more than a list of commands joined by `&&`"
        )),
        () if first
            && super::tail(part)
                .of(model.file.text)
                .contains(model.file.escape) =>
        {
            Some(format!(
                "line {line} ends in a continuation that leads nowhere"
            ))
        }
        () if first && !script.tree.comments.is_empty() => Some(format!(
            "line {line} ends in a comment, which would swallow what follows"
        )),
        () => None,
    }
}

/// State, daemons and fresh files that would reach from the first part into the second.
fn leftovers(part: &Part<'_, '_>) -> Option<String> {
    let text = part.script.text.as_str();
    let line = part.line;
    if let Some(effect) = effects(&part.script.tree, text).first() {
        return Some(format!(
            "line {line} {}, which would live on",
            effect.describe(text)
        ));
    }
    if let Some(path) = FRESH.iter().find(|path| text.contains(**path)) {
        return Some(format!(
            "line {line} names `{path}`, which each RUN gets fresh"
        ));
    }
    let lives_on = |call: &&Call<'_>| {
        let daemon = call.name().is_some_and(|name| DAEMONS.contains(&name));
        let init_script = call.words[0]
            .as_deref()
            .is_some_and(|word| word.starts_with("/etc/init.d/"));
        daemon && !call.has("--no-daemon")
            || init_script
            || call.has("--daemon")
            || call.has("--daemonize")
    };
    let call = part.calls.iter().find(lives_on)?;
    let shown = call.simple.span.of(text);
    Some(format!(
        "line {line} may start something that lives on (`{shown}`)"
    ))
}

/// What the second part does to or asks of the shell that it would no longer have to itself.
fn own_state(part: &Part<'_, '_>) -> Option<String> {
    let text = part.script.text.as_str();
    let line = part.line;
    let harmless = |kind| {
        matches!(
            kind,
            EffectKind::Directory | EffectKind::Variable | EffectKind::Umask | EffectKind::Options
        )
    };
    let effects = effects(&part.script.tree, text);
    if let Some(effect) = effects.iter().find(|effect| !harmless(effect.kind)) {
        return Some(format!("line {line} {}", effect.describe(text)));
    }
    if let Some(path) = FRESH.iter().find(|path| text.contains(**path)) {
        return Some(format!(
            "line {line} names `{path}`, which each RUN gets fresh"
        ));
    }
    let name = part
        .calls
        .iter()
        .flat_map(|call| &call.simple.words)
        .find_map(|word| shell_state(&word.parts, text))?;
    Some(format!("line {line} reads `${name}` of its own shell"))
}

fn shell_state<'t>(parts: &[WordPart], text: &'t str) -> Option<&'t str> {
    parts.iter().find_map(|part| match part {
        WordPart::Double(_, inner) => shell_state(inner, text),
        WordPart::Parameter { name, .. } => {
            Some(name.of(text)).filter(|name| SHELL_STATE.contains(name))
        }
        _ => None,
    })
}

/// A program that both call and that the first part may have replaced by one elsewhere on the PATH: the shell remembers where
/// it found a program (POSIX.1-2024, `hash`).
fn moved_program(a: &Part<'_, '_>, b: &Part<'_, '_>) -> Option<String> {
    let names = |part: &Part<'_, '_>| -> Vec<String> {
        part.calls
            .iter()
            .filter_map(|call| call.name())
            .map(str::to_string)
            .collect()
    };
    let before = names(a);
    let builds = before
        .iter()
        .any(|name| !CORE.contains(&&**name) && !STEADY.contains(&&**name));
    let safe = |name: &String| CORE.contains(&&**name) || !builds && STEADY.contains(&&**name);
    let shared = names(b)
        .into_iter()
        .find(|name| !safe(name) && before.contains(name))?;
    Some(format!(
        "both run `{shared}`, and the shell may remember one that line {} replaced",
        a.line
    ))
}

fn length(chain: &[Part<'_, '_>], part: &Part<'_, '_>) -> Option<String> {
    let parts = chain.iter().chain([part]);
    let total: usize = parts.map(|part| part.script.text.as_str().len()).sum();
    (total > LONGEST_SCRIPT)
        .then(|| "the script would be too long for one argument of `sh -c`".into())
}
