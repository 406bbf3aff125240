//! Proof that nothing but COPY and ADD put files below a path, and that users stay as they are.

use crate::model::commands::Call;
use crate::model::ownership::{Kind, Setting, destination};
use crate::model::packages::PackageCall;
use crate::model::{Base, Run, Stage, Step, official, paths};
use crate::pass::Context;
use crate::syntax::{Arguments, Keyword};

/// Commands that make or change users, and nothing else but a home of their own.
const USERS: [&str; 10] = [
    "adduser", "addgroup", "deluser", "delgroup", "groupadd", "groupdel", "groupmod", "useradd",
    "userdel", "usermod",
];

/// Commands that write no file but where they are told to by `>`, or in system directories.
const SILENT: [&str; 10] = [
    "echo",
    "printf",
    "true",
    ":",
    "set",
    "export",
    "test",
    "ldconfig",
    "locale-gen",
    "update-ca-certificates",
];

/// What a command does below the path.
enum Does {
    Nothing,
    /// Nothing, but a user or group may come or change.
    Users,
    /// It may write there.
    Writes,
}

/// Whether all below the path is from COPY and ADD when the command behind `before` in step `index` runs, and whether names
/// mean the same there as at step `first`; else why not.
pub(super) fn between(
    context: &Context<'_>,
    stage: &Stage<'_>,
    index: usize,
    (text, before): (&str, &[Call<'_>]),
    setting: &Setting,
    first: usize,
) -> Result<(), String> {
    base(context, stage, setting)?;
    let names = setting.kind == Kind::Owner && has_name(setting);
    for (at, step) in stage.steps[..index].iter().enumerate() {
        let line = context.model.lines.line(step.instruction.span.start);
        match step_does(context, stage, step, setting) {
            Does::Writes => {
                return Err(format!(
                    "line {line} may put files below `{}`",
                    setting.path
                ));
            }
            Does::Users if names && at > first => {
                return Err(format!(
                    "line {line} may create the user or group, behind the COPY"
                ));
            }
            _ => {}
        }
    }
    within(context, stage, index, (text, before), setting)
}

/// The same of the step itself.
fn within(
    context: &Context<'_>,
    stage: &Stage<'_>,
    index: usize,
    (text, before): (&str, &[Call<'_>]),
    setting: &Setting,
) -> Result<(), String> {
    let names = setting.kind == Kind::Owner && has_name(setting);
    let step = &stage.steps[index];
    let mounted = |run: &Run<'_>| mounts(run, &setting.path) || mounts(run, "/etc");
    if step.run.as_ref().is_some_and(mounted) {
        return Err("something is mounted there while it runs".into());
    }
    let directory = stage.scope(step).directory.as_deref();
    for call in before {
        match call_does(context, text, call, directory, setting) {
            Does::Writes => {
                return Err(format!(
                    "`{}` before it may put files there",
                    call.name().unwrap_or_default()
                ));
            }
            Does::Users if names => {
                return Err("the user or group is created behind the COPY".into());
            }
            _ => {}
        }
    }
    Ok(())
}

fn has_name(setting: &Setting) -> bool {
    let value = setting.value.as_deref().unwrap_or_default();
    value
        .bytes()
        .any(|byte| byte != b':' && !byte.is_ascii_digit())
}

/// Whether the image that the stage starts from has nothing at the path.
fn base(context: &Context<'_>, stage: &Stage<'_>, setting: &Setting) -> Result<(), String> {
    match &stage.base {
        Base::Scratch => Ok(()),
        Base::Image(image) if official::lacks(image, &setting.path) => Ok(()),
        Base::Image(image) => Err(format!("`{image}` may have files below `{}`", setting.path)),
        Base::Stage(_) => {
            let parent = context.model.parent(stage);
            let title = parent.map_or_else(String::new, Stage::title);
            Err(format!("{title} may have files below `{}`", setting.path))
        }
        Base::Unknown => Err(format!(
            "the base image may have files below `{}`",
            setting.path
        )),
    }
}

fn step_does(context: &Context<'_>, stage: &Stage<'_>, step: &Step<'_>, setting: &Setting) -> Does {
    let path = setting.path.as_str();
    if let Some(target) = destination(stage, step) {
        return match target {
            None => Does::Writes,
            Some(target) if target != path && paths::within(path, &target) => Does::Writes,
            Some(target) if paths::overlap(&target, "/etc") => Does::Users,
            Some(_) => Does::Nothing,
        };
    }
    let Some(run) = &step.run else {
        return configures(stage, step, path);
    };
    let mounted = mounts(run, path);
    let Some(script) = run
        .script()
        .filter(|script| !mounted && !script.tree.has_opaque())
    else {
        return Does::Writes;
    };
    let directory = stage.scope(step).directory.as_deref();
    let mut users = false;
    let text = script.text.as_str();
    for call in script.calls() {
        match call_does(context, text, call, directory, setting) {
            Does::Writes => return Does::Writes,
            Does::Users => users = true,
            Does::Nothing => {}
        }
    }
    if users { Does::Users } else { Does::Nothing }
}

/// Whether something is mounted in, below or above the path, or in a place that only the build knows.
fn mounts(run: &Run<'_>, path: &str) -> bool {
    run.mounts.iter().any(|mount| {
        let target = mount.target.as_deref();
        target.is_none_or(|target| paths::overlap(target, path) || !target.starts_with('/'))
    })
}

/// A step that runs nothing: WORKDIR makes directories, a volume may hold files.
fn configures(stage: &Stage<'_>, step: &Step<'_>, path: &str) -> Does {
    let value = match &step.instruction.arguments {
        Arguments::Value(word) if step.instruction.keyword == Keyword::Workdir => &word.value,
        Arguments::Volume(_) => return Does::Writes,
        _ => return Does::Nothing,
    };
    let directory = stage.scope(step).directory.as_deref();
    let fixed = (!value.contains('$'))
        .then(|| paths::resolve(directory, value))
        .flatten();
    match fixed {
        Some(made) if made == path || !paths::within(&made, path) => Does::Nothing,
        _ => Does::Writes,
    }
}

fn call_does(
    context: &Context<'_>,
    text: &str,
    call: &Call<'_>,
    directory: Option<&str>,
    setting: &Setting,
) -> Does {
    let path = setting.path.as_str();
    let redirects = call.simple.redirections.iter().any(|it| {
        let target = it.target.span.of(text);
        !target.starts_with('/') && target.parse::<u8>().is_err()
            || target.contains(['$', '`', '.', '*'])
            || paths::within(target, path)
    });
    let Some(name) = call.name().filter(|_| !redirects && call.wrapper.is_none()) else {
        return Does::Writes;
    };
    let names_path = || {
        call.words
            .iter()
            .skip(1)
            .any(|word| word.as_deref().is_none_or(|word| word.contains(path)))
    };
    let package = PackageCall::new(context.data, call);
    match name {
        _ if package.is_some_and(|package| !package.manager.database.is_empty()) => Does::Users,
        _ if USERS.contains(&name) && !names_path() => Does::Users,
        _ if SILENT.contains(&name) => Does::Nothing,
        "mkdir" | "chown" | "chmod" | "rm" => operates(call, directory, setting),
        _ => Does::Writes,
    }
}

/// `mkdir`, `chown`, `chmod` and `rm`, by the paths that they name.
fn operates(call: &Call<'_>, directory: Option<&str>, setting: &Setting) -> Does {
    let path = setting.path.as_str();
    let name = call.name().unwrap_or_default();
    if name == "rm" {
        return Does::Nothing;
    }
    // The owner does not depend on the mode, nor the mode on the owner, but for bits that `chown` takes off.
    let independent = match setting.kind {
        Kind::Owner => {
            name == "chmod"
                && !call.arguments().iter().any(|word| {
                    word.contains('s') && !word.contains('/')
                        || word.len() == 4 && word.starts_with(['2', '4', '6'])
                })
        }
        Kind::Mode => name == "chown",
    };
    if independent {
        return Does::Nothing;
    }
    let operands = call
        .words
        .iter()
        .skip(1)
        .filter(|word| !word.as_deref().is_some_and(|word| word.starts_with('-')));
    let operands = operands.skip(usize::from(name != "mkdir"));
    let elsewhere = |word: &Option<std::borrow::Cow<'_, str>>| {
        let target = word
            .as_deref()
            .and_then(|word| paths::resolve(directory, word));
        target.is_some_and(|target| {
            !paths::overlap(&target, path) || name == "mkdir" && paths::within(path, &target)
        })
    };
    match operands.into_iter().all(elsewhere) {
        true => Does::Nothing,
        false => Does::Writes,
    }
}
