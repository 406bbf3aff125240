//! Absolute paths of an image, compared as text. Follows no link and reads no file.

/// Directories of a base image from which a copy would bring caches and package data along.
const SYSTEM_DIRECTORIES: [&str; 6] = ["/", "/root", "/usr", "/var", "/var/lib", "/var/cache"];

/// Where programs are looked for that are not called by their path, in that order.
pub const PROGRAMS: [&str; 6] = [
    "/usr/local/sbin",
    "/usr/local/bin",
    "/usr/sbin",
    "/usr/bin",
    "/sbin",
    "/bin",
];

/// `path` seen from `directory`, without `.`, `..` and doubled slashes; `None` where the start is not known.
pub fn resolve(directory: Option<&str>, path: &str) -> Option<String> {
    let start = match path.starts_with('/') {
        true => "",
        false => directory?,
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in start.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    Some(format!("/{}", parts.join("/")))
}

/// Whether `inner` is `outer` or lies under it. Both absolute and without `.` and `..`.
pub fn within(inner: &str, outer: &str) -> bool {
    let outer = outer.trim_end_matches('/');
    inner
        .strip_prefix(outer)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Whether one lies in the other.
pub fn overlap(a: &str, b: &str) -> bool {
    within(a, b) || within(b, a)
}

/// Whether copying this path takes a whole system directory.
pub fn is_system_directory(path: &str) -> bool {
    resolve(Some("/"), path).is_some_and(|path| SYSTEM_DIRECTORIES.contains(&path.as_str()))
}

/// Whether `pattern`, a path whose last part may hold `*` and `?`, names `path` or a directory above it.
pub fn names(pattern: &str, path: &str) -> bool {
    let (pattern, path) = (pattern.trim_end_matches('/'), path.trim_end_matches('/'));
    let literal = pattern.find(['*', '?']).unwrap_or(pattern.len());
    let Some(rest) = path.strip_prefix(&pattern[..literal]) else {
        return false;
    };
    if literal == pattern.len() {
        return pattern.is_empty() || rest.is_empty() || rest.starts_with('/');
    }
    let mut wanted = pattern.split('/');
    let mut parts = path.split('/');
    loop {
        match (wanted.next(), parts.next()) {
            (None, _) => return true,
            (Some(_), None) => return false,
            (Some(want), Some(part)) if !matches(want.as_bytes(), part.as_bytes()) => return false,
            _ => {}
        }
    }
}

/// Whether the last part of a source of COPY, which may be a pattern, names a file: `package*.json`. A lone `*` names folders
/// as well, so it does not count.
pub fn names_file(source: &str, name: &str) -> bool {
    let pattern = source.rsplit('/').next().unwrap_or(source);
    pattern != "*" && !name.contains('/') && matches(pattern.as_bytes(), name.as_bytes())
}

/// `*` and `?` within one path component. Linear in the product of both lengths at worst.
fn matches(pattern: &[u8], text: &[u8]) -> bool {
    let (mut p, mut t, mut star) = (0, 0, None);
    while t < text.len() {
        if p < pattern.len() && (pattern[p] == b'?' || pattern[p] == text[t]) && pattern[p] != b'*'
        {
            (p, t) = (p + 1, t + 1);
        } else if p < pattern.len() && pattern[p] == b'*' {
            star = Some((p, t));
            p += 1;
        } else if let Some((at, from)) = star {
            (p, t) = (at + 1, from + 1);
            star = Some((at, from + 1));
        } else {
            return false;
        }
    }
    pattern[p..].iter().all(|byte| *byte == b'*')
}

#[cfg(test)]
mod tests {
    use super::{names, overlap, resolve, within};

    #[test]
    fn resolves_as_a_kernel_would_without_links() {
        assert_eq!(resolve(Some("/app"), "../x/./y//").as_deref(), Some("/x/y"));
        assert_eq!(resolve(None, "/a/b").as_deref(), Some("/a/b"));
        assert_eq!(resolve(None, "a"), None);
        assert_eq!(resolve(Some("/"), "..").as_deref(), Some("/"));
    }

    #[test]
    fn containment_needs_whole_components() {
        assert!(within("/var/lib/apt", "/var/lib"));
        assert!(within("/var", "/"));
        assert!(!within("/variable", "/var"));
        assert!(overlap("/var", "/var/lib/apt"));
    }

    #[test]
    fn patterns_name_what_lies_under_them() {
        assert!(names("/tmp/*", "/tmp/a.tar"));
        assert!(names("/tmp/*", "/tmp/a/b"));
        assert!(names("/var/lib/apt/lists/*", "/var/lib/apt/lists/x"));
        assert!(!names("/tmp/*.tar", "/tmp/a.zip"));
        assert!(!names("/tmp/a/b", "/tmp/a"));
    }
}
