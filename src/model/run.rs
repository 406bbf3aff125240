//! The parts of a `RUN`: its mounts and its script.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::rc::Rc;

use crate::model::commands::{self, Call};
use crate::model::paths;
use crate::model::scope::{Scope, ShellKind};
use crate::shell::{self, Dialect, Script};
use crate::syntax::{File, Form, Heredoc, Instruction, Word};
use crate::text::{Joined, Span};

/// A `RUN` taken apart.
#[derive(Debug)]
pub struct Run<'a> {
    /// `--mount` flags.
    pub mounts: Vec<Mount>,
    /// What it runs.
    pub body: Body<'a>,
}

/// What a `RUN` runs.
#[derive(Debug)]
pub enum Body<'a> {
    /// Text for a POSIX-like shell, read.
    Script(Box<RunScript<'a>>),
    /// One process, no shell.
    Exec(&'a [Word<'a>]),
    /// Text that dfopt does not read, and why: a noun phrase for a refusal.
    Opaque(&'static str),
}

/// The text of a `RUN` as the shell gets it.
#[derive(Debug)]
pub struct RunScript<'a> {
    /// The text, with the way back to the file.
    pub text: Joined<'a>,
    /// The text read.
    pub tree: Rc<Script>,
    /// How it was read.
    pub dialect: Dialect,
    /// Whether it is the body of a heredoc.
    pub heredoc: bool,
    /// What [`RunScript::calls`] gives.
    calls: Rc<OnceCell<Vec<Call<'static>>>>,
}

/// Scripts read before: most are the same before and after a change of the file.
#[derive(Debug, Default)]
pub struct Scripts {
    known: HashMap<String, [Option<Known>; 4]>,
}

/// A text read in one dialect.
#[derive(Clone, Debug)]
struct Known {
    /// `None` where the dialect is not known and the readings differ.
    read: Option<(Rc<Script>, Dialect)>,
    calls: Rc<OnceCell<Vec<Call<'static>>>>,
}

impl Scripts {
    /// Reads `text` in the dialect given, or gives what was read of the same text before.
    fn read(&mut self, text: &str, dialect: Option<Dialect>) -> Known {
        let place = match dialect {
            None => 0,
            Some(Dialect::Posix) => 1,
            Some(Dialect::Busybox) => 2,
            Some(Dialect::Bash) => 3,
        };
        if let Some([known]) = self.known.get(text).map(|all| &all[place..=place])
            && let Some(known) = known
        {
            return known.clone();
        }
        let known = Known {
            read: read(text, dialect).map(|(tree, dialect)| (Rc::new(tree), dialect)),
            calls: Rc::default(),
        };
        let all = self.known.entry(text.to_string()).or_default();
        all[place] = Some(known.clone());
        known
    }
}

/// A `--mount` flag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mount {
    /// `bind`, `cache`, `tmpfs`, `secret` or `ssh`.
    pub kind: String,
    /// Where it is mounted, seen from the working directory as far as that is known; `None` without a target.
    pub target: Option<String>,
    /// What of `from` is mounted; `None` for all of it.
    pub source: Option<String>,
    /// Stage or image it comes from.
    pub from: Option<String>,
    /// Whether what is written there is gone with the `RUN`: a `tmpfs`, or a `bind` with `rw`.
    pub scratch: bool,
}

impl<'a> Run<'a> {
    pub(super) fn new(
        file: &'a File<'a>,
        instruction: &'a Instruction<'a>,
        form: &'a Form<'a>,
        scope: &Scope,
        windows: bool,
        scripts: &mut Scripts,
    ) -> Self {
        let body = match form {
            Form::Exec(words) => Body::Exec(words),
            Form::Shell(_) if windows => Body::Opaque("the commands of a Windows shell"),
            Form::Shell(body) => match &scope.shell {
                ShellKind::Foreign(_) => Body::Opaque("text for a shell that dfopt does not read"),
                ShellKind::Default(dialect) => script(file, instruction, *body, *dialect, scripts),
                ShellKind::Set { dialect, .. } => {
                    script(file, instruction, *body, Some(*dialect), scripts)
                }
            },
        };
        let mut mounts = flag_mounts(instruction);
        for target in mounts.iter_mut().filter_map(|it| it.target.as_mut()) {
            if let Some(path) = paths::resolve(scope.directory.as_deref(), target) {
                *target = path;
            }
        }
        Run { mounts, body }
    }

    /// The script, if it is one that dfopt reads.
    pub fn script(&self) -> Option<&RunScript<'a>> {
        match &self.body {
            Body::Script(script) => Some(script),
            _ => None,
        }
    }
}

impl<'a> RunScript<'a> {
    /// The bytes of the script that `span` names.
    pub fn get(&self, span: Span) -> &str {
        span.of(self.text.as_str())
    }

    /// Every simple command that names a program; see [`commands::calls`].
    pub fn calls(&self) -> &[Call<'static>] {
        self.calls.get_or_init(|| {
            let calls = commands::calls(&self.tree, self.text.as_str());
            calls.into_iter().map(Call::into_owned).collect()
        })
    }
}

fn script<'a>(
    file: &'a File<'a>,
    instruction: &'a Instruction<'a>,
    body: Span,
    dialect: Option<Dialect>,
    scripts: &mut Scripts,
) -> Body<'a> {
    let text = match instruction.heredocs.as_slice() {
        [] => instruction.logical.slice(body),
        [heredoc] if is_whole_body(file, instruction, body, heredoc) => {
            match heredoc_script(file, heredoc) {
                Some(text) => text,
                None => return Body::Opaque("a heredoc for another interpreter"),
            }
        }
        _ => return Body::Opaque("a heredoc that is fed to a command"),
    };
    let known = scripts.read(text.as_str(), dialect);
    let Some((tree, dialect)) = known.read else {
        return Body::Opaque("shell text that dash and bash read differently");
    };
    Body::Script(Box::new(RunScript {
        text,
        tree,
        dialect,
        heredoc: !instruction.heredocs.is_empty(),
        calls: known.calls,
    }))
}

