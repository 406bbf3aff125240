//! Sources of the build context, searched for what they use.

use crate::model::Project;

/// So many folders, and so many files that are read.
const MOST: usize = 2_000;

/// Not more bytes than this are read.
const MOST_BYTES: usize = 16 << 20;

/// What came of a search.
pub struct Searched<T> {
    /// The first file in which something was found, and what.
    pub found: Option<(String, T)>,
    /// How many files were read.
    pub files: usize,
}

/// Looks at the text of every file that is `wanted` by its path, in every folder that one `enters` by its name, until `look`
/// finds something. Errors: why not all of them are read.
pub fn search<T>(
    project: &dyn Project,
    enters: &dyn Fn(&str) -> bool,
    wanted: &dyn Fn(&str) -> bool,
    look: &dyn Fn(&str, &str) -> Option<T>,
) -> Result<Searched<T>, String> {
    let mut folders = vec![String::new()];
    let (mut seen, mut files, mut bytes) = (0, 0, 0);
    while let Some(folder) = folders.pop() {
        seen += 1;
        if seen > MOST {
            return Err("there are too many folders to look for sources in".into());
        }
        for name in project.list(&folder).unwrap_or_default() {
            let path = format!("{folder}{name}");
            if let Some(bare) = name.strip_suffix('/') {
                folders.extend(enters(bare).then_some(path));
                continue;
            }
            if !wanted(&path) {
                continue;
            }
            files += 1;
            let content = project
                .read(&path)
                .filter(|_| files <= MOST && bytes <= MOST_BYTES);
            let content = content.ok_or_else(|| format!("`{path}` cannot be read"))?;
            bytes += content.len();
            if let Some(found) = look(&path, &String::from_utf8_lossy(&content)) {
                let found = Some((path, found));
                return Ok(Searched { found, files });
            }
        }
    }
    Ok(Searched { found: None, files })
}

/// The first source, of those whose names end as given, with one of the marks in it, and what the mark tells; `Ok(None)` where
/// all are seen and none has one.
pub fn find<'t>(
    project: &dyn Project,
    ends: &[&str],
    marks: &[(&str, &'t str)],
) -> Result<Option<(String, &'t str)>, String> {
    let wanted =
        |path: &str| ends.iter().any(|end| path.ends_with(end)) && !path.ends_with("_test.go");
    let look = |_: &str, text: &str| {
        let mark = marks.iter().find(|(mark, _)| text.contains(mark));
        mark.map(|(_, what)| *what)
    };
    let searched = search(project, &|_| true, &wanted, &look)?;
    match searched.files {
        0 => Err("the sources of the program are not seen".into()),
        _ => Ok(searched.found),
    }
}
