//! What pip is told to install.

use crate::model::paths;

use super::outputs::read;
use super::plan::Findings;
use super::trace::Build;

/// Requirements by name: operands of pip and lines of the files that it is given; a file that cannot be seen.
pub(super) fn requirements(findings: &Findings<'_, '_, '_>) -> Result<Vec<String>, String> {
    let trace = &findings.trace;
    let mut names = Vec::new();
    for build in &trace.builds {
        let words: Vec<&str> = build
            .words
            .iter()
            .map(|word| word.as_deref().unwrap_or("$"))
            .collect();
        let at = words
            .iter()
            .position(|word| *word == "install")
            .unwrap_or(0);
        if !words.iter().any(|word| word.starts_with("pip")) || at == 0 {
            return Err(format!(
                "`{}` may install what is compiled",
                words.join(" ")
            ));
        }
        let mut rest = words[at + 1..].iter();
        while let Some(word) = rest.next() {
            match *word {
                "-r" | "--requirement" => {
                    let file = rest.next().copied().unwrap_or_default();
                    names.extend(lines_of(findings, build, file)?);
                }
                word if word.starts_with('-') => {}
                word => names.push(word.to_string()),
            }
        }
    }
    Ok(names)
}

/// The lines of a file of requirements; why it cannot be seen.
fn lines_of(
    findings: &Findings<'_, '_, '_>,
    build: &Build,
    file: &str,
) -> Result<Vec<String>, String> {
    let path = paths::resolve(build.directory.as_deref(), file);
    let text = path.and_then(|path| read(findings.candidate.context, &findings.trace, &path));
    let text = text.ok_or_else(|| format!("dfopt does not see `{file}`"))?;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    Ok(lines.map(str::to_string).collect())
}

/// The name of a requirement.
pub(super) fn bare(line: &str) -> String {
    let end = line.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | '.'));
    line[..end.unwrap_or(line.len())]
        .to_ascii_lowercase()
        .replace('_', "-")
}