/// Whether the command line is nothing but the heredoc's marker: BuildKit then runs its content as the script.
fn is_whole_body(
    file: &File<'_>,
    instruction: &Instruction<'_>,
    body: Span,
    heredoc: &Heredoc<'_>,
) -> bool {
    body.of(instruction.logical.as_str()) == heredoc.marker.of(file.text)
}

/// The content of a heredoc that is a script for the shell; `None` where a `#!` line names an interpreter.
fn heredoc_script<'a>(file: &'a File<'a>, heredoc: &'a Heredoc<'a>) -> Option<Joined<'a>> {
    if heredoc.text.trim_start_matches('\t').starts_with("#!") {
        return None;
    }
    if !heredoc.chomp {
        return Some(Joined::one(file.text, heredoc.content));
    }
    let mut at = heredoc.content.start as usize;
    let lines = heredoc.text.split_inclusive('\n').map(|line| {
        let start = at + (line.len() - line.trim_start_matches('\t').len());
        at += line.len();
        Span::new(start, at)
    });
    Some(Joined::new(file.text, &lines.collect::<Vec<_>>()))
}

/// Reads `text` in the dialect given. Where that is unknown the readings of dash and bash must be the same.
fn read(text: &str, dialect: Option<Dialect>) -> Option<(Script, Dialect)> {
    if let Some(dialect) = dialect {
        return Some((shell::parse(text, dialect), dialect));
    }
    let posix = shell::parse(text, Dialect::Posix);
    let suspicious = [
        "[[", "((", "&>", "|&", "<(", ">(", "<<<", "$'", "$\"", "=(", "+=", "{", "function",
        "select", "]=", "~", "!",
    ];
    if suspicious.iter().any(|mark| text.contains(mark))
        && shell::parse(text, Dialect::Bash) != posix
    {
        return None;
    }
    Some((posix, Dialect::Posix))
}

/// The `--mount` flags of an instruction. Source: BuildKit `instructions/commands_runmount.go`.
pub(super) fn flag_mounts(instruction: &Instruction<'_>) -> Vec<Mount> {
    let mounts = instruction.flags.iter().filter(|flag| flag.name == "mount");
    mounts
        .map(|flag| mount(flag.value.as_ref().map_or("", |value| &value.value)))
        .collect()
}

fn mount(text: &str) -> Mount {
    let mut mount = Mount {
        kind: "bind".into(),
        target: None,
        source: None,
        from: None,
        scratch: false,
    };
    let mut writable = false;
    for field in text.split(',') {
        let (key, value) = field.split_once('=').unwrap_or((field, ""));
        match key.to_ascii_lowercase().as_str() {
            "type" => mount.kind = value.to_ascii_lowercase(),
            "target" | "dst" | "destination" => mount.target = Some(value.to_string()),
            "source" | "src" => mount.source = Some(value.to_string()),
            "from" => mount.from = Some(value.to_string()),
            "rw" | "readwrite" => writable = value != "false",
            _ => {}
        }
    }
    mount.scratch = mount.kind == "tmpfs" || mount.kind == "bind" && writable;
    mount
}

impl Mount {
    /// Whether it lies, or may lie, over one of these directories, or in or above one, so that what is written there is not in
    /// the layer. `~` is the home directory of whoever runs the commands.
    pub fn covers(&self, directories: &[&str]) -> bool {
        let Some(target) = self.target.as_deref() else {
            return false;
        };
        target.contains('$')
            || !target.starts_with('/')
            || directories
                .iter()
                .any(|directory| match directory.strip_prefix('~') {
                    Some(rest) => covers_in_home(target, rest),
                    None => paths::overlap(target, directory),
                })
    }
}

/// Whether `target` lies over `rest`, a path below some home directory, or in or above it.
fn covers_in_home(target: &str, rest: &str) -> bool {
    let target = target.trim_end_matches('/');
    let above = |at: usize| target.ends_with(&rest[..at]);
    let home = matches!(target, "" | "/root" | "/home")
        || target
            .strip_prefix("/home/")
            .is_some_and(|user| !user.contains('/'));
    let slashes = rest.match_indices('/').skip(1).map(|(at, _)| at);
    home || target.contains(&format!("{rest}/")) || slashes.chain([rest.len()]).any(above)
}

#[cfg(test)]
mod tests {
    use super::Mount;

    fn covers(target: &str, directory: &str) -> bool {
        let mount = Mount {
            kind: "cache".into(),
            target: Some(target.into()),
            source: None,
            from: None,
            scratch: false,
        };
        mount.covers(&[directory])
    }

    #[test]
    fn mounts_cover_what_is_in_and_below_them() {
        assert!(covers("/root/.cache", "~/.cache/pip"));
        assert!(covers("/root/.cache/pip", "~/.cache/pip"));
        assert!(covers("/home/app/.cache/pip/http", "~/.cache/pip"));
        assert!(covers("/root", "~/.cache/pip"));
        assert!(!covers("/root/.npm", "~/.cache/pip"));
        assert!(!covers("/root/.cache/pipenv", "~/.cache/pip"));
        assert!(covers("/var/cache", "/var/cache/apk"));
        assert!(covers("$CACHE", "/var/cache/apk"));
        assert!(covers("apk", "/var/cache/apk"));
    }
}
