//! What Docker's official images hold, as far as passes ask.

use crate::model::image;

/// Official images of languages, servers and distributions: none holds a directory for the application of its users, but for
/// those that they document (`/usr/src/app`, `/var/www`, `/go` …). Believed: from memory, not read in the images' Dockerfiles.
const WITHOUT_APPLICATION: [&str; 26] = [
    "almalinux",
    "alpine",
    "amazoncorretto",
    "amazonlinux",
    "buildpack-deps",
    "busybox",
    "debian",
    "eclipse-temurin",
    "elixir",
    "fedora",
    "gcc",
    "golang",
    "gradle",
    "httpd",
    "maven",
    "nginx",
    "node",
    "openjdk",
    "perl",
    "php",
    "python",
    "rockylinux",
    "ruby",
    "rust",
    "tomcat",
    "ubuntu",
];

/// Names at the root, in `/opt` and in `/srv` that no distribution, and none of these images, uses.
const APPLICATION_NAMES: [&str; 16] = [
    "api",
    "app",
    "application",
    "backend",
    "bot",
    "code",
    "frontend",
    "project",
    "server",
    "service",
    "site",
    "source",
    "web",
    "website",
    "worker",
    "workspace",
];

/// Whether an image surely has nothing at a path.
pub fn lacks(reference: &str, path: &str) -> bool {
    let mut parts = path.trim_start_matches('/').split('/').peekable();
    if let Some(&("opt" | "srv")) = parts.peek() {
        parts.next();
    }
    let first = parts.next().unwrap_or_default();
    let plain = |name: &str| WITHOUT_APPLICATION.contains(&name) && !reference.contains("onbuild");
    image::official_name(reference).is_some_and(plain) && APPLICATION_NAMES.contains(&first)
}

/// Official images of distributions, whose Dockerfiles set no WORKDIR: they start in `/`. Believed, as above.
const AT_ROOT: [&str; 9] = [
    "almalinux",
    "alpine",
    "amazonlinux",
    "busybox",
    "centos",
    "debian",
    "fedora",
    "rockylinux",
    "ubuntu",
];

/// Whether the steps of a stage that starts from this image run in `/` unless a WORKDIR says otherwise.
pub fn starts_at_root(reference: &str) -> bool {
    image::official_name(reference).is_some_and(|name| AT_ROOT.contains(&name))
}

#[cfg(test)]
mod tests {
    use super::lacks;

    #[test]
    fn an_image_lacks_what_only_users_make() {
        assert!(lacks("node:24-slim", "/app") && lacks("python", "/code/src"));
        assert!(lacks("debian:12", "/srv/app") && !lacks("debian:12", "/srv"));
        assert!(!lacks("gradle", "/opt/gradle") && !lacks("ghost:5", "/app"));
        assert!(!lacks("node:4-onbuild", "/app") && !lacks("node:24", "/home/node"));
        assert!(!lacks("bitnami/node:24", "/app"));
    }
}
