//! `--diff-base`: which lines changed since a revision, as `git` tells.
//!
//! Compares what is on disk with the last common ancestor of the revision and `HEAD`. A file that git does not track is all new.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What changed since a revision.
#[derive(Debug)]
pub struct Since {
    /// The top of the repository.
    root: PathBuf,
    base: String,
    /// Paths from the top.
    changed: HashSet<PathBuf>,
    tracked: HashSet<PathBuf>,
}

/// Lines of a file, 1-based.
#[derive(Debug, PartialEq, Eq)]
pub enum Lines {
    /// All.
    All,
    /// These, first and last included, from top to bottom.
    Some(Vec<(u32, u32)>),
}

impl Since {
    /// Asks git in `folder` what changed since `revision`. The error is a sentence.
    pub fn new(folder: &Path, revision: &str) -> Result<Self, String> {
        let named = |message: String| format!("--diff-base {revision}: {message}");
        if revision.starts_with('-') || revision.is_empty() {
            return Err(named("not a revision".to_string()));
        }
        let top = git(folder, &["rev-parse", "--show-toplevel"]).map_err(named)?;
        let root = PathBuf::from(one_line(&top));
        let base = git(&root, &["merge-base", revision, "HEAD"]).map_err(|message| {
            let message = match message.is_empty() {
                true => "it has no ancestor in common with HEAD here; is the clone a shallow one?",
                false => &message,
            };
            named(message.to_string())
        })?;
        let base = one_line(&base).to_string();
        let names = [
            "diff",
            "--name-only",
            "-z",
            "--no-renames",
            "--diff-filter=d",
            &base,
        ];
        let changed = git(&root, &names).map_err(named)?;
        let tracked = git(&root, &["ls-files", "-z"]).map_err(named)?;
        Ok(Since {
            changed: paths(&changed),
            tracked: paths(&tracked),
            root,
            base,
        })
    }

    /// The lines of a file that changed. The error is a sentence.
    pub fn lines(&self, path: &Path) -> Result<Lines, String> {
        let real = path
            .canonicalize()
            .map_err(|error| super::read::plain(&error))?;
        let top = self.root.canonicalize().unwrap_or(self.root.clone());
        let Ok(inner) = real.strip_prefix(&top) else {
            let top = self.root.display();
            return Err(format!(
                "not in the repository {top}, of which --diff-base speaks"
            ));
        };
        if !self.tracked.contains(inner) {
            return Ok(Lines::All);
        }
        if !self.changed.contains(inner) {
            return Ok(Lines::Some(Vec::new()));
        }
        let command = [
            "diff",
            "-U0",
            "--no-renames",
            "--no-color",
            "--no-ext-diff",
            "--no-textconv",
        ];
        let mut args: Vec<&OsStr> = command.iter().map(OsStr::new).collect();
        args.extend([OsStr::new(&self.base), OsStr::new("--"), inner.as_os_str()]);
        Ok(Lines::Some(hunks(&git(&self.root, &args)?)))
    }
}

/// What `git` prints; its error in its own words, which may be none.
fn git(folder: &Path, args: &[impl AsRef<OsStr>]) -> Result<Vec<u8>, String> {
    let output = Command::new("git")
        .arg("--literal-pathspecs")
        .args(args)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("git does not run: {}", super::read::plain(&error)))?;
    match output.status.success() {
        true => Ok(output.stdout),
        false => {
            let said = String::from_utf8_lossy(&output.stderr);
            let first = said.lines().next().unwrap_or_default();
            Err(first.trim_start_matches("fatal: ").to_string())
        }
    }
}

fn one_line(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes)
        .unwrap_or_default()
        .trim_end_matches(['\n', '\r'])
}

/// The paths of a list with a NUL behind each.
fn paths(list: &[u8]) -> HashSet<PathBuf> {
    let names = list
        .split(|byte| *byte == 0)
        .filter(|name| !name.is_empty());
    names.map(path).collect()
}

#[cfg(unix)]
fn path(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
fn path(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}

/// The lines that a diff without context put there. Where it only took some away, the lines around the gap count: a comment or
/// the end of an instruction may have stood there.
fn hunks(diff: &[u8]) -> Vec<(u32, u32)> {
    let diff = String::from_utf8_lossy(diff);
    let hunk = |line: &str| {
        let new = line
            .strip_prefix("@@ ")?
            .split(' ')
            .find_map(|part| part.strip_prefix('+'))?;
        let (start, count) = new.split_once(',').unwrap_or((new, "1"));
        let (start, count): (u32, u32) = (start.parse().ok()?, count.parse().ok()?);
        match count {
            0 => Some((start.max(1), start + 1)),
            _ => Some((start, start + count - 1)),
        }
    };
    diff.lines().filter_map(hunk).collect()
}

impl Lines {
    /// Whether one of them lies in these, first and last included.
    pub fn touch(&self, first: u32, last: u32) -> bool {
        match self {
            Lines::All => true,
            Lines::Some(ranges) => {
                let behind = ranges.partition_point(|(_, end)| *end < first);
                ranges.get(behind).is_some_and(|(start, _)| *start <= last)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_hunks() {
        let diff = b"+++ b/x\n@@ -1,2 +1 @@ RUN\n+a\n@@ -9,3 +7,0 @@\n@@ -20 +18,4 @@\n++@@ no\n";
        let lines = Lines::Some(hunks(diff));
        assert_eq!(lines, Lines::Some(vec![(1, 1), (7, 8), (18, 21)]));
        assert!(lines.touch(1, 3) && lines.touch(8, 9) && lines.touch(20, 20));
        assert!(!lines.touch(2, 6) && !lines.touch(9, 17) && !lines.touch(22, 99));
    }
}
