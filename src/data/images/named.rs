//! The release of a distribution that a tag names.

use super::{Build, Images, Suite};

impl Images {
    /// The suite that a tag of a distribution's image names, current or past: `bookworm` for `debian` and `12-slim`.
    pub fn suite_of(&'static self, name: &str, tag: Option<&str>) -> Option<&'static Suite> {
        let tag = tag.unwrap_or("latest");
        self.suite_of_build(name, tag, self.build(name, Some(tag)).as_ref())
    }

    /// The same where the build that the tag names is known, or that there is none.
    pub fn suite_of_build(
        &'static self,
        name: &str,
        tag: &str,
        build: Option<&Build>,
    ) -> Option<&'static Suite> {
        if let Some(build) = build {
            return self.suite(build.suite).or_else(|| self.alpine(name, tag));
        }
        let first = tag.split('-').next().unwrap_or(tag);
        let same = |suite: &&Suite| {
            let numbered = first == suite.release
                || suite.family == "debian"
                    && first
                        .strip_prefix(suite.release)
                        .is_some_and(|rest| rest.starts_with('.'));
            suite.family == name && (numbered || first == suite.name)
        };
        let found = self.facts.suites.iter().find(same);
        found
            .or_else(|| self.alpine(name, tag))
            .or_else(|| self.named_in(tag))
    }

    /// A suite that one of the words of a tag names: `buster` in `3.7-slim-buster`, `alpine3.9` in `3.7-alpine3.9`.
    fn named_in(&'static self, tag: &str) -> Option<&'static Suite> {
        tag.split('-').find_map(|word| self.suite(word))
    }

    fn alpine(&'static self, name: &str, tag: &str) -> Option<&'static Suite> {
        let mut numbers = tag.split('.');
        let (major, minor) = (numbers.next()?, numbers.next()?);
        let suite = format!("alpine{major}.{minor}");
        (name == "alpine").then(|| self.suite(&suite))?
    }
}
