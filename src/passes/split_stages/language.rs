//! What Python, Ruby and PHP install, and where.

use crate::data::images::Images;
use crate::model::paths;
use crate::syntax::Arguments;

use super::candidate::Distribution;
use super::interpreted::Application;
use super::plan::Findings;
use super::requirements::{bare, requirements};
use super::same_image::full_build;
use super::trace::Build;

/// Packages of Python whose wheels look for the OpenMP library of the system; from their installation pages.
const OPENMP: [&str; 6] = [
    "lightgbm",
    "xgboost",
    "scikit-learn",
    "implicit",
    "faiss-cpu",
    "catboost",
];

/// Words by which an install goes elsewhere than to the directories of the image.
const ELSEWHERE: [&str; 9] = [
    "--target",
    "-t",
    "--prefix",
    "--root",
    "--user",
    "--install-dir",
    "-i",
    "--bindir",
    "--user-install",
];

/// What the application needs; why that is not known.
pub(super) fn application(
    findings: &Findings<'_, '_, '_>,
    distribution: &Distribution,
) -> Result<Application, String> {
    let candidate = findings.candidate;
    let recipe = candidate.recipe;
    for build in &findings.trace.builds {
        elsewhere(findings, build)?;
    }
    let root = findings.trace.at_seam.as_deref().unwrap_or("/");
    let mut application = Application {
        repeats: findings.trace.upgrades.clone(),
        carried: carried(findings)?,
        covered: findings.is_covered(root) && !installs_inside(findings),
        nothing: format!(
            "nothing that is installed is for the build of {} alone",
            recipe.language
        ),
        ..Application::default()
    };
    if let Some(name) = mixes(findings) {
        return Err(format!(
            "`{name}` would be copied over another version of it that the image has"
        ));
    }
    if full_build(candidate).is_some() {
        match natives(findings) {
            Ok(links) => application.links = links,
            Err(reason) => application.full = Some(reason),
        }
    }
    if recipe.name == "python" && openmp(findings) {
        application.packages.push(match distribution {
            Distribution::Alpine(_) => "libgomp",
            _ => "libgomp1",
        });
    }
    Ok(application)
}

/// Refuses installs into other directories.
fn elsewhere(findings: &Findings<'_, '_, '_>, build: &Build) -> Result<(), String> {
    let candidate = findings.candidate;
    let line = candidate.line(candidate.stage.steps[build.step].instruction.span.start);
    let words: Vec<&str> = build
        .words
        .iter()
        .map(|word| word.as_deref().unwrap_or("$"))
        .collect();
    let flag = words.iter().find(|word| {
        let name = word.split('=').next().unwrap_or(word);
        ELSEWHERE.contains(&name)
    });
    let path = words.iter().find(|word| word.starts_with("--path=/"));
    let path = path.or_else(|| {
        let at = words.iter().position(|word| *word == "--path")?;
        words.get(at + 1).filter(|path| path.starts_with('/'))
    });
    if let Some(flag) = flag.or(path) {
        return Err(format!(
            "line {line} installs elsewhere than usual (`{flag}`)"
        ));
    }
    chosen(candidate.model.file.text, &words, line)
}

/// Refuses where a package manager chooses the directory itself, or by settings.
fn chosen(text: &str, words: &[&str], line: u32) -> Result<(), String> {
    let own = |mark: &str| text.contains(mark);
    let marks = [
        "BUNDLE_PATH",
        "GEM_HOME",
        "GEM_PATH",
        "bundle config",
        "bundler config",
    ];
    let marked = marks.iter().find(|mark| own(mark));
    if let (Some("bundle" | "bundler" | "gem"), Some(mark)) = (words.first().copied(), marked) {
        return Err(format!(
            "`{mark}` says where gems and settings go, which dfopt does not follow"
        ));
    }
    match words.first().copied() {
        Some("poetry")
            if !own("virtualenvs.create false")
                && !own("VIRTUALENVS_CREATE=false")
                && !own("VIRTUALENVS_IN_PROJECT") =>
        {
            Err(format!(
                "line {line} lets poetry choose where its packages go"
            ))
        }
        Some("pipenv") if !words.contains(&"--system") => Err(format!(
            "line {line} lets pipenv choose where its packages go"
        )),
        _ => Ok(()),
    }
}

/// A requirement that the image has in another version already.
fn mixes(findings: &Findings<'_, '_, '_>) -> Option<String> {
    let lines = requirements(findings).ok()?;
    let mut names = lines.iter().map(|line| bare(line));
    names.find(|name| matches!(name.as_str(), "pip" | "setuptools" | "wheel"))
}

