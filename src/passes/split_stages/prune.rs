//! How packages that only the build of a Node.js application needs are taken away, and whether they are needed by nothing else.

use serde_json::Value;

use crate::model::Step;
use crate::model::commands::base_name;

use super::node::{SERVERS, Started, needs};
use super::outputs::read;
use super::plan::Findings;
use super::quotes::quotes;

/// The command that takes away what only the build needs, empty where the file does so itself; why that cannot be told.
pub(super) fn prune(
    findings: &Findings<'_, '_, '_>,
    manifest: Option<&Value>,
    started: &Started,
) -> Result<String, String> {
    let manifest =
        manifest.ok_or("without `package.json` dfopt cannot tell what only the build needs")?;
    if let Some(reason) = &started.unknown {
        return Err(reason.clone());
    }
    let development: Vec<&str> = manifest["devDependencies"]
        .as_object()
        .map(|all| all.keys().map(String::as_str).collect())
        .unwrap_or_default();
    if development.is_empty() || leaves_development_out(findings) {
        return Err("no package is installed that only the build needs".into());
    }
    if manifest.get("workspaces").is_some() {
        return Err("package.json has workspaces, whose packages dfopt does not tell apart".into());
    }
    for (program, words) in &started.commands {
        runs_without(manifest, base_name(program), words, &development)?;
    }
    runs_none(findings, started, &development)?;
    match prunes_itself(findings) {
        true => Ok(String::new()),
        false => command(findings),
    }
}

/// Refuses where the sources that run use a package which only the build needs, or where that cannot be told.
fn runs_none(
    findings: &Findings<'_, '_, '_>,
    started: &Started,
    development: &[&str],
) -> Result<(), String> {
    let candidate = findings.candidate;
    if !findings.evidence.complete {
        return Err(
            "dfopt cannot read all sources, so it cannot tell which packages they use".into(),
        );
    }
    let mut commands = started.commands.iter();
    let only_serves = commands.all(|(program, _)| SERVERS.contains(&base_name(program)));
    let found = match only_serves && !started.commands.is_empty() {
        // None of the sources runs.
        true => None,
        false => quotes(candidate.context, candidate.recipe, development),
    };
    match found {
        Some(found) => Err(found),
        None => Ok(()),
    }
}

/// Whether a step of the build stage takes packages away.
fn prunes_itself(findings: &Findings<'_, '_, '_>) -> bool {
    let candidate = findings.candidate;
    let itself = |step: &Step<'_>| {
        let text = step.instruction.span.of(candidate.model.file.text);
        step.run.is_some() && text.contains("npm prune")
    };
    let steps = &candidate.stage.steps[..findings.trace.seam];
    steps.iter().any(itself)
}

/// Whether the installs leave development packages out.
fn leaves_development_out(findings: &Findings<'_, '_, '_>) -> bool {
    let text = findings.candidate.model.file.text;
    [
        "--production",
        "--omit=dev",
        "--only=prod",
        "--prod",
        "NODE_ENV=production",
        "NODE_ENV production",
    ]
    .iter()
    .any(|mark| text.contains(mark) && before_last_install(findings, mark))
}

/// Whether a mark stands in a step that is not below the last install.
fn before_last_install(findings: &Findings<'_, '_, '_>, mark: &str) -> bool {
    let text = findings.candidate.model.file.text;
    let steps = &findings.candidate.stage.steps;
    let installs = |build: &&super::trace::Build| {
        let words: Vec<&str> = build.words.iter().flatten().map(String::as_str).collect();
        matches!(words.as_slice(), ["yarn"] | [_, "install" | "ci" | "i", ..])
            || words.len() > 1 && words[0] == "yarn" && words[1].starts_with('-')
    };
    let last = findings
        .trace
        .builds
        .iter()
        .rev()
        .find(installs)
        .map_or(0, |build| build.step);
    steps[..=last.min(steps.len().saturating_sub(1))]
        .iter()
        .any(|step| step.instruction.span.of(text).contains(mark))
}

/// Refuses a program that is, or takes, a development package.
fn runs_without(
    manifest: &Value,
    program: &str,
    words: &[String],
    development: &[&str],
) -> Result<(), String> {
    let package = |name: &str| manifest["dependencies"].get(name).is_some();
    let loads = words.iter().any(|word| {
        matches!(
            word.as_str(),
            "-r" | "--require" | "--import" | "--loader" | "--experimental-loader"
        ) || word.starts_with("--require=")
            || word.starts_with("--import=")
            || word.starts_with("--loader=")
    });
    if let Some(name) = words
        .iter()
        .find(|word| development.contains(&word.as_str()))
    {
        return Err(format!(
            "`{program}` is started with `{name}`, a package of devDependencies"
        ));
    }
    match program {
        "node" if loads => Err("modules are loaded before the program".into()),
        "node" | "sh" | "exec" | "cd" | "echo" | "export" | "curl" | "wget" | "npm" | "yarn"
        | "pnpm" => Ok(()),
        "docker-entrypoint.sh" | "dumb-init" | "tini" => Ok(()),
        "pm2" | "pm2-runtime" | "cross-env"
            if package("pm2") || package("cross-env") || !development.contains(&program) =>
        {
            Ok(())
        }
        name if package(name) => Ok(()),
        name => Err(format!(
            "`{name}` is started, and package.json does not name it among `dependencies`"
        )),
    }
}

/// The command by lock file.
fn command(findings: &Findings<'_, '_, '_>) -> Result<String, String> {
    let candidate = findings.candidate;
    let root = findings.trace.at_seam.as_deref().unwrap_or("/");
    let lock = |name: &str| {
        read(
            candidate.context,
            &findings.trace,
            &format!("{root}/{name}"),
        )
    };
    let program = |build: &super::trace::Build| build.words.first().cloned().flatten();
    let uses = |name: &str| {
        findings
            .trace
            .builds
            .iter()
            .any(|build| program(build).as_deref() == Some(name))
    };
    let elsewhere = findings
        .trace
        .builds
        .iter()
        .any(|build| build.directory.as_deref() != Some(root));
    match () {
        () if elsewhere => Err("packages are installed in several directories".into()),
        () if uses("pnpm") => match lock("pnpm-workspace.yaml") {
            None => Ok("pnpm prune --prod".into()),
            Some(_) => Err("pnpm does not take packages out of a workspace".into()),
        },
        () if uses("yarn") => match lock("yarn.lock") {
            Some(text) if text.contains("yarn lockfile v1") && needs(findings).is_none() => {
                Ok("yarn install --production --ignore-scripts --prefer-offline --frozen-lockfile".into())
            }
            _ => Err("dfopt takes packages out with the first yarn only, and only where none is compiled".into()),
        },
        () if is_old(candidate.image.tag) => Ok("npm prune --production".into()),
        () => Ok("npm prune --omit=dev".into()),
    }
}

/// Whether the npm of this Node.js is older than 7, which brought `--omit`.
fn is_old(tag: Option<&str>) -> bool {
    let tag = tag.unwrap_or("latest");
    let number = tag
        .split(['.', '-'])
        .next()
        .and_then(|number| number.parse::<u32>().ok());
    let names = ["boron", "carbon", "dubnium", "erbium", "fermium", "argon"];
    number.is_some_and(|number| number < 16) || names.iter().any(|name| tag.starts_with(name))
}
