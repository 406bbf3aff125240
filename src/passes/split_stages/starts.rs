//! What runs when the container starts: ENTRYPOINT, CMD and HEALTHCHECK.

use crate::data::Packages;
use crate::model::commands::{base_name, calls};
use crate::model::paths;
use crate::shell::{self, Dialect};
use crate::syntax::{Arguments, Form, Instruction};

use super::candidate::{Candidate, Distribution};
use super::commands::first_line;
use super::entrypoint::Script;

/// A command that runs when the container starts.
#[derive(Debug)]
pub(super) struct Start {
    pub line: u32,
    /// The program as written.
    pub program: String,
    /// Its arguments; empty for one that only the running shell knows.
    pub arguments: Vec<String>,
    /// Whether it is a script of the build context that was read: what it starts stands behind it.
    pub brought: bool,
}

/// Where a program comes from.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// The final image has it.
    Image,
    /// This package.
    Package(&'static str),
    /// A file at this path.
    File(String),
    /// A name to be looked up along the path.
    Bare(String),
}

/// Programs of Debian's slim images, Ubuntu and Alpine alike, and what a shell does itself.
const EVERYWHERE: [&str; 55] = [
    "sh", "exec", "cd", "echo", "printf", "test", "[", "true", "false", "exit", "export", "set",
    "sleep", "cat", "ls", "mkdir", "rm", "cp", "mv", "ln", "chmod", "chown", "env", "id", "date",
    "grep", "sed", "head", "tail", "cut", "tr", "wc", "sort", "pwd", "ulimit", "umask", "touch",
    "dirname", "basename", "trap", ":", "unset", "wait", "kill", "read", "whoami", "uname",
    "mktemp", "find", "xargs", "awk", "tee", "stat", "seq", "nproc",
];

/// Programs by which a container does several things, and what to call it.
const SERVICES: [(&str, &str); 11] = [
    ("supervisord", "a supervisor for several programs"),
    ("s6-svscan", "a supervisor for several programs"),
    ("runsvdir", "a supervisor for several programs"),
    ("monit", "a supervisor for several programs"),
    ("foreman", "a supervisor for several programs"),
    ("honcho", "a supervisor for several programs"),
    ("service", "services of the system"),
    ("systemctl", "services of the system"),
    ("cron", "cron, which runs whatever it is told to"),
    ("crond", "cron, which runs whatever it is told to"),
    ("sshd", "an ssh server, for people to work in the container"),
];

/// Programs that restart another one when its sources change.
const WATCHERS: [&str; 8] = [
    "nodemon",
    "air",
    "watchexec",
    "entr",
    "reflex",
    "CompileDaemon",
    "cargo-watch",
    "fresh",
];

/// What the image starts; why that is not known.
pub(super) fn starts(candidate: &Candidate<'_, '_>) -> Result<Vec<Start>, String> {
    let (mut entrypoint, mut command, mut probe) = (None, None, None);
    for step in &candidate.stage.steps {
        match &step.instruction.arguments {
            Arguments::Entrypoint(form) => entrypoint = Some((step.instruction, form)),
            Arguments::Cmd(form) => command = Some((step.instruction, form)),
            Arguments::Healthcheck(form) => {
                probe = form.as_ref().map(|form| (step.instruction, form))
            }
            _ => {}
        }
    }
    let mut out = Vec::new();
    match (entrypoint, command) {
        (None, None) => {
            return Err(
                "no CMD or ENTRYPOINT says what the image runs, so it may be made to work in"
                    .into(),
            );
        }
        (Some((instruction, form)), other) => {
            let given = other.map_or(Vec::new(), |(_, form)| words_of(form));
            started(candidate, instruction, form, given, &mut out)?;
        }
        (None, Some((instruction, form))) => {
            started(candidate, instruction, form, Vec::new(), &mut out)?;
        }
    }
    if let Some((instruction, form)) = probe {
        read(candidate, instruction, form, &mut out)?;
    }
    Ok(out)
}

fn words_of(form: &Form<'_>) -> Vec<String> {
    match form {
        Form::Exec(words) => words.iter().map(|word| word.value.to_string()).collect(),
        Form::Shell(_) => Vec::new(),
    }
}

/// What an instruction starts that is given these words besides its own.
fn started(
    candidate: &Candidate<'_, '_>,
    instruction: &Instruction<'_>,
    form: &Form<'_>,
    given: Vec<String>,
    out: &mut Vec<Start>,
) -> Result<(), String> {
    let words: Vec<String> = words_of(form).into_iter().chain(given.clone()).collect();
    if let Some(script) = Script::find(candidate, &words) {
        return script.starts(candidate.line(instruction.span.start), out);
    }
    read(candidate, instruction, form, out)?;
    if let Some(first) = out.first_mut() {
        first.arguments.extend(given);
    }
    Ok(())
}

