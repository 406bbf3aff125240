//! Programs that an application starts, as its sources in the build context tell.
//!
//! Read are sources of the languages in `rules/recipes` that name a way to start programs; the names of programs are looked for
//! in what stands in quotes there, and in the shell scripts that it names. A name that is put together when the application runs
//! is not found.

use crate::data::Recipe;
use crate::model::commands::{base_name, calls};
use crate::model::{Project, sources};
use crate::shell::{self, Dialect};

/// A file of the build context and what was found in it; why the sources are not all read.
pub type Found = Result<Option<(String, String)>, String>;

/// Folders that hold no sources of the application.
const OTHERS: [&str; 9] = [
    ".git",
    ".github",
    "node_modules",
    "vendor",
    "tests",
    "test",
    "__tests__",
    "venv",
    ".venv",
];

/// Libraries that start a program, as sources name them.
const LIBRARIES: [(&str, &str); 7] = [
    ("import git\n", "git"),
    ("import git\r", "git"),
    ("from git import", "git"),
    ("'simple-git'", "git"),
    ("\"simple-git\"", "git"),
    ("'gm'", "convert"),
    ("\"gm\"", "convert"),
];

/// Ways to load a library by its name, by the ending of the source.
const LOADERS: [(&str, &[&str]); 6] = [
    (
        ".py",
        &[
            "CDLL(",
            "find_library(",
            "LoadLibrary(",
            "dlopen(",
            "import tkinter",
            "from tkinter",
        ],
    ),
    (".js", &["ffi-napi", "koffi"]),
    (".mjs", &["ffi-napi", "koffi"]),
    (".ts", &["ffi-napi", "koffi"]),
    (".rb", &["ffi_lib ", "Fiddle.dlopen("]),
    (".php", &["FFI::cdef(", "FFI::load("]),
];

/// A program of those that `wanted` asks for, and the file of the build context whose text starts it.
pub fn program(project: &dyn Project, wanted: &dyn Fn(&str) -> bool) -> Found {
    search(project, &|path, text| {
        let starts = marks(path).into_iter().any(|mark| text.contains(mark));
        let by_script = || starts.then(|| in_scripts(project, path, text, wanted))?;
        named(text, starts, wanted).or_else(by_script)
    })
}

/// How a source whose name ends in one of these starts programs, whatever they are, and the file.
pub fn any(project: &dyn Project, ends: &[&str]) -> Found {
    search(project, &|path, text| {
        let wanted = ends.iter().any(|end| path.ends_with(end));
        let mut marks = marks(path).into_iter().filter(|_| wanted);
        marks.find(|mark| text.contains(mark)).map(str::to_string)
    })
}

/// How a source of the build context loads a library of the system, and the file. Libraries of `own` are left out, and those
/// that are called by their path.
pub fn library(project: &dyn Project, own: &[&str]) -> Found {
    search(project, &|path, text| {
        let (_, ways) = LOADERS.iter().find(|(ending, _)| path.ends_with(ending))?;
        ways.iter().find_map(|way| loaded(text, way, own))
    })
}

/// What a text loads in this way.
fn loaded(text: &str, way: &str, own: &[&str]) -> Option<String> {
    let mut places = text.match_indices(way).map(|(at, _)| &text[at..]);
    let line = places.find_map(|rest| {
        let line = rest.lines().next().unwrap_or(rest).trim_end();
        let system = ["/usr/lib", "\"/lib", "'/lib"];
        let system = system.iter().any(|place| line.contains(place));
        let known = own.iter().any(|name| line.contains(name)) || line.contains('/') && !system;
        (!known).then_some(line)
    })?;
    Some(line.chars().take(40).collect())
}

/// What `look` finds first in a source of the build context.
fn search(project: &dyn Project, look: &dyn Fn(&str, &str) -> Option<String>) -> Found {
    let enters = |name: &str| !OTHERS.contains(&name);
    let wanted = |path: &str| !marks(path).is_empty();
    sources::search(project, &enters, &wanted, look).map(|searched| searched.found)
}

/// Texts by which a source of this name starts programs.
fn marks(path: &str) -> Vec<&'static str> {
    let of = |recipe: &&Recipe| {
        let is = |endings: &[&str]| endings.iter().any(|ending| path.ends_with(ending));
        is(&recipe.sources) && !is(&recipe.tests)
    };
    let recipes = Recipe::all().iter().filter(of);
    let marks = recipes.flat_map(|recipe| recipe.starts_programs.iter().copied());
    marks.collect()
}

/// A program by which the text of a source starts, by a library or by its name.
fn named(text: &str, starts: bool, wanted: &dyn Fn(&str) -> bool) -> Option<String> {
    let library = LIBRARIES
        .iter()
        .find(|(mark, program)| text.contains(mark) && wanted(program));
    if let Some((_, program)) = library {
        return Some((*program).to_string());
    }
    let name = quoted(text).find_map(|word| {
        let name = base_name(word);
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._+-".contains(&byte);
        let known = name.len() > 1 && name.bytes().all(plain) && wanted(name);
        known.then_some(name)
    });
    name.filter(|_| starts).map(str::to_string)
}

/// The first word of whatever stands in quotes, and between them.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split(['"', '\'', '`']).skip(1);
    parts.map(|rest| rest.split([' ', '\n']).next().unwrap_or(""))
}

/// A program that a shell script of the build context runs, where the source at `path` names the script.
fn in_scripts(
    project: &dyn Project,
    path: &str,
    text: &str,
    wanted: &dyn Fn(&str) -> bool,
) -> Option<String> {
    let folder = path.rfind('/').map_or("", |at| &path[..=at]);
    let mut scripts = quoted(text).filter(|word| word.ends_with(".sh"));
    scripts.find_map(|word| {
        let word = word.trim_start_matches("./");
        let own = || project.read(&format!("{folder}{word}"));
        let bytes = project.read(word.trim_start_matches('/')).or_else(own)?;
        let text = String::from_utf8_lossy(&bytes);
        let tree = shell::parse(&text, Dialect::Bash);
        let calls = calls(&tree, &text);
        let mut names = calls.iter().filter_map(|call| call.name());
        names.find(|name| wanted(name)).map(str::to_string)
    })
}

#[cfg(test)]
mod tests {
    use super::named;

    fn found(text: &str, starts: bool) -> Option<String> {
        named(text, starts, &|name| matches!(name, "git" | "curl"))
    }

    #[test]
    fn a_program_is_named_in_quotes() {
        assert_eq!(found("run(['git', 'log'])", true).as_deref(), Some("git"));
        assert_eq!(found("run(f\"curl {url}\")", true).as_deref(), Some("curl"));
        assert_eq!(found("`/usr/bin/git log`", true).as_deref(), Some("git"));
        assert_eq!(found("run(['git', 'log'])", false), None);
        assert_eq!(found("run(['gitk'])  # git", true), None);
    }

    #[test]
    fn a_library_stands_for_its_program() {
        assert_eq!(found("import git\n", false).as_deref(), Some("git"));
        assert_eq!(found("import gitlab\n", false), None);
    }
}
