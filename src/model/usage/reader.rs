//! Reads the steps of one stage into events.

mod given;
mod project;
mod words;

use crate::data::{RuleData, VerbKind};
use crate::model::commands::{Call, calls};
use crate::model::launch::{Launch, launch};
use crate::model::packages::PackageCall;
use crate::model::paths::PROGRAMS;
use crate::model::scope::ShellKind;
use crate::model::usage::{Deed, Event, Sources};
use crate::model::{Body, Model, Project, Stage, Step};
use crate::shell::{self, effects::effects};
use crate::syntax::{Arguments, Form};
use project::schedules;
use words::{quoted, shown};

/// A script that runs a script that runs a script …: read no deeper than this.
const DEEPEST: usize = 4;

/// Adds what the steps of `stage` do.
pub(super) fn stage<'a>(sources: Sources<'_, 'a>, stage: &Stage<'a>, events: &mut Vec<Event>) {
    let Sources {
        model,
        data,
        project,
    } = sources;
    for (index, step) in stage.steps.iter().enumerate() {
        let mut reader = Reader {
            data,
            project,
            model,
            stage,
            step,
            index,
            at_run_time: false,
            words: Vec::new(),
            words_stay: false,
            directory: Some(String::new()),
            events,
        };
        reader.step();
    }
}

struct Reader<'r, 'a> {
    data: &'static RuleData,
    project: &'r dyn Project,
    model: &'r Model<'a>,
    stage: &'r Stage<'a>,
    step: &'r Step<'a>,
    index: usize,
    at_run_time: bool,
    /// The words of a command in exec form that starts the container.
    words: Vec<String>,
    /// Whether `"$@"` is for the text that is read what it was at its start.
    words_stay: bool,
    /// Where the shell is, seen from where the step starts; `None` where that is not known.
    directory: Option<String>,
    events: &'r mut Vec<Event>,
}

impl Reader<'_, '_> {
    fn step(&mut self) {
        if let Some(run) = &self.step.run {
            match &run.body {
                Body::Script(script) => {
                    let text = script.text.as_str();
                    self.script(&script.tree, text, 0);
                }
                Body::Exec(words) => {
                    let words: Vec<&str> = words.iter().map(|word| &*word.value).collect();
                    self.exec(&words);
                }
                Body::Opaque(what) => self.unread(format!("runs {what}")),
            }
            return;
        }
        match &self.step.instruction.arguments {
            Arguments::Onbuild(_) => self.unread("holds an ONBUILD trigger".into()),
            Arguments::Cmd(form) | Arguments::Entrypoint(form) => self.start(form),
            Arguments::Healthcheck(Some(form)) => self.start(form),
            Arguments::Shell(words) => {
                let words: Vec<&str> = words.iter().take(1).map(|word| &*word.value).collect();
                self.exec(&words);
            }
            _ => {}
        }
    }

    /// A command that runs in the container.
    fn start(&mut self, form: &Form<'_>) {
        self.at_run_time = true;
        match form {
            Form::Exec(words) => {
                let words: Vec<&str> = words.iter().map(|word| &*word.value).collect();
                self.words = words.iter().map(|word| word.to_string()).collect();
                self.exec(&words);
            }
            Form::Shell(span) => {
                let step = self.step;
                if matches!(self.stage.scope(step).shell, ShellKind::Foreign(_)) {
                    self.unread("starts text for a shell that dfopt does not read".into());
                    return;
                }
                let text = span.of(step.instruction.logical.as_str()).to_string();
                self.text(&text, 0);
            }
        }
    }

    fn exec(&mut self, words: &[&str]) {
        let quoted: Vec<String> = words.iter().map(|word| quoted(word)).collect();
        self.text(&quoted.join(" "), 0);
    }

    fn text(&mut self, text: &str, depth: usize) {
        let tree = shell::parse(text, shell::Dialect::Bash);
        self.script(&tree, text, depth);
    }

    fn script(&mut self, tree: &shell::Script, text: &str, depth: usize) {
        if depth > DEEPEST {
            self.unread("runs scripts that run scripts".into());
            return;
        }
        if tree.has_opaque() {
            self.unread("runs shell text that dfopt cannot follow".into());
        }
        let stays = std::mem::replace(&mut self.words_stay, effects(tree, text).keep_words());
        for call in calls(tree, text) {
            self.call(&call, text, depth);
        }
        self.words_stay = stays;
    }

