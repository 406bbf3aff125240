//! What each stage starts from, compared with more or less of it left open.

use crate::data::images::Images;
use crate::model::{Base, Model, Stage};
use crate::syntax::image::ImageReference;

/// The stages with their names and what each starts from, as written.
pub(super) fn named(model: &Model<'_>) -> Vec<String> {
    let line = |stage: &Stage<'_>| {
        let base = match &stage.base {
            Base::Stage(index) => format!("stage {index}"),
            other => format!("{other:?} {}", stage.from.logical.as_str()),
        };
        format!("{base} as {:?}", stage.name)
    };
    model.stages.iter().map(line).collect()
}

/// What a stage starts from.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Root {
    name: Option<String>,
    base: Base,
    flags: Vec<String>,
}

impl Root {
    pub(super) fn new(stage: &Stage<'_>) -> Self {
        let flag = |flag: &crate::syntax::Flag<'_>| {
            let value = flag.value.as_ref().map_or("", |value| &value.value);
            format!("{}={value}", flag.name)
        };
        Root {
            name: stage.name.clone(),
            base: stage.base.clone(),
            flags: stage.from.flags.iter().map(flag).collect(),
        }
    }

    fn parent(&self) -> Option<usize> {
        match self.base {
            Base::Stage(index) => Some(index),
            _ => None,
        }
    }
}

/// Whether the stages are the same, whatever images they start from.
pub(super) fn same_stages(before: &[Root], after: &[Root]) -> bool {
    let same =
        |(a, b): (&Root, &Root)| a.name == b.name && a.flags == b.flags && a.parent() == b.parent();
    before.len() == after.len() && before.iter().zip(after).all(same)
}

/// Whether they start from the same images but for the variant of official ones.
pub(super) fn same_but_variant(before: &[Root], after: &[Root]) -> bool {
    let same = |(a, b): (&Root, &Root)| match (&a.base, &b.base) {
        (a, b) if a == b => true,
        (Base::Image(a), Base::Image(b)) => is_variant(a, b),
        _ => false,
    };
    same_stages(before, after) && before.iter().zip(after).all(same)
}

/// Whether both are in the table of tags, under the same name, with the same versions and suite and no platform lost.
fn is_variant(before: &str, after: &str) -> bool {
    let images = Images::get();
    let (before, after) = (ImageReference::parse(before), ImageReference::parse(after));
    let same_place = before.familiar() == after.familiar() && before.digest == after.digest;
    let build = |reference: &ImageReference<'_>| {
        images.build(images.official(reference.familiar())?, reference.tag)
    };
    match (build(&before), build(&after)) {
        (Some(a), Some(b)) => {
            let version = a.version == b.version || images.follows(&a) == Some(b.version);
            same_place && version && (a.suite == b.suite || images.follows(&a).is_some())
        }
        _ => false,
    }
}