fn read(
    candidate: &Candidate<'_, '_>,
    instruction: &Instruction<'_>,
    form: &Form<'_>,
    out: &mut Vec<Start>,
) -> Result<(), String> {
    let line = candidate.line(instruction.span.start);
    match form {
        Form::Shell(span) => script(span.of(instruction.logical.as_str()), line, out),
        Form::Exec(words) => {
            let words: Vec<String> = words.iter().map(|word| word.value.to_string()).collect();
            match words.as_slice() {
                [shell, flags, text, ..]
                    if is_shell(shell) && flags.starts_with('-') && flags.ends_with('c') =>
                {
                    script(text, line, out)
                }
                [program, arguments @ ..] => {
                    let (program, arguments) = (program.clone(), arguments.to_vec());
                    out.push(Start::new(line, program, arguments));
                    Ok(())
                }
                [] => Err(format!("line {line} starts nothing")),
            }
        }
    }
}

pub(super) fn is_shell(word: &str) -> bool {
    matches!(base_name(word), "sh" | "bash" | "ash" | "dash")
}

fn script(text: &str, line: u32, out: &mut Vec<Start>) -> Result<(), String> {
    let tree = shell::parse(text, Dialect::Posix);
    if tree.has_opaque() || text.contains('`') {
        return Err(format!("dfopt cannot follow what line {line} starts"));
    }
    for call in calls(&tree, text) {
        let program = call.words.first().and_then(|word| word.as_deref());
        let Some(program) = program else {
            return Err(format!(
                "line {line} starts `{}`, which only the running container knows",
                first_line(text)
            ));
        };
        let arguments = call.arguments().into_iter().map(str::to_string).collect();
        let program = program.to_string();
        out.push(Start::new(line, program, arguments));
    }
    Ok(())
}

impl Start {
    /// A program that is started with these arguments.
    pub fn new(line: u32, program: String, arguments: Vec<String>) -> Self {
        Start {
            line,
            program,
            arguments,
            brought: false,
        }
    }

    /// Where the program comes from; why this image is not one for two stages.
    pub fn origin(
        &self,
        candidate: &Candidate<'_, '_>,
        directory: Option<&str>,
        distribution: &Distribution,
    ) -> Result<Origin, String> {
        self.stands_against(candidate)?;
        if self.brought {
            return Ok(Origin::File(self.program.clone()));
        }
        if let Some(script) = self.script() {
            return Err(format!(
                "line {} starts the script `{script}`, which may call for whatever the build image has",
                self.line
            ));
        }
        let (line, program) = (self.line, self.program.as_str());
        let name = base_name(program);
        if program.contains('/') && !in_base(program) {
            let path = paths::resolve(directory, program);
            return path
                .map(Origin::File)
                .ok_or_else(|| format!("dfopt cannot tell where line {line} starts `{program}`"));
        }
        if EVERYWHERE.contains(&name)
            || name == "bash" && !matches!(distribution, Distribution::Alpine(_))
        {
            return Ok(Origin::Image);
        }
        let wget = name == "wget" && matches!(distribution, Distribution::Alpine(_));
        let package = Packages::get()
            .programs
            .iter()
            .find(|(program, _)| *program == name);
        Ok(match package {
            _ if wget => Origin::Image,
            Some((_, package)) => Origin::Package(package),
            None => Origin::Bare(name.to_string()),
        })
    }

    /// Refuses an image that is not one for two stages because it starts this.
    pub fn stands_against(&self, candidate: &Candidate<'_, '_>) -> Result<(), String> {
        match self.against(candidate) {
            Some(reason) => Err(format!("line {} {reason}", self.line)),
            None => Ok(()),
        }
    }

    /// Why an image that starts this is not one for two stages: to follow a line number.
    fn against(&self, candidate: &Candidate<'_, '_>) -> Option<String> {
        let program = self.program.as_str();
        let name = base_name(program);
        let has = |wanted: &str| self.arguments.iter().any(|word| word == wanted);
        let language = candidate.recipe.language;
        if let Some((_, what)) = SERVICES.iter().find(|(service, _)| *service == name) {
            return Some(format!("starts {what}"));
        }
        if WATCHERS.contains(&name) || has("--reload") || has("--watch") {
            return Some(format!(
                "starts `{name}` for a developer, who needs the toolchain"
            ));
        }
        if candidate.recipe.starts.contains(&name) && !program.starts_with("./") {
            return Some(format!(
                "starts `{name}`: the container needs the {language} toolchain when it runs"
            ));
        }
        self.is_idle()
            .then(|| format!("starts `{name}`: people work in this container"))
    }

    /// Whether it only waits for people, or is a shell for them.
    fn is_idle(&self) -> bool {
        let name = base_name(&self.program);
        let has = |wanted: &str| self.arguments.iter().any(|word| word == wanted);
        let waits = name == "sleep" && has("infinity") || name == "tail" && has("/dev/null");
        waits || is_shell(&self.program) && self.script().is_none()
    }

    /// The script that a shell is given.
    pub fn script(&self) -> Option<&str> {
        let script = self.arguments.iter().find(|word| !word.starts_with('-'));
        script
            .filter(|_| is_shell(&self.program))
            .map(String::as_str)
    }
}

/// Whether a path is that of a program of the system.
fn in_base(program: &str) -> bool {
    let directory = program
        .rsplit_once('/')
        .map_or("", |(directory, _)| directory);
    matches!(directory, "/bin" | "/usr/bin" | "/sbin" | "/usr/sbin")
}
