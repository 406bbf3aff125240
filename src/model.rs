//! What a Dockerfile means: stages, steps, scopes and commands.

pub mod context;

pub use context::{Folder, NoProject, Project};

/// A Dockerfile with its meaning.
#[derive(Debug)]
pub struct Model<'a> {
    /// What is written.
    pub file: &'a crate::syntax::File<'a>,
}
