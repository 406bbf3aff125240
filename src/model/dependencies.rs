//! Whether what a package manager of a language installs is compiled on the spot, as far as the file and its context tell.

mod manifests;
mod pip;
mod wheels;

use crate::data::images::Images;
use crate::model::launch::{from_context, through_stages};
use crate::model::usage::{Deed, Event};
use crate::model::{Model, Project};
use crate::syntax::image::ImageReference;

/// Words of npm and yarn before the names of packages.
const VERBS: [&str; 4] = ["add", "install", "i", "global"];

/// What an install needs of the image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Nothing that dfopt knows of.
    Nothing,
    /// A compiler, a library or a tool: `installs …`, to follow a line number.
    Tools(String),
    /// It cannot be told: `installs from …, which dfopt does not see`.
    Unseen(String),
}

/// Reads the files that installs name.
#[derive(Clone, Copy)]
pub struct Installs<'i, 'a> {
    /// The Dockerfile.
    pub model: &'i Model<'a>,
    /// The build context.
    pub project: &'i dyn Project,
}

impl Installs<'_, '_> {
    /// What an event needs, if it installs packages of a language.
    pub fn needs(&self, event: &Event) -> Needs {
        let Some((name, words)) = command(event) else {
            return Needs::Nothing;
        };
        let verb = words.iter().find(|word| !word.starts_with('-')).copied();
        match (unversioned(name), verb.unwrap_or("")) {
            ("pip", "install" | "wheel" | "download") => self.pip(event, &words),
            ("python", "setup.py") => self.package(event, "."),
            ("poetry" | "pipenv" | "uv" | "pdm", "install" | "sync" | "add" | "pip" | "lock") => {
                self.locked(event, "python", &manifests::PYTHON)
            }
            ("npm" | "yarn" | "pnpm", "install" | "i" | "ci" | "add" | "rebuild")
            | ("yarn", "" | "global") => self.node(event, &words),
            ("bundle" | "bundler", "install" | "update" | "") | ("gem", "install") => {
                Needs::Tools(format!("runs `{name}`, and gems may be compiled"))
            }
            ("cpan" | "cpanm" | "carton", _) => {
                Needs::Tools(format!("runs `{name}`, and Perl modules may be compiled"))
            }
            ("tox" | "nox" | "pipx" | "pip-compile" | "pip-sync" | "hatch", _) => {
                Needs::Unseen(format!("runs `{name}`, which installs packages"))
            }
            ("npm" | "yarn" | "pnpm", "start" | "run" | "test") | ("node" | "pm2-runtime", _) => {
                self.loads(event)
            }
            ("npx" | "bunx", _) => self.npx(event, verb.unwrap_or("")),
            ("conda" | "mamba", _) => Needs::Unseen(format!("runs `{name}`")),
            ("cargo", "build" | "install" | "run" | "test" | "rustc" | "b" | "chef") => {
                self.cargo(event)
            }
            _ => Needs::Nothing,
        }
    }

    /// What an event installs that has no build for musl, by its own words and by the manifests it reads.
    pub fn without_musl(&self, event: &Event) -> Option<String> {
        let Deed::Runs {
            name, arguments, ..
        } = &event.deed
        else {
            return None;
        };
        let language = match unversioned(name) {
            "pip" | "python" | "poetry" | "uv" | "pdm" | "pipenv" => "python",
            "npm" | "yarn" | "pnpm" => "node",
            _ => return None,
        };
        let mut texts: Vec<String> = vec![arguments.join(" ")];
        let requirements = arguments.iter().filter(|word| word.ends_with(".txt"));
        let files = requirements.map(String::as_str).chain(manifests::PYTHON);
        let files: Vec<&str> = match language {
            "python" => files.collect(),
            _ => manifests::NODE_LOCKS
                .into_iter()
                .chain(["package.json"])
                .collect(),
        };
        texts.extend(files.iter().filter_map(|file| self.read(event, file)));
        texts
            .iter()
            .find_map(|text| manifests::without_musl(text, language))
    }

    /// The text of the file at `path`, seen from where the event happens.
    fn read(&self, event: &Event, path: &str) -> Option<String> {
        let stage = self.model.stages.get(event.step.0)?;
        let step = stage.steps.get(event.step.1)?;
        let path = match event.directory.as_deref()? {
            directory if directory.is_empty() || path.starts_with('/') => path.to_string(),
            directory => format!("{directory}/{path}"),
        };
        let path = from_context(self.project, stage, event.step.1, stage.scope(step), &path)?;
        String::from_utf8(self.project.read(&path)?.into_owned()).ok()
    }

    fn locked(&self, event: &Event, language: &str, files: &[&str]) -> Needs {
        let texts: Vec<String> = files
            .iter()
            .filter_map(|file| self.read(event, file))
            .collect();
        if texts.is_empty() {
            return unseen(files[0]);
        }
        let found = texts
            .iter()
            .find_map(|text| manifests::named(text, language));
        if let Some(name) = found {
            return Needs::Tools(manifests::compiled(&name));
        }
        let python = self.python(event);
        let old = |text: &String| wheels::locked(text, python?);
        texts
            .iter()
            .find_map(old)
            .map_or(Needs::Nothing, Needs::Tools)
    }

