//! Where the product of a build command lands.

use crate::data::Runtime;
use crate::model::commands::base_name;
use crate::model::paths;
use crate::pass::Context;

use super::candidate::Candidate;
use super::trace::{Brought, Build, Trace};

/// What a build command makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Output {
    /// This file.
    File(String),
    /// Files in this directory.
    Under(String),
}

impl Output {
    /// Whether it may be what lies at `path`.
    pub fn makes(&self, path: &str) -> bool {
        match self {
            Output::File(file) => file == path,
            Output::Under(directory) => path != directory && paths::within(path, directory),
        }
    }
}

/// The outputs of all build commands.
pub(super) fn outputs(candidate: &Candidate<'_, '_>, trace: &Trace) -> Vec<Output> {
    let mut out = Vec::new();
    for build in &trace.builds {
        let words: Vec<&str> = build
            .words
            .iter()
            .map(|word| word.as_deref().unwrap_or("$"))
            .collect();
        let Some((program, arguments)) = words.split_first() else {
            continue;
        };
        let reader = Reader {
            candidate,
            trace,
            build,
            arguments,
        };
        match *program {
            "go" => out.extend(reader.go()),
            "cargo" => out.extend(reader.cargo()),
            "gcc" | "g++" | "cc" | "c++" | "clang" | "clang++" => {
                out.extend(reader.linked(Some("a.out")))
            }
            "dotnet" => out.extend(reader.named_directory(&["-o", "--output"], ".")),
            "mix" => out.extend(reader.named_directory(&["--path"], "_build")),
            "swift" => {
                out.extend(reader.named_directory(&["--scratch-path", "--build-path"], ".build"))
            }
            "stack" | "cabal" => out.extend(reader.haskell()),
            "javac" | "jar" | "ant" | "mvn" | "mvnw" | "gradle" | "gradlew" => {
                out.extend(reader.under("."))
            }
            _ => out.extend(reader.made()),
        }
    }
    out
}

struct Reader<'r, 'c, 'a> {
    candidate: &'r Candidate<'c, 'a>,
    trace: &'r Trace,
    build: &'r Build,
    arguments: &'r [&'r str],
}

impl Reader<'_, '_, '_> {
    fn at(&self, path: &str) -> Option<String> {
        if path.contains(['$', '*']) {
            return None;
        }
        paths::resolve(self.build.directory.as_deref(), path)
    }

    fn under(&self, path: &str) -> Vec<Output> {
        self.at(path).map(Output::Under).into_iter().collect()
    }

    /// The directory that a flag names; else `default`.
    fn named_directory(&self, flags: &[&str], default: &str) -> Vec<Output> {
        self.under(value_of(self.arguments, flags).unwrap_or(default))
    }

    /// Where `stack install` and `cabal install` put programs.
    fn haskell(&self) -> Vec<Output> {
        let flags = ["--local-bin-path", "--installdir", "--bindir"];
        let named = value_of(self.arguments, &flags);
        let default = match self.arguments.first() {
            Some(&"install") if self.candidate.image.familiar() == "haskell" => "/root/.local/bin",
            _ => ".stack-work",
        };
        self.under(named.unwrap_or(default))
    }

    /// What `-o` names; else `default` in the directory of the build.
    fn linked(&self, default: Option<&str>) -> Vec<Output> {
        let named = value_of(self.arguments, &["-o", "--output"]);
        let path = named.or(default).and_then(|path| self.at(path));
        match (path, named) {
            (Some(path), Some(named)) if named.ends_with('/') => vec![Output::Under(path)],
            (Some(path), _) => vec![Output::File(path.clone()), Output::Under(path)],
            _ => Vec::new(),
        }
    }

    fn go(&self) -> Vec<Output> {
        if self.arguments.first() != Some(&"build") {
            return vec![Output::Under(go_bin(self.candidate))];
        }
        if value_of(self.arguments, &["-o"]).is_some() {
            return self.linked(None);
        }
        let packages: Vec<&&str> = operands(&self.arguments[1..], &GO_VALUES).collect();
        let name = match packages.as_slice() {
            [] => None,
            [one] if !matches!(**one, "." | "./") => Some(**one),
            [one, ..] if one.ends_with(".go") => Some(**one),
            _ => None,
        };
        match name.map(|name| base_name(name.trim_end_matches('/')).trim_end_matches(".go")) {
            Some("...") => Vec::new(),
            Some(name) => self.at(name).map(Output::File).into_iter().collect(),
            None => self.module(),
        }
    }

    /// The product of the package in the directory itself: named for the module, or for the directory where there is none.
    fn module(&self) -> Vec<Output> {
        let Some(directory) = self.build.directory.as_deref() else {
            return Vec::new();
        };
        let manifest = read(
            self.candidate.context,
            self.trace,
            &format!("{directory}/go.mod"),
        );
        let module = manifest.as_deref().and_then(|text| {
            let line = text
                .lines()
                .find_map(|line| line.trim().strip_prefix("module "))?;
            let name = base_name(line.trim().trim_matches('"'));
            Some(name.to_string())
        });
        let name = match module {
            Some(name) => Some(name),
            None if directory.starts_with("/go/src/") => Some(base_name(directory).to_string()),
            None if self.candidate.context.project.is_known() => None,
            None => return vec![Output::Under(directory.to_string())],
        };
        name.and_then(|name| self.at(&name))
            .map(Output::File)
            .into_iter()
            .collect()
    }

    fn cargo(&self) -> Vec<Output> {
        if self.arguments.first() == Some(&"install") {
            let root = value_of(self.arguments, &["--root"]);
            let root = root.map_or(Some("/usr/local/cargo".to_string()), |root| self.at(root));
            return root
                .map(|root| Output::Under(format!("{root}/bin")))
                .into_iter()
                .collect();
        }
        let profile = match self
            .arguments
            .iter()
            .any(|word| matches!(*word, "--release" | "-r"))
        {
            true => "release",
            false => "debug",
        };
        let target = value_of(self.arguments, &["--target-dir"]).unwrap_or("target");
        match value_of(self.arguments, &["--target"]) {
            Some(triple) => self.under(&format!("{target}/{triple}/{profile}")),
            None => self.under(&format!("{target}/{profile}")),
        }
    }

    /// `make` and its likes: below the directory; `make install` into /usr/local besides.
    fn made(&self) -> Vec<Output> {
        let mut out = self.under(".");
        if installs(self.build) {
            out.push(Output::Under("/usr/local".into()));
        }
        out
    }
}

