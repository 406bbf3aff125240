//! The build context: the files that COPY and ADD can see.

use std::borrow::Cow;

/// Files of a build context, `.dockerignore` respected. Paths are relative, with `/`, and without `.` or `..`.
pub trait Project: Sync {
    /// Whether there is a context at all; without one nothing may be concluded from a file's absence.
    fn is_known(&self) -> bool;

    /// The content of a file that the builder would see.
    fn read(&self, path: &str) -> Option<Cow<'_, [u8]>>;
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
