//! Standard output and standard error. A reader that went away ends the output quietly; any other failure is trouble.

use std::io::{self, ErrorKind, IsTerminal, Write};
use std::time::{Duration, Instant};

use anstream::{AutoStream, ColorChoice};
use supports_hyperlinks::Stream;

use super::Exit;
use super::args::Color;
use crate::report::Colour;
use crate::report::human::{self, Detail};

/// Work that takes longer than this shows how far it is.
const PATIENCE: Duration = Duration::from_millis(500);

/// Where everything is printed.
///
/// The streams are written raw: a diff must come out byte for byte, escapes in the Dockerfile included. Colour is decided once.
pub struct Output {
    detail: Detail,
    out_colour: Colour,
    err_colour: Colour,
    links: bool,
    started: Instant,
    /// Whether a progress line stands on the terminal.
    progress: bool,
    /// Whether the reader of standard output went away.
    closed: bool,
    /// Whether standard output could not be written for another reason.
    failed: bool,
}

impl Output {
    /// Decides on colours; prints nothing.
    pub fn new(color: Color, detail: Detail) -> Self {
        match color {
            Color::Auto => {}
            Color::Always => ColorChoice::Always.write_global(),
            Color::Never => ColorChoice::Never.write_global(),
        }
        Output {
            detail,
            out_colour: colour(AutoStream::choice(&io::stdout())),
            err_colour: colour(AutoStream::choice(&io::stderr())),
            links: !matches!(color, Color::Never) && supports_hyperlinks::on(Stream::Stdout),
            started: Instant::now(),
            progress: false,
            closed: false,
            failed: false,
        }
    }

    /// How much is said on standard error.
    pub fn detail(&self) -> Detail {
        self.detail
    }

    /// Of standard output.
    pub fn colour(&self) -> Colour {
        self.out_colour
    }

    /// Of standard error.
    pub fn err_colour(&self) -> Colour {
        self.err_colour
    }

    /// Whether links on standard output can be followed: the terminal is known to take them, or `FORCE_HYPERLINK` says so.
    pub fn links(&self) -> bool {
        self.links
    }

    /// Whether there is nobody left to read the result.
    pub fn closed(&self) -> bool {
        self.closed || self.failed
    }

    /// Prints a result.
    pub fn out(&mut self, text: &str) {
        if text.is_empty() || self.closed() {
            return;
        }
        self.clear_progress();
        let mut stdout = io::stdout().lock();
        let written = stdout.write_all(text.as_bytes());
        match written.and_then(|()| stdout.flush()) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::BrokenPipe => self.closed = true,
            Err(error) => {
                self.failed = true;
                self.error(&format!("standard output: {}", super::read::plain(&error)));
            }
        }
    }

    /// Prints a summary, note or error as it is.
    pub fn err(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        self.clear_progress();
        // There is no other place to tell that standard error cannot be written.
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }

    /// Prints an error.
    pub fn error(&mut self, message: &str) {
        self.err(&human::error(message, self.err_colour));
    }

    /// Prints a note, unless told to be quiet.
    pub fn note(&mut self, message: &str) {
        if self.detail > Detail::Errors {
            self.err(&human::note(message, self.err_colour));
        }
    }

    /// Shows how far the work is: one line, on a terminal, once it takes long.
    pub fn show_progress(&mut self, done: usize, all: usize) {
        let wanted = self.detail > Detail::Errors && self.started.elapsed() > PATIENCE;
        if done < all && wanted && io::stderr().is_terminal() {
            let _ = write!(io::stderr().lock(), "\r{done} of {all} files\u{1b}[K");
            self.progress = true;
        }
    }

    fn clear_progress(&mut self) {
        if std::mem::take(&mut self.progress) {
            let _ = write!(io::stderr().lock(), "\r\u{1b}[K");
        }
    }

    /// The exit code of a run that ended with `exit`.
    pub fn finish(mut self, exit: Exit) -> Exit {
        self.clear_progress();
        match self.failed {
            true => Exit::Trouble,
            false => exit,
        }
    }
}

fn colour(choice: ColorChoice) -> Colour {
    match choice {
        ColorChoice::Never => Colour::Off,
        _ => Colour::On,
    }
}
