//! Image references: `registry/path:tag@digest`, as they stand behind `FROM` and `--from=`.
//!
//! Expands no variable and asks no registry. Source: `github.com/distribution/reference` (`normalize.go`).

use std::borrow::Cow;

/// An image reference taken apart. All parts are pieces of the text it was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImageReference<'a> {
    /// The whole.
    pub text: &'a str,
    /// The host, with its port, if the first component is one: it holds `.` or `:` or is `localhost`.
    pub registry: Option<&'a str>,
    /// The repository without registry: `library/debian`.
    pub path: &'a str,
    /// What follows `:`.
    pub tag: Option<&'a str>,
    /// What follows `@`, algorithm included.
    pub digest: Option<&'a str>,
    /// Registry and path as written.
    name: &'a str,
}

impl<'a> ImageReference<'a> {
    /// Takes `text` apart. Never fails: what is no valid reference comes out in parts that make no sense either.
    pub fn parse(text: &'a str) -> Self {
        let (rest, digest) = match outside_variables(text).find(|(_, ch)| *ch == '@') {
            Some((at, _)) => (&text[..at], Some(&text[at + 1..])),
            None => (text, None),
        };
        let colon = outside_variables(rest)
            .filter(|(_, ch)| matches!(ch, ':' | '/'))
            .last();
        let (name, tag) = match colon {
            Some((at, ':')) => (&rest[..at], Some(&rest[at + 1..])),
            _ => (rest, None),
        };
        let slash = outside_variables(name).find(|(_, ch)| *ch == '/');
        let host = slash
            .map(|(at, _)| &name[..at])
            .filter(|host| is_host(host));
        let path = host.map_or(name, |host| &name[host.len() + 1..]);
        ImageReference {
            text,
            registry: host,
            path,
            tag,
            digest,
            name,
        }
    }

    /// Whether it holds no variable, so that it says what it says.
    pub fn is_literal(&self) -> bool {
        !self.text.contains('$')
    }

    /// The name as people write it, without tag and digest: `debian` for `docker.io/library/debian:12`; other registries
    /// keep their place.
    pub fn familiar(&self) -> &'a str {
        match self.registry {
            None | Some("docker.io" | "index.docker.io") => {
                let bare = self.path.strip_prefix("library/");
                bare.filter(|bare| !bare.contains('/')).unwrap_or(self.path)
            }
            Some(_) => self.name,
        }
    }

    /// The name in full, without tag and digest: `docker.io/library/debian` for `debian`.
    pub fn normalized(&self) -> Cow<'a, str> {
        match self.registry {
            None | Some("docker.io" | "index.docker.io") => {
                let library = if self.path.contains('/') {
                    ""
                } else {
                    "library/"
                };
                Cow::Owned(format!("docker.io/{library}{}", self.path))
            }
            Some(_) => Cow::Borrowed(self.name),
        }
    }
}

/// The characters of `text` that do not stand in `${…}`.
fn outside_variables(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let mut depth = 0usize;
    let mut before = '\0';
    text.char_indices().filter(move |(_, ch)| {
        let opens = *ch == '{' && before == '$';
        before = *ch;
        match ch {
            _ if opens => depth += 1,
            '}' if depth > 0 => depth -= 1,
            _ => return depth == 0,
        }
        false
    })
}

fn is_host(component: &str) -> bool {
    let mut letters = outside_variables(component);
    component == "localhost" || letters.any(|(_, ch)| matches!(ch, '.' | ':'))
}

#[cfg(test)]
mod tests {
    use super::ImageReference;

    #[test]
    fn parts() {
        let image = ImageReference::parse("registry.example:5000/team/app:1.2@sha256:abc");
        assert_eq!(image.registry, Some("registry.example:5000"));
        assert_eq!((image.path, image.tag), ("team/app", Some("1.2")));
        assert_eq!(image.digest, Some("sha256:abc"));
        assert_eq!(image.familiar(), "registry.example:5000/team/app");
        assert_eq!(ImageReference::parse("localhost:5000/app").tag, None);
    }

    #[test]
    fn familiar_names_of_docker_hub() {
        for text in [
            "debian",
            "library/debian:12",
            "docker.io/library/debian",
            "index.docker.io/debian",
        ] {
            assert_eq!(ImageReference::parse(text).familiar(), "debian", "{text}");
            assert_eq!(
                ImageReference::parse(text).normalized(),
                "docker.io/library/debian",
                "{text}"
            );
        }
        assert_eq!(
            ImageReference::parse("docker.io/bitnami/redis:7").familiar(),
            "bitnami/redis"
        );
    }

    #[test]
    fn variables_are_not_taken_apart() {
        let image = ImageReference::parse("${REGISTRY:-docker.io/library}/node:${VERSION:-20}");
        assert!(!image.is_literal());
        assert_eq!(image.path, "${REGISTRY:-docker.io/library}/node");
        assert_eq!(image.tag, Some("${VERSION:-20}"));
        assert!(ImageReference::parse("node:20").is_literal());
    }
}
