//! Replaces a file by new text, in one step or not at all.
//!
//! The new text is written to a file beside the old one, which then takes the old one's name. Mode and, where allowed, owner
//! stay; access control lists and extended attributes do not.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::read::plain;

/// Why a file was left as it is.
#[derive(Debug, thiserror::Error)]
pub enum Unwritten {
    /// It is a link to a file elsewhere.
    #[error("a symbolic link to {}, outside of the folder given: name that file itself", .0.display())]
    LinkOutside(PathBuf),
    /// It has other names, which a replacement would part from this one.
    #[error("a file with {0} hard links: rewriting one would part it from the others")]
    HardLinks(u64),
    /// Nobody may write to it.
    #[error("read-only")]
    ReadOnly,
    /// Someone else wrote to it in the meantime.
    #[error("changed on disk meanwhile: run dfopt again")]
    Changed,
    /// The operating system refused.
    #[error("cannot be written: {}", plain(.0))]
    Io(#[from] io::Error),
}

/// Puts `new` in place of `old`, the text read from `path` before. A symbolic link is written through if its target lies in
/// `tree` or in the link's own folder. On an error the file is as it was.
pub fn replace(path: &Path, tree: &Path, old: &str, new: &str) -> Result<(), Unwritten> {
    let target = follow(path, tree)?;
    let metadata = fs::metadata(&target)?;
    if let Some(links) = other_names(&metadata) {
        return Err(Unwritten::HardLinks(links));
    }
    if metadata.permissions().readonly() {
        return Err(Unwritten::ReadOnly);
    }
    // A rename asks for no right to the file itself; whoever may not write to it should not replace it.
    OpenOptions::new().write(true).open(&target)?;

    let mut fresh = tempfile::Builder::new()
        .prefix(".dfopt-")
        .tempfile_in(parent(&target))?;
    fresh.write_all(new.as_bytes())?;
    keep_owner(fresh.as_file(), &metadata);
    fresh.as_file().set_permissions(metadata.permissions())?;
    fresh.as_file().sync_all()?;
    if fs::read(&target)? != old.as_bytes() {
        return Err(Unwritten::Changed);
    }
    fresh.persist(&target).map_err(|error| error.error)?;
    Ok(())
}

/// The file that `path` names in the end.
fn follow(path: &Path, tree: &Path) -> Result<PathBuf, Unwritten> {
    if !path.is_symlink() {
        return Ok(path.to_path_buf());
    }
    let target = path.canonicalize()?;
    let allowed = [tree.canonicalize()?, parent(path).canonicalize()?];
    match allowed.iter().any(|folder| target.starts_with(folder)) {
        true => Ok(target),
        false => Err(Unwritten::LinkOutside(target)),
    }
}

fn parent(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

#[cfg(unix)]
fn other_names(metadata: &Metadata) -> Option<u64> {
    use std::os::unix::fs::MetadataExt;
    (metadata.nlink() > 1).then(|| metadata.nlink())
}

#[cfg(not(unix))]
fn other_names(_metadata: &Metadata) -> Option<u64> {
    None
}

/// Only root may give a file away, and a member of its group may keep the group; where neither holds, the writer owns it.
#[cfg(unix)]
fn keep_owner(fresh: &File, old: &Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};
    let Ok(now) = fresh.metadata() else { return };
    if now.gid() != old.gid() {
        let _ = fchown(fresh, None, Some(old.gid()));
    }
    if now.uid() != old.uid() {
        let _ = fchown(fresh, Some(old.uid()), None);
    }
}

#[cfg(not(unix))]
fn keep_owner(_fresh: &File, _old: &Metadata) {}
