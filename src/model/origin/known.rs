//! What the facts say of references, each looked up once for a file.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::data::images::{Build, Image, Images, Suite};
use crate::syntax::image::ImageReference;

/// What the facts say of a reference.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub(super) name: &'static str,
    pub(super) build: Option<Build>,
    pub(super) image: Option<&'static Image>,
    pub(super) suite: Option<&'static Suite>,
}

impl Named {
    fn look_up(expanded: &str) -> Option<Named> {
        let images = Images::get();
        let reference = ImageReference::parse(expanded);
        let name = images.official(reference.familiar())?;
        let build = images.build(name, reference.tag);
        let tag = reference.tag.unwrap_or("latest");
        Some(Named {
            name,
            image: images.image(name),
            suite: images.suite_of_build(name, tag, build.as_ref()),
            build,
        })
    }
}

/// What was looked up for the references of a file, by their text.
#[derive(Debug, Default)]
pub struct Known(RefCell<HashMap<String, Option<Named>>>);

impl Known {
    pub(super) fn named(&self, expanded: &str) -> Option<Named> {
        let mut known = self.0.borrow_mut();
        if let Some(named) = known.get(expanded) {
            return named.clone();
        }
        let named = Named::look_up(expanded);
        known.insert(expanded.to_string(), named.clone());
        named
    }
}
