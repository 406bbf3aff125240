//! How a language is built and what runs it: `rules/recipes/*.yaml`; and system packages by when they are needed:
//! `rules/halves.yaml`.

use std::sync::LazyLock;

use serde::Deserialize;

use super::manager::{Grade, Size};

const RECIPES: &str = include_str!(concat!(env!("OUT_DIR"), "/recipes.json"));
const HALVES: &str = include_str!(concat!(env!("OUT_DIR"), "/halves.json"));

static ALL: LazyLock<Vec<Recipe>> =
    LazyLock::new(|| serde_json::from_str(RECIPES).expect("rules/recipes fit the types"));
static PACKAGES: LazyLock<Packages> =
    LazyLock::new(|| serde_json::from_str(HALVES).expect("rules/halves.yaml fits the types"));

/// A language: one file of `rules/recipes`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipe {
    /// Name of the file.
    pub name: &'static str,
    /// What people call it.
    pub language: &'static str,
    /// Images with the toolchain in them.
    pub builders: Vec<Builder>,
    /// System packages that bring the toolchain.
    #[serde(borrow)]
    pub packages: Vec<&'static str>,
    /// Commands that build: a program, or a program and its first argument.
    #[serde(borrow)]
    pub builds: Vec<&'static str>,
    /// Commands that turn sources into what runs, so that what they need is not needed later; of interpreted languages.
    #[serde(borrow, default)]
    pub compiles: Vec<&'static str>,
    /// Directories in which an interpreted language keeps what it installs; `{}` stands for the version, `3.12`.
    #[serde(borrow, default)]
    pub carried: Vec<&'static str>,
    /// Packages of the language that are compiled, and the system package with the headers that each takes; nothing where it
    /// takes none.
    #[serde(borrow, default)]
    pub links: Vec<(&'static str, &'static str)>,
    /// Packages of Debian that every program of the language runs with and the bare distribution lacks.
    #[serde(borrow, default)]
    pub runs_with_apt: Vec<&'static str>,
    /// The same of Alpine.
    #[serde(borrow, default)]
    pub runs_with_apk: Vec<&'static str>,
    /// Commands that change the configuration of the system, to be run in the final stage as well.
    #[serde(borrow, default)]
    pub repeats: Vec<&'static str>,
    /// Programs that write only to the directory they run in, to what their arguments name, and to `caches`.
    #[serde(borrow)]
    pub helpers: Vec<&'static str>,
    /// Programs that need the toolchain when the container starts, or that watch sources for a developer.
    #[serde(borrow)]
    pub starts: Vec<&'static str>,
    /// Environment variables that only the toolchain reads.
    #[serde(borrow)]
    pub toolchain_env: Vec<&'static str>,
    /// Environment of the builder images, name and value.
    #[serde(borrow)]
    pub base_env: Vec<(&'static str, &'static str)>,
    /// Directories of the toolchain and its caches.
    #[serde(borrow)]
    pub caches: Vec<&'static str>,
    /// Endings of files that only the build reads.
    #[serde(borrow)]
    pub sources: Vec<&'static str>,
    /// Endings of sources that are not in the program.
    #[serde(borrow)]
    pub tests: Vec<&'static str>,
    /// Folders whose sources are somebody else's, or not in the program.
    #[serde(borrow)]
    pub vendored: Vec<&'static str>,
    /// Names at the root of a build context that only the build reads.
    #[serde(borrow)]
    pub build_only: Vec<&'static str>,
    /// Text in sources by which a program may read files that lie beside it.
    #[serde(borrow)]
    pub reads_files: Vec<&'static str>,
    /// Text in sources by which a program starts other programs.
    #[serde(borrow)]
    pub starts_programs: Vec<&'static str>,
    /// Text in sources of a program that may speak TLS as a client.
    #[serde(borrow)]
    pub tls: Vec<&'static str>,
    /// Text in sources of a program that may ask which type files are of, by a table that the builder images have.
    #[serde(borrow, default)]
    pub media_types: Vec<&'static str>,
    /// Text in sources of a program that may ask for time zones.
    #[serde(borrow)]
    pub time_zones: Vec<&'static str>,
    /// Text in sources and manifests of a program that may link to C libraries.
    #[serde(borrow)]
    pub cgo: Vec<&'static str>,
    /// Beginnings of the names of dependencies that link to none.
    #[serde(borrow)]
    pub pure: Vec<&'static str>,
    /// What the toolchain takes.
    pub size: Size,
    /// The page that these facts are from.
    pub source: &'static str,
    /// When the page was read.
    pub date: &'static str,
    /// How sure they are.
    pub grade: Grade,
}

