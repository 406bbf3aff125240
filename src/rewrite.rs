//! New text for a `RUN` in the manner of its file: indentation, place of `&&`, line ends.
//!
//! Says how a thing is written, never whether it should be.

mod append;
mod lift;
mod prepend;
mod remove;

use crate::model::Model;
use crate::syntax::{Instruction, Keyword};

pub use append::{Place, place_behind, place_inside};
pub use lift::{lift, line_start};
pub use prepend::prepend;
pub use remove::removal;

/// What stands further in is aligned with something of its own line.
const WIDEST: usize = 8;

/// How continuation lines are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// White space before the first word of a line that begins a command.
    pub indent: String,
    /// Whether `&&` begins a line or ends the one before.
    pub leading: bool,
    /// Whether no blank stands between a `&&` at the end of a line and the sign that continues it.
    tight: bool,
    /// The line end of the file.
    pub newline: &'static str,
    escape: char,
}

/// Indentation, place of `&&`, and whether a `&&` at the end of a line touches what continues the line.
type Manner = (String, bool, bool);

/// What stands between two commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    /// `&&`.
    And,
    /// `;`, under `set -e`.
    Semicolon,
    /// A line end in a heredoc, under `set -e`.
    Newline,
}

/// The layouts of a file: each `RUN`'s own, and for those on one line the file's.
#[derive(Debug)]
pub struct Layouts<'m, 'a> {
    model: &'m Model<'a>,
    common: Option<Manner>,
    newline: &'static str,
}

impl<'m, 'a> Layouts<'m, 'a> {
    /// Reads the manner of a file from its `RUN`s.
    pub fn new(model: &'m Model<'a>) -> Self {
        let text = model.file.text;
        let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let runs = model
            .file
            .instructions()
            .filter(|instruction| instruction.keyword == Keyword::Run);
        let common = runs
            .filter_map(|run| manner(run.span.of(text), model.file.escape))
            .find(|(indent, ..)| indent.len() <= WIDEST);
        Layouts {
            model,
            common,
            newline,
        }
    }

    /// How to continue `run`.
    pub fn of(&self, run: &Instruction<'_>) -> Layout {
        let file = self.model.file;
        let text = run.span.of(file.text);
        let own = manner(text, file.escape);
        let default = || {
            let indent = indentation(text).unwrap_or_else(|| "    ".into());
            (indent, true, false)
        };
        let (indent, leading, tight) = own.or_else(|| self.common.clone()).unwrap_or_else(default);
        Layout {
            indent,
            leading,
            tight,
            newline: self.newline,
            escape: file.escape,
        }
    }
}

/// The manner of the continuation lines of one instruction, from the last line that tells.
fn manner(text: &str, escape: char) -> Option<Manner> {
    let mut found = None;
    let (mut ends_in_and, mut tight) = (false, false);
    for (number, line) in text.lines().enumerate() {
        let code = line.trim_start();
        if number > 0 && !code.starts_with('#') && (code.starts_with("&&") || ends_in_and) {
            found = Some((
                line[..line.len() - code.len()].to_string(),
                code.starts_with("&&"),
                tight,
            ));
        }
        if !code.starts_with('#') {
            let before = code.trim_end().trim_end_matches(escape);
            tight = before.ends_with("&&");
            ends_in_and = before.trim_end().ends_with("&&");
        }
    }
    found
}

/// The smallest indentation of the continuation lines of one instruction.
fn indentation(text: &str) -> Option<String> {
    let lines = text
        .lines()
        .skip(1)
        .filter(|line| !line.trim_start().starts_with('#') && !line.trim().is_empty());
    let blanks = lines.map(|line| &line[..line.len() - line.trim_start().len()]);
    blanks
        .min_by_key(|blank| blank.len())
        .filter(|blank| !blank.is_empty() && blank.len() <= WIDEST)
        .map(str::to_string)
}

impl Layout {
    /// What joins the text before to a command behind: the end of the line, `between` (whole comment lines, line ends left
    /// out), and the beginning of the next line up to its first word.
    pub fn seam(&self, join: Join, between: &[&str]) -> String {
        let mut out = String::new();
        match (join, self.leading) {
            (Join::And, true) => out.push(' '),
            (Join::And, false) if self.tight => out.push_str(" &&"),
            (Join::And, false) => out.push_str(" && "),
            (Join::Semicolon, _) => out.push_str("; "),
            (Join::Newline, _) => return self.newline.to_string(),
        }
        out.push(self.escape);
        out.push_str(self.newline);
        for line in between {
            out.push_str(line);
            out.push_str(self.newline);
        }
        out.push_str(&self.indent);
        if join == Join::And && self.leading {
            out.push_str("&& ");
        }
        out
    }
}
