//! Programs that run another program, and where that stands among their words.

use std::borrow::Cow;

use super::base_name;

/// A program that runs another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrapper {
    /// Changes nothing about who runs it or how often: `env`, `command`, `nice`, `time`, `timeout`.
    Plain,
    /// Changes the user: `sudo`, `su-exec`, `gosu`.
    User,
    /// Adds words of its own: `xargs`.
    Words,
}

/// A row of [`WRAPPERS`].
pub(super) struct Known {
    name: &'static str,
    pub(super) kind: Wrapper,
    /// Flags whose value is the next word.
    with_value: &'static [&'static str],
    /// How many operands stand before the program: the user of `gosu`, the time of `timeout`.
    operands: usize,
}

const fn known(
    name: &'static str,
    kind: Wrapper,
    operands: usize,
    with_value: &'static [&'static str],
) -> Known {
    Known {
        name,
        kind,
        with_value,
        operands,
    }
}

/// Programs that run another program; from their manual pages.
const WRAPPERS: [Known; 18] = [
    known(
        "sudo",
        Wrapper::User,
        0,
        &[
            "-u", "-g", "-h", "-p", "-C", "-r", "-t", "-U", "-D", "-R", "--user", "--group",
        ],
    ),
    known("doas", Wrapper::User, 0, &["-u", "-C"]),
    known("gosu", Wrapper::User, 1, &[]),
    known("su-exec", Wrapper::User, 1, &[]),
    known("setuser", Wrapper::User, 1, &[]),
    known("fakeroot", Wrapper::User, 0, &["-l", "-s", "-i", "-b"]),
    known(
        "env",
        Wrapper::Plain,
        0,
        &["-u", "--unset", "-C", "--chdir"],
    ),
    known("command", Wrapper::Plain, 0, &[]),
    known("builtin", Wrapper::Plain, 0, &[]),
    known("exec", Wrapper::Plain, 0, &["-a"]),
    known("nice", Wrapper::Plain, 0, &["-n", "--adjustment"]),
    known(
        "ionice",
        Wrapper::Plain,
        0,
        &["-c", "-n", "--class", "--classdata"],
    ),
    known("nohup", Wrapper::Plain, 0, &[]),
    known("time", Wrapper::Plain, 0, &["-f", "-o"]),
    known("eatmydata", Wrapper::Plain, 0, &[]),
    known(
        "timeout",
        Wrapper::Plain,
        1,
        &["-k", "-s", "--kill-after", "--signal"],
    ),
    known("stdbuf", Wrapper::Plain, 0, &["-i", "-o", "-e"]),
    known(
        "xargs",
        Wrapper::Words,
        0,
        &[
            "-n",
            "-L",
            "-P",
            "-I",
            "-d",
            "-a",
            "-s",
            "-E",
            "--max-args",
            "--arg-file",
            "--delimiter",
        ],
    ),
];

/// The row of a program that runs another one.
pub(super) fn wrapper_of(name: Option<&str>) -> Option<&'static Known> {
    let name = base_name(name?);
    WRAPPERS.iter().find(|known| known.name == name)
}

/// Where the program stands: the first word from `at` on that is neither a flag nor its value nor an assignment, the
/// wrapper's own operands passed over.
pub(super) fn operand(values: &[Option<Cow<'_, str>>], mut at: usize, known: &Known) -> usize {
    let mut own = known.operands;
    while let Some(word) = values.get(at) {
        let word = word.as_deref().unwrap_or("");
        at += match word {
            _ if known.with_value.contains(&word) => 2,
            "--" => return at + 1 + own,
            _ if word.starts_with('-') || is_assignment(word) => 1,
            _ if own > 0 => {
                own -= 1;
                1
            }
            _ => return at,
        };
    }
    at
}

fn is_assignment(word: &str) -> bool {
    word.split_once('=').is_some_and(|(name, _)| {
        !name.is_empty()
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    })
}
