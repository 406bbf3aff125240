//! What a stage starts, and whether that and all else in it can do without a shell.

use crate::model::{Model, Stage, Step, paths, statics};
use crate::syntax::{Arguments, Form, Keyword};

/// The programs of a shell and what stands in for one.
const SHELLS: [&str; 8] = [
    "sh", "bash", "ash", "dash", "busybox", "npm", "yarn", "tini",
];

/// Refuses a stage that needs a shell: one with `RUN`, a command in shell form, a shell script to start.
pub fn needs_no_shell(model: &Model<'_>, stage: &Stage<'_>) -> Result<(), String> {
    if let Some(child) = stage.children.first() {
        return Err(format!("{} starts from it", model.stages[*child].title()));
    }
    for step in &stage.steps {
        let line = model.lines.line(step.instruction.span.start);
        let what = match &step.instruction.arguments {
            Arguments::Run(_) => Some("runs a command, and there is no shell for it"),
            Arguments::Onbuild(_) => Some("holds an ONBUILD trigger"),
            Arguments::Shell(_) => Some("sets a shell"),
            Arguments::Cmd(Form::Shell(_)) | Arguments::Entrypoint(Form::Shell(_)) => {
                Some("starts its program by a shell: it is not in exec form")
            }
            Arguments::Healthcheck(Some(Form::Shell(_))) => Some("checks its health by a shell"),
            Arguments::Cmd(Form::Exec(words))
            | Arguments::Entrypoint(Form::Exec(words))
            | Arguments::Healthcheck(Some(Form::Exec(words))) => {
                let first = words.first().map_or("", |word| &word.value);
                let name = first.rsplit('/').next().unwrap_or(first);
                let script = name.ends_with(".sh") || SHELLS.contains(&name);
                script.then_some("starts a shell or a script for one")
            }
            _ => None,
        };
        if let Some(what) = what {
            return Err(format!("line {line} {what}"));
        }
    }
    Ok(())
}

/// Whether a stage, or one that starts from it, says what its container runs.
pub fn says_what_runs(model: &Model<'_>, stage: &Stage<'_>) -> bool {
    let starts = |keyword| matches!(keyword, Keyword::Cmd | Keyword::Entrypoint);
    let stages = model.subtree(stage);
    let mut steps = stages.iter().flat_map(|stage| &stage.steps);
    steps.any(|step| starts(step.instruction.keyword))
}

/// Whether a stage copies something from another one.
pub fn copies_from_a_stage(stage: &Stage<'_>) -> bool {
    let copies = |step: &Step<'_>| {
        step.instruction.keyword == Keyword::Copy && step.instruction.flag("from").is_some()
    };
    stage.steps.iter().any(copies)
}

/// Whether a stage gets its program by COPY: from another stage, or it runs nothing itself.
pub fn receives_its_program(stage: &Stage<'_>) -> bool {
    copies_from_a_stage(stage) || stage.steps.iter().all(|step| step.run.is_none())
}

/// The words of the command that a stage starts: ENTRYPOINT, else CMD. With whether it is ENTRYPOINT.
pub fn command<'s>(stage: &'s Stage<'_>) -> Option<(bool, Vec<&'s str>)> {
    let last = |wanted: Keyword| {
        let is = |step: &&Step<'_>| step.instruction.keyword == wanted;
        stage.steps.iter().rfind(is)
    };
    let (entrypoint, step) = match last(Keyword::Entrypoint) {
        Some(step) => (true, step),
        None => (false, last(Keyword::Cmd)?),
    };
    match &step.instruction.arguments {
        Arguments::Cmd(Form::Exec(words)) | Arguments::Entrypoint(Form::Exec(words)) => {
            Some((entrypoint, words.iter().map(|word| &*word.value).collect()))
        }
        _ => None,
    }
}

/// The absolute path of the program that a stage starts.
pub fn program(stage: &Stage<'_>) -> Option<String> {
    let (_, words) = command(stage)?;
    let first = words.first().filter(|first| first.contains('/'))?;
    let directory = stage.scopes.last()?.directory.as_deref();
    paths::resolve(directory.or(Some("/")), first)
}

/// The same where the program is called by its name alone and a COPY puts it where programs are looked for.
pub fn program_on_path(model: &Model<'_>, stage: &Stage<'_>) -> Option<String> {
    let (_, words) = command(stage)?;
    let name = words.first()?;
    if name.contains('/') {
        return program(stage);
    }
    let last = stage.steps.last()?;
    if model.variable(stage, last, "PATH").is_some() {
        return None;
    }
    let mut places = paths::PROGRAMS
        .iter()
        .map(|place| format!("{place}/{name}"));
    places.find(|path| statics::copied(stage, path).is_some())
}

/// Refuses users by a name that an image without their entry does not know.
pub fn users_are_numbers(
    model: &Model<'_>,
    stage: &Stage<'_>,
    known: &[&str],
) -> Result<(), String> {
    for step in &stage.steps {
        let line = model.lines.line(step.instruction.span.start);
        let named = match &step.instruction.arguments {
            Arguments::Value(user) if step.instruction.keyword == Keyword::User => {
                Some(&*user.value)
            }
            Arguments::Copy { .. } => step.instruction.flag("chown"),
            _ => None,
        };
        let number =
            |part: &str| part.bytes().all(|byte| byte.is_ascii_digit()) || known.contains(&part);
        if let Some(user) = named.filter(|user| !user.split(':').all(number)) {
            return Err(format!(
                "line {line} names the user `{user}`, which the image does not know"
            ));
        }
    }
    Ok(())
}

/// Refuses copies onto directories that are links in the image.
pub fn keeps_links(model: &Model<'_>, stage: &Stage<'_>) -> Result<(), String> {
    for step in &stage.steps {
        let Arguments::Copy { destination, .. } = &step.instruction.arguments else {
            continue;
        };
        let target = paths::resolve(Some("/"), &destination.value).unwrap_or_default();
        if ["/lib", "/lib64", "/bin", "/sbin", "/", "/usr"].contains(&target.as_str())
            && destination.value.ends_with('/')
            && target != "/"
        {
            let line = model.lines.line(step.instruction.span.start);
            return Err(format!(
                "line {line} copies into `{target}`, which is a link in the image"
            ));
        }
    }
    Ok(())
}
