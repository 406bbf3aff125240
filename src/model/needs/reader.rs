//! Reads one step for what it does with package indexes.

use std::collections::HashSet;

use crate::data::{Manager, RuleData};
use crate::model::commands::{Call, always_runs, calls, statement_of};
use crate::model::later::Use;
use crate::model::launch::{self, Launch, launch};
use crate::model::packages::PackageCall;
use crate::model::paths::PROGRAMS;
use crate::model::run::{Body, RunScript};
use crate::model::{MOST_ANCESTORS, Model, Project, Stage};
use crate::shell::{self, Script};
use crate::syntax::{Arguments, Form, Word};

/// A script that runs a script that runs a script …: read no deeper than this.
const DEEPEST: usize = 4;

/// So many words of a start command are looked at.
const MOST_STARTED: usize = 6;

/// Commands that may name a package manager without running it.
const BYSTANDERS: [&str; 22] = [
    "[",
    "chmod",
    "cp",
    "dpkg",
    "dpkg-divert",
    "echo",
    "find",
    "grep",
    "hash",
    "killall",
    "ln",
    "ls",
    "mkdir",
    "mv",
    "pkill",
    "printf",
    "rm",
    "sed",
    "tee",
    "test",
    "type",
    "which",
];

pub(super) struct Reader<'r, 'a> {
    pub(super) model: &'r Model<'a>,
    pub(super) data: &'static RuleData,
    pub(super) project: &'r dyn Project,
    pub(super) manager: &'r Manager,
    pub(super) stage: &'r Stage<'a>,
    /// Names of scripts that the file writes and that may use the indexes.
    pub(super) written: &'r HashSet<String>,
}

impl Reader<'_, '_> {
    pub(super) fn step(&self, index: usize) -> Use {
        let Some(step) = self.stage.steps.get(index) else {
            return Use::Neutral;
        };
        if let Some(run) = &step.run {
            return match &run.body {
                Body::Script(script) => self.script(script, index),
                Body::Exec(words) => self.text(&line(words), index, 0),
                Body::Opaque(_) => self.mention(step.instruction.span.of(self.model.file.text)),
            };
        }
        let logical = step.instruction.logical.as_str();
        match &step.instruction.arguments {
            Arguments::Onbuild(inner) => match &inner.arguments {
                Arguments::Run(Form::Shell(span)) if inner.heredocs.is_empty() => {
                    self.nested(span.of(inner.logical.as_str()), index, 0)
                }
                Arguments::Run(Form::Exec(words)) => self.nested(&line(words), index, 0),
                Arguments::Run(_) => self.mention(inner.logical.as_str()),
                _ => Use::Neutral,
            },
            Arguments::Cmd(form) | Arguments::Entrypoint(form) => self.start(form, logical, index),
            Arguments::Healthcheck(Some(form)) => self.start(form, logical, index),
            _ => Use::Neutral,
        }
    }

    /// A command that runs when the container starts. A script that cannot be read counts only by its name: almost every image
    /// starts one.
    fn start(&self, form: &Form<'_>, logical: &str, index: usize) -> Use {
        let (text, words): (String, Vec<&str>) = match form {
            Form::Shell(span) => {
                let text = span.of(logical);
                (text.to_string(), text.split_whitespace().collect())
            }
            Form::Exec(words) => (line(words), words.iter().map(|word| &*word.value).collect()),
        };
        // The script itself, or what stands behind a shell or an init program.
        let scripts = words.into_iter().take(MOST_STARTED);
        let mut scripts = scripts.filter_map(|path| self.copied_before_the_end(path));
        match scripts.find(|inner| self.mention(inner) != Use::Neutral) {
            Some(inner) => self.nested(&inner, index, 1),
            None => self.mention(&text),
        }
    }

    fn copied_before_the_end(&self, path: &str) -> Option<String> {
        let last = self.stage.steps.len();
        let scope = self.stage.scopes.last()?;
        let path = launch::from_context(self.project, self.stage, last, scope, path)?;
        String::from_utf8(self.project.read(&path)?.into_owned()).ok()
    }

    /// Text that is not read as a shell would: any word that may use the indexes counts.
    fn mention(&self, text: &str) -> Use {
        let words =
            text.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')));
        let reads = |word: &&str| self.reads_by_name(word) || self.manager_named(word);
        match words.into_iter().find(reads) {
            Some(word) => Use::Needs(format!("mentions `{word}`")),
            None => Use::Neutral,
        }
    }

    fn manager_named(&self, word: &str) -> bool {
        self.data
            .manager(word)
            .is_some_and(|manager| manager.indexes == self.manager.indexes)
    }

    fn reads_by_name(&self, word: &str) -> bool {
        self.manager.index_readers.contains(&word) || launch::INSTALLERS.contains(&word)
    }

    fn script(&self, script: &RunScript<'_>, index: usize) -> Use {
        self.commands(&script.tree, script.text.as_str(), index, 0)
    }

    fn text(&self, text: &str, index: usize, depth: usize) -> Use {
        if depth > DEEPEST {
            return Use::Needs("runs scripts that run scripts".into());
        }
        let tree = shell::parse(text, shell::Dialect::Bash);
        if tree.has_opaque() {
            return self.mention(text);
        }
        self.commands(&tree, text, index, depth)
    }

