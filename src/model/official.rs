//! What Docker's official images hold, as far as passes ask.

use crate::data::{Grade, RuleData};
use crate::model::image;

/// Whether an image surely has nothing at a path. What is only believed of an image does not count.
pub fn lacks(reference: &str, path: &str) -> bool {
    let applications = &RuleData::suites().applications;
    let mut parts = path.trim_start_matches('/').split('/').peekable();
    if let Some(&("opt" | "srv")) = parts.peek() {
        parts.next();
    }
    let first = parts.next().unwrap_or_default();
    let lacking = |name: &str| {
        let mut rows = applications.images.iter();
        let row = rows.find(|row| row.images.contains(&name));
        row.is_some_and(|row| row.grade != Grade::Believed) && !reference.contains("onbuild")
    };
    image::official_name(reference).is_some_and(lacking) && applications.names.contains(&first)
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

    #[test]
    fn what_is_believed_does_not_count() {
        assert!(!lacks("tomcat:11", "/app"));
    }
}
