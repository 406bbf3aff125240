//! `.dockerignore`: which paths of a build context the builder never sees.
//!
//! Follows moby's `patternmatcher` and `ignorefile`, and BuildKit's way of walking a context with them.

/// The patterns of a `.dockerignore`.
#[derive(Clone, Debug, Default)]
pub(super) struct Ignored {
    patterns: Vec<Pattern>,
}

#[derive(Clone, Debug)]
struct Pattern {
    /// Whether it began with `!`.
    exception: bool,
    tokens: Vec<Token>,
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Char(char),
    /// `?`
    Any,
    /// `*`
    Star,
    /// `[a-z]`, `[^a-z]`
    Class {
        negated: bool,
        ranges: Vec<(char, char)>,
    },
    /// `**/`: any number of folders, none included.
    Folders,
    /// `**` at an end: anything.
    All,
}

impl Ignored {
    /// Reads the file's text; `None` where the builder would refuse it.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        let lines = lines.map(str::trim).filter(|line| !line.is_empty());
        let patterns: Option<Vec<Pattern>> = lines.map(Pattern::parse).collect();
        Some(Ignored {
            patterns: patterns?,
        })
    }

    /// Whether the builder does not see `path`.
    pub(super) fn covers(&self, path: &str) -> bool {
        // A pattern that matched a folder holds for all in it, but one that was passed over there (an exception where nothing
        // was ignored yet) is not asked again with the folder's name. BuildKit's walk does the same.
        let mut held = vec![false; self.patterns.len()];
        let mut covered = false;
        let folders = path.match_indices('/').map(|(at, _)| &path[..at]);
        for path in folders.chain([path]) {
            covered = false;
            for (pattern, held) in self.patterns.iter().zip(&mut held) {
                *held |= pattern.exception == covered && pattern.matches(path);
                if *held {
                    covered = !pattern.exception;
                }
            }
        }
        covered
    }

    /// Whether the builder may see something in `folder`: it is not ignored, or there are exceptions.
    pub(super) fn may_show_below(&self, folder: &str) -> bool {
        !self.covers(folder) || self.patterns.iter().any(|pattern| pattern.exception)
    }
}

impl Pattern {
    fn parse(line: &str) -> Option<Self> {
        let (exception, body) = match line.strip_prefix('!') {
            Some(rest) => (true, rest.trim()),
            None => (false, line),
        };
        if body.is_empty() {
            return None;
        }
        Some(Pattern {
            exception,
            tokens: tokens(&clean(body))?,
        })
    }

    /// Whether the whole of `path` fits: one row a token, from the last to the first.
    fn matches(&self, path: &str) -> bool {
        let path: Vec<char> = path.chars().collect();
        let end = path.len();
        let mut fits = vec![false; end + 1];
        fits[end] = true;
        for token in self.tokens.iter().rev() {
            let next = fits.clone();
            let mut deeper = false;
            for at in (0..=end).rev() {
                let char = path.get(at).copied();
                let more = at < end;
                deeper |= char == Some('/') && next[at + 1];
                fits[at] = match token {
                    Token::Char(own) => char == Some(*own) && next[at + 1],
                    Token::Any => more && char != Some('/') && next[at + 1],
                    Token::Class { negated, ranges } => {
                        char.is_some_and(|char| within(char, ranges) != *negated) && next[at + 1]
                    }
                    Token::Star => next[at] || more && char != Some('/') && fits[at + 1],
                    Token::All => next[at] || more && fits[at + 1],
                    Token::Folders => next[at] || deeper,
                };
            }
        }
        fits[0]
    }
}

fn within(char: char, ranges: &[(char, char)]) -> bool {
    ranges
        .iter()
        .any(|(low, high)| (*low..=*high).contains(&char))
}

