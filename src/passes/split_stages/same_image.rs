//! The image of an application in an interpreted language once more: the same for the second stage, or its slim form.

use crate::data::images::{Build, Images, Sibling};

use super::candidate::Candidate;
use super::interpreted::Application;
use super::plan::Findings;

/// The image of the second stage, and whether that is the slim form of the first one's.
pub(super) fn image(findings: &Findings<'_, '_, '_>, application: &Application) -> (String, bool) {
    let candidate = findings.candidate;
    let same = candidate.image.text.to_string();
    let slim = full_build(candidate).and_then(|build| {
        build.sibling(Sibling {
            variant: "slim",
            suite: Some(build.suite),
            word: "slim",
        })
    });
    match slim.filter(|_| application.full.is_none() && candidate.image.digest.is_none()) {
        Some(slim) => {
            let name = format!("{}:{}", slim.image, slim.tag);
            (candidate.beside(&name), true)
        }
        None => (same, false),
    }
}

/// The build that the image is, if it is one with compilers of its own that has a slim form.
pub(super) fn full_build(candidate: &Candidate<'_, '_>) -> Option<Build> {
    let images = Images::get();
    let name = images.official(candidate.image.familiar())?;
    let full = images.image(name)?.full == "buildpack-deps";
    let build = images.build(name, candidate.image.tag)?;
    (full && build.variant == "default").then_some(build)
}

/// Whether an image has compilers of its own.
pub(super) fn has_compilers(candidate: &Candidate<'_, '_>) -> bool {
    let tag = candidate.image.tag.unwrap_or("latest");
    let image = Images::get().image(candidate.image.familiar());
    let full = image.is_some_and(|image| image.full == "buildpack-deps");
    full && !tag.contains("slim") && !tag.contains("alpine")
}
