//! What is known of the image that a `FROM` under the cursor names: what it is made of, what a pull of it moves, and the other
//! forms of the same version.

use crate::data;
use crate::data::images::{Build, Images};
use crate::model::Model;
use crate::model::origin::{Origin, Origins};
use crate::model::price::size;
use crate::pass::Options;
use crate::syntax;
use crate::text::Span;

/// The page of the image under the cursor, and where it is named. `None` away from a `FROM`, and for an image of which nothing
/// is known.
pub(super) fn page(text: &str, at: Span, options: &Options) -> Option<(Span, String)> {
    data::with(options.rules, || {
        let file = syntax::parse(text);
        let model = Model::new(&file).built_for(&options.platforms);
        let here = |span: Span| span.start <= at.start && at.start <= span.end;
        let stage = model.stages.iter().find(|stage| here(stage.from.span))?;
        let origins = Origins::new(&model);
        let origin = origins.of(stage)?;
        Some((stage.from.span, describe(origin)))
    })
}

fn describe(origin: &Origin<'_>) -> String {
    let mut out = format!("**{}**", origin.shown());
    if let Some(suite) = origin.suite {
        out.push_str(&format!(
            ": {} {} ({}), {}, `{}`, fixes until {}",
            suite.family, suite.release, suite.name, suite.libc, suite.manager, suite.until
        ));
    }
    out.push_str("\n\n");
    let Some(build) = &origin.build else {
        let date = Images::get().tags_date();
        out.push_str(&format!("Not among the tags that were built on {date}.\n"));
        return out;
    };
    out.push_str("| image | a pull moves | built for |\n| --- | --: | --- |\n");
    for one in forms(build) {
        out.push_str(&row(&one));
    }
    out.push_str(
        "\nCompressed bytes of all layers, amd64; of the nearest build that was measured.\n",
    );
    out
}

fn row(build: &Build) -> String {
    let weight = Images::get().weight(build);
    let moved = weight.map_or("not known".to_string(), |weight| size(weight.compressed));
    let (image, tag) = (build.image, &build.tag);
    format!("| `{image}:{tag}` | {moved} | {} |\n", build.platforms)
}

/// The build itself, and of each other variant of its version the one with the shortest tag.
fn forms(build: &Build) -> Vec<Build> {
    let mut forms = vec![build.clone()];
    let mut others = Images::get().builds(build.image);
    others.retain(|other| other.version == build.version && other.variant != build.variant);
    others.sort_by_key(|other| other.tag.len());
    for other in others {
        if forms.iter().all(|form| form.variant != other.variant) {
            forms.push(other);
        }
    }
    forms
}
