//! What a pass is, what it is given and what it says: plain data, no hooks.
//!
//! A pass cannot fail, writes nothing and sees no other pass.

mod context;

use std::fmt;

use crate::data::Extra;
use crate::text::{Edit, Span};
use crate::verify::Facet;

pub use context::Context;

/// A pass: one optimization.
pub struct Pass {
    /// Its name, verb first, as in `--only`, configuration and steering comments.
    pub name: &'static str,
    /// What it does: one sentence, imperative, with a full stop.
    pub summary: &'static str,
    /// What a fix of it asks for; [`Safety::Safe`] for a pass of `-O1`.
    pub safety: Safety,
    /// What every fix of it leaves as it was; the verifier holds it to this.
    pub keeps: &'static [Facet],
    /// Codes of other linters' rules that it answers: an ignore comment for one of them silences the pass there.
    pub answers: &'static [&'static str],
    /// The source file of the pass; its `//!` head is the documentation.
    pub source: &'static str,
    /// A Dockerfile on which it fires.
    pub example: &'static str,
    /// Texts of which one stands in every file that it has something to say about; none where that is any file.
    pub mentions: &'static [&'static str],
    /// Finds what can be done, and what cannot and why.
    pub run: fn(&Context<'_>) -> Vec<Finding>,
}

impl Pass {
    /// Whether it may have something to say about this text.
    pub fn concerns(&self, text: &str) -> bool {
        self.mentions.is_empty() || self.mentions.iter().any(|mention| text.contains(mention))
    }

    /// What it has to say. What a fix saves counts only where the image that the file makes without `--target` gets smaller.
    pub fn findings(&self, context: &Context<'_>) -> Vec<Finding> {
        let mut findings = (self.run)(context);
        for finding in &mut findings {
            let counts = |_: &Saving| context.model.is_in_result(finding.span);
            finding.saves = finding.saves.filter(counts);
        }
        findings
    }
}

/// Something a pass has to say about a place in the file.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The place.
    pub span: Span,
    /// What could be better: lower case, no full stop.
    pub message: String,
    /// What it would save.
    pub saves: Option<Saving>,
    /// What to do about it.
    pub outcome: Outcome,
}

/// What follows from a finding.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// A rewrite.
    Fix(Fix),
    /// No rewrite, and why not: lower case, no full stop.
    Refused {
        /// The reason.
        reason: String,
    },
}

/// A rewrite.
#[derive(Clone, Debug)]
pub struct Fix {
    /// What it does, imperative: `merge with line 3`.
    pub title: String,
    /// What it rests on.
    pub safety: Safety,
    /// The edits; they are made together or not at all.
    pub edits: Vec<Edit>,
}

/// What a fix rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Safety {
    /// Proved from the Dockerfile and the build context.
    Safe,
    /// Proved but for this.
    Assumes(Assumption),
    /// Shown, never made.
    ShowOnly,
}

/// What cannot be known from the Dockerfile and the build context.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Assumption {
    /// Recommended packages that no fact marks as functional are not used.
    RecommendsUnneeded,
    /// Manuals and translations are not read.
    DocsUnneeded,
    /// Tools of the base image that the file does not name are not used.
    ToolsUnneeded,
    /// The running program needs what the build made and nothing else of the build stage.
    ArtifactsSuffice,
    /// The official language image does what the distribution's package did.
    OfficialImage,
    /// Nobody opens a shell in the running container.
    NoShell,
    /// The program does the same on musl.
    Musl,
}

impl Assumption {
    /// All of them.
    pub const ALL: [Assumption; 7] = [
        Assumption::RecommendsUnneeded,
        Assumption::DocsUnneeded,
        Assumption::ToolsUnneeded,
        Assumption::ArtifactsSuffice,
        Assumption::OfficialImage,
        Assumption::NoShell,
        Assumption::Musl,
    ];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Assumption::RecommendsUnneeded => "recommends-unneeded",
            Assumption::DocsUnneeded => "docs-unneeded",
            Assumption::ToolsUnneeded => "tools-unneeded",
            Assumption::ArtifactsSuffice => "artifacts-suffice",
            Assumption::OfficialImage => "official-image",
            Assumption::NoShell => "no-shell",
            Assumption::Musl => "musl",
        }
    }

    /// The lowest level that grants it.
    pub fn level(self) -> u8 {
        match self {
            Assumption::NoShell | Assumption::Musl => 3,
            _ => 2,
        }
    }
}

impl fmt::Display for Assumption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Bytes saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saving {
    /// Bytes on disk, uncompressed, as a layer of the image holds them.
    pub bytes: u64,
    /// Where the figure comes from.
    pub basis: Basis,
}

/// How sure a [`Saving`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Measured for this very image or package.
    Measured,
    /// Measured for a like one.
    Estimate,
}

impl Basis {
    /// Its name in the JSON output.
    pub fn name(self) -> &'static str {
        match self {
            Basis::Measured => "measured",
            Basis::Estimate => "estimate",
        }
    }
}

/// The user's choices.
#[derive(Clone, Debug)]
pub struct Options {
    /// `-O0` to `-O3`.
    pub level: u8,
    /// Assumptions granted on top of the level.
    pub assume: Vec<Assumption>,
    /// Only these passes; all when `None`.
    pub only: Option<Vec<&'static str>>,
    /// Not these passes.
    pub skip: Vec<&'static str>,
    /// Apply only the first so many fixes.
    pub limit: Option<usize>,
    /// Platforms that images are built for (`linux/arm64`): a substitute must be there for each that the old one is there for.
    /// Where none is named, those two count that nearly all images are built for.
    pub platforms: Vec<String>,
    /// Rows of the project's own.
    pub rules: Option<&'static Extra>,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            level: 1,
            assume: Vec::new(),
            only: None,
            skip: Vec::new(),
            limit: None,
            platforms: Vec::new(),
            rules: None,
        }
    }
}

impl Options {
    /// Whether a fix with this safety is made.
    pub fn allows(&self, safety: Safety) -> bool {
        match safety {
            Safety::Safe => self.level >= 1,
            Safety::Assumes(assumption) => {
                self.level >= assumption.level()
                    || self.level >= 1 && self.assume.contains(&assumption)
            }
            Safety::ShowOnly => false,
        }
    }

    /// Whether the pass called `name` runs at all.
    pub fn runs(&self, name: &str) -> bool {
        let chosen = self.only.as_ref().is_none_or(|only| only.contains(&name));
        chosen && !self.skip.contains(&name)
    }
}

impl Finding {
    /// A finding with a rewrite that needs no assumption.
    pub fn safe(
        span: Span,
        message: impl Into<String>,
        title: impl Into<String>,
        edits: Vec<Edit>,
    ) -> Self {
        let fix = Fix {
            title: title.into(),
            safety: Safety::Safe,
            edits,
        };
        Finding {
            span,
            message: message.into(),
            saves: None,
            outcome: Outcome::Fix(fix),
        }
    }

    /// A finding without a rewrite.
    pub fn refused(span: Span, message: impl Into<String>, reason: impl Into<String>) -> Self {
        let outcome = Outcome::Refused {
            reason: reason.into(),
        };
        Finding {
            span,
            message: message.into(),
            saves: None,
            outcome,
        }
    }

    /// The same with what it saves.
    pub fn saving(mut self, saves: Option<Saving>) -> Self {
        self.saves = saves;
        self
    }
}