    fn call(&mut self, call: &Call<'_>, text: &str, depth: usize) {
        let shown = shown(call.simple.span.of(text));
        for word in call.simple.words.iter().take(call.first) {
            // `sudo`, `timeout`, `xargs`: programs too.
            let name = word.literal(text).unwrap_or_default();
            self.runs(&name, Vec::new(), depth);
        }
        if let Some(package) = PackageCall::new(self.data, call)
            && !package.manager.database.is_empty()
        {
            if package.kind == VerbKind::Install {
                let packages = package.operands().iter().map(|name| name.to_string());
                let manager = package.manager.name;
                let packages = packages.collect();
                self.add(Deed::Installs { manager, packages });
            }
            return;
        }
        let Some(Some(path)) = call.words.first() else {
            if self.hands_over(call, text) {
                return;
            }
            self.unread(format!("runs `{shown}`, which only the build will know"));
            return;
        };
        let arguments = call.arguments();
        let arguments = arguments.iter().map(|word| word.to_string()).collect();
        self.runs(path, arguments, depth);
        self.launched(call, path, text, depth);
    }

    /// What a command runs besides itself.
    fn launched(&mut self, call: &Call<'_>, path: &str, text: &str, depth: usize) {
        let shown = shown(call.simple.span.of(text));
        self.change_directory(call);
        self.scripts(call, &shown, depth);
        if schedules(call) {
            self.unread(format!(
                "runs `{shown}`, which starts what its own files say"
            ));
        }
        let here = self.directory.clone();
        match launch(call, text, self.stage) {
            // A script of the project in a `bin` of its own.
            Launch::Program if path.contains('/') && self.read(path).is_some() => {
                self.file(path, &shown, depth);
            }
            Launch::Program | Launch::Interpreted { .. } => {}
            Launch::Text(inner) => self.text(&inner, depth + 1),
            Launch::Recipes { path, .. } if !path.is_empty() => self.recipes(call, &shown, depth),
            Launch::Recipes { .. } | Launch::Unknown => {
                self.unread(format!("runs `{shown}`, which dfopt cannot read"));
            }
            Launch::File(path) => self.file(&path, &shown, depth),
        }
        // A shell of its own goes nowhere for the one that started it.
        if !matches!(
            call.name(),
            Some("eval" | "." | "source" | "cd" | "pushd" | "popd")
        ) {
            self.directory = here;
        }
    }

    /// A script of the build context.
    fn file(&mut self, path: &str, shown: &str, depth: usize) {
        let on_path = || {
            let mut places = PROGRAMS.iter().filter(|_| !path.contains('/'));
            places.find_map(|place| self.read(&format!("{place}/{path}")))
        };
        let bytes = self.read(path).or_else(on_path);
        if bytes.is_none() && self.at_run_time && path.contains("target/") {
            // Where cargo puts what it builds: a program.
            return;
        }
        let source = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
        let Some(source) = source else {
            self.unread(format!("runs `{shown}`, which dfopt cannot read"));
            return;
        };
        let first = source.lines().next().unwrap_or("");
        let Some(line) = first.strip_prefix("#!") else {
            self.text(&source, depth + 1);
            return;
        };
        let mut words = line.split_whitespace();
        let mut interpreter = words.next().unwrap_or("");
        if interpreter.ends_with("/env") {
            interpreter = words.find(|word| !word.starts_with('-')).unwrap_or("");
        }
        self.runs(interpreter, vec![path.to_string()], depth + 1);
        let name = interpreter.rsplit('/').next().unwrap_or("");
        if is_shell(name) {
            self.text(&source, depth + 1);
        }
    }

    fn runs(&mut self, path: &str, arguments: Vec<String>, depth: usize) {
        let name = path.rsplit('/').next().unwrap_or(path).to_string();
        let (path, here) = (path.to_string(), depth == 0);
        self.add(Deed::Runs {
            name,
            path,
            arguments,
            here,
        });
    }

    fn unread(&mut self, what: String) {
        self.add(Deed::Unread(what));
    }

    fn add(&mut self, deed: Deed) {
        self.events.push(Event {
            span: self.step.instruction.span,
            step: (self.stage.index, self.index),
            at_run_time: self.at_run_time,
            directory: self.directory.clone(),
            deed,
        });
    }
}

fn is_shell(name: &str) -> bool {
    matches!(name, "sh" | "bash" | "dash" | "ash")
}
