//! Variables in instructions, expanded as BuildKit does it (`frontend/dockerfile/shell/lex.go`).
//!
//! `None` stands for "not known": a variable without a value here, or a form that this reader leaves alone.

/// A longer value is "not known": values that contain each other would double with each line, and a long one repeated on each of
/// many lines would fill the memory.
const LONGEST_VALUE: usize = 1024;

/// `word` with quotes taken off and variables replaced through `lookup`, which gives `None` for what it does not know.
///
/// A variable that is known to be unset is `Some(None)` and expands to nothing.
pub fn expand<'v>(
    word: &str,
    escape: char,
    lookup: &dyn Fn(&str) -> Option<Option<&'v str>>,
) -> Option<String> {
    let mut out = String::with_capacity(word.len());
    let mut rest = word.chars();
    let mut double = false;
    while let Some(next) = rest.next() {
        match next {
            '\'' if !double => {
                let (inner, behind) = rest.as_str().split_once('\'')?;
                out.push_str(inner);
                rest = behind.chars();
            }
            '"' => double = !double,
            c if c == escape => match rest.next() {
                Some(c) if double && !matches!(c, '"' | '$') && c != escape => {
                    out.extend([escape, c])
                }
                Some(c) => out.push(c),
                None => out.push(escape),
            },
            '$' => {
                let (value, used) = variable(rest.as_str(), lookup)?;
                out.push_str(&value);
                rest = rest.as_str()[used..].chars();
            }
            c => out.push(c),
        }
        if out.len() > LONGEST_VALUE {
            return None;
        }
    }
    (!double).then_some(out)
}

/// The value of the variable whose text, `$` left out, begins `text`, and how many bytes it took.
fn variable<'v>(
    text: &str,
    lookup: &dyn Fn(&str) -> Option<Option<&'v str>>,
) -> Option<(String, usize)> {
    let Some(inner) = text.strip_prefix('{') else {
        let end = text
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .unwrap_or(text.len());
        if end == 0 {
            return Some(("$".into(), 0));
        }
        return Some((lookup(&text[..end])?.unwrap_or("").to_string(), end));
    };
    let inside = &inner[..inner.find('}')?];
    if inside.contains(['$', '{', '"', '\'', '\\']) {
        return None;
    }
    let end = inside
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .unwrap_or(inside.len());
    let (name, modifier) = inside.split_at(end);
    let value = lookup(name);
    let used = inside.len() + 2;
    let full = |value: &&str| !value.is_empty();
    let value = match modifier.get(..2).unwrap_or(modifier) {
        "" => value?.unwrap_or("").to_string(),
        ":-" => value?.filter(full).unwrap_or(&modifier[2..]).to_string(),
        ":+" => value?
            .filter(full)
            .map_or("", |_| &modifier[2..])
            .to_string(),
        _ => return None,
    };
    Some((value, used))
}

#[cfg(test)]
mod tests {
    use super::expand;

    fn with(word: &str) -> Option<String> {
        expand(word, '\\', &|name| match name {
            "TAG" => Some(Some("3.12")),
            "UNSET" => Some(None),
            _ => None,
        })
    }

    #[test]
    fn values_and_defaults() {
        assert_eq!(
            with("python:$TAG-slim").as_deref(),
            Some("python:3.12-slim")
        );
        assert_eq!(with("python:${TAG}").as_deref(), Some("python:3.12"));
        assert_eq!(with("python:${UNSET:-3.9}").as_deref(), Some("python:3.9"));
        assert_eq!(with("${TAG:+x}").as_deref(), Some("x"));
        assert_eq!(with("python:$OTHER"), None);
        assert_eq!(with("${TAG%.*}"), None);
    }

    #[test]
    fn quotes_and_escapes() {
        assert_eq!(with(r#""a b"'$TAG'"#).as_deref(), Some("a b$TAG"));
        assert_eq!(with(r"\$TAG").as_deref(), Some("$TAG"));
        assert_eq!(with(r#""a"#), None);
    }
}