/// Where `go install` puts programs.
pub(super) fn go_bin(candidate: &Candidate<'_, '_>) -> String {
    let set = |name: &str| {
        let value = candidate.stage.variables.exported(name)?.value.as_deref()?;
        value.starts_with('/').then(|| value.to_string())
    };
    let default = match candidate.builder.runtime {
        Runtime::Same => "/root/go",
        _ => "/go",
    };
    let path = || set("GOPATH").unwrap_or_else(|| default.to_string());
    set("GOBIN").unwrap_or_else(|| format!("{}/bin", path()))
}

/// Where programs lie that a build command installs.
pub(super) fn program_directories(candidate: &Candidate<'_, '_>) -> Vec<String> {
    match candidate.recipe.name {
        "go" => vec![go_bin(candidate)],
        "rust" => vec!["/usr/local/cargo/bin".into()],
        "haskell" => vec!["/root/.local/bin".into()],
        _ => vec!["/usr/local/bin".into(), "/usr/local/sbin".into()],
    }
}

/// Flags of `go build` whose value is the next word (`go help build`).
const GO_VALUES: [&str; 13] = [
    "-o",
    "-ldflags",
    "-gcflags",
    "-asmflags",
    "-tags",
    "-mod",
    "-p",
    "-installsuffix",
    "-buildmode",
    "-pkgdir",
    "-C",
    "-overlay",
    "-compiler",
];

fn operands<'w>(words: &'w [&'w str], valued: &'w [&'w str]) -> impl Iterator<Item = &'w &'w str> {
    let mut skip = false;
    words.iter().filter(move |word| {
        let value = std::mem::replace(&mut skip, valued.contains(word));
        !value && !word.starts_with('-')
    })
}

/// Whether it is `make install` or `cmake --install`.
pub(super) fn installs(build: &Build) -> bool {
    let mut words = build.words.iter().flatten();
    words.any(|word| word == "install" || word == "--install" || word.starts_with("install-"))
}

/// The value of a flag: the next word, or what follows `=`.
pub(super) fn value_of<'w>(words: &[&'w str], flags: &[&str]) -> Option<&'w str> {
    words.iter().enumerate().find_map(|(at, word)| {
        let attached = word
            .split_once('=')
            .filter(|(name, _)| flags.contains(name));
        match flags.contains(word) {
            true => words.get(at + 1).copied(),
            false => attached.map(|(_, value)| value),
        }
    })
}

/// The text of the file of the build context that lies at `path` in the image.
pub(super) fn read(context: &Context<'_>, trace: &Trace, path: &str) -> Option<String> {
    let brought = trace.copies.iter().rev();
    let mut sources = brought.filter_map(|brought| origin(brought, path));
    let bytes = sources.find_map(|source| context.project.read(&source))?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// Where in the build context the file at `path` would come from, were it `brought`.
fn origin(brought: &Brought, path: &str) -> Option<String> {
    let rest = path
        .strip_prefix(brought.target.trim_end_matches('/'))?
        .trim_start_matches('/');
    let sources = brought.sources.iter();
    let named = sources
        .clone()
        .find(|source| !rest.is_empty() && paths::names_file(source, rest));
    match (named, brought.sources.as_slice()) {
        (Some(source), _) => {
            let folder = source.rfind('/').map_or("", |at| &source[..=at]);
            Some(format!("{folder}{rest}"))
        }
        (None, [source]) if source == "." || source.is_empty() => Some(rest.to_string()),
        (None, [source]) if rest.is_empty() => Some(source.clone()),
        (None, [source]) => Some(format!("{source}/{rest}")),
        _ => None,
    }
}