/// Images with a toolchain in them.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Builder {
    /// Their names without tag.
    #[serde(borrow)]
    pub repositories: Vec<&'static str>,
    /// Their working directory.
    pub directory: &'static str,
    /// What runs the program.
    pub runtime: Runtime,
    /// The newest Alpine release that one is on; empty where there is none.
    pub newest_alpine: &'static str,
}

/// What runs a program that such an image built.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Runtime {
    /// The bare distribution that the image is made from.
    Suite,
    /// The same image, slim where there is one.
    Same,
    /// A Java runtime of the same version.
    Jre,
    /// The slim variant of the same image, with what was installed in it.
    Slim,
    /// The slim variant of the same image, with a program that it can run.
    Lean,
    /// The run-time image of .NET with the same tag.
    Dotnet,
}

/// System packages by when they are needed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Packages {
    /// Those that only a build needs.
    pub build_only: BuildOnly,
    /// Those of them that no application in an interpreted language calls for either.
    #[serde(borrow)]
    pub compilers: Vec<&'static str>,
    /// Development packages and what runs against them.
    pub halves: Vec<Half>,
    /// The same of Alpine: the development package and what runs against it.
    #[serde(borrow)]
    pub alpine: Vec<(&'static str, Vec<&'static str>)>,
    /// Programs and the package that brings each.
    #[serde(borrow)]
    pub programs: Vec<(&'static str, &'static str)>,
    /// Where this was read.
    pub source: &'static str,
    /// When.
    pub date: &'static str,
    /// How sure it is.
    pub grade: Grade,
}

/// Names of packages that only a build needs, by package manager.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BuildOnly {
    /// Debian's and Ubuntu's.
    #[serde(borrow)]
    pub apt: Vec<&'static str>,
    /// Alpine's.
    #[serde(borrow)]
    pub apk: Vec<&'static str>,
}

/// A development package of Debian and its run-time halves in two suites.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Half {
    /// The development package.
    pub dev: &'static str,
    /// Debian 12.
    #[serde(borrow)]
    pub bookworm: Vec<&'static str>,
    /// Debian 13.
    #[serde(borrow)]
    pub trixie: Vec<&'static str>,
}

impl Recipe {
    /// All recipes, read on the first call.
    pub fn all() -> &'static [Recipe] {
        &ALL
    }

    /// The image of this recipe that is called `repository`.
    pub fn builder(&self, repository: &str) -> Option<&Builder> {
        let mut builders = self.builders.iter();
        builders.find(|builder| builder.repositories.contains(&repository))
    }
}

impl Packages {
    /// The packages, read on the first call.
    pub fn get() -> &'static Packages {
        &PACKAGES
    }

    /// The run-time halves of a development package of Alpine; `None` where that is not known.
    pub fn alpine_halves(&self, dev: &str) -> Option<&[&'static str]> {
        let half = self.alpine.iter().find(|half| half.0 == dev)?;
        Some(&half.1)
    }

    /// The run-time halves of a development package in a suite of Debian; `None` where that is not known.
    pub fn halves(&self, dev: &str, suite: &str) -> Option<&[&'static str]> {
        let half = self.halves.iter().find(|half| half.dev == dev)?;
        match suite {
            "bookworm" => Some(&half.bookworm),
            "trixie" => Some(&half.trixie),
            _ => None,
        }
    }
}
