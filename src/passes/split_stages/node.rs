//! What a Node.js application is started by, which of its packages only the build needs, and what of it is a site.

use serde_json::Value;

use crate::model::commands::{base_name, calls};
use crate::model::dependencies::{Installs, Needs};
use crate::model::paths;
use crate::shell::{self, Dialect};

use super::interpreted::Application;
use super::outputs::read;
use super::plan::Findings;
use super::prune::prune;
use super::starts::Start;

/// Servers of files: what they are given is all that they read; from their manuals.
pub(super) const SERVERS: [&str; 3] = ["serve", "http-server", "sirv"];

/// Scripts of a manifest that are for whoever writes the program.
const FOR_DEVELOPERS: [&str; 9] = [
    "dev",
    "develop",
    "development",
    "watch",
    "serve",
    "preview",
    "test",
    "storybook",
    "debug",
];

/// Words in a script by which it serves sources to their author.
const DEVELOPMENT: [&str; 17] = [
    "nodemon",
    "ts-node-dev",
    "node-dev",
    "--watch",
    "react-scripts start",
    "next dev",
    "nuxt dev",
    "ng serve",
    "vue-cli-service serve",
    "webpack-dev-server",
    "webpack serve",
    "gatsby develop",
    "vite dev",
    "vite serve",
    "vite preview",
    "parcel serve",
    "live-server",
];

/// What is started, as far as the manifest tells.
pub(super) struct Started {
    /// Programs with their arguments.
    pub commands: Vec<(String, Vec<String>)>,
    /// Why the manifest does not tell.
    pub unknown: Option<String>,
}

/// What the application needs; why it is not one for two stages.
pub(super) fn application(findings: &Findings<'_, '_, '_>) -> Result<Application, String> {
    let manifest = manifest(findings);
    let started = started(findings, manifest.as_ref())?;
    let mut application = Application {
        full: needs(findings),
        repeats: repeats(findings, &started),
        ..Application::default()
    };
    if let Some(site) = site(findings, manifest.as_ref()) {
        application.only = vec![site];
        application.full = None;
        return Ok(application);
    }
    match prune(findings, manifest.as_ref(), &started) {
        Ok(prune) => application.prune = Some(prune),
        Err(reason) => application.nothing = reason,
    }
    Ok(application)
}

fn manifest(findings: &Findings<'_, '_, '_>) -> Option<Value> {
    let root = findings.trace.at_seam.as_deref()?;
    let path = paths::resolve(Some(root), "package.json")?;
    let text = read(findings.candidate.context, &findings.trace, &path)?;
    serde_json::from_str(&text).ok()
}

/// Why the slim image may not do, if dfopt cannot tell that it does.
pub(super) fn needs(findings: &Findings<'_, '_, '_>) -> Option<String> {
    let context = findings.candidate.context;
    let installs = Installs {
        model: findings.candidate.model,
        project: context.project,
    };
    let events = context.usage(findings.candidate.stage);
    events.iter().find_map(|event| match installs.needs(event) {
        Needs::Nothing => None,
        Needs::Tools(what) | Needs::Unseen(what) => {
            let line = findings.candidate.line(event.span.start);
            Some(format!("line {line} {what}"))
        }
    })
}

/// What is started, scripts of the manifest taken for what they say; a reason not to split what a developer starts.
fn started(findings: &Findings<'_, '_, '_>, manifest: Option<&Value>) -> Result<Started, String> {
    let mut started = Started {
        commands: Vec::new(),
        unknown: None,
    };
    for start in &findings.starts {
        let line = start.line;
        let words: Vec<&str> = start.arguments.iter().map(String::as_str).collect();
        let Some(script) = script_of(base_name(&start.program), &words, manifest) else {
            developer(line, &format!("{} {}", start.program, words.join(" ")))?;
            started
                .commands
                .push((start.program.clone(), start.arguments.clone()));
            continue;
        };
        let first = script.split(':').next().unwrap_or(script);
        let last = script.rsplit(':').next().unwrap_or(script);
        let named = FOR_DEVELOPERS.contains(&first) || FOR_DEVELOPERS.contains(&last);
        if named && !serves_files(manifest, script) {
            return Err(format!(
                "line {line} starts the script `{script}`, which is for a developer"
            ));
        }
        started.script(line, script, manifest)?;
    }
    Ok(started)
}

/// The script of the manifest that a package manager is to run.
fn script_of<'w>(program: &str, words: &[&'w str], manifest: Option<&Value>) -> Option<&'w str> {
    let plain: Vec<&str> = words
        .iter()
        .copied()
        .filter(|word| !word.starts_with('-'))
        .collect();
    match (program, plain.as_slice()) {
        ("npm" | "yarn" | "pnpm", ["run" | "run-script", script, ..]) => Some(script),
        ("npm" | "yarn" | "pnpm", ["start", ..]) => Some("start"),
        ("yarn" | "pnpm", [script, ..]) => {
            let known = manifest.is_none_or(|manifest| manifest["scripts"].get(script).is_some());
            known.then_some(*script)
        }
        _ => None,
    }
}