/// The pattern as Go's `filepath.Clean` leaves it, without the `/` at its start.
fn clean(pattern: &str) -> String {
    let rooted = pattern.starts_with('/');
    let mut parts: Vec<&str> = Vec::new();
    for part in pattern.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => drop(parts.pop()),
            ".." if rooted => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// `None` for a pattern that is no pattern: an open bracket, an empty class, a lone `\` at the end.
fn tokens(pattern: &str) -> Option<Vec<Token>> {
    // moby compares a bare suffix as text: `**.go` and `**go` match in any folder and at any place of a name.
    if let Some(suffix) = pattern.strip_prefix("**")
        && !suffix.starts_with('/')
        && !suffix.contains(['*', '?', '[', ']', '\\'])
    {
        return Some(
            [Token::All]
                .into_iter()
                .chain(suffix.chars().map(Token::Char))
                .collect(),
        );
    }
    let mut tokens = Vec::new();
    let mut chars = pattern.chars().peekable();
    while let Some(char) = chars.next() {
        tokens.push(match char {
            '*' if chars.next_if_eq(&'*').is_some() => {
                chars.next_if_eq(&'/');
                match chars.peek() {
                    None => Token::All,
                    Some(_) => Token::Folders,
                }
            }
            '*' => Token::Star,
            '?' => Token::Any,
            '[' => class(&mut chars)?,
            '\\' => Token::Char(chars.next()?),
            char => Token::Char(char),
        });
    }
    Some(tokens)
}

fn class(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) -> Option<Token> {
    let negated = chars.next_if_eq(&'^').is_some();
    let mut ranges = Vec::new();
    loop {
        let low = match chars.next()? {
            ']' if ranges.is_empty() => return None,
            ']' => return Some(Token::Class { negated, ranges }),
            '\\' => chars.next()?,
            char => char,
        };
        let high = match chars.next_if_eq(&'-') {
            None => low,
            Some(_) => match chars.next()? {
                ']' => return None,
                '\\' => chars.next()?,
                char => char,
            },
        };
        ranges.push((low, high));
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot set up may panic")]
mod tests {
    use super::*;

    fn covers(patterns: &str, path: &str) -> bool {
        Ignored::parse(patterns).unwrap().covers(path)
    }

    #[test]
    fn one_pattern() {
        let hits = [
            ("foo", "foo"),
            ("foo", "foo/bar/baz"),
            ("/foo", "foo"),
            ("foo/", "foo"),
            ("./foo", "foo"),
            ("a/../foo", "foo"),
            ("  foo  ", "foo"),
            ("*.go", "x.go"),
            ("*", "a/b"),
            ("*/x", "a/x"),
            ("a?c", "abc"),
            ("[a-c]x", "bx"),
            ("[^a-c]x", "dx"),
            ("\\*", "*"),
            ("**", "a/b/c"),
            ("**/x", "x"),
            ("**/x", "a/b/x"),
            ("**/*.go", "a/b/x.go"),
            ("**/*.go", "x.go"),
            ("a/**", "a/b"),
            ("a/**/z", "a/z"),
            ("a/**/z", "a/b/c/z"),
            ("**.go", "a/x.go"),
            ("**foo", "a/barfoo"),
            ("**/x/**", "a/x/b"),
            (".git", ".git/config"),
            ("a.b", "a.b"),
            ("ö*", "öl"),
        ];
        for (pattern, path) in hits {
            assert!(covers(pattern, path), "{pattern} should cover {path}");
        }
    }

    #[test]
    fn one_pattern_that_misses() {
        let misses = [
            ("foo", "a/foo"),
            ("foo", "foobar"),
            ("*.go", "a/x.go"),
            ("a*c", "a/c"),
            ("a?c", "a/c"),
            ("**/x", "ax"),
            ("a/**", "a"),
            ("a.b", "axb"),
            ("[^a-c]x", "ax"),
            ("../foo", "foo"),
            ("# foo", "# foo"),
            ("/", "foo"),
            (".", "foo"),
            ("Foo", "foo"),
        ];
        for (pattern, path) in misses {
            assert!(!covers(pattern, path), "{pattern} should not cover {path}");
        }
    }

    #[test]
    fn last_match_wins() {
        assert!(!covers("*.md\n!README.md", "README.md"));
        assert!(covers("*.md\n!README.md\nREADME.md", "README.md"));
        assert!(covers("!README.md\n*.md", "README.md"));
        assert!(!covers("*\n!src", "src/a/b.rs"));
        assert!(!covers("docs\n!docs/keep.md", "docs/keep.md"));
        assert!(covers("docs\n!docs/keep.md", "docs/other.md"));
        assert!(!covers("!/a\n", "a"));
        assert!(!covers("*\n! src", "src"));
        // The exception was passed over at the folder, where nothing was ignored yet.
        assert!(covers("a/b\n!a", "a/b"));
    }

    #[test]
    fn comments_bom_and_line_ends() {
        let text = "\u{feff}# no\r\n\r\nfoo\r\n";
        assert!(covers(text, "foo"));
        assert!(!covers("", "foo"));
    }

    #[test]
    fn what_the_builder_refuses() {
        for bad in ["!", "[", "[]", "[a-]", "a\\"] {
            assert!(Ignored::parse(bad).is_none(), "{bad}");
        }
    }
}
