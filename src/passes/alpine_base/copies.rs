//! What COPY and ADD bring into a stage, and whether it may be linked with glibc.

use crate::model::{Project, Stage, Step, paths};
use crate::pass::Context;
use crate::syntax::Arguments;

/// So many files of a folder are looked at.
const MOST_FILES: usize = 2_000;

/// Ends of the names of files that hold programs or whole trees of them.
const OPAQUE: [&str; 17] = [
    ".tar", ".tar.gz", ".tgz", ".tar.xz", ".txz", ".tar.bz2", ".tbz2", ".tar.zst", ".zip", ".gz",
    ".xz", ".so", ".node", ".whl", ".deb", ".rpm", ".run",
];

/// Ends of the names of files that hold no program, however many there are of them.
const TEXTS: [&str; 41] = [
    ".c", ".cfg", ".conf", ".css", ".csv", ".ejs", ".env", ".erb", ".gif", ".go", ".h", ".htm",
    ".html", ".ico", ".ini", ".java", ".jpeg", ".jpg", ".js", ".json", ".jsx", ".lock", ".map",
    ".md", ".mjs", ".php", ".png", ".py", ".rb", ".scss", ".sh", ".sql", ".svg", ".toml", ".ts",
    ".tsx", ".txt", ".vue", ".xml", ".yaml", ".yml",
];

/// Refuses what may be linked with glibc: of another stage, downloaded, or in the build context.
pub(super) fn fit(context: &Context<'_>, stage: &Stage<'_>) -> Result<(), String> {
    let model = context.model;
    for stage in model.subtree(stage) {
        for step in &stage.steps {
            let line = model.lines.line(step.instruction.span.start);
            copied(context, step).map_err(|reason| format!("line {line} {reason}"))?;
        }
    }
    Ok(())
}

fn copied(context: &Context<'_>, step: &Step<'_>) -> Result<(), String> {
    let Arguments::Copy { sources, .. } = &step.instruction.arguments else {
        return Ok(());
    };
    if step.instruction.flag("from").is_some() {
        return Err("copies from another stage or image what may be linked with glibc".into());
    }
    if context
        .project
        .read("node_modules/.package-lock.json")
        .is_some()
    {
        return Err(
            "may copy the `node_modules` of the build context, installed for another libc".into(),
        );
    }
    for source in sources {
        let name = &*source.value;
        if name.contains("://") {
            return Err(format!(
                "downloads `{name}`, which may be linked with glibc"
            ));
        }
        if OPAQUE.iter().any(|end| name.ends_with(end)) {
            return Err(format!(
                "copies `{name}`, which may hold programs linked with glibc"
            ));
        }
        if let Some(found) = program(context.project, name)? {
            return Err(format!(
                "copies `{found}`, which may be a program linked with glibc"
            ));
        }
    }
    Ok(())
}

/// The first file of a source of the build context that is a program.
fn program(project: &dyn Project, source: &str) -> Result<Option<String>, String> {
    if !project.is_known() || source.contains(['$', '<']) {
        return Ok(None);
    }
    let source = paths::resolve(Some("/"), source).unwrap_or_default();
    let shown = source.trim_matches('/');
    let mut left = MOST_FILES;
    for path in named(project, &source)? {
        if let Some(program) = in_tree(project, &path, &mut left) {
            return Ok(Some(program));
        }
    }
    match left {
        0 => Err(format!("copies `{shown}`, more files than dfopt looks at")),
        _ => Ok(None),
    }
}

/// The files and folders of the build context, these with `/` at the end, that a source names.
fn named(project: &dyn Project, source: &str) -> Result<Vec<String>, String> {
    let whole = source.trim_matches('/');
    let (folder, name) = whole.rsplit_once('/').unwrap_or(("", whole));
    let slash = if folder.is_empty() { "" } else { "/" };
    let pattern = name.contains(['*', '?', '[']);
    if pattern {
        let names = project.list(folder).unwrap_or_default().into_iter();
        let named = names.filter(|other| {
            paths::names(
                &format!("/{name}"),
                &format!("/{}", other.trim_end_matches('/')),
            )
        });
        return Ok(named
            .map(|other| format!("{folder}{slash}{other}"))
            .collect());
    }
    if project.read(whole).is_some() {
        return Ok(vec![whole.to_string()]);
    }
    match project.list(whole) {
        Some(_) if whole.is_empty() => Ok(vec![String::new()]),
        Some(names) if !names.is_empty() => Ok(vec![format!("{whole}/")]),
        _ => Err(format!(
            "copies `{whole}`, which is not in the build context"
        )),
    }
}

/// The first program at `path` or, where that ends in `/` or is empty, below it.
fn in_tree(project: &dyn Project, path: &str, left: &mut usize) -> Option<String> {
    let mut next = vec![path.to_string()];
    while let Some(path) = next.pop() {
        *left = left.checked_sub(1)?;
        if path.is_empty() || path.ends_with('/') {
            let names = project.list(path.trim_end_matches('/')).unwrap_or_default();
            let seen = names.into_iter().filter(|name| name != ".git/");
            next.extend(seen.map(|name| format!("{path}{name}")));
            continue;
        }
        let name = path.rsplit('/').next().unwrap_or(&path);
        if TEXTS.iter().any(|end| name.ends_with(end)) {
            continue;
        }
        // What is too large to be read may be one.
        let is_program = project
            .read(&path)
            .is_none_or(|bytes| bytes.starts_with(b"\x7fELF"));
        if is_program {
            return Some(path);
        }
    }
    None
}
