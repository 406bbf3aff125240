//! Parser directives: `# syntax=…`, `# escape=…`, `# check=…` on the first lines of a file.
//!
//! Source: BuildKit, `frontend/dockerfile/parser/directives.go`.

/// White space as Go's regular expressions know it (`\s`).
pub(super) const GO_SPACE: [char; 5] = ['\t', '\n', '\u{c}', '\r', ' '];

const NAMES: [&str; 3] = ["syntax", "escape", "check"];

/// Reads directives until the first line that is none.
pub(super) struct Directives {
    /// The escape character in force.
    pub escape: char,
    done: bool,
    seen: Vec<&'static str>,
}

/// A directive as read from its line.
pub(super) struct Directive<'t> {
    pub name: &'static str,
    pub value: &'t str,
    /// What BuildKit refuses it for.
    pub refused: Option<String>,
}

impl Directives {
    pub fn new() -> Self {
        Directives {
            escape: '\\',
            done: false,
            seen: Vec::new(),
        }
    }

    /// The directive on `line`, white space before it left out. Any other line is the end of all directives.
    pub fn read<'t>(&mut self, line: &'t str) -> Option<Directive<'t>> {
        if self.done {
            return None;
        }
        let Some((name, value)) = split(line) else {
            self.done = true;
            return None;
        };
        let refused = self.refuse(name, value);
        self.seen.push(name);
        Some(Directive {
            name,
            value,
            refused,
        })
    }

    fn refuse(&mut self, name: &'static str, value: &str) -> Option<String> {
        if self.seen.contains(&name) {
            return Some(format!("only one `{name}` directive can be used"));
        }
        if name == "escape" {
            match value {
                "\\" => self.escape = '\\',
                "`" => self.escape = '`',
                _ => {
                    return Some(format!(
                        "the escape character must be a backslash or a backtick, not `{value}`"
                    ));
                }
            }
        }
        None
    }
}

/// Name and value of `# name = value`, if the name is that of a directive.
fn split(line: &str) -> Option<(&'static str, &str)> {
    let text = line.strip_prefix('#')?.trim_start();
    let (name, value) = text.split_once('=')?;
    let name = name.trim_end_matches(GO_SPACE);
    let known = NAMES
        .into_iter()
        .find(|known| known.eq_ignore_ascii_case(name))?;
    let trimmed = value.trim_matches(GO_SPACE);
    match trimmed.is_empty() {
        false => Some((known, trimmed)),
        // BuildKit's expression wants one character and takes the last blank for it.
        true => value
            .char_indices()
            .next_back()
            .map(|(at, _)| (known, &value[at..])),
    }
}

#[cfg(test)]
mod tests {
    use super::Directives;

    #[test]
    fn only_before_the_first_other_line() {
        let mut directives = Directives::new();
        assert!(directives.read("# Syntax = docker/dockerfile:1 ").is_some());
        assert!(directives.read("# a comment").is_none());
        assert!(directives.read("# escape=`").is_none());
        assert_eq!(directives.escape, '\\');
    }

    #[test]
    fn a_directive_comes_once() {
        let mut directives = Directives::new();
        assert!(
            directives
                .read("#escape=`")
                .expect("read")
                .refused
                .is_none()
        );
        assert!(
            directives
                .read("#escape=\\")
                .expect("read")
                .refused
                .is_some()
        );
        assert_eq!(directives.escape, '`');
    }
}
