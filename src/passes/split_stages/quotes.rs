//! Sources that name packages.

use crate::data::Recipe;
use crate::model::sources;
use crate::pass::Context;

/// A source that names one of these packages, which only the build needs, in quotes: where and which; or why not all are read.
pub(super) fn quotes(
    context: &Context<'_>,
    recipe: &'static Recipe,
    names: &[&str],
) -> Option<String> {
    let enters = |name: &str| !recipe.vendored.contains(&name) && !name.starts_with('.');
    let wanted = |path: &str| {
        let ends = |endings: &[&str]| endings.iter().any(|ending| path.ends_with(ending));
        ends(&recipe.sources) && !ends(&recipe.tests)
    };
    let look = |_: &str, text: &str| names.iter().find(|name| is_quoted(text, name)).copied();
    match sources::search(context.project, &enters, &wanted, &look) {
        Ok(searched) => {
            let (path, name) = searched.found?;
            Some(format!(
                "{path} names `{name}`, a package of devDependencies"
            ))
        }
        Err(reason) => Some(reason),
    }
}

/// Whether a text has this name, or a path that begins with it, in quotes.
fn is_quoted(text: &str, name: &str) -> bool {
    ['\'', '"', '`'].iter().any(|quote| {
        let begin = format!("{quote}{name}");
        let mut found = text.match_indices(&begin);
        found.any(|(at, _)| text[at + begin.len()..].starts_with([*quote, '/']))
    })
}
