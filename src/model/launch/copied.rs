//! What COPY and ADD bring, and where in the build context it comes from.

use crate::model::commands::base_name;
use crate::model::{Model, Project, Scope, Stage, Step, paths};
use crate::syntax::Arguments;

/// The names of files that a COPY or ADD brings, as far as its words tell.
pub fn copied_names<'i>(arguments: &'i Arguments<'_>) -> impl Iterator<Item = &'i str> {
    let (sources, destination) = match arguments {
        Arguments::Copy {
            sources,
            destination,
            ..
        } => (sources.as_slice(), Some(destination)),
        _ => (&[][..], None),
    };
    let words = sources.iter().chain(destination);
    words
        .map(|word| base_name(word.value.trim_end_matches('/')))
        .filter(|name| !name.is_empty() && *name != ".")
}

/// Where in the build context the file at `path` comes from, seen from step `index`: the last COPY or ADD before it whose
/// destination holds the path, and that brings such a file where the context is known.
pub fn from_context(
    project: &dyn Project,
    stage: &Stage<'_>,
    index: usize,
    scope: &Scope,
    path: &str,
) -> Option<String> {
    let path = paths::resolve(Some(directory(scope)), path)?;
    for step in stage.steps[..index].iter().rev().take(MOST_STEPS) {
        let Arguments::Copy {
            sources,
            destination,
            ..
        } = &step.instruction.arguments
        else {
            continue;
        };
        let target = paths::resolve(Some(directory(stage.scope(step))), &destination.value)?;
        if paths::within(&path, UNKNOWN) != paths::within(&target, UNKNOWN) {
            return None;
        }
        if !paths::within(&path, &target) {
            continue;
        }
        if step.instruction.flag("from").is_some() || destination.value.contains('$') {
            return None;
        }
        let rest = path[target.trim_end_matches('/').len()..].trim_start_matches('/');
        let words: Vec<&str> = sources.iter().map(|source| &*source.value).collect();
        if !project.is_known() {
            return unseen(&words, rest);
        }
        match seen(project, &words, rest) {
            Seen::At(place) => return Some(place),
            Seen::Nowhere => {}
            Seen::Unclear => return None,
        }
    }
    None
}

/// Whether some sources bring a file.
enum Seen {
    At(String),
    Nowhere,
    Unclear,
}

/// The place of a file among sources in a context that is known: of two that bring it the last counts.
fn seen(project: &dyn Project, sources: &[&str], rest: &str) -> Seen {
    for source in sources.iter().rev() {
        match place(source, rest) {
            Some(place) if project.read(&place).is_some() => return Seen::At(place),
            Some(_) => {}
            None if brings_other_files(project, source, rest) => {}
            None => return Seen::Unclear,
        }
    }
    Seen::Nowhere
}

/// Whether a source is a pattern by which files of other names come, and no folders.
fn brings_other_files(project: &dyn Project, source: &str, rest: &str) -> bool {
    let (folder, pattern) = source.rsplit_once('/').unwrap_or(("", source));
    let fixed = plain(folder).filter(|_| !pattern.contains(['$', '[', '<']));
    let Some(folder) = fixed else {
        return false;
    };
    let names = project.list(&folder).unwrap_or_default();
    let mut folders = names.iter().filter_map(|name| name.strip_suffix('/'));
    !paths::names_file(pattern, rest)
        && !folders.any(|name| pattern == "*" || paths::names_file(pattern, name))
}

/// The place of a file of which nothing but the words that copy it is known.
fn unseen(sources: &[&str], rest: &str) -> Option<String> {
    match sources {
        [source] => place(source, rest),
        _ => {
            let name = base_name(rest);
            let found = sources
                .iter()
                .find(|source| paths::names_file(source, name))?;
            plain(&beside(found, name))
        }
    }
}

/// Where in the context `rest` of the destination is, were it brought by `source`.
fn place(source: &str, rest: &str) -> Option<String> {
    match rest {
        "" => plain(source),
        rest if rest == base_name(source) => plain(source),
        rest if paths::names_file(source, rest) => plain(&beside(source, rest)),
        rest => plain(&format!("{source}/{rest}")),
    }
}

