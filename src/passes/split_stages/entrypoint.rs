//! Start scripts of the build context, read for what they start; they go into the second stage as they are.

use crate::data::Runtime;
use crate::model::commands::{Call, base_name, calls};
use crate::model::launch::from_context;
use crate::model::paths;
use crate::shell::{self, Dialect, effects::effects};

use super::candidate::Candidate;
use super::starts::{Start, is_shell};

/// A start script.
pub(super) struct Script {
    /// Where it lies in the image.
    path: String,
    text: String,
    /// What it is given.
    given: Vec<String>,
}

impl Script {
    /// The script that these words start, if it is one of the build context that a shell reads.
    pub fn find(candidate: &Candidate<'_, '_>, words: &[String]) -> Option<Script> {
        if candidate.builder.runtime == Runtime::Slim {
            return None;
        }
        let by_shell = usize::from(words.first().is_some_and(|word| is_shell(word)));
        let (name, given) = words.get(by_shell..)?.split_first()?;
        let stage = candidate.stage;
        let scope = stage.scopes.last()?;
        let directory = scope.directory.as_deref().or(Some("/"));
        let mut places = vec![paths::resolve(directory, name)?];
        if !name.contains('/') && by_shell == 0 {
            places = paths::PROGRAMS
                .iter()
                .map(|place| format!("{place}/{name}"))
                .collect();
        }
        let project = candidate.context.project;
        let read = |path: String| {
            let place = from_context(project, stage, stage.steps.len(), scope, &path)?;
            let text = String::from_utf8(project.read(&place)?.into_owned()).ok()?;
            Some((path, text))
        };
        let (path, text) = places.into_iter().find_map(read)?;
        (by_shell == 1 || for_a_shell(&text)).then(|| Script {
            path,
            text,
            given: given.to_vec(),
        })
    }

    /// Adds the script and what it starts; a reason where that cannot be told.
    pub fn starts(self, line: u32, out: &mut Vec<Start>) -> Result<(), String> {
        let name = base_name(&self.path);
        let text = self.text.as_str();
        let tree = shell::parse(text, Dialect::Bash);
        if tree.has_opaque() || text.contains('`') || !effects(&tree, text).keep_words() {
            return Err(format!(
                "dfopt cannot follow the script `{name}` that line {line} starts"
            ));
        }
        out.push(Start {
            brought: true,
            ..Start::new(line, self.path.clone(), Vec::new())
        });
        for call in calls(&tree, text) {
            let command = call.simple.span.of(text);
            let started = self.started(&call, command).ok_or_else(|| {
                format!("line {line} starts the script `{name}`, and dfopt cannot follow its `{command}`")
            })?;
            let (program, arguments) = started;
            out.push(Start::new(line, program, arguments));
        }
        Ok(())
    }

    /// What one command of the script starts, and its arguments.
    fn started(&self, call: &Call<'_>, command: &str) -> Option<(String, Vec<String>)> {
        let arguments = call.arguments().into_iter().map(str::to_string).collect();
        let started = match call.words.first() {
            Some(Some(program)) => (program.to_string(), arguments),
            _ if call.place.top_level && is_all_given(command) => {
                let (program, arguments) = self.given.split_first()?;
                (program.clone(), arguments.to_vec())
            }
            _ => return None,
        };
        (started.0 != "cd").then_some(started)
    }
}

/// Whether a command runs what the script was given.
fn is_all_given(command: &str) -> bool {
    matches!(command.trim(), r#"exec "$@""# | r#""$@""#)
}

/// Whether the first line says that a shell reads the text.
fn for_a_shell(text: &str) -> bool {
    let first = text.lines().next().unwrap_or("");
    let last = first.strip_prefix("#!").and_then(|line| {
        let mut words = line
            .split_whitespace()
            .filter(|word| !word.starts_with('-'));
        let program = words.next()?;
        match base_name(program) {
            "env" => words.next(),
            _ => Some(program),
        }
    });
    last.is_some_and(is_shell)
}
