//! Whether what runs in the second stage, scripts included, calls for something that only the first one has.

use std::collections::HashSet;

use crate::data::Packages;
use crate::data::images::{Image, Images};
use crate::model::commands::base_name;
use crate::model::{paths, started};

use super::outputs::read;
use super::plan::Findings;
use super::starts::Start;

/// Scripts that call each other are followed so far.
const MOST_CALLS: usize = 8;

/// What the second stage lacks.
struct Lacks {
    commands: HashSet<&'static str>,
    names: HashSet<String>,
    /// The image, where the second stage has its slim form.
    slimmed: Option<&'static Image>,
}

/// Refuses where something is called for that only the build stage has. Gives packages for programs that are started.
pub(super) fn check(
    findings: &Findings<'_, '_, '_>,
    tools: &[&str],
    slimmed: bool,
) -> Result<Vec<&'static str>, String> {
    let images = Images::get();
    let official = images.official(findings.candidate.image.familiar());
    let lacks = Lacks {
        commands: tools
            .iter()
            .flat_map(|tool| images.commands_of(tool))
            .collect(),
        names: tools.iter().map(|tool| tool.to_string()).collect(),
        slimmed: official
            .and_then(|name| images.image(name))
            .filter(|_| slimmed),
    };
    for (line, name) in &findings.trace.below {
        if lacks.has(name) {
            return Err(format!(
                "line {line} runs `{name}`, which only the build stage has"
            ));
        }
    }
    lacks.application(findings, tools)?;
    let mut wanted = Vec::new();
    for start in &findings.starts {
        wanted.extend(lacks.start(findings, start)?);
    }
    Ok(wanted)
}

impl Lacks {
    fn has(&self, command: &str) -> bool {
        let lost = |image: &'static Image| !Images::get().lost(image, command).is_empty();
        self.commands.contains(command)
            || self.names.contains(command)
            || self.slimmed.is_some_and(lost)
    }

    /// Refuses where the sources of the application start or load something.
    fn application(&self, findings: &Findings<'_, '_, '_>, tools: &[&str]) -> Result<(), String> {
        let project = findings.candidate.context.project;
        let installs = &findings.trace.installs;
        let kept = |name: &str| {
            let bringers = Images::get().bringers(name);
            let brings = |package: &String| {
                bringers.contains(&package.as_str()) && !tools.contains(&package.as_str())
            };
            installs
                .iter()
                .any(|install| install.names.iter().any(brings))
        };
        let lost = |name: &str| self.has(name) && !kept(name);
        if let Some((file, name)) = started::program(project, &lost)? {
            return Err(format!(
                "`{file}` starts `{name}`, which only the build stage has"
            ));
        }
        let slimmed = self.slimmed.is_some();
        match started::library(project, &["None", "libc.so"])?.filter(|_| slimmed) {
            Some((file, way)) => Err(format!(
                "`{file}` loads a library (`{way}`) that only the build stage may have"
            )),
            None => Ok(()),
        }
    }

    /// Checks what is started and the scripts among it. A program of the system that is lacking is one to be installed.
    fn start(
        &self,
        findings: &Findings<'_, '_, '_>,
        start: &Start,
    ) -> Result<Option<&'static str>, String> {
        let line = start.line;
        let name = base_name(&start.program);
        if self.has(name) {
            let package = Packages::get()
                .programs
                .iter()
                .find(|(program, _)| *program == name);
            return match package {
                Some((_, package)) => Ok(Some(package)),
                None => Err(format!(
                    "line {line} starts `{name}`, which only the build stage has"
                )),
            };
        }
        let words = std::iter::once(&start.program).chain(&start.arguments);
        let mut open: Vec<String> = words.filter(|word| is_script(word)).cloned().collect();
        open.extend(start.script().map(str::to_string));
        let mut seen = HashSet::new();
        while let Some(script) = open.pop() {
            if seen.len() > MOST_CALLS || !seen.insert(script.clone()) {
                continue;
            }
            open.extend(self.script(findings, line, &script)?);
        }
        Ok(None)
    }

    /// Checks a script; gives the scripts that it names.
    fn script(
        &self,
        findings: &Findings<'_, '_, '_>,
        line: u32,
        script: &str,
    ) -> Result<Vec<String>, String> {
        let trace = &findings.trace;
        let directory = trace.directory.as_deref();
        let places = [directory, Some("/usr/local/bin"), Some("/")];
        let mut paths = places
            .into_iter()
            .filter_map(|place| paths::resolve(place, script));
        let text = paths.find_map(|path| read(findings.candidate.context, trace, &path));
        let text = text.ok_or_else(|| {
            format!("line {line} starts the script `{script}`, which may call for whatever the build image has")
        })?;
        let lines = text
            .lines()
            .filter(|line| !line.trim_start().starts_with('#'));
        let mut named = Vec::new();
        for word in lines.flat_map(|line| line.split(|c: char| !is_of_word(c))) {
            if self.has(base_name(word)) {
                return Err(format!(
                    "the script `{script}` calls for `{word}`, which only the build stage has"
                ));
            }
            if is_script(word) {
                named.push(word.to_string());
            }
        }
        Ok(named)
    }
}

fn is_of_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '+' | '/')
}

fn is_script(word: &str) -> bool {
    [".sh", ".bash"].iter().any(|ending| word.ends_with(ending))
}