/// So many steps before one are looked at for what it reads.
const MOST_STEPS: usize = 200;

/// Copies that are followed from one stage into another.
const MOST_STAGES: usize = 8;

/// The same, through copies of whole directories from other stages.
pub fn through_stages<'a>(
    project: &dyn Project,
    model: &Model<'a>,
    stage: &Stage<'a>,
    index: usize,
    scope: &Scope,
    path: &str,
) -> Option<String> {
    let (mut stage, mut index) = (stage, index);
    let mut path =
        paths::resolve(scope.directory.as_deref(), path).unwrap_or_else(|| path.to_string());
    for _ in 0..MOST_STAGES {
        let scope = stage.scopes.last()?;
        if let Some(found) = from_context(project, stage, index, scope, &path) {
            return Some(found);
        }
        let from = copied_from(stage, index, &path);
        let (other, there) = match from {
            None if covered(stage, 0, index, &path) => return None,
            None => (model.parent(stage)?.index, path.clone()),
            Some((step, ..)) if covered(stage, step + 1, index, &path) => return None,
            Some((_, other, there)) => (other, there),
        };
        stage = model.stages.get(other)?;
        index = stage.steps.len();
        path = there;
    }
    None
}

/// The stage that the last copy of a whole directory or file before step `index` takes `path` from: the step, the stage, the
/// path there.
fn copied_from(stage: &Stage<'_>, index: usize, path: &str) -> Option<(usize, usize, String)> {
    let copies = stage
        .sources
        .iter()
        .filter(|source| source.mount.is_none() && source.step < index);
    copies.rev().take(MOST_STEPS).find_map(|source| {
        let step = &stage.steps[source.step];
        let Arguments::Copy {
            destination,
            sources,
            ..
        } = &step.instruction.arguments
        else {
            return None;
        };
        let directory = stage.scope(step).directory.as_deref();
        let target = paths::resolve(directory, &destination.value)?;
        let rest = path.strip_prefix(target.trim_end_matches('/'))?;
        let fixed = sources.len() == 1 && !source.path.contains(['*', '?', '[', '$']);
        let inside = fixed && (rest.is_empty() || rest.starts_with('/'));
        inside.then(|| {
            (
                source.step,
                source.stage,
                format!("{}{rest}", source.path.trim_end_matches('/')),
            )
        })
    })
}

/// Whether a step of these may bring the file at `path`.
fn covered(stage: &Stage<'_>, first: usize, end: usize, path: &str) -> bool {
    let steps = &stage.steps[first..end];
    steps.len() > MOST_STEPS || steps.iter().any(|step| covers(stage, step, path))
}

/// Whether a step may bring the file at `path`.
fn covers(stage: &Stage<'_>, step: &Step<'_>, path: &str) -> bool {
    let Arguments::Copy { destination, .. } = &step.instruction.arguments else {
        return false;
    };
    let directory = stage.scope(step).directory.as_deref();
    let target = paths::resolve(directory, &destination.value);
    target.is_none_or(|target| paths::within(path, &target))
}

/// Stands for the directory of the base image, where no WORKDIR is set: what is relative to it is known among itself.
const UNKNOWN: &str = "/directory of the base image";

fn directory(scope: &Scope) -> &str {
    scope.directory.as_deref().unwrap_or(UNKNOWN)
}

/// A path of the build context without `.`, or `None` if it has variables, patterns or a scheme.
fn plain(source: &str) -> Option<String> {
    let fixed = !source.contains(['$', '*', '?', '[', '<']) && !source.contains("://");
    fixed
        .then(|| paths::resolve(Some("/"), source))
        .flatten()
        .map(|path| path[1..].to_string())
}

/// The path of `name` in the folder of `source`.
fn beside(source: &str, name: &str) -> String {
    let folder = source.rfind('/').map_or("", |at| &source[..=at]);
    format!("{folder}{name}")
}
