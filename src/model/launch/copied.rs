//! What COPY and ADD bring, and where in the build context it comes from.

use crate::model::commands::base_name;
use crate::model::{Project, Scope, Stage, paths};
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
    for step in stage.steps[..index].iter().rev().take(200) {
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

/// The place of a file among sources in a context that is known.
fn seen(project: &dyn Project, sources: &[&str], rest: &str) -> Seen {
    let mut seen = Seen::Nowhere;
    for source in sources {
        match place(source, rest) {
            Some(place) if project.read(&place).is_some() => return Seen::At(place),
            Some(_) => {}
            None => seen = Seen::Unclear,
        }
    }
    seen
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
