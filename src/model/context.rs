//! The build context: the files that COPY and ADD can see.

mod folder;
mod ignored;

use std::borrow::Cow;

pub use folder::{Folder, Listings};

/// Files of a build context, `.dockerignore` respected. Paths are relative, with `/`, and without `.` or `..`.
pub trait Project: Sync {
    /// Whether there is a context at all; without one nothing may be concluded from a file's absence.
    fn is_known(&self) -> bool;

    /// The content of a file that the builder would see.
    fn read(&self, path: &str) -> Option<Cow<'_, [u8]>>;

    /// The names in a folder that the builder would see, sorted, those of folders with a `/` at the end; the root is the
    /// empty path. A folder of which nothing is seen may be among them. `None` for what is no folder, or where nothing is
    /// known.
    fn list(&self, _folder: &str) -> Option<Vec<String>> {
        None
    }
}

/// No build context: a Dockerfile from standard input.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoProject;

impl Project for NoProject {
    fn is_known(&self) -> bool {
        false
    }

    fn read(&self, _path: &str) -> Option<Cow<'_, [u8]>> {
        None
    }
}
