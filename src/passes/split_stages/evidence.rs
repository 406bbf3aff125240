//! What the sources in the build context tell about the program.

use crate::data::Recipe;
use crate::pass::Context;

/// A context with more files than this is not searched: then nothing is proved.
const MOST_FILES: usize = 4_000;

/// More bytes of sources than this are not read.
const MOST_BYTES: usize = 16 << 20;

/// Names and endings of files that say what a build makes.
const DESCRIPTIONS: [&str; 9] = [
    "akefile",
    ".mk",
    "CMakeLists.txt",
    ".cmake",
    "meson.build",
    "akefile.am",
    "Cargo.toml",
    "SConstruct",
    "wscript",
];

/// Texts in them by which it makes libraries that are loaded when the program runs; from the manuals of GNU ld, CMake, Meson,
/// Automake and Cargo.
const SHARED: [&str; 9] = [
    "-shared",
    " SHARED",
    " MODULE ",
    "shared_library(",
    "shared_module(",
    "_LTLIBRARIES",
    "BUILD_SHARED_LIBS",
    "\"cdylib\"",
    "\"dylib\"",
];

/// What was found, each with the file and the text.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    /// Whether all sources of the program were read.
    pub complete: bool,
    pub reads_files: Option<String>,
    pub starts_programs: Option<String>,
    pub tls: bool,
    pub time_zones: bool,
    pub media_types: bool,
    /// Why it may link to C libraries.
    pub links: Option<String>,
    /// Why the build may make libraries that the program loads.
    pub libraries: Option<String>,
    /// Names at the root of the context, folders with `/`, that hold more than sources.
    pub kept: Vec<String>,
}

/// Reads the sources of the program.
pub(super) fn gather(context: &Context<'_>, recipe: &'static Recipe) -> Evidence {
    let mut search = Search {
        context,
        recipe,
        evidence: Evidence::default(),
        files: 0,
        bytes: 0,
        sources: 0,
    };
    let complete = context.project.is_known() && search.root().is_some() && search.sources > 0;
    let mut evidence = search.evidence;
    evidence.complete = complete;
    if !complete {
        evidence.tls = true;
        evidence.time_zones = true;
    }
    evidence
}

struct Search<'s> {
    context: &'s Context<'s>,
    recipe: &'static Recipe,
    evidence: Evidence,
    files: usize,
    bytes: usize,
    sources: usize,
}

