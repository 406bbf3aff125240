//! Scripts of a `package.json` that npm and its likes run.

use serde_json::Value;

/// What a call of npm, yarn, pnpm or bun runs of its project.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Scripts {
    /// Nothing.
    None,
    /// What is under these names, where there is something.
    Named(Vec<String>),
    /// That cannot be told.
    Elsewhere,
}

/// Verbs of yarn and pnpm that are no names of scripts.
const VERBS: [&str; 40] = [
    "access",
    "add",
    "audit",
    "autoclean",
    "berry",
    "bin",
    "cache",
    "config",
    "create",
    "dedupe",
    "deploy",
    "dlx",
    "exec",
    "fetch",
    "generate-lock-entry",
    "global",
    "help",
    "import",
    "info",
    "init",
    "licenses",
    "link",
    "list",
    "login",
    "logout",
    "ls",
    "outdated",
    "owner",
    "pack",
    "policies",
    "publish",
    "remove",
    "set",
    "store",
    "unlink",
    "upgrade",
    "update",
    "version",
    "versions",
    "why",
];

/// Words by which a call is about another project, or about the projects in this one.
const ELSEWHERE: [&str; 14] = [
    "--prefix",
    "-C",
    "--cwd",
    "--dir",
    "-w",
    "--workspace",
    "--workspaces",
    "-ws",
    "--filter",
    "-F",
    "-r",
    "--recursive",
    "workspace",
    "workspaces",
];

fn is_elsewhere(word: &str) -> bool {
    ELSEWHERE.contains(&word.split('=').next().unwrap_or(word))
}

/// The scripts of a call of `name` with these arguments.
pub(super) fn scripts(name: &str, arguments: &[&str]) -> Scripts {
    if name == "node" && arguments.contains(&"--run") {
        return Scripts::Elsewhere;
    }
    if !matches!(name, "npm" | "yarn" | "pnpm" | "bun") {
        return Scripts::None;
    }
    if arguments.iter().any(|word| is_elsewhere(word)) {
        return Scripts::Elsewhere;
    }
    let mut words = arguments.iter().filter(|word| !word.starts_with('-'));
    let verb = words.next().copied();
    let operand = words.next().copied();
    let silent = arguments.contains(&"--ignore-scripts");
    of_verb(name, verb, operand, silent)
}

/// The same; `silent`: without the scripts of an install.
fn of_verb(name: &str, verb: Option<&str>, operand: Option<&str>, silent: bool) -> Scripts {
    match verb {
        Some("run" | "run-script" | "rum" | "urn") => match operand {
            Some(script) if !script.is_empty() => around(script),
            Some(_) => Scripts::Elsewhere,
            None => Scripts::None,
        },
        Some(script @ ("start" | "stop" | "restart" | "test")) => around(script),
        Some("t" | "tst") if name == "npm" => around("test"),
        Some("install" | "i" | "ci" | "clean-install" | "rebuild")
            if operand.is_none() && !silent =>
        {
            installs()
        }
        None if name == "yarn" && !silent => installs(),
        Some("install" | "i" | "ci" | "clean-install" | "rebuild") | None => Scripts::None,
        Some(verb) if VERBS.contains(&verb) || name == "npm" => Scripts::None,
        Some("") => Scripts::Elsewhere,
        Some(script) => around(script),
    }
}

fn around(script: &str) -> Scripts {
    Scripts::Named(vec![
        format!("pre{script}"),
        script.to_string(),
        format!("post{script}"),
    ])
}

fn installs() -> Scripts {
    let names = [
        "preinstall",
        "install",
        "postinstall",
        "prepublish",
        "preprepare",
        "prepare",
        "postprepare",
    ];
    Scripts::Named(names.map(str::to_string).to_vec())
}

/// The texts of the scripts that a manifest has under these names; `None` if it cannot be read.
pub(super) fn texts(manifest: &[u8], names: &[String]) -> Option<Vec<String>> {
    let manifest: Value = serde_json::from_slice(manifest).ok()?;
    let scripts = manifest.get("scripts");
    let text = |name: &String| scripts?.get(name)?.as_str().map(str::to_string);
    Some(names.iter().filter_map(text).collect())
}

#[cfg(test)]
mod tests {
    use super::{Scripts, scripts};

    #[test]
    fn scripts_of_calls() {
        for (name, words, first) in [
            ("npm", &["start"][..], Some("start")),
            ("npm", &["run", "build", "--", "--prod"], Some("build")),
            ("yarn", &["build"], Some("build")),
            ("yarn", &[], Some("install")),
            ("npm", &["ci"], Some("install")),
            ("npm", &["install", "left-pad"], None),
            ("npm", &["ci", "--ignore-scripts"], None),
            ("yarn", &["add", "x"], None),
            ("node", &["run"], None),
        ] {
            let found = scripts(name, words);
            match (&found, first) {
                (Scripts::None, None) => {}
                (Scripts::Named(names), Some(first)) => {
                    assert!(names.iter().any(|name| name == first), "{name} {words:?}");
                }
                _ => panic!("{name} {words:?}: {found:?}"),
            }
        }
        for (name, words) in [
            ("npm", &["--prefix", "x", "start"][..]),
            ("npm", &["run", "build", "-ws"]),
            ("node", &["--run", "build"]),
            ("npm", &["run", "build", "--workspace=a"]),
            ("pnpm", &["-r", "build"]),
            ("yarn", &["workspaces", "foreach", "run", "build"]),
        ] {
            assert_eq!(scripts(name, words), Scripts::Elsewhere, "{words:?}");
        }
    }
}
