//! What manifests and lock files say of packages that are compiled when they are installed.

use serde_json::Value;

use super::{Needs, wheels};
use crate::data::images::{AlpinePackages, Images};

/// Files that name the packages of a Python project.
pub(super) const PYTHON: [&str; 5] = [
    "pyproject.toml",
    "poetry.lock",
    "uv.lock",
    "Pipfile.lock",
    "Pipfile",
];

/// Lock files of Node projects.
pub(super) const NODE_LOCKS: [&str; 4] = [
    "package-lock.json",
    "npm-shrinkwrap.json",
    "yarn.lock",
    "pnpm-lock.yaml",
];

/// Node packages with an install script that brings a binary or only prints; from their package pages.
const PREBUILT: [&str; 21] = [
    "esbuild",
    "sharp",
    "core-js",
    "core-js-pure",
    "core-js-bundle",
    "fsevents",
    "husky",
    "protobufjs",
    "es5-ext",
    "nodemon",
    "@swc/core",
    "@parcel/watcher",
    "msgpackr-extract",
    "lmdb",
    "nx",
    "unrs-resolver",
    "styled-components",
    "vue-demi",
    "@nestjs/core",
    "@apollo/protobufjs",
    "preact",
];

/// Rust crates called `…-sys` that bring their sources or bind to nothing of the system; from their pages.
const BUNDLED: [&str; 16] = [
    "windows-sys",
    "linux-raw-sys",
    "js-sys",
    "web-sys",
    "core-foundation-sys",
    "security-framework-sys",
    "fsevent-sys",
    "inotify-sys",
    "kqueue-sys",
    "iana-time-zone-haiku",
    "zstd-sys",
    "libz-sys",
    "lzma-sys",
    "bzip2-sys",
    "linux-keyutils-sys",
    "jni-sys",
];

/// Half a sentence: what is installed.
pub(super) fn compiled(name: &str) -> String {
    format!("installs `{name}`, which may be compiled, or need a library or tool of the system")
}

/// What one requirement needs: a line of a requirements file or an operand of `pip install`.
pub(super) fn requirement(line: &str, python: Option<u32>) -> Needs {
    let line = line.split(" #").next().unwrap_or(line).trim();
    if line.is_empty() || line.starts_with(['#', '-']) && !line.starts_with("-e") {
        return Needs::Nothing;
    }
    if ["git+", "hg+", "svn+", "bzr+"]
        .iter()
        .any(|scheme| line.contains(scheme))
    {
        return Needs::Tools(format!("installs `{line}` from a version control system"));
    }
    if line.contains("://")
        || line.ends_with(".tar.gz")
        || line.ends_with(".zip")
        || line.starts_with("-e")
    {
        return Needs::Unseen(format!("installs `{line}`"));
    }
    let end = line.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | '.'));
    let (name, rest) = line.split_at(end.unwrap_or(line.len()));
    let name = normal(name);
    // The extra brings the library in a wheel.
    let bundled = name == "psycopg" && rest.starts_with("[binary");
    if is_native(&name, "python") && !bundled {
        return Needs::Tools(compiled(&name));
    }
    if let Some(extra) = rest.strip_prefix('[').and_then(|rest| rest.split_once(']'))
        && let Some(native) = named(extra.0, "python")
    {
        return Needs::Tools(compiled(&native));
    }
    let wheel = python.and_then(|python| wheels::missing(&name, rest, python));
    wheel.map_or(Needs::Nothing, Needs::Tools)
}

/// The first word of a manifest that names a native package.
pub(super) fn named(text: &str, language: &str) -> Option<String> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | '.'));
    let names = words.filter(|word| word.len() > 1).map(normal);
    names.into_iter().find(|name| is_native(name, language))
}

