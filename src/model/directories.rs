//! In which directory each command of a script runs, and where the paths in its words lead.
//!
//! Follows `cd` as far as its words tell; runs nothing.

use std::borrow::Cow;
use std::rc::Rc;

use crate::model::commands::Call;
use crate::model::paths;
use crate::shell::{Part, Word};

/// The directory in which each call runs, seen from `directory`; `None` where an earlier one may have changed it.
pub fn directories(
    calls: &[Call<'_>],
    text: &str,
    directory: Option<&str>,
) -> Vec<Option<Rc<str>>> {
    let mut current: Option<Rc<str>> = directory.map(Rc::from);
    let mut out = Vec::with_capacity(calls.len());
    for call in calls {
        // What runs in brackets or need not run may be in another one.
        let own = current.clone().filter(|_| call.place.top_level);
        out.push(own);
        let moves = call.name().is_some_and(|name| MOVES.contains(&name));
        if moves && !(call.place.top_level && call.place.subshell) {
            let moved = moved(call, text, current.as_deref());
            current = moved.filter(|path| path.len() < LONGEST).map(Rc::from);
        }
    }
    out
}

/// Commands behind which the shell may be in another directory.
const MOVES: [&str; 7] = ["cd", "pushd", "popd", "eval", ".", "source", "chroot"];

/// A longer path is not followed.
const LONGEST: usize = 4096;

/// Where the shell is behind a call that may change its directory.
fn moved(call: &Call<'_>, text: &str, directory: Option<&str>) -> Option<String> {
    let known = call.top && matches!(call.name(), Some("cd" | "pushd"));
    let [_, target] = call.simple.words.get(call.first..).unwrap_or(&[]) else {
        return None;
    };
    let target = spelled(target, text).filter(|target| known && !target.starts_with('-'))?;
    place(directory, &target)
}

/// The absolute path of a name, unless it begins with what only the build knows.
pub fn place(directory: Option<&str>, name: &str) -> Option<String> {
    let home = name.strip_prefix("~/").map(|rest| format!("/root/{rest}"));
    let name = home.as_deref().unwrap_or(name);
    if name.starts_with("${") && name.contains('/') || name.starts_with('~') {
        return None;
    }
    paths::resolve(directory, name)
}

/// A word without its quotes, variables as `${NAME}`; `None` where it holds patterns, or commands.
pub fn spelled(word: &Word, text: &str) -> Option<String> {
    let mut out = String::new();
    spell(&word.parts, text, &mut out)?;
    Some(out)
}

/// Variables that differ each time they are read.
const CHANGES: [&str; 4] = ["LINENO", "RANDOM", "SECONDS", "SRANDOM"];

fn spell(parts: &[Part], text: &str, out: &mut String) -> Option<()> {
    for part in parts {
        let piece: Cow<'_, str> = match part {
            Part::Literal(span) => {
                let piece = span.of(text);
                let pattern = piece.contains(['*', '?', '[', '{']);
                (!pattern).then_some(piece.into())?
            }
            Part::Double(_, parts) => {
                spell(parts, text, out)?;
                continue;
            }
            Part::Parameter { span, name, parts } if parts.is_empty() => {
                let name = name.of(text);
                let fixed = name
                    .bytes()
                    .all(|byte| byte == b'_' || byte.is_ascii_alphanumeric())
                    && !CHANGES.contains(&name);
                (fixed && span.len() > 1)
                    .then(|| format!("${{{name}}}"))?
                    .into()
            }
            Part::Parameter { span, .. } => {
                let raw = span.of(text);
                let plain = !raw.contains(['/', '`', '(', '=']) && raw.matches('{').count() == 1;
                plain.then_some(raw.into())?
            }
            other => other.unquoted(text)?,
        };
        out.push_str(&piece);
    }
    Some(())
}
