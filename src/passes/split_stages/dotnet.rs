//! The run-time image of a .NET program, and the address that a web server listens on in it.

use crate::pass::Context;
use crate::syntax::image::ImageReference;

use super::candidate::{Candidate, Distribution};
use super::plan::Findings;

/// Project files deeper than this, or more folders, are not looked for.
const MOST_FOLDERS: usize = 400;

/// Variables that say where a web server listens; from .NET's page on the configuration of the address.
const ADDRESSES: [&str; 4] = [
    "ASPNETCORE_URLS",
    "DOTNET_URLS",
    "ASPNETCORE_HTTP_PORTS",
    "URLS",
];

/// The image that runs what the SDK image built: of the same tag, which must be that of a run-time, not that of an SDK.
pub(super) fn runtime(candidate: &Candidate<'_, '_>) -> Result<(String, Distribution), String> {
    let text = candidate.image.text;
    let tag = candidate.image.tag.unwrap_or("latest");
    let version: Vec<&str> = tag
        .split('-')
        .next()
        .unwrap_or_default()
        .split('.')
        .collect();
    let digits = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if version.len() != 2 || !version.iter().all(digits) || candidate.image.digest.is_some() {
        return Err(format!(
            "the tag of `{text}` is that of an SDK: run-time images have other numbers, but for two-part ones (`8.0`)"
        ));
    }
    let kind = match is_web(candidate.context) {
        Some(false) => "runtime",
        _ => "aspnet",
    };
    let distribution = match () {
        () if tag.contains("alpine") => Distribution::Alpine("3".into()),
        () if ["focal", "jammy", "noble"]
            .iter()
            .any(|word| tag.contains(word)) =>
        {
            Distribution::Ubuntu(String::new())
        }
        () => Distribution::Debian(String::new()),
    };
    let repository = candidate.image.familiar();
    let stem = repository.strip_suffix("sdk").unwrap_or(repository);
    Ok((format!("{stem}{kind}:{tag}"), distribution))
}

/// Marks of a project that needs ASP.NET, or may.
const WEB: [&str; 5] = [
    "Sdk.Web",
    "Sdk.Worker",
    "Sdk.Blazor",
    "Sdk.Razor",
    "Microsoft.AspNetCore",
];

/// Whether the projects of the build context are web servers; `None` where that is not known.
fn is_web(context: &Context<'_>) -> Option<bool> {
    let projects = projects(context)?;
    let mut texts = Vec::new();
    for path in &projects {
        texts.push(context.project.read(path)?);
    }
    let web = texts.iter().any(|bytes| {
        let text = String::from_utf8_lossy(bytes);
        WEB.iter().any(|mark| text.contains(mark))
    });
    (web || !projects.is_empty()).then_some(web)
}

/// The project files of the build context; `None` where it is too large or cannot be listed.
fn projects(context: &Context<'_>) -> Option<Vec<String>> {
    let (mut open, mut seen, mut found) = (vec![String::new()], 0, Vec::new());
    while let Some(folder) = open.pop() {
        seen += 1;
        if seen > MOST_FOLDERS {
            return None;
        }
        for name in context.project.list(&folder)? {
            let path = match folder.as_str() {
                "" => name.clone(),
                folder => format!("{folder}/{name}"),
            };
            let skipped =
                name.starts_with('.') || matches!(name.as_str(), "bin/" | "obj/" | "node_modules/");
            match path.strip_suffix('/') {
                Some(inner) if !skipped => open.push(inner.to_string()),
                Some(_) => {}
                None if name.ends_with("proj") => found.push(path),
                None => {}
            }
        }
    }
    Some(found)
}

/// Refuses a web server whose port would change: the SDK image takes the address of its base image back, the run-time image
/// gives one. Up to .NET 7 the second stage is given the old value; later SDK images were not read for it.
pub(super) fn address(findings: &Findings<'_, '_, '_>, image: &str) -> Result<(), String> {
    let candidate = findings.candidate;
    let image = ImageReference::parse(image);
    if candidate.recipe.name != "dotnet" || !image.familiar().ends_with("aspnet") {
        return Ok(());
    }
    let named = |name: &&&str| candidate.stage.variables.exported(name).is_some();
    let argument = |word: &String| word.starts_with("--urls") || word.starts_with("--http_ports");
    let told = ADDRESSES.iter().find(named).is_some()
        || findings
            .starts
            .iter()
            .flat_map(|start| &start.arguments)
            .any(argument);
    let major = image
        .tag
        .and_then(|tag| tag.split('.').next()?.parse::<u32>().ok());
    match told || major.is_some_and(|major| major < 8) {
        true => Ok(()),
        false => Err(
            "the file does not say where the server listens, and the run-time image gives another port (ASPNETCORE_HTTP_PORTS) than the SDK image: set it with ENV".into(),
        ),
    }
}
