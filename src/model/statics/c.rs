//! Programs in C and C++ that one command links statically, and their sources.
//!
//! Source: the glibc manual, "NSS Basics", and the linker's warnings on `-static`: such a program loads libraries
//! of the system to look up hosts, users, locales and character sets.

use crate::model::commands::Call;
use crate::model::{Project, Stage, launch, paths};

/// Compilers of C and C++.
const COMPILERS: [&str; 7] = ["gcc", "cc", "g++", "c++", "clang", "clang++", "musl-gcc"];

/// More sources than this are not read.
const MOST_SOURCES: usize = 200;

/// Libraries that need no file at run time.
const LIBRARIES: [&str; 4] = ["-lm", "-lpthread", "-lrt", "-lstdc++"];

/// What a static program asks glibc for and glibc then loads a library for.
const LOADS: [&str; 10] = [
    "netdb.h",
    "getaddrinfo",
    "gethostby",
    "pwd.h",
    "grp.h",
    "iconv",
    "dlfcn.h",
    "locale",
    "nl_types.h",
    "wordexp",
];

/// The text of all sources of `gcc -static -o path a.c b.c`, if it loads no library when it runs.
pub(super) fn sources(
    project: &dyn Project,
    stage: &Stage<'_>,
    index: usize,
    call: &Call<'_>,
    path: &str,
) -> Option<String> {
    let arguments = call.arguments();
    if !COMPILERS.contains(&call.name()?) || !arguments.contains(&"-static") {
        return None;
    }
    let scope = stage.scope(stage.steps.get(index)?);
    let at = arguments.iter().position(|word| *word == "-o")?;
    let output = paths::resolve(scope.directory.as_deref(), arguments.get(at + 1)?)?;
    let other = |word: &&str| word.starts_with("-l") && !LIBRARIES.contains(word);
    let partial = |word: &&str| matches!(*word, "-c" | "-S" | "-E" | "-shared");
    // Text that the sources do not show: a path, or options in a file.
    let hidden = |word: &&str| {
        word.starts_with('@') || word.starts_with("-D") && (word.contains('/') || word.len() == 2)
    };
    let mut words = arguments.iter();
    if output != path || words.any(|word| other(word) || partial(word) || hidden(word)) {
        return None;
    }
    let given = arguments.iter().enumerate();
    let given = given.filter(|(place, word)| *place != at + 1 && !word.starts_with('-'));
    let given = given.map(|(_, word)| word.to_string()).collect();
    let read = |name: &str| {
        let place = launch::from_context(project, stage, index, scope, name)?;
        String::from_utf8(project.read(&place)?.into_owned()).ok()
    };
    let text = whole(given, &read)?;
    let loads = LOADS.iter().any(|mark| text.contains(mark));
    (!text.is_empty() && !loads).then_some(text)
}

/// The text of files and of the headers beside them that they include.
fn whole(mut names: Vec<String>, read: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let mut whole = String::new();
    let mut seen = 0;
    while let Some(name) = names.get(seen).cloned() {
        let text = read(&name)?;
        let folder = name.rfind('/').map_or("", |at| &name[..=at]);
        for header in included(&text) {
            let header = format!("{folder}{header}");
            if !names.contains(&header) {
                names.push(header);
            }
        }
        whole += &text;
        seen += 1;
        if seen > MOST_SOURCES {
            return None;
        }
    }
    Some(whole)
}

/// The headers of its own that a source includes.
fn included(text: &str) -> impl Iterator<Item = &str> {
    let lines = text
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix('#'));
    let named = lines.filter_map(|rest| rest.trim_start().strip_prefix("include"));
    named.filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next())
}
