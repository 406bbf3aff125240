//! Finds and reads configuration files: the one nearest to a Dockerfile, upward. Each folder is looked into once.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::{fs, io};

use super::{File, NAME, Problem};

/// What was found so far.
#[derive(Debug, Default)]
pub struct Finder {
    folders: HashMap<PathBuf, Option<Rc<File>>>,
}

impl Finder {
    /// The configuration that counts in `folder`, an absolute path.
    pub fn nearest(&mut self, folder: &Path) -> Result<Option<Rc<File>>, Problem> {
        if let Some(known) = self.folders.get(folder) {
            return Ok(known.clone());
        }
        let found = match (read(&folder.join(NAME))?, folder.parent()) {
            (Some(file), _) => Some(Rc::new(file)),
            (None, Some(parent)) => self.nearest(parent)?,
            (None, None) => None,
        };
        self.folders.insert(folder.to_path_buf(), found.clone());
        Ok(found)
    }
}

/// The configuration file at `path`, which has to be there.
pub fn named(path: &Path) -> Result<File, Problem> {
    let missing = || Problem {
        path: path.to_path_buf(),
        at: None,
        message: "no such file".to_string(),
    };
    let path = std::path::absolute(path).unwrap_or(path.to_path_buf());
    read(&path)?.ok_or_else(missing)
}

/// `None` if there is no file.
fn read(path: &Path) -> Result<Option<File>, Problem> {
    use io::ErrorKind::{NotADirectory, NotFound, PermissionDenied};
    match fs::read_to_string(path) {
        Ok(text) => File::parse(path, &text).map(Some),
        Err(error) if matches!(error.kind(), NotFound | NotADirectory) => Ok(None),
        // A folder above the project that nobody may look into.
        Err(error) if error.kind() == PermissionDenied && fs::metadata(path).is_err() => Ok(None),
        Err(error) => Err(Problem {
            path: path.to_path_buf(),
            at: None,
            message: format!("cannot be read: {error}"),
        }),
    }
}
