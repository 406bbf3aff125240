//! Who owns what: `chown` and `chmod` as facts, and where COPY and ADD put things.

use crate::model::commands::Call;
use crate::model::{Stage, Step, paths};
use crate::syntax::Arguments;

/// What a `chown` or `chmod` sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The owner: `chown`, `--chown`.
    Owner,
    /// The mode: `chmod`, `--chmod`.
    Mode,
}

/// One path of a call of `chown` or `chmod` with no flag but `-R`.
#[derive(Debug)]
pub struct Setting {
    /// What it sets.
    pub kind: Kind,
    /// To what, as written; `None` if only the build knows.
    pub value: Option<String>,
    /// The absolute path.
    pub path: String,
    /// Which word of the call is `-R`, counted from the command's name.
    pub recursive: Option<usize>,
}

/// A call for more paths is not read.
const MOST_PATHS: usize = 20;

impl Kind {
    /// The flag of COPY and ADD, without dashes.
    pub fn flag(self) -> &'static str {
        match self {
            Kind::Owner => "chown",
            Kind::Mode => "chmod",
        }
    }
}

impl Setting {
    /// Reads a call that runs in `directory`: one for each path that it names; none where a path is not known.
    pub fn all(call: &Call<'_>, directory: Option<&str>) -> Vec<Setting> {
        Setting::read(call, directory).unwrap_or_default()
    }

    fn read(call: &Call<'_>, directory: Option<&str>) -> Option<Vec<Setting>> {
        let kind = match call.name()? {
            "chown" => Kind::Owner,
            "chmod" => Kind::Mode,
            _ => return None,
        };
        let plain = call.wrapper.is_none() && call.simple.assignments.is_empty();
        if !plain || !call.simple.redirections.is_empty() {
            return None;
        }
        let mut recursive = None;
        let mut operands = Vec::new();
        for (at, word) in call.words.iter().enumerate().skip(1) {
            match word.as_deref() {
                Some("-R" | "--recursive") if recursive.is_none() => recursive = Some(at),
                Some(word) if word.starts_with('-') => return None,
                word => operands.push(word),
            }
        }
        let (value, paths) = operands.split_first()?;
        let settings = paths.iter().take(MOST_PATHS + 1).map(|path| {
            Some(Setting {
                kind,
                value: value.map(str::to_string),
                path: paths::resolve(directory, (*path)?)?,
                recursive,
            })
        });
        settings
            .collect::<Option<Vec<Setting>>>()
            .filter(|all| all.len() <= MOST_PATHS)
    }
}

/// The absolute path that a COPY or ADD puts things at; `None` for another instruction, `Some(None)` if only the build knows.
pub fn destination(stage: &Stage<'_>, step: &Step<'_>) -> Option<Option<String>> {
    let Arguments::Copy { destination, .. } = &step.instruction.arguments else {
        return None;
    };
    let value = &destination.value;
    if value.contains(['$', '"', '\'', '\\', '`']) {
        return Some(None);
    }
    Some(paths::resolve(
        stage.scope(step).directory.as_deref(),
        value,
    ))
}
