//! Rewrites installs by apt and new users for Alpine.

use std::collections::HashSet;

use crate::data::VerbKind;
use crate::data::images::AlpinePackages;
use crate::model::commands::Call;
use crate::model::packages::{PackageCall, deleted_paths};
use crate::model::{RunScript, Step, paths};
use crate::pass::Context;
use crate::text::{Edit, Span};

/// The edits of one step; the reason where it cannot be said on Alpine.
pub(super) fn step(context: &Context<'_>, step: &Step<'_>) -> Result<Vec<Edit>, String> {
    let Some(script) = step.run.as_ref().and_then(|run| run.script()) else {
        return Ok(Vec::new());
    };
    let line = context.model.lines.line(step.instruction.span.start);
    let text = script.text.as_str();
    let calls = script.calls();
    let packages = |call: &Call<'_>| is_apt(context, call) || clears(call, text);
    if !calls.iter().any(|call| is_apt(context, call)) {
        let users = calls.iter().filter_map(|call| user(script, call));
        return users
            .collect::<Result<_, _>>()
            .map_err(|reason| format!("line {line} {reason}"));
    }
    if !calls.iter().all(|call| packages(call) && call.top) || script.tree.has_opaque() {
        return Err(format!("line {line} does more than install packages"));
    }
    if !step.instruction.comments.is_empty() || script.heredoc {
        return Err(format!("line {line} holds comments or a heredoc"));
    }
    let names = alpine_names(context, calls);
    let (Some(first), Some(last)) = (calls.first(), calls.last()) else {
        return Ok(Vec::new());
    };
    if names.is_empty() {
        return Err(format!("line {line} only manages packages of Debian"));
    }
    let (start, end) = (first.simple.span.start, last.simple.span.end);
    let span = script.text.file_span(Span { start, end });
    let text = format!("apk add --no-cache {}", names.join(" "));
    Ok(vec![Edit::replace(span, &text)])
}

/// The packages that calls install, under their names on Alpine, each once.
fn alpine_names(context: &Context<'_>, calls: &[Call<'_>]) -> Vec<&'static str> {
    let mut names = Vec::new();
    for call in calls {
        let Some(package) = PackageCall::new(context.data, call) else {
            continue;
        };
        if package.kind == VerbKind::Install {
            let mapped = package
                .operands()
                .iter()
                .filter_map(|name| AlpinePackages::get().of(name));
            names.extend(mapped.flat_map(|names| names.split(' ')));
        }
    }
    let mut seen = HashSet::new();
    names.retain(|name| seen.insert(*name));
    names
}

fn is_apt(context: &Context<'_>, call: &Call<'_>) -> bool {
    let package = PackageCall::new(context.data, call);
    package.is_some_and(|package| {
        package
            .manager
            .indexes
            .iter()
            .any(|index| index.contains("/apt/"))
    })
}

fn clears(call: &Call<'_>, text: &str) -> bool {
    let deleted = deleted_paths(call, text);
    let lists =
        |path: &String| paths::within(path, "/var/lib/apt") || paths::within(path, "/var/cache");
    !deleted.is_empty() && deleted.iter().all(lists)
}

/// `adduser` for `useradd`, `addgroup` for `groupadd`; `None` for any other command.
fn user(script: &RunScript<'_>, call: &Call<'_>) -> Option<Result<Edit, String>> {
    let name = call.name()?;
    let words = match name {
        "useradd" => useradd(&call.arguments()),
        "groupadd" => groupadd(&call.arguments()),
        "adduser" | "addgroup" => Err(format!(
            "runs Debian's `{name}`, which takes other options on Alpine"
        )),
        _ => return None,
    };
    let first = call.simple.words.get(call.first)?.span;
    let last = call.simple.words.last()?.span;
    let span = script.text.file_span(Span {
        start: first.start,
        end: last.end,
    });
    Some(words.map(|words| Edit::replace(span, &words)))
}

fn groupadd(arguments: &[&str]) -> Result<String, String> {
    let mut out = String::from("addgroup");
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        match *word {
            "-r" | "--system" => out.push_str(" -S"),
            "-g" | "--gid" => out.push_str(&format!(" -g {}", fixed(words.next())?)),
            word => match word.strip_prefix("--gid=") {
                Some(number) => out.push_str(&format!(" -g {number}")),
                None => out.push_str(&format!(" {}", operand(word)?)),
            },
        }
    }
    Ok(out)
}

/// busybox makes a home unless told not to, Debian only when told to.
fn useradd(arguments: &[&str]) -> Result<String, String> {
    let (mut out, mut home, mut system, mut group) = (String::new(), false, false, false);
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        match *word {
            "-r" | "--system" => system = true,
            "-m" | "--create-home" => home = true,
            "-M" | "--no-create-home" => home = false,
            "-l" | "--no-log-init" => {}
            "-u" | "--uid" => out.push_str(&format!(" -u {}", fixed(words.next())?)),
            "-d" | "--home-dir" | "--home" => {
                out.push_str(&format!(" -h {}", fixed(words.next())?))
            }
            "-s" | "--shell" => out.push_str(&format!(" -s {}", fixed(words.next())?)),
            "-g" | "--gid" => {
                group = true;
                let name = fixed(words.next())?;
                if name.bytes().all(|byte| byte.is_ascii_digit()) {
                    return Err(
                        "names a group by its number, which busybox's `adduser` does not take"
                            .into(),
                    );
                }
                out.push_str(&format!(" -G {name}"));
            }
            word => out.push_str(&format!(" {}", operand(word)?)),
        }
    }
    if system && !group {
        return Err(
            "makes a system user without a group, which busybox puts into `nogroup`".into(),
        );
    }
    let no_home = if home { "" } else { " -H" };
    Ok(match system {
        true => format!("adduser -S{no_home}{out}"),
        false => format!("adduser -D{no_home}{out}"),
    })
}

fn fixed<'w>(word: Option<&&'w str>) -> Result<&'w str, String> {
    let plain = |word: &&str| {
        !word.is_empty()
            && word
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"/_-.".contains(&byte))
    };
    let unknown = || "gives an option a value that only the build knows".to_string();
    word.copied().filter(plain).ok_or_else(unknown)
}

fn operand(word: &str) -> Result<&str, String> {
    match word.starts_with('-') {
        true => Err(format!(
            "gives the option `{word}`, which busybox has no like of"
        )),
        false => fixed(Some(&word)),
    }
}