    /// The Python of the stage of an event: 12 for 3.12; of an official image, or of a distribution.
    fn python(&self, event: &Event) -> Option<u32> {
        let stage = self.model.stages.get(event.step.0)?;
        let reference = ImageReference::parse(self.model.root_image(stage)?);
        let images = Images::get();
        let name = images.official(reference.familiar())?;
        let versions = match name {
            "python" => images.build(name, reference.tag)?.versions,
            _ => images.suite_of(name, reference.tag)?.language("python3")?,
        };
        versions.split(' ').find_map(|version| {
            let minor = version.strip_prefix("3.")?;
            minor.split('.').next()?.parse().ok()
        })
    }

    /// Whether a variable is set to something where an event happens.
    fn sets(&self, event: &Event, name: &str) -> bool {
        let stage = self.model.stages.get(event.step.0);
        let step = stage.and_then(|stage| Some((stage, stage.steps.get(event.step.1)?)));
        step.is_some_and(|(stage, step)| {
            let value = self.model.variable(stage, step, name);
            matches!(value, Some(Some(value)) if !value.is_empty())
        })
    }

    /// What a program of Node loads, wherever it was installed: its manifest may have come with `node_modules` beside it.
    fn loads(&self, event: &Event) -> Needs {
        let manifest = || {
            let stage = self.model.stages.get(event.step.0)?;
            let scope = stage.scope(stage.steps.get(event.step.1)?);
            let path = through_stages(
                self.project,
                self.model,
                stage,
                event.step.1,
                scope,
                "package.json",
            )?;
            String::from_utf8(self.project.read(&path)?.into_owned()).ok()
        };
        match manifest().map(|text| manifests::package_json(&text)) {
            Some(Needs::Tools(what)) => Needs::Tools(what.replace("installs", "loads")),
            _ => Needs::Nothing,
        }
    }

    /// A package that is run, and fetched where the project has it not.
    fn npx(&self, event: &Event, package: &str) -> Needs {
        let own = self.read(event, "package.json");
        match own.is_some_and(|own| own.contains(&format!("\"{package}\""))) {
            true => Needs::Nothing,
            false => Needs::Unseen(format!("fetches and runs `{package}` by npx")),
        }
    }

    fn node(&self, event: &Event, words: &[&str]) -> Needs {
        let source = words.iter().find(|word| word.contains("build-from-source"));
        let variable = "npm_config_build_from_source";
        if source.is_some() || self.sets(event, variable) {
            return Needs::Tools("builds from sources by `build-from-source`".into());
        }
        let elsewhere = ["--prefix", "-C", "--cwd", "--dir"];
        let flag = |word: &&&str| elsewhere.contains(&word.split('=').next().unwrap_or(word));
        if let Some(flag) = words.iter().find(flag) {
            return Needs::Unseen(format!("installs elsewhere by `{flag}`"));
        }
        let native = Images::get().native("node");
        let named = words.iter().skip(1).filter(|word| !word.starts_with('-'));
        let mut tools = None;
        for word in named {
            let name = match word.rfind('@') {
                Some(at) if at > 0 => &word[..at],
                _ => word,
            };
            if native.is_some_and(|native| native.packages.contains(&name)) {
                return Needs::Tools(manifests::compiled(name));
            }
            if word.contains("git") && word.contains([':', '+']) {
                return Needs::Tools(format!("installs `{word}` with git"));
            }
            tools = tools.or(Some(name).filter(|name| !VERBS.contains(name)));
        }
        match tools {
            None => self.package_json(event),
            Some(name) => {
                Needs::Unseen(format!("installs `{name}`, what it depends on is not seen"))
            }
        }
    }

    fn package_json(&self, event: &Event) -> Needs {
        let Some(text) = self.read(event, "package.json") else {
            return unseen("package.json");
        };
        let needs = manifests::package_json(&text);
        if needs != Needs::Nothing {
            return needs;
        }
        let lock = |file: &&str| self.read(event, file);
        match manifests::NODE_LOCKS.iter().find_map(lock) {
            Some(lock) => manifests::node_lock(&lock),
            None => Needs::Nothing,
        }
    }

    fn cargo(&self, event: &Event) -> Needs {
        match self.read(event, "Cargo.lock") {
            Some(lock) => manifests::cargo_lock(&lock),
            None => unseen("Cargo.lock"),
        }
    }
}

/// The program of an event and its words, those of `python -m` taken off.
fn command(event: &Event) -> Option<(&str, Vec<&str>)> {
    let Deed::Runs {
        name, arguments, ..
    } = &event.deed
    else {
        return None;
    };
    let mut words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let module = is_python(name) && words.first() == Some(&"-m") && words.len() > 1;
    if module {
        let name = words[1];
        words.drain(..2);
        return Some((name, words));
    }
    Some((name, words))
}

fn unseen(file: &str) -> Needs {
    Needs::Unseen(format!("installs from `{file}`, which dfopt does not see"))
}

fn is_python(name: &str) -> bool {
    matches!(unversioned(name), "python" | "pypy")
}

fn unversioned(name: &str) -> &str {
    name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.')
}