/// Whether a build puts something into the work directory.
fn installs_inside(findings: &Findings<'_, '_, '_>) -> bool {
    let text = findings.candidate.model.file.text;
    let marks = [
        "composer",
        "vendor/bundle",
        "--path",
        "deployment",
        "binstubs",
        "setup.py",
        "pip install -e",
        "pip install .",
        "pip install --editable",
        "uv sync",
        "IN_PROJECT",
    ];
    marks.iter().any(|mark| text.contains(mark))
}

/// The directories of the package manager, where it was used.
fn carried(findings: &Findings<'_, '_, '_>) -> Result<Vec<String>, String> {
    let candidate = findings.candidate;
    let recipe = candidate.recipe;
    let words = |build: &Build| build.words.first().cloned().flatten();
    let composer = |build: &Build| words(build).is_some_and(|name| name == "composer");
    if recipe.name == "php" && findings.trace.builds.iter().all(composer) {
        return Ok(Vec::new());
    }
    if recipe.name == "python" && in_environment(findings) {
        return Ok(Vec::new());
    }
    let fill = |path: &&'static str| {
        match path.contains("{}") {
        false => Ok(path.to_string()),
        true => version(candidate.image.tag).map(|version| path.replace("{}", &version)).ok_or_else(|| {
            format!(
                "the tag of `{}` does not say which {} it has, and its packages lie in a directory of that name",
                candidate.image.text, recipe.language
            )
        }),
    }
    };
    recipe.carried.iter().map(fill).collect()
}

/// `3.12` for `3.12.4-slim`.
fn version(tag: Option<&str>) -> Option<String> {
    let mut parts = tag?.split('-').next()?.split('.');
    let (major, minor) = (parts.next()?, parts.next()?);
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    (digits(major) && digits(minor)).then(|| format!("{major}.{minor}"))
}

/// Whether a virtual environment is made and comes first in PATH.
fn in_environment(findings: &Findings<'_, '_, '_>) -> bool {
    let trace = &findings.trace;
    let mut steps = findings.candidate.stage.steps[..trace.seam].iter();
    let first = trace.builds.first().map_or(0, |build| build.step);
    let made = |path: &str| {
        trace
            .made
            .iter()
            .any(|made| made.step <= first && paths::within(path, &made.path) && made.path != "/")
    };
    steps.any(|step| match &step.instruction.arguments {
        Arguments::Env(pairs) => pairs.iter().any(|pair| {
            let value = pair.value.as_ref().map_or("", |value| &value.value);
            let head = value
                .trim_matches('"')
                .split(':')
                .next()
                .unwrap_or_default();
            pair.key.value == "PATH" && (made(head) || head.contains("$VIRTUAL_ENV"))
        }),
        _ => false,
    })
}

/// The development packages that compiled requirements link to; why that is not known.
fn natives(findings: &Findings<'_, '_, '_>) -> Result<Vec<&'static str>, String> {
    let recipe = findings.candidate.recipe;
    let native = Images::get().native(recipe.name);
    let mut links = Vec::new();
    for line in requirements(findings)? {
        let line = line.split(" #").next().unwrap_or_default().trim();
        if line.starts_with('#') || line.starts_with("--") {
            continue;
        }
        if line.starts_with(['-', '.', '/', '$']) || line.contains("://") || line.contains("git+") {
            return Err(format!("dfopt cannot tell what `{line}` links to"));
        }
        let name = bare(line);
        if !native.is_some_and(|native| native.packages.contains(&name.as_str())) {
            continue;
        }
        let known = recipe.links.iter().find(|(package, _)| *package == name);
        let (_, dev) = known.ok_or_else(|| {
            format!("`{name}` may be compiled, or need a library or a tool of the system")
        })?;
        links.extend(Some(*dev).filter(|dev| !dev.is_empty()));
    }
    Ok(links)
}

/// Whether a requirement may load the OpenMP library, which came with the compiler.
fn openmp(findings: &Findings<'_, '_, '_>) -> bool {
    let compiler = |name: &String| {
        matches!(
            name.as_str(),
            "gcc" | "g++" | "build-essential" | "gfortran" | "build-base"
        )
    };
    let mut names = findings
        .trace
        .installs
        .iter()
        .flat_map(|install| &install.names);
    let used = match requirements(findings) {
        Ok(lines) => lines
            .iter()
            .any(|line| OPENMP.contains(&bare(line).as_str())),
        Err(_) => true,
    };
    used && names.any(compiler)
}
