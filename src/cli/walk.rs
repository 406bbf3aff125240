//! Finds the Dockerfiles that the arguments name. Opens none of them.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use ignore::{DirEntry, WalkBuilder, WalkState};

use super::read::plain;

/// A Dockerfile to work on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Target {
    /// As named or found, without `./` before it.
    pub path: PathBuf,
    /// The folder that a symbolic link may not lead out of when it is written to.
    pub tree: PathBuf,
}

/// What the arguments name.
#[derive(Debug, Default)]
pub struct Targets {
    /// Sorted, and no file twice.
    pub files: Vec<Target>,
    /// Paths that could not be looked at, and why.
    pub errors: Vec<(PathBuf, String)>,
    /// Folders without a Dockerfile.
    pub empty: Vec<PathBuf>,
}

/// Looks at each path: a folder is searched, anything else is taken as it is.
pub fn targets(paths: &[PathBuf]) -> Targets {
    let mut targets = Targets::default();
    for path in paths {
        match fs::metadata(path) {
            Err(error) => targets.errors.push((path.clone(), plain(&error))),
            Ok(metadata) if metadata.is_dir() => targets.search(path),
            Ok(_) => targets.files.push(Target {
                path: bare(path),
                tree: PathBuf::from("."),
            }),
        }
    }
    targets.errors.sort();
    if targets.files.len() > 1 {
        targets.files.sort();
        drop_twins(&mut targets.files);
    }
    targets
}

impl Targets {
    /// Every Dockerfile below `folder` that no `.gitignore` hides, be it in a repository or not. Hidden folders are searched
    /// too (`.devcontainer`), those of version control are not.
    fn search(&mut self, folder: &Path) {
        let found = Mutex::new((Vec::new(), Vec::new()));
        let walk = WalkBuilder::new(folder)
            .hidden(false)
            .require_git(false)
            .filter_entry(|entry| !is_version_control(entry))
            .build_parallel();
        walk.run(|| {
            Box::new(|entry| {
                // A thread that panicked while it held the lock has pushed at most one path less.
                let mut found = found.lock().unwrap_or_else(|broken| broken.into_inner());
                match entry {
                    Ok(entry) if is_wanted(&entry) => found.0.push(Target {
                        path: bare(entry.path()),
                        tree: folder.to_path_buf(),
                    }),
                    Ok(_) => {}
                    Err(error) => found.1.push(problem(folder, &error)),
                }
                WalkState::Continue
            })
        });
        let (files, errors) = found
            .into_inner()
            .unwrap_or_else(|broken| broken.into_inner());
        if files.is_empty() && errors.is_empty() {
            self.empty.push(folder.to_path_buf());
        }
        self.files.extend(files);
        self.errors.extend(errors);
    }
}

fn is_version_control(entry: &DirEntry) -> bool {
    let names = [".git", ".hg", ".svn", ".jj"];
    entry.depth() > 0 && names.iter().any(|name| entry.file_name() == *name)
}

fn is_wanted(entry: &DirEntry) -> bool {
    let named = entry.file_name().to_str().is_some_and(is_dockerfile);
    // Links are not followed by the walk: one to a folder or to nowhere is passed over here.
    named && entry.depth() > 0 && entry.path().is_file()
}

/// Whether a file of this name is a Dockerfile.
fn is_dockerfile(name: &str) -> bool {
    let with = |base: &str| {
        let rest = name.strip_prefix(base);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.') && rest.len() > 1)
    };
    let before = |end: &str| name.strip_suffix(end).is_some_and(|stem| !stem.is_empty());
    // `Dockerfile.dockerignore` belongs to the Dockerfile beside it.
    let fits = with("Dockerfile") || with("Containerfile");
    (fits || before(".Dockerfile") || before(".dockerfile")) && !name.ends_with(".dockerignore")
}

fn problem(folder: &Path, error: &ignore::Error) -> (PathBuf, String) {
    let mut inner = error;
    let mut path = folder.to_path_buf();
    loop {
        inner = match inner {
            ignore::Error::WithPath { path: at, err } => {
                path = bare(at);
                err
            }
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => err,
            ignore::Error::Io(io) => return (path, plain(io)),
            other => return (path, other.to_string()),
        };
    }
}

/// The path without `./` before it.
fn bare(path: &Path) -> PathBuf {
    path.strip_prefix(".").unwrap_or(path).to_path_buf()
}

/// Leaves each file once: under its own name rather than that of a link, else under its first name.
fn drop_twins(files: &mut Vec<Target>) {
    let mut seen = HashSet::new();
    let real = |target: &Target| target.path.canonicalize().unwrap_or(target.path.clone());
    let (links, mut own): (Vec<Target>, Vec<Target>) =
        files.drain(..).partition(|target| target.path.is_symlink());
    own.retain(|target| seen.insert(real(target)));
    own.extend(links.into_iter().filter(|target| seen.insert(real(target))));
    own.sort();
    *files = own;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        let yes = [
            "Dockerfile",
            "Dockerfile.dev",
            "app.Dockerfile",
            "app.dockerfile",
            "Containerfile",
            "Containerfile.x",
        ];
        let no = [
            "dockerfile",
            "Dockerfile.",
            "DockerfileX",
            "Dockerfile.dockerignore",
            ".dockerfile",
            "docker-compose.yml",
            "Dockerfiles",
        ];
        assert!(yes.into_iter().all(is_dockerfile));
        for name in no {
            assert!(!is_dockerfile(name), "{name}");
        }
    }
}
