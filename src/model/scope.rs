//! The scope of a step: user, directory, shell and variables.

use std::collections::HashMap;
use std::rc::Rc;

use crate::shell::Dialect;

/// What `USER`, `WORKDIR` and `SHELL` set for the steps behind them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// As written, variables expanded where known; `None`: the base image's.
    pub user: Option<Rc<str>>,
    /// Absolute path; `None`: not known from the file.
    pub directory: Option<Rc<str>>,
    /// The shell.
    pub shell: ShellKind,
}

impl Scope {
    /// The user, where the file sets one that is not root.
    pub fn unprivileged_user(&self) -> Option<&str> {
        let user = self.user.as_deref()?;
        let name = user.split(':').next().unwrap_or(user);
        (!matches!(name, "root" | "0")).then_some(user)
    }

    /// From here on `/bin/sh` may be of any make.
    pub(super) fn forget_sh(&mut self) {
        if let ShellKind::Default(make) = &mut self.shell {
            *make = None;
        }
    }
}

/// Which shell runs shell-form commands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShellKind {
    /// No `SHELL` in force: `/bin/sh -c` of the base image, of the make that [`Dialect`] says; `None` if unknown.
    Default(Option<Dialect>),
    /// A POSIX-like shell set by `SHELL`.
    Set {
        /// How it reads.
        dialect: Dialect,
        /// Whether it runs with `-e`.
        errexit: bool,
        /// Whether it runs with `-o pipefail`.
        pipefail: bool,
        /// Whether it reads start files before the text: a login or an interactive shell.
        start_files: bool,
        /// The words of the JSON array.
        words: Rc<[String]>,
    },
    /// PowerShell, cmd, Python …: no pass reads its text.
    Foreign(Rc<[String]>),
}

impl ShellKind {
    /// The kind for the words of a `SHELL` instruction.
    pub fn from_words(words: Rc<[String]>) -> Self {
        let name = words
            .first()
            .map_or("", |word| word.rsplit('/').next().unwrap_or(word));
        let dialect = match name {
            "bash" => Dialect::Bash,
            "sh" | "dash" => Dialect::Posix,
            "ash" => Dialect::Busybox,
            _ => return ShellKind::Foreign(words),
        };
        match options(&words[1..]) {
            Some(Options {
                errexit,
                pipefail,
                start_files,
            }) => ShellKind::Set {
                start_files,
                dialect,
                errexit,
                pipefail,
                words,
            },
            None => ShellKind::Foreign(words),
        }
    }

    /// Whether it is started with `-u`.
    pub fn nounset(&self) -> bool {
        let ShellKind::Set { words, .. } = self else {
            return false;
        };
        let short =
            |word: &str| word.starts_with('-') && !word.starts_with("--") && word.contains('u');
        words.iter().any(|word| short(word) || word == "nounset")
    }

    /// Whether the shell reads start files before the text.
    pub fn reads_start_files(&self) -> bool {
        matches!(
            self,
            ShellKind::Set {
                start_files: true,
                ..
            }
        )
    }

    /// Whether a failing command ends the script although the text has no `set -e`.
    pub fn errexit(&self) -> bool {
        matches!(self, ShellKind::Set { errexit: true, .. })
    }
}

/// What the options of a shell ask for.
#[derive(Default)]
struct Options {
    errexit: bool,
    pipefail: bool,
    start_files: bool,
}

/// The options of a shell; `None` unless they are known ones that end in `-c`.
fn options(words: &[String]) -> Option<Options> {
    let (mut asked, mut ends_in_c) = (Options::default(), false);
    let mut options = words.iter().map(String::as_str);
    while let Some(option) = options.next() {
        if matches!(option, "--login" | "--norc" | "--noprofile") {
            asked.start_files |= option == "--login";
            continue;
        }
        let letters = option
            .strip_prefix('-')
            .filter(|rest| !rest.starts_with('-'))?;
        asked.errexit |= letters.contains('e');
        asked.start_files |= letters.contains(['l', 'i']);
        ends_in_c = letters.contains('c');
        if letters.ends_with('o') {
            match options.next()? {
                "pipefail" => asked.pipefail = true,
                "errexit" => asked.errexit = true,
                "nounset" | "xtrace" => {}
                _ => return None,
            }
        }
    }
    ends_in_c.then_some(asked)
}

/// The `ENV` and `ARG` settings of one stage, in order.
#[derive(Debug, Default)]
pub struct Variables {
    settings: Vec<Setting>,
    by_name: HashMap<String, Places>,
}

/// Where a name is set, by instruction.
#[derive(Debug, Default)]
struct Places {
    env: Vec<usize>,
    arg: Vec<usize>,
}

/// One setting of a variable.
#[derive(Debug)]
pub struct Setting {
    /// The value, quotes off and variables expanded; `None` if it rests on something unknown.
    pub value: Option<String>,
    /// Whether it is an `ENV`: part of the image, and stronger than an `ARG`.
    pub env: bool,
}

impl Variables {
    /// Adds a setting.
    pub fn push(&mut self, name: String, value: Option<String>, env: bool) {
        let places = self.by_name.entry(name).or_default();
        if env {
            &mut places.env
        } else {
            &mut places.arg
        }
        .push(self.settings.len());
        self.settings.push(Setting { value, env });
    }

    /// How many settings there are.
    pub fn version(&self) -> usize {
        self.settings.len()
    }

    /// The setting of `name` in force when `version` settings have been made: the last `ENV`, else the last `ARG`.
    pub fn before(&self, name: &str, version: usize) -> Option<&Setting> {
        let places = self.by_name.get(name)?;
        let last = |places: &[usize]| {
            let made = &places[..places.partition_point(|place| *place < version)];
            made.last().map(|place| &self.settings[*place])
        };
        last(&places.env).or_else(|| last(&places.arg))
    }

    /// The last `ENV` of `name`: what a stage that starts from this one sees.
    pub fn exported(&self, name: &str) -> Option<&Setting> {
        self.by_name
            .get(name)?
            .env
            .last()
            .map(|place| &self.settings[*place])
    }

    /// Whether an `ARG` of this name is in force when `version` settings have been made.
    pub fn is_arg(&self, name: &str, version: usize) -> bool {
        self.before(name, version)
            .is_some_and(|setting| !setting.env)
    }
}
