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

/// Writes a file of dfopt's own, in one step or not at all.
pub fn put(path: &Path, text: &str) -> Result<(), Unwritten> {
    let mut fresh = tempfile::Builder::new()
        .prefix(".dfopt-")
        .tempfile_in(parent(path))?;
    fresh.write_all(text.as_bytes())?;
    if let Ok(metadata) = fs::metadata(path) {
        fresh.as_file().set_permissions(metadata.permissions())?;
    } else {
        share(fresh.as_file())?;
    }
    fresh.as_file().sync_all()?;
    fresh.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// A temporary file is for its owner alone; one that is to stay is for all to read.
#[cfg(unix)]
fn share(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn share(_file: &File) -> io::Result<()> {
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

/// The folder that a path lies in.
pub fn parent(path: &Path) -> &Path {
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

#[cfg(all(test, unix))]
#[allow(clippy::unwrap_used, reason = "a test that cannot set up may panic")]
mod tests {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

    use super::*;

    const OLD: &str = "FROM a\r\n";
    const NEW: &str = "FROM b\r\n";

    fn file(folder: &Path, name: &str) -> PathBuf {
        let path = folder.join(name);
        fs::write(&path, OLD).unwrap();
        path
    }

    /// The replacement of `path` fails with `message`, and leaves the file and its folder as they were.
    fn fails(path: &Path, tree: &Path, message: &str) {
        let names = || fs::read_dir(parent(path)).unwrap().count();
        let (text, count) = (fs::read(path).unwrap(), names());
        let error = replace(path, tree, OLD, NEW).unwrap_err().to_string();
        assert!(error.contains(message), "{error}");
        assert_eq!((fs::read(path).unwrap(), names()), (text, count));
    }

    #[test]
    fn keeps_mode_and_owner() {
        let folder = tempfile::tempdir().unwrap();
        let path = file(folder.path(), "Dockerfile");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o751)).unwrap();
        let foreign = std::os::unix::fs::chown(&path, Some(1234), Some(1235)).is_ok();
        replace(&path, folder.path(), OLD, NEW).unwrap();
        let metadata = fs::metadata(&path).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), NEW);
        assert_eq!(metadata.mode() & 0o7777, 0o751);
        if foreign {
            assert_eq!((metadata.uid(), metadata.gid()), (1234, 1235));
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn writes_through_links_that_stay_inside() {
        let folder = tempfile::tempdir().unwrap();
        let (root, sub) = (folder.path(), folder.path().join("sub"));
        fs::create_dir(&sub).unwrap();
        let real = file(&sub, "real");
        let link = root.join("Dockerfile");
        symlink("sub/real", &link).unwrap();
        replace(&link, root, OLD, NEW).unwrap();
        assert!(link.is_symlink());
        assert_eq!(fs::read_to_string(real).unwrap(), NEW);

        let up = sub.join("Dockerfile");
        let other = file(root, "other");
        symlink("../other", &up).unwrap();
        fails(&up, &sub, "a symbolic link to ");
        replace(&up, root, OLD, NEW).unwrap();
        assert_eq!(fs::read_to_string(other).unwrap(), NEW);
    }

    #[test]
    fn leaves_hard_links_and_read_only_files() {
        let folder = tempfile::tempdir().unwrap();
        let path = file(folder.path(), "Dockerfile");
        fs::hard_link(&path, folder.path().join("twin")).unwrap();
        fails(&path, folder.path(), "2 hard links");
        let path = file(folder.path(), "other");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
        fails(&path, folder.path(), "read-only");
    }

    #[test]
    fn leaves_what_changed_or_went_meanwhile() {
        let folder = tempfile::tempdir().unwrap();
        let path = file(folder.path(), "Dockerfile");
        fs::write(&path, "FROM other\n").unwrap();
        fails(&path, folder.path(), "changed on disk");
        let gone = folder.path().join("gone");
        let error = replace(&gone, folder.path(), OLD, NEW).unwrap_err();
        assert_eq!(
            error.to_string(),
            "cannot be written: no such file or directory"
        );
        assert!(!gone.exists());
    }

    #[test]
    fn tells_where_the_folder_takes_no_file() {
        // The superuser may write to any folder, but not make a file in that of a process; `comm` takes writes in place.
        let path = Path::new("/proc/self/comm");
        if let Ok(name) = fs::read_to_string(path) {
            let error = replace(path, Path::new("/"), &name, NEW).unwrap_err();
            assert!(
                error.to_string().starts_with("cannot be written: "),
                "{error}"
            );
            assert_eq!(fs::read_to_string(path).unwrap(), name);
        }
    }
}
