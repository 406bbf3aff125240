//! Which files and passes, and what may be assumed: arguments that several commands take.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::config::{self, Lookup, Section};
use crate::pass::Assumption;
use crate::passes;

/// Which files and passes, and what may be assumed.
#[derive(Debug, clap::Args)]
pub struct Choice {
    /// Dockerfiles, folders, or - for standard input
    ///
    /// A folder is searched for Dockerfile, Dockerfile.*, *.Dockerfile, *.dockerfile, Containerfile and Containerfile.*;
    /// .gitignore is respected. A file named here is taken whatever its name.
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,

    /// What is done to them.
    #[command(flatten)]
    pub settings: SettingsArgs,

    /// The build context [default: the folder of each Dockerfile]
    #[arg(long, value_name = "DIR")]
    pub context: Option<PathBuf>,

    /// The name of what comes from standard input, and where to look for its build context
    #[arg(long, value_name = "PATH")]
    pub stdin_filename: Option<PathBuf>,
}

/// What a configuration file says too.
#[derive(Clone, Debug, clap::Args)]
pub struct SettingsArgs {
    /// How much may be assumed: -O0, -O1, -O2 or -O3 [default: 1]
    ///
    /// -O0: nothing is changed, only parsed.
    /// -O1: safe fixes: the image does the same, with fewer package indexes and caches.
    /// -O2: and assumes recommends-unneeded, docs-unneeded, tools-unneeded, artifacts-suffice, official-image.
    /// -O3: and assumes no-shell, musl.
    #[arg(
        short = 'O',
        long,
        value_name = "N",
        value_parser = clap::value_parser!(u8).range(0..=3),
        verbatim_doc_comment
    )]
    pub level: Option<u8>,

    /// Grant an assumption on top of the level
    #[arg(long, value_name = "NAME", value_delimiter = ',', value_parser = assumption_names())]
    pub assume: Vec<Assumption>,

    /// Run only these passes (see `dfopt passes`)
    #[arg(long, value_name = "PASS", value_delimiter = ',', hide_possible_values = true, value_parser = pass_names())]
    pub only: Vec<&'static str>,

    /// Do not run these passes
    #[arg(long, value_name = "PASS", value_delimiter = ',', hide_possible_values = true, value_parser = pass_names())]
    pub skip: Vec<&'static str>,

    /// Platforms that images are built for: no base image is proposed that lacks one [default: amd64, arm64]
    #[arg(long, value_name = "OS/ARCH", value_delimiter = ',', value_parser = config::platform)]
    pub platform: Vec<String>,

    /// Read settings from FILE and from no other [default: .dfopt.yaml, nearest folder upward]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,

    /// Read no settings from files
    #[arg(long, conflicts_with = "config")]
    pub no_config: bool,
}

impl SettingsArgs {
    /// Which files settings are read from.
    pub fn lookup(&self) -> Lookup {
        match (&self.config, self.no_config) {
            (Some(path), _) => Lookup::File(path.clone()),
            (None, true) => Lookup::Nowhere,
            (None, false) => Lookup::Nearest,
        }
    }

    /// As a place that settings come from.
    pub fn section(&self) -> Section {
        Section {
            level: self.level,
            assume: self.assume.clone(),
            only: (!self.only.is_empty()).then(|| self.only.clone()),
            skip: self.skip.clone(),
            fail_on: None,
            platforms: (!self.platform.is_empty()).then(|| self.platform.clone()),
        }
    }
}

/// Takes the name of a pass.
pub(super) fn pass_names() -> impl TypedValueParser<Value = &'static str> {
    let known = PossibleValuesParser::new(passes::ALL.iter().map(|pass| pass.name));
    known.map(|name| passes::find(&name).map_or("", |pass| pass.name))
}

fn assumption_names() -> impl TypedValueParser<Value = Assumption> {
    let known = PossibleValuesParser::new(Assumption::ALL.map(Assumption::name));
    known.try_map(|name| {
        let found = Assumption::ALL.into_iter().find(|one| one.name() == name);
        found.ok_or("no such assumption")
    })
}