    fn commands(&self, tree: &Script, text: &str, index: usize, depth: usize) -> Use {
        // An update that need not run serves only what stands behind it in the same list.
        let mut served = None;
        for call in calls(tree, text) {
            let statement = statement_of(tree, &call);
            if served.is_some() && served == statement {
                continue;
            }
            match self.command(&call, text, index, depth) {
                Use::Neutral => {}
                Use::Refreshes if !always_runs(tree, &call) => served = statement,
                decided => return decided,
            }
        }
        Use::Neutral
    }

    /// Whether a command of the script of step `index` fetches or uses the indexes, or may.
    pub(super) fn uses(&self, call: &Call<'_>, text: &str, index: usize) -> bool {
        self.command(call, text, index, 0) != Use::Neutral
    }

    fn command(&self, call: &Call<'_>, text: &str, index: usize, depth: usize) -> Use {
        let shown = || format!("runs `{}`", first_line(call.simple.span.of(text)));
        if let Some(package) =
            PackageCall::new(self.data, call).filter(|call| call.shares_index(self.manager))
        {
            return match () {
                () if package.refreshes() && call.top => Use::Refreshes,
                () if package.needs_index() => Use::Needs(shown()),
                () => Use::Neutral,
            };
        }
        if call.name().is_some_and(|name| self.reads_by_name(name)) {
            return Use::Needs(shown());
        }
        let may = || Use::Needs(format!("{}, which may install packages", shown()));
        match launch(call, text, self.stage) {
            Launch::Program if self.hands_on(call) => Use::Needs(shown()),
            Launch::Program if self.copied_by_a_parent(call) || self.is_written(call) => may(),
            Launch::Program => Use::Neutral,
            Launch::Interpreted { script, suspicious } => {
                let file = |path: String| self.copied(&path, text, index);
                match script.map_or_else(Some, file) {
                    Some(inner) => self.mention(&inner),
                    None if suspicious => may(),
                    None => Use::Neutral,
                }
            }
            Launch::Text(inner) => self.nested(&inner, index, depth + 1),
            Launch::File(path) => match self.copied(&path, text, index) {
                Some(inner) => self.nested(&inner, index, depth + 1),
                None => may(),
            },
            Launch::Recipes { path, suspicious } => match self.copied(&path, text, index) {
                Some(recipes) => self.mention(&recipes),
                None if suspicious => may(),
                None => Use::Neutral,
            },
            Launch::Unknown => may(),
        }
    }

    /// Whether a program is given the name of the package manager, as if to run it: `retry apt-get install …`.
    fn hands_on(&self, call: &Call<'_>) -> bool {
        let known = call
            .name()
            .is_some_and(|name| BYSTANDERS.contains(&name) || self.data.manager(name).is_some());
        let arguments = call.arguments();
        let program = |word: &&&str| !word.contains('/') || word.contains("/bin/");
        let mut programs = arguments.iter().filter(program);
        !known && arguments.len() > 1 && programs.any(|word| self.manager_named(word))
    }

    fn is_written(&self, call: &Call<'_>) -> bool {
        let mut name = call.name().into_iter();
        name.any(|name| self.written.contains(name))
    }

    /// Whether a program without a directory is one that a stage below copied.
    fn copied_by_a_parent(&self, call: &Call<'_>) -> bool {
        let Some(name) = call.name() else {
            return false;
        };
        let mut stage = self.stage;
        for _ in 0..MOST_ANCESTORS {
            let Some(parent) = self.model.parent(stage) else {
                return false;
            };
            if parent.copied_names.contains(name) {
                return true;
            }
            stage = parent;
        }
        true
    }

    /// A script inside a command: an update in it is not counted on.
    fn nested(&self, text: &str, index: usize, depth: usize) -> Use {
        let first = text.lines().next().unwrap_or("");
        if first.starts_with("#!") && !first.trim_end().ends_with("sh") && !first.contains("sh ") {
            return self.mention(text);
        }
        match self.text(text, index, depth) {
            Use::Refreshes => Use::Neutral,
            decided => decided,
        }
    }

    /// The text of a script that an earlier COPY or ADD of this stage brought from the build context.
    fn copied(&self, path: &str, text: &str, index: usize) -> Option<String> {
        let moved = !path.starts_with('/') && (text.contains("cd ") || text.contains("pushd "));
        let step = self.stage.steps.get(index).filter(|_| !moved)?;
        let scope = self.stage.scope(step);
        let find = |path: &str| launch::from_context(self.project, self.stage, index, scope, path);
        let on_path = || {
            let mut places = PROGRAMS.iter().filter(|_| !path.contains('/'));
            places.find_map(|place| find(&format!("{place}/{path}")))
        };
        let path = find(path).or_else(on_path)?;
        String::from_utf8(self.project.read(&path)?.into_owned()).ok()
    }
}

fn line(words: &[Word<'_>]) -> String {
    let words: Vec<String> = words.iter().map(|word| quote(&word.value)).collect();
    words.join(" ")
}

fn quote(word: &str) -> String {
    format!("'{}'", word.replace('\'', r"'\''"))
}

/// A text for a message: its first line, cut at 60 characters.
fn first_line(text: &str) -> String {
    let line = text.lines().next().unwrap_or("").trim();
    match line.char_indices().nth(60) {
        Some((cut, _)) => format!("{}…", &line[..cut]),
        None => line.to_string(),
    }
}
