//! Sources of the build context, searched for what they use.

use crate::model::Project;

/// So many folders and files are looked at.
const MOST: usize = 500;

/// The first source, of those whose names end as given, with one of the marks in it, and what the mark tells; `Ok(None)` where
/// all are seen and none has one.
pub fn find<'t>(
    project: &dyn Project,
    ends: &[&str],
    marks: &[(&str, &'t str)],
) -> Result<Option<(String, &'t str)>, String> {
    let mut folders = vec![String::new()];
    let (mut files, mut seen) = (0, 0);
    while let Some(folder) = folders.pop() {
        seen += 1;
        if seen > MOST {
            return Err("there are too many folders to look for sources in".into());
        }
        let names = project
            .list(&folder)
            .ok_or("the sources of the program are not seen")?;
        for name in names {
            let path = format!("{folder}{name}");
            if name.ends_with('/') {
                folders.push(path);
                continue;
            }
            if !ends.iter().any(|end| name.ends_with(end)) || name.ends_with("_test.go") {
                continue;
            }
            files += 1;
            let text = project.read(&path).filter(|_| files <= MOST);
            let text = text.ok_or_else(|| format!("`{path}` cannot be read"))?;
            let text = String::from_utf8_lossy(&text);
            if let Some((_, what)) = marks.iter().find(|(mark, _)| text.contains(mark)) {
                return Ok(Some((path, what)));
            }
        }
    }
    match files {
        0 => Err("the sources of the program are not seen".into()),
        _ => Ok(None),
    }
}
