//! Whether a version of a Python package has a wheel for a version of Python, or is compiled.

use crate::data::images::Images;

/// What is said of a requirement whose newest allowed version has no wheel for Python 3.`python`: `rest` is what follows the
/// name. `None` where it has one, or where nothing is known.
pub(super) fn missing(name: &str, rest: &str, python: u32) -> Option<String> {
    let first = Images::get().first_wheel(name, python)?;
    let rest = rest.split([';', '#']).next().unwrap_or("").trim();
    let bound = rest.split(',').filter_map(|one| below(one.trim()));
    let version = |text: &str| numbers(text);
    let old = bound.into_iter().any(|(bound, inclusive)| match inclusive {
        true => bound < version(first),
        false => bound <= version(first),
    });
    let shown: String = rest.chars().filter(|c| !c.is_whitespace()).collect();
    old.then(|| {
        format!(
            "installs `{name}{shown}`, which has no wheel for Python 3.{python} and is compiled"
        )
    })
}

/// The first package of a lock file that has no wheel for Python 3.`python`: `name = "…"` and `version = "…"` in a row.
pub(super) fn locked(text: &str, python: u32) -> Option<String> {
    let quoted = |line: &str, key: &str| {
        let value = line.strip_prefix(key)?.trim().strip_prefix('=')?.trim();
        Some(value.trim_matches('"').to_string())
    };
    let mut name = None;
    for line in text.lines() {
        if let Some(found) = quoted(line, "name") {
            name = Some(super::manifests::normal(&found));
        } else if let Some(version) = quoted(line, "version")
            && let Some(name) = name.take()
            && let Some(what) = missing(&name, &format!("=={version}"), python)
        {
            return Some(what);
        }
    }
    None
}

/// The bound above that one specifier sets, and whether it is itself allowed.
fn below(specifier: &str) -> Option<(Vec<u32>, bool)> {
    let operator = specifier.find(|c: char| !"=<>~!".contains(c))?;
    let (operator, version) = specifier.split_at(operator);
    let version = version.trim();
    let mut bound = numbers(version);
    match operator {
        "==" | "===" if version.ends_with('*') => Some((next(bound)?, false)),
        "==" | "===" | "<=" => Some((bound, true)),
        "<" => Some((bound, false)),
        "~=" => {
            bound.pop()?;
            Some((next(bound)?, false))
        }
        _ => None,
    }
}

/// `4.7` for `4.6`.
fn next(mut version: Vec<u32>) -> Option<Vec<u32>> {
    *version.last_mut()? += 1;
    Some(version)
}

/// The numbers of a version without trailing zeros; whatever follows them is left out.
fn numbers(version: &str) -> Vec<u32> {
    let mut numbers = Vec::new();
    for part in version.split('.') {
        let end = part.find(|c: char| !c.is_ascii_digit());
        let Ok(number) = part[..end.unwrap_or(part.len())].parse() else {
            break;
        };
        numbers.push(number);
        if end.is_some() {
            break;
        }
    }
    while numbers.last() == Some(&0) {
        numbers.pop();
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::missing;

    #[test]
    fn old_versions_have_no_wheel() {
        for (rest, compiled) in [
            ("", false),
            ("==4.6.3", true),
            ("==5.3.0", false),
            (">=4.6", false),
            ("<5", true),
            ("<6", false),
            ("<=4.9", true),
            ("~=4.6.3", true),
            ("~=5.0", false),
            ("==4.6.*", true),
            (">=4.5,<4.7 ; python_version > '3'", true),
        ] {
            let found = missing("lxml", rest, 13);
            assert_eq!(found.is_some(), compiled, "{rest}: {found:?}");
        }
        assert_eq!(missing("flask", "==0.12", 13), None);
        assert_eq!(missing("lxml", "==4.6.3", 7), None);
    }
}
