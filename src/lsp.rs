//! The language server: findings as diagnostics, fixes as code actions, safe fixes as formatting, passes explained on hover.
//!
//! Works on the text that the editor has, saved or not. Reads the build context and settings from disk; writes nothing.

mod answers;
mod document;
mod image;
mod place;
mod server;

use std::io;

use lsp_server::Connection;

use crate::config::{Lookup, Section};

/// What the command line says.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Which files settings are read from.
    pub lookup: Lookup,
    /// What goes before them.
    pub section: Section,
    /// Whether formatting makes fixes that assume something, too.
    pub format_all: bool,
}

/// Serves the editor on standard input and output until it says goodbye. The error is a sentence.
pub fn run(settings: Settings) -> Result<(), String> {
    let (connection, threads) = Connection::stdio();
    let served = server::serve(&connection, settings);
    // The writer ends when nobody can send to it any more.
    drop(connection);
    let joined = threads.join();
    served?;
    joined.map_err(|error| match error.kind() {
        io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => {
            format!("what the editor sends is no JSON-RPC: {error}")
        }
        _ => format!("the connection to the editor broke: {error}"),
    })
}
