//! Holds a pass to its word.

/// A part of what a Dockerfile means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Facet {
    /// The stages, their names, and the image each starts from.
    Bases,
    /// Every command that runs, in order, with the directory, user, shell and environment it runs in.
    Commands,
    /// The same but for commands and flags that only keep package indexes and caches out of the image.
    CommandsButCleanup,
    /// What comes from the build context, other stages and the network: COPY, ADD and mounts.
    Inputs,
    /// Configuration and ONBUILD triggers of every stage that can be a result.
    Contract,
    /// The same of the last stage only, with what its base image gives counted in.
    FinalContract,
}

impl Facet {
    /// In words for a user.
    pub fn describe(self) -> &'static str {
        match self {
            Facet::Bases => "the base images and stages",
            Facet::Commands => "the commands that run",
            Facet::CommandsButCleanup => "the commands that run, cleanup aside",
            Facet::Inputs => "what is copied in",
            Facet::Contract => "the configuration of the images",
            Facet::FinalContract => "the configuration of the final image",
        }
    }
}