/// What the dependencies of a `package.json` need.
pub(super) fn package_json(text: &str) -> Needs {
    let Ok(Value::Object(manifest)) = serde_json::from_str(text) else {
        return Needs::Unseen("installs from a `package.json` that dfopt cannot read".into());
    };
    for kind in ["dependencies", "devDependencies", "optionalDependencies"] {
        let Some(Value::Object(packages)) = manifest.get(kind) else {
            continue;
        };
        for (name, version) in packages {
            if is_native(name, "node") {
                return Needs::Tools(compiled(name));
            }
            let version = version.as_str().unwrap_or("");
            let by_git = version.contains("git") || version.contains('/') && !version.contains(':');
            if by_git && !version.starts_with("npm:") {
                return Needs::Tools(format!("installs `{name}` from `{version}` with git"));
            }
        }
    }
    let hook = |name: &&str| {
        let script = manifest
            .get("scripts")
            .and_then(|scripts| scripts.get(*name));
        script
            .and_then(Value::as_str)
            .is_some_and(|script| script.contains("node-gyp"))
    };
    match ["preinstall", "install", "postinstall", "prepare"]
        .iter()
        .find(|name| hook(name))
    {
        Some(name) => Needs::Tools(format!(
            "runs node-gyp in the `{name}` script of package.json"
        )),
        None => Needs::Nothing,
    }
}

/// What a lock file needs: npm's says which packages have an install script; of the others the names are read.
pub(super) fn node_lock(text: &str) -> Needs {
    let Ok(Value::Object(lock)) = serde_json::from_str(text) else {
        let found = named(text, "node");
        return found.map_or(Needs::Nothing, |name| Needs::Tools(compiled(&name)));
    };
    let Some(Value::Object(packages)) = lock.get("packages") else {
        let found = named(text, "node");
        return found.map_or(Needs::Nothing, |name| Needs::Tools(compiled(&name)));
    };
    for (path, package) in packages {
        let name = path.rsplit("node_modules/").next().unwrap_or(path);
        let resolved = package
            .get("resolved")
            .and_then(Value::as_str)
            .unwrap_or("");
        if resolved.starts_with("git") {
            return Needs::Tools(format!("installs `{name}` with git"));
        }
        let script = package.get("hasInstallScript") == Some(&Value::Bool(true));
        if is_native(name, "node") || script && !path.is_empty() && !PREBUILT.contains(&name) {
            return Needs::Tools(compiled(name));
        }
    }
    Needs::Nothing
}

/// What a `Cargo.lock` needs: crates that link a library of the system.
pub(super) fn cargo_lock(text: &str) -> Needs {
    let names = text.lines().filter_map(|line| line.strip_prefix("name = "));
    let mut names = names.map(|name| name.trim_matches('"'));
    let links = |name: &&str| name.ends_with("-sys") && !BUNDLED.contains(name) || *name == "cmake";
    match names.find(links) {
        Some(name) => Needs::Tools(format!(
            "builds `{name}`, which links a library of the system"
        )),
        None => Needs::Nothing,
    }
}

/// The first package in a text that has no build for musl.
pub(super) fn without_musl(text: &str, language: &str) -> Option<String> {
    if text.contains("-linux-x64-gnu") && !text.contains("-linux-x64-musl") {
        return Some("installs from a lock file that has builds for glibc only".into());
    }
    let known = AlpinePackages::get().no_musl(language);
    let apart = |c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | '.' | '@' | '/');
    let mut words = text.split(apart).map(|word| match language {
        "python" => normal(word),
        _ => word
            .rsplit("node_modules/")
            .next()
            .unwrap_or(word)
            .to_string(),
    });
    let found = words.find(|word| known.contains(&word.as_str()))?;
    Some(format!("installs `{found}`, which has no build for musl"))
}

fn is_native(name: &str, language: &str) -> bool {
    let native = Images::get().native(language);
    native.is_some_and(|native| native.packages.contains(&name))
}

/// A name as PyPI compares names.
pub(super) fn normal(name: &str) -> String {
    name.trim_matches('.')
        .to_ascii_lowercase()
        .replace('_', "-")
}
