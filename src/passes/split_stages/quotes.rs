//! Sources that name packages.

use crate::data::Recipe;
use crate::pass::Context;

/// A source that names one of these packages in quotes: where and which. Only where all sources could be read before.
pub(super) fn quotes(
    context: &Context<'_>,
    recipe: &'static Recipe,
    names: &[&str],
) -> Option<String> {
    let mut open = vec![String::new()];
    while let Some(folder) = open.pop() {
        for name in context.project.list(&folder).unwrap_or_default() {
            let path = match folder.as_str() {
                "" => name.clone(),
                folder => format!("{folder}/{name}"),
            };
            if let Some(inner) = path.strip_suffix('/') {
                let bare = name.trim_end_matches('/');
                let skipped = recipe.vendored.contains(&bare) || bare.starts_with('.');
                if !skipped {
                    open.push(inner.to_string());
                }
                continue;
            }
            if let Some(found) = named_in(context, recipe, &path, names) {
                return Some(found);
            }
        }
    }
    None
}

fn named_in(context: &Context<'_>, recipe: &Recipe, path: &str, names: &[&str]) -> Option<String> {
    let ends = |endings: &[&str]| endings.iter().any(|ending| path.ends_with(ending));
    if !ends(&recipe.sources) || ends(&recipe.tests) {
        return None;
    }
    let bytes = context.project.read(path)?;
    let text = String::from_utf8_lossy(&bytes);
    let quoted = |name: &&&str| {
        ['\'', '"', '`'].iter().any(|quote| {
            let begin = format!("{quote}{name}");
            let mut found = text.match_indices(&begin);
            found.any(|(at, _)| text[at + begin.len()..].starts_with([*quote, '/']))
        })
    };
    let name = names.iter().find(quoted)?;
    Some(format!("{path} names `{name}`"))
}
