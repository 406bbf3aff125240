//! What is copied besides the program: files beside its sources, and what steps put elsewhere.

use crate::model::commands::base_name;
use crate::model::paths;

use super::carry::{Carry, needs_root};
use super::files::is_common_directory;
use super::plan::{Findings, is_thrown_away};
use super::trace::Brought;

impl Carry {
    /// What lies beside the program in the directory of the sources and is no source.
    pub fn beside(
        &mut self,
        findings: &Findings<'_, '_, '_>,
        root: Option<&str>,
    ) -> Result<(), String> {
        let Some(root) = root.filter(|root| needs_root(findings, root)) else {
            return Ok(());
        };
        let script = findings.starts.iter().any(|start| start.brought);
        if findings.evidence.reads_files.is_none() && !script && !names_context(findings) {
            return Ok(());
        }
        let seam = findings.trace.seam;
        let copies = findings
            .trace
            .copies
            .iter()
            .filter(|brought| brought.step < seam);
        for brought in copies.filter(|brought| paths::within(&brought.target, root)) {
            for (source, path) in kept(findings, brought) {
                if path == root {
                    return Err(format!("`{source}` goes into `{root}` among the sources"));
                }
                self.push(findings, &path, &path)?;
            }
        }
        Ok(())
    }

    /// What steps made or brought outside of the directory of the sources; `whole`: that is copied as it is.
    pub fn outside(
        &mut self,
        findings: &Findings<'_, '_, '_>,
        root: Option<&str>,
        whole: bool,
    ) -> Result<(), String> {
        let mut elsewhere = brought(findings, root)?;
        elsewhere.extend(made(findings, root, whole));
        for path in elsewhere {
            if is_thrown_away(findings.candidate, &path) && !path.starts_with("/go/src/") {
                continue;
            }
            if is_common_directory(&path) {
                return Err(format!(
                    "a step writes into `{path}`, and dfopt cannot tell what"
                ));
            }
            self.push(findings, &path, &path)?;
        }
        Ok(())
    }
}

/// The sources of a COPY that hold more than the build reads, and where each lands.
fn kept(findings: &Findings<'_, '_, '_>, brought: &Brought) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for source in &brought.sources {
        let everything = matches!(source.as_str(), "." | "" | "*");
        let first = source.split('/').next().unwrap_or(source);
        for name in &findings.evidence.kept {
            let bare = name.trim_end_matches('/');
            let path = match everything {
                true => format!("{}/{bare}", brought.target),
                false if bare != first => continue,
                false if brought.into && !name.ends_with('/') => {
                    format!("{}/{}", brought.target, base_name(source))
                }
                false => brought.target.clone(),
            };
            out.push((source.clone(), path));
        }
    }
    out
}

/// Whether something is built in this directory or below, of which only the product is needed.
fn built(findings: &Findings<'_, '_, '_>, path: &str) -> bool {
    if findings.is_interpreted() {
        return false;
    }
    let mut builds = findings
        .trace
        .builds
        .iter()
        .filter_map(|build| build.directory.as_deref());
    builds.any(|at| paths::within(at, path))
}

/// Where copies from the build context outside of the sources land.
fn brought(findings: &Findings<'_, '_, '_>, root: Option<&str>) -> Result<Vec<String>, String> {
    let (candidate, trace) = (findings.candidate, &findings.trace);
    let mut out = Vec::new();
    for brought in trace
        .copies
        .iter()
        .filter(|brought| brought.step < trace.seam)
    {
        let target = &brought.target;
        let common = is_common_directory(target);
        if root.is_some_and(|root| paths::within(target, root))
            || built(findings, target) && !common
        {
            continue;
        }
        if brought
            .sources
            .iter()
            .all(|source| only_builds(findings, source))
        {
            continue;
        }
        if !common {
            out.push(target.clone());
            continue;
        }
        let line = candidate.line(candidate.stage.steps[brought.step].instruction.span.start);
        let files = named(&brought.sources, target);
        out.extend(files.ok_or_else(|| {
            format!("line {line} copies a folder into `{target}`, and dfopt cannot tell what lands there")
        })?);
    }
    Ok(out)
}

/// Whether a source of COPY is one that only the build reads.
fn only_builds(findings: &Findings<'_, '_, '_>, source: &str) -> bool {
    let recipe = findings.candidate.recipe;
    let first = source.split('/').next().unwrap_or(source);
    if findings.is_interpreted() {
        return source.contains('.') && recipe.build_only.contains(&base_name(source));
    }
    recipe.build_only.contains(&first)
        || recipe.sources.iter().any(|ending| source.ends_with(ending))
}

/// What plain commands made outside of the sources.
fn made<'f>(
    findings: &'f Findings<'_, '_, '_>,
    root: Option<&'f str>,
    whole: bool,
) -> impl Iterator<Item = String> + 'f {
    let trace = &findings.trace;
    let source = move |path: &str| {
        root.is_some_and(|root| whole && paths::within(path, root) || paths::within(root, path))
            || is_source(findings, path)
    };
    let runs = |path: &str| {
        !findings.is_interpreted()
            && trace
                .directory
                .as_deref()
                .is_some_and(|here| paths::within(here, path))
    };
    let made = trace
        .made
        .iter()
        .filter(|made| made.step < trace.seam)
        .map(|made| made.path.clone());
    made.filter(move |path| {
        !source(path) && !runs(path) && !built(findings, path) && !is_archive(path)
    })
}

/// Whether an argument of what is started names a file of the build context, or settings lie there.
fn names_context(findings: &Findings<'_, '_, '_>) -> bool {
    let settings = |name: &String| {
        [".env", "config", "application", "settings"]
            .iter()
            .any(|begin| name.starts_with(begin))
    };
    if findings.evidence.kept.iter().any(settings) {
        return true;
    }
    let mut words = findings.starts.iter().flat_map(|start| &start.arguments);
    words.any(|word| {
        let word = word
            .rsplit('=')
            .next()
            .unwrap_or(word)
            .trim_start_matches("./");
        let first = word.split('/').next().unwrap_or(word);
        findings
            .evidence
            .kept
            .iter()
            .any(|name| name.trim_end_matches('/') == first)
    })
}

/// Where single files land in a directory.
fn named(sources: &[String], target: &str) -> Option<Vec<String>> {
    let names = sources.iter().map(|source| {
        let name = base_name(source);
        let file = name.contains('.')
            && !name.contains(['*', '$'])
            && !source.contains("://")
            && name != ".";
        file.then(|| format!("{}/{name}", target.trim_end_matches('/')))
    });
    names.collect()
}

/// Whether a path is that of a source, or lies in a folder that only the build reads.
fn is_source(findings: &Findings<'_, '_, '_>, path: &str) -> bool {
    let recipe = findings.candidate.recipe;
    if findings.is_interpreted() {
        return false;
    }
    recipe.sources.iter().any(|ending| path.ends_with(ending))
        || path
            .split('/')
            .any(|part| recipe.build_only.contains(&part))
}

fn is_archive(path: &str) -> bool {
    [
        ".tar.gz", ".tgz", ".zip", ".tar.xz", ".tar.bz2", ".tar", ".gz", ".deb",
    ]
    .iter()
    .any(|ending| path.ends_with(ending))
}