/// Whether a script of the manifest only starts a server of files, whatever its name.
fn serves_files(manifest: Option<&Value>, script: &str) -> bool {
    let text = manifest.and_then(|manifest| manifest["scripts"][script].as_str());
    text.is_some_and(|text| SERVERS.contains(&text.split(' ').next().unwrap_or("")))
}

fn developer(line: u32, text: &str) -> Result<(), String> {
    let text = format!(" {text} ");
    let found = DEVELOPMENT
        .iter()
        .find(|words| text.contains(&format!(" {words} ")));
    match found {
        Some(words) => Err(format!(
            "line {line} starts `{words}`, which is for a developer"
        )),
        None => Ok(()),
    }
}

impl Started {
    fn script(&mut self, line: u32, name: &str, manifest: Option<&Value>) -> Result<(), String> {
        let Some(manifest) = manifest else {
            self.unknown =
                Some("without `package.json` dfopt cannot tell what only the build needs".into());
            return Ok(());
        };
        let scripts = &manifest["scripts"];
        let around = ["pre", "post"].map(|side| format!("{side}{name}"));
        let text = scripts[name].as_str().unwrap_or(match name {
            "start" => "node server.js",
            _ => "",
        });
        developer(line, text)?;
        let tree = shell::parse(text, Dialect::Posix);
        if around.iter().any(|name| scripts.get(name).is_some())
            || tree.has_opaque()
            || text.is_empty()
        {
            self.unknown = Some(format!(
                "dfopt does not follow the script `{name}` of package.json"
            ));
            return Ok(());
        }
        for call in calls(&tree, text) {
            let mut words = call
                .words
                .iter()
                .map(|word| word.as_deref().unwrap_or("$").to_string());
            if let Some(program) = words.next() {
                self.commands.push((program, words.collect()));
            }
        }
        Ok(())
    }
}

/// Programs for all users that are started: they are installed in the second stage as well.
fn repeats(findings: &Findings<'_, '_, '_>, started: &Started) -> Vec<String> {
    let named = |text: &String| {
        let mut words = text
            .split_whitespace()
            .map(|word| word.split('@').next().unwrap_or(word));
        let begins = findings
            .starts
            .iter()
            .map(|start| base_name(&start.program));
        let programs: Vec<&str> = begins
            .chain(started.commands.iter().map(|(name, _)| base_name(name)))
            .collect();
        let corepack = text.starts_with("corepack");
        words.any(|word| programs.contains(&word))
            || corepack && programs.iter().any(|name| matches!(*name, "yarn" | "pnpm"))
    };
    findings
        .trace
        .globals
        .iter()
        .filter(|text| named(text))
        .cloned()
        .collect()
}

/// The directory that a server of files is given and that the build makes, where nothing else is read.
fn site(findings: &Findings<'_, '_, '_>, manifest: Option<&Value>) -> Option<String> {
    let [start] = &findings.starts[..] else {
        return None;
    };
    let mut words = start.arguments.iter().map(String::as_str);
    let server = match base_name(&start.program) {
        "npx" => words.find(|word| !word.starts_with('-'))?,
        name => name,
    };
    let bare = server.split('@').next().unwrap_or(server);
    let own = manifest.is_none_or(|manifest| is_dependency(manifest, bare));
    let installed = findings.trace.globals.iter().any(|text| {
        text.split_whitespace()
            .any(|word| word.split('@').next() == Some(bare))
    }) || findings
        .trace
        .below
        .iter()
        .any(|(_, name)| matches!(name.as_str(), "npm" | "yarn"));
    let given = base_name(&start.program) == "npx" && !own
        || base_name(&start.program) != "npx" && installed;
    if !SERVERS.contains(&bare) || !given {
        return None;
    }
    directory(findings, start, bare)
}

/// The one directory among the arguments of a server of files.
fn directory(findings: &Findings<'_, '_, '_>, start: &Start, server: &str) -> Option<String> {
    let mut words = start.arguments.iter().map(String::as_str);
    let mut named = Vec::new();
    while let Some(word) = words.next() {
        match word {
            "-l" | "-p" | "--listen" | "--port" | "-a" | "-d"
                if server != "http-server" || word != "-d" =>
            {
                words.next();
            }
            "-c" | "--config" | "-S" | "-K" | "-C" | "--ssl-cert" | "--ssl-key" => return None,
            word if word.starts_with('-') || word.split('@').next() == Some(server) => {}
            word => named.push(word),
        }
    }
    let root = findings.trace.at_seam.as_deref()?;
    let [name] = named.as_slice() else {
        return None;
    };
    let path = paths::resolve(findings.trace.directory.as_deref(), name)?;
    (path != root
        && paths::within(&path, root)
        && root != "/"
        && findings.trace.directory.as_deref() == Some(root))
    .then_some(path)
}

fn is_dependency(manifest: &Value, name: &str) -> bool {
    ["dependencies", "devDependencies"]
        .iter()
        .any(|kind| manifest[kind].get(name).is_some())
}