impl Search<'_> {
    /// `None` if the context is too large, or cannot be listed.
    fn root(&mut self) -> Option<()> {
        for name in self.context.project.list("")? {
            let bare = name.trim_end_matches('/');
            let build_only = self.recipe.build_only.contains(&bare) || is_project_file(bare);
            let more = match name.strip_suffix('/') {
                Some(folder) => self.folder(folder, 0)?,
                None => self.file(&name)?,
            };
            if more && !build_only {
                self.evidence.kept.push(name);
            }
        }
        Some(())
    }

    /// Whether a folder holds more than sources.
    fn folder(&mut self, folder: &str, depth: usize) -> Option<bool> {
        let bare = folder.rsplit('/').next().unwrap_or(folder);
        let skipped =
            self.recipe.vendored.contains(&bare) && self.recipe.build_only.contains(&bare);
        if skipped
            || matches!(
                bare,
                ".git" | "node_modules" | ".github" | ".idea" | ".vscode"
            )
        {
            return Some(false);
        }
        if depth > 32 {
            return None;
        }
        let mut more = false;
        for name in self.context.project.list(folder)? {
            let path = format!("{folder}/{}", name.trim_end_matches('/'));
            more |= match name.ends_with('/') {
                true => self.folder(&path, depth + 1)?,
                false => self.file(&path)?,
            };
        }
        Some(more)
    }

    /// Whether a file is no source.
    fn file(&mut self, path: &str) -> Option<bool> {
        self.files += 1;
        if self.files > MOST_FILES {
            return None;
        }
        self.description(path);
        if !self
            .recipe
            .sources
            .iter()
            .any(|ending| path.ends_with(ending))
        {
            return Some(true);
        }
        if self
            .recipe
            .tests
            .iter()
            .any(|ending| path.ends_with(ending))
        {
            return Some(false);
        }
        let bytes = self.context.project.read(path)?;
        self.bytes += bytes.len();
        if self.bytes > MOST_BYTES {
            return None;
        }
        let text = String::from_utf8_lossy(&bytes);
        self.sources += 1;
        self.source(path, &text);
        Some(false)
    }

    /// Looks for libraries in a file that says what the build makes.
    fn description(&mut self, path: &str) {
        let describes = DESCRIPTIONS.iter().any(|ending| path.ends_with(ending));
        if !describes || self.evidence.libraries.is_some() {
            return;
        }
        let text = self.context.project.read(path).unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        let mark = SHARED.iter().find(|mark| text.contains(**mark));
        self.evidence.libraries = mark.map(|mark| format!("{path} has `{}`", mark.trim()));
    }

    fn source(&mut self, path: &str, text: &str) {
        let recipe = self.recipe;
        let found = |marks: &[&'static str]| {
            let mark = marks.iter().find(|mark| text.contains(**mark))?;
            Some(format!("{path} has `{mark}`"))
        };
        let manifest = is_manifest(path);
        let evidence = &mut self.evidence;
        if !manifest {
            evidence.reads_files = evidence
                .reads_files
                .take()
                .or_else(|| found(&recipe.reads_files));
            evidence.starts_programs = evidence
                .starts_programs
                .take()
                .or_else(|| found(&recipe.starts_programs));
            evidence.time_zones |= found(&recipe.time_zones).is_some();
            evidence.media_types |= found(&recipe.media_types).is_some();
        }
        evidence.tls |= found(&recipe.tls).is_some();
        let c = (path.ends_with(".go") && text.contains("import \"C\""))
            .then(|| format!("{path} imports C"));
        let linked = || linked(recipe, path, text);
        let links = c.or_else(linked).or_else(|| impure(recipe, path, text));
        let weaker = evidence.links.as_deref().is_none_or(is_openssl);
        if let (true, Some(links)) = (weaker, links) {
            evidence.links = Some(links);
        }
    }
}

/// Whether OpenSSL is what a finding is about.
pub(super) fn is_openssl(found: &str) -> bool {
    found.contains("`openssl`") || found.contains("`native-tls`")
}

/// A line that speaks of a C library, OpenSSL's last.
fn linked(recipe: &Recipe, path: &str, text: &str) -> Option<String> {
    let mark = recipe.cgo.iter().find(|mark| {
        let mut lines = text.lines().filter(|line| line.contains(**mark));
        lines.any(|line| !recipe.pure.iter().any(|pure| line.contains(pure)))
    })?;
    Some(format!("{path} has `{mark}`"))
}

fn is_manifest(path: &str) -> bool {
    [".mod", ".sum", ".toml", ".lock", ".work"]
        .iter()
        .any(|ending| path.ends_with(ending))
}

/// Files of a repository that no program reads.
fn is_project_file(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    [
        "dockerfile",
        "readme",
        "license",
        "changelog",
        "docker-compose",
        "compose.",
        ".git",
        ".docker",
        ".editorconfig",
        "jenkinsfile",
        "contributing",
        ".travis",
        ".circleci",
        ".pre-commit",
        ".env.example",
        "renovate",
        "codecov",
        ".idea",
        ".vscode",
    ]
    .iter()
    .any(|begin| lower.starts_with(begin))
        || lower.ends_with(".dockerfile")
}

/// A dependency of which nobody knows whether it links to C libraries. Source: go.dev/ref/mod, go.sum files.
fn impure(recipe: &Recipe, path: &str, text: &str) -> Option<String> {
    if !path.ends_with("go.sum") {
        return None;
    }
    let modules = text
        .lines()
        .filter_map(|line| line.split_whitespace().next());
    let unknown = modules
        .into_iter()
        .find(|module| !recipe.pure.iter().any(|begin| module.starts_with(begin)));
    unknown.map(|module| format!("{path} names {module}"))
}
