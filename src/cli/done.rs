//! What came of one file, before anything of it is printed.

use super::Exit;
use crate::pipeline::Found;
use crate::report::human::Tally;
use crate::report::{json, sarif};

/// What came of one file.
#[derive(Debug)]
pub struct Done {
    /// For the exit code.
    pub exit: Exit,
    /// For standard output.
    pub out: String,
    /// For standard error.
    pub err: String,
    /// For the JSON document.
    pub file: Option<json::File>,
    /// For the SARIF document.
    pub results: Vec<sarif::Result>,
    /// For whatever is not told on standard error.
    pub errors: Vec<json::Error>,
    /// For the baseline to be written: the name of the file, its text, and what was found in it.
    pub known: Option<(String, String, Vec<Found>)>,
    /// For the last line.
    pub tally: Tally,
}

impl Done {
    /// Nothing to say yet.
    pub fn new(exit: Exit) -> Self {
        Done {
            exit,
            out: String::new(),
            err: String::new(),
            file: None,
            results: Vec::new(),
            errors: Vec::new(),
            known: None,
            tally: Tally {
                files: 1,
                ..Tally::default()
            },
        }
    }
}
