//! A build context on disk. Reads nothing before it is asked, keeps only ignore patterns and names, and never leaves its root.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};

use super::Project;
use super::ignored::Ignored;

/// Files past this many bytes are not read: no manifest or source that a pass asks for comes near it.
const LARGEST: u64 = 16 << 20;

/// Names in folders, read once for all the Dockerfiles of a run: thousands of them may lie in one folder.
#[derive(Debug, Default)]
pub struct Listings {
    known: Mutex<HashMap<PathBuf, Listing>>,
}

/// Each name of a folder, and whether it is a folder itself; `None` for what cannot be listed.
type Listing = Arc<Option<Vec<(String, bool)>>>;

impl Listings {
    fn of(&self, folder: &Path) -> Listing {
        let mut known = match self.known.lock() {
            Ok(known) => known,
            Err(poisoned) => poisoned.into_inner(),
        };
        if let Some(names) = known.get(folder) {
            return names.clone();
        }
        let names = Arc::new(names(folder));
        known.insert(folder.to_path_buf(), names.clone());
        names
    }
}

fn names(folder: &Path) -> Option<Vec<(String, bool)>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).ok()? {
        let entry = entry.ok()?;
        let name = entry.file_name().into_string().ok()?;
        names.push((name, entry.file_type().ok()?.is_dir()));
    }
    Some(names)
}

/// A folder as build context.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
    listings: Arc<Listings>,
    dockerfile: Option<PathBuf>,
    opened: OnceLock<Option<Opened>>,
}

#[derive(Debug)]
struct Opened {
    root: PathBuf,
    ignored: Ignored,
}

impl Folder {
    /// The folder `root`. Beside `dockerfile`, a file of the same name with `.dockerignore` behind it goes before the
    /// `.dockerignore` of the root. Touches no disk.
    pub fn new(root: impl Into<PathBuf>, dockerfile: Option<PathBuf>) -> Self {
        Self::with(root, dockerfile, Arc::default())
    }

    /// The same with the names that were read before.
    pub fn with(
        root: impl Into<PathBuf>,
        dockerfile: Option<PathBuf>,
        listings: Arc<Listings>,
    ) -> Self {
        Folder {
            root: root.into(),
            listings,
            dockerfile,
            opened: OnceLock::new(),
        }
    }

    fn opened(&self) -> Option<&Opened> {
        self.opened.get_or_init(|| self.open()).as_ref()
    }

    /// `None` where there is no such folder, or where the builder would refuse its ignore patterns.
    fn open(&self) -> Option<Opened> {
        let root = self.root.canonicalize().ok()?;
        let own = self.dockerfile.as_ref().map(|dockerfile| {
            let mut name = dockerfile.clone().into_os_string();
            name.push(".dockerignore");
            PathBuf::from(name)
        });
        let patterns = match own.filter(|own| own.is_file()) {
            Some(own) => fs::read(own).ok()?,
            None => match root.join(".dockerignore") {
                file if file.is_file() => fs::read(file).ok()?,
                _ => Vec::new(),
            },
        };
        let ignored = Ignored::parse(&String::from_utf8_lossy(&patterns))?;
        Some(Opened { root, ignored })
    }
}

impl Opened {
    /// Where `path` is, links followed; `None` if it is ignored, missing or outside.
    fn resolve(&self, path: &str) -> Option<PathBuf> {
        let plain = |part: Component<'_>| matches!(part, Component::Normal(_));
        if !Path::new(path).components().all(plain) || self.ignored.covers(path) {
            return None;
        }
        let real = self.root.join(path).canonicalize().ok()?;
        let inside = real.strip_prefix(&self.root).ok()?;
        // A link shows only what would be sent to the builder under the target's own name.
        (!self.ignored.covers(&slashed(inside)?)).then_some(real)
    }
}

fn slashed(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.iter().map(|part| part.to_str()).collect();
    Some(parts?.join("/"))
}

impl Project for Folder {
    fn is_known(&self) -> bool {
        self.opened().is_some()
    }

