//! Which flags an instruction takes, and what may stand in them.
//!
//! Resolves no stage and no mount. Source: BuildKit, `frontend/dockerfile/instructions` (`bflag.go`, `parse.go`,
//! `commands_run*.go`).

use crate::syntax::flag_values::{device_problem, interval_problem, mount_problem};
use crate::syntax::{Flag, Keyword, SyntaxError};
use crate::text::Span;

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// `--link`, `--link=true`, `--link=false`.
    Switch,
    /// One value.
    Value,
    /// A value each time it comes.
    Values,
}

const COPY: &[(&str, Kind)] = &[
    ("chown", Kind::Value),
    ("from", Kind::Value),
    ("chmod", Kind::Value),
    ("link", Kind::Switch),
    ("parents", Kind::Switch),
    ("exclude", Kind::Values),
];
const ADD: &[(&str, Kind)] = &[
    ("chown", Kind::Value),
    ("chmod", Kind::Value),
    ("link", Kind::Switch),
    ("keep-git-dir", Kind::Switch),
    ("checksum", Kind::Value),
    ("unpack", Kind::Switch),
    ("exclude", Kind::Values),
];
const RUN: &[(&str, Kind)] = &[
    ("mount", Kind::Values),
    ("network", Kind::Value),
    ("security", Kind::Value),
    ("device", Kind::Values),
];
const HEALTHCHECK: &[(&str, Kind)] = &[
    ("interval", Kind::Value),
    ("timeout", Kind::Value),
    ("start-period", Kind::Value),
    ("start-interval", Kind::Value),
    ("retries", Kind::Value),
];

/// Whether BuildKit takes these flags for this instruction.
pub(super) fn check(keyword: Keyword, flags: &[Flag<'_>]) -> Result<(), SyntaxError> {
    let known = match keyword {
        // BuildKit never looks at the flags of these two.
        Keyword::Arg | Keyword::Stopsignal => return Ok(()),
        Keyword::Copy => COPY,
        Keyword::Add => ADD,
        Keyword::Run => RUN,
        Keyword::Healthcheck => HEALTHCHECK,
        Keyword::From => &[("platform", Kind::Value)],
        _ => &[],
    };
    let mut seen: Vec<&str> = Vec::new();
    for flag in flags {
        let Some((name, kind)) = known.iter().find(|(name, _)| *name == flag.name) else {
            return refuse(flag.span, format!("unknown flag `--{}`", flag.name));
        };
        if *kind != Kind::Values {
            if seen.contains(name) {
                return refuse(flag.span, format!("the flag `--{name}` comes twice"));
            }
            seen.push(name);
        }
        check_kind(flag, *kind)?;
        check_value(keyword, flag)?;
    }
    Ok(())
}

fn refuse<T>(span: Span, message: String) -> Result<T, SyntaxError> {
    Err(SyntaxError { span, message })
}

fn check_kind(flag: &Flag<'_>, kind: Kind) -> Result<(), SyntaxError> {
    let name = &flag.name;
    match (kind, &flag.value) {
        (Kind::Switch, None) => Ok(()),
        (_, None) => refuse(flag.span, format!("the flag `--{name}` needs a value")),
        (Kind::Switch, Some(value)) => match value.value.to_ascii_lowercase().as_str() {
            "true" | "false" => Ok(()),
            "" => refuse(
                flag.span,
                format!("the flag `--{name}` has `=` but no value"),
            ),
            _ => refuse(
                value.span,
                format!("the flag `--{name}` is either `true` or `false`"),
            ),
        },
        _ => Ok(()),
    }
}

fn check_value(keyword: Keyword, flag: &Flag<'_>) -> Result<(), SyntaxError> {
    let Some(word) = &flag.value else {
        return Ok(());
    };
    let value = word.value.as_ref();
    let problem = match (keyword, flag.name.as_ref()) {
        (Keyword::Run, "mount") => mount_problem(value),
        (Keyword::Run, "device") => device_problem(value),
        (Keyword::Run, "network") => match value {
            "default" | "none" | "host" => None,
            _ => Some(format!(
                "no network mode is called `{value}`: use `default`, `none` or `host`"
            )),
        },
        (Keyword::Run, "security") => match value {
            "sandbox" | "insecure" => None,
            _ => Some(format!(
                "no security mode is called `{value}`: use `sandbox` or `insecure`"
            )),
        },
        (Keyword::Healthcheck, "retries") => match value.parse::<i32>() {
            _ if value.is_empty() => None,
            Ok(0..) => None,
            _ => Some(format!("`{value}` is no number of retries")),
        },
        (Keyword::Healthcheck, _) => interval_problem(value),
        _ => None,
    };
    match problem {
        Some(message) => refuse(word.span, message),
        None => Ok(()),
    }
}
