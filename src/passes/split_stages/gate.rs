//! Files that are no candidates for two stages, whatever they build.

use crate::syntax::Arguments;

use super::candidate::Candidate;

/// Words of a comment or a label by which a file says that people work in the image.
const FOR_PEOPLE: [&str; 6] = [
    "devcontainer",
    "dev container",
    "development environment",
    "for development",
    "build environment",
    "builder image",
];

/// Why the file is left as it is, if anything stands against it.
pub(super) fn gate(candidate: &Candidate<'_, '_>) -> Option<String> {
    let text = candidate.model.file.text;
    let lower = text.to_ascii_lowercase();
    if let Some(words) = FOR_PEOPLE.iter().find(|words| lower.contains(**words)) {
        return Some(format!(
            "the file speaks of a `{words}`: people work in this image"
        ));
    }
    if let Some((line, name)) = installs_for_people(candidate) {
        return Some(format!(
            "line {line} installs `{name}`: people work in this container"
        ));
    }
    for step in &candidate.stage.steps {
        let line = candidate.line(step.instruction.span.start);
        if matches!(step.instruction.arguments, Arguments::Onbuild(_)) {
            return Some(format!(
                "line {line} leaves work for images made from this one (ONBUILD)"
            ));
        }
    }
    target(candidate)
}

/// Packages that nobody but a person at a terminal uses.
const TERMINAL: [&str; 11] = [
    "vim",
    "vim-tiny",
    "nano",
    "emacs",
    "htop",
    "tmux",
    "screen",
    "zsh",
    "mc",
    "byobu",
    "openssh-server",
];

/// A package that people use who work in the container, and the line that installs it.
fn installs_for_people(candidate: &Candidate<'_, '_>) -> Option<(u32, String)> {
    for step in &candidate.stage.steps {
        let Some(script) = step.run.as_ref().and_then(|run| run.script()) else {
            continue;
        };
        for call in script.calls() {
            let manager = matches!(call.name(), Some("apt-get" | "apt" | "apk"));
            let words = call.arguments();
            let named = words.iter().find(|word| manager && TERMINAL.contains(word));
            if let Some(name) = named {
                let line = candidate.line(step.instruction.span.start);
                return Some((line, name.to_string()));
            }
        }
    }
    None
}

/// A compose file that builds a stage by name, or starts the toolchain.
fn target(candidate: &Candidate<'_, '_>) -> Option<String> {
    let files = [
        "docker-compose.yml",
        "docker-compose.yaml",
        "compose.yml",
        "compose.yaml",
        "docker-bake.hcl",
    ];
    for file in files {
        let Some(bytes) = candidate.context.project.read(file) else {
            continue;
        };
        let text = String::from_utf8_lossy(&bytes);
        let keys = |key: &'static str| {
            let lines = text.lines().map(str::trim_start);
            lines.filter_map(move |line| {
                line.strip_prefix(key)
                    .map(|rest| rest.trim_start_matches([':', ' ', '=']).to_string())
            })
        };
        if keys("target").next().is_some() {
            return Some(format!("{file} builds a stage by its name (`target`)"));
        }
        let starts = |command: &String| {
            let mut words = command
                .split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | '.'));
            words.any(|word| candidate.recipe.starts.contains(&word))
        };
        if let Some(command) = keys("command").chain(keys("entrypoint")).find(starts) {
            return Some(format!(
                "{file} starts `{command}` in the container, which needs the toolchain"
            ));
        }
    }
    None
}