    fn read(&self, path: &str) -> Option<Cow<'_, [u8]>> {
        let file = self.opened()?.resolve(path)?;
        let metadata = fs::metadata(&file).ok()?;
        if !metadata.is_file() || metadata.len() > LARGEST {
            return None;
        }
        fs::read(file).ok().map(Cow::Owned)
    }

    fn list(&self, folder: &str) -> Option<Vec<String>> {
        let opened = self.opened()?;
        // An ignored folder may still show what a later `!` pattern lets through.
        let real = opened.root.join(folder).canonicalize().ok()?;
        let inside = slashed(real.strip_prefix(&opened.root).ok()?)?;
        let listing = self.listings.of(&real);
        let mut names: Vec<String> = Vec::new();
        for (name, is_folder) in Option::as_ref(&listing)? {
            let path = match inside.is_empty() {
                true => Cow::Borrowed(name.as_str()),
                false => Cow::Owned(format!("{inside}/{name}")),
            };
            match is_folder {
                true if opened.ignored.may_show_below(&path) => names.push(format!("{name}/")),
                false if !opened.ignored.covers(&path) => names.push(name.clone()),
                _ => {}
            }
        }
        // With the `/` of folders in their place.
        names.sort();
        Some(names)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot set up may panic")]
mod tests {
    use super::*;

    fn tree(files: &[(&str, &str)]) -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        root
    }

    fn text(folder: &Folder, path: &str) -> Option<String> {
        Some(String::from_utf8_lossy(&folder.read(path)?).into_owned())
    }

    #[test]
    fn reads_what_is_not_ignored() {
        let root = tree(&[
            (".dockerignore", "secret\n*.log\n!keep.log\n"),
            ("go.mod", "module x"),
            ("secret/key", "k"),
            ("a.log", "a"),
            ("keep.log", "b"),
        ]);
        let folder = Folder::new(root.path(), None);
        assert!(folder.is_known());
        assert_eq!(text(&folder, "go.mod").as_deref(), Some("module x"));
        assert_eq!(text(&folder, "keep.log").as_deref(), Some("b"));
        for path in [
            "secret/key",
            "a.log",
            "none",
            "",
            ".",
            "../x",
            "/etc/passwd",
            "secret/../go.mod",
        ] {
            assert_eq!(text(&folder, path), None, "{path}");
        }
        let names = [".dockerignore", "go.mod", "keep.log", "secret/"];
        assert_eq!(folder.list("").unwrap(), names);
        assert!(folder.list("secret").unwrap().is_empty());
    }

    #[test]
    fn own_dockerignore_goes_first() {
        let root = tree(&[
            (".dockerignore", "a"),
            ("sub/Dockerfile.dockerignore", "b"),
            ("a", "a"),
            ("b", "b"),
        ]);
        let folder = Folder::new(root.path(), Some(root.path().join("sub/Dockerfile")));
        assert_eq!(text(&folder, "a").as_deref(), Some("a"));
        assert_eq!(text(&folder, "b"), None);
    }

    #[test]
    fn missing_root_or_refused_patterns_are_unknown() {
        assert!(!Folder::new("/nowhere/at/all", None).is_known());
        let root = tree(&[(".dockerignore", "!\n"), ("a", "a")]);
        let folder = Folder::new(root.path(), None);
        assert!(!folder.is_known());
        assert_eq!(text(&folder, "a"), None);
    }

    #[cfg(unix)]
    #[test]
    fn links_stay_inside() {
        use std::os::unix::fs::symlink;
        let outside = tree(&[("x", "x")]);
        let root = tree(&[(".dockerignore", "hidden"), ("a", "a"), ("hidden", "h")]);
        symlink(outside.path().join("x"), root.path().join("out")).unwrap();
        symlink(outside.path(), root.path().join("outdir")).unwrap();
        symlink("a", root.path().join("in")).unwrap();
        symlink("hidden", root.path().join("peek")).unwrap();
        symlink("loop", root.path().join("loop")).unwrap();
        let folder = Folder::new(root.path(), None);
        assert_eq!(text(&folder, "in").as_deref(), Some("a"));
        for path in ["out", "outdir/x", "peek", "loop"] {
            assert_eq!(text(&folder, path), None, "{path}");
        }
        assert_eq!(folder.list("outdir"), None);
    }
}
