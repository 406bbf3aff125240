//! The passes as a user reads about them: the table of `dfopt passes`, the page of `dfopt explain`.

use crate::pass::{Pass, Safety};

/// The lowest level at which fixes of this safety are made; `None` for those only shown.
pub fn level(safety: Safety) -> Option<u8> {
    match safety {
        Safety::Safe => Some(1),
        Safety::Assumes(assumption) => Some(assumption.level()),
        Safety::ShowOnly => None,
    }
}

/// The name of the assumption that fixes of this safety rest on.
pub fn assumption(safety: Safety) -> Option<&'static str> {
    match safety {
        Safety::Assumes(assumption) => Some(assumption.name()),
        Safety::Safe | Safety::ShowOnly => None,
    }
}

/// The table of passes in running order: name, level, assumption, summary.
pub fn table(passes: &[&Pass]) -> String {
    let head = ["PASS", "LEVEL", "ASSUMPTION", "SUMMARY"].map(str::to_string);
    let rows = passes.iter().map(|pass| {
        [
            pass.name.to_string(),
            level(pass.safety).map_or("show".to_string(), |level| format!("-O{level}")),
            assumption(pass.safety).unwrap_or("-").to_string(),
            pass.summary.to_string(),
        ]
    });
    let rows: Vec<[String; 4]> = std::iter::once(head).chain(rows).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].len()).max().unwrap_or(0);
    let (name, level, assumption) = (width(0), width(1), width(2));
    let line = |row: &[String; 4]| {
        let [a, b, c, summary] = row;
        format!("{a:name$}  {b:level$}  {c:assumption$}  {summary}\n")
    };
    rows.iter().map(line).collect()
}

/// The page of a pass: what it is, its documentation, and `diff`, what it makes of its example.
pub fn page(pass: &Pass, diff: &str) -> String {
    let when = match pass.safety {
        Safety::Safe => "safe: from -O1 on".to_string(),
        Safety::Assumes(assumption) => format!(
            "assumes `{assumption}`: -O{} or --assume {assumption}",
            assumption.level()
        ),
        Safety::ShowOnly => "shown by `dfopt check`, never made".to_string(),
    };
    let mut out = format!(
        "{}: {}\n{when}\n\n{}",
        pass.name,
        pass.summary,
        prose(pass.source)
    );
    if !pass.answers.is_empty() {
        out.push_str(&format!("\nAlso known as {}.\n", pass.answers.join(", ")));
    }
    if !diff.is_empty() {
        out.push_str(&format!("\nExample:\n\n{diff}"));
    }
    out
}

/// The page as Markdown, without the example.
pub fn markdown(pass: &Pass) -> String {
    let prose = prose(pass.source);
    // One level deeper than the title.
    let prose = prose.replace("\n# ", "\n## ");
    format!(
        "# {}\n\n{} {}.\n\n{prose}",
        pass.name,
        pass.summary,
        when(pass.safety)
    )
}

/// Where the page of a pass can be read. `None` as long as the package names no repository.
pub fn address(pass: &str) -> Option<String> {
    page_in(env!("CARGO_PKG_REPOSITORY"), pass)
}

fn page_in(repository: &str, pass: &str) -> Option<String> {
    let version = env!("CARGO_PKG_VERSION");
    let repository = repository.trim_end_matches('/');
    (!repository.is_empty()).then(|| format!("{repository}/blob/v{version}/docs/passes/{pass}.md"))
}

fn when(safety: Safety) -> String {
    match safety {
        Safety::Safe => "Safe: from `-O1` on".to_string(),
        Safety::Assumes(name) => {
            let level = name.level();
            format!("Assumes `{name}`: `-O{level}` or `--assume {name}`")
        }
        Safety::ShowOnly => "Shown by `dfopt check`, never made".to_string(),
    }
}

/// The `//!` head of a source file as text.
pub(super) fn prose(source: &str) -> String {
    let head = source.lines().map_while(|line| line.strip_prefix("//!"));
    head.map(|line| format!("{}\n", line.strip_prefix(' ').unwrap_or(line).trim_end()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::page_in;

    #[test]
    fn pages_stand_in_the_repository() {
        assert_eq!(page_in("", "a"), None);
        let page = page_in("https://example.org/dfopt/", "merge-runs");
        assert!(page.is_some_and(|page| page.ends_with("/docs/passes/merge-runs.md")));
    }
}
