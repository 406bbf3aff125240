//! The documentation is true: pages of passes are what their sources say, links lead somewhere, names are those of the program.
//!
//! `DFOPT_WRITE_DOCS=1 cargo test --test docs` writes the pages.

#![allow(clippy::unwrap_used, reason = "a test may panic and print")]

use std::fs;
use std::path::{Path, PathBuf};

use dfopt::model::NoProject;
use dfopt::pass::{Assumption, Options, Pass};
use dfopt::passes::ALL;
use dfopt::pipeline;
use dfopt::report::{Colour, catalog, diff};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// What the pass makes of its example, every assumption granted.
fn example(pass: &Pass) -> String {
    let options = Options {
        level: 3,
        only: Some(vec![pass.name]),
        ..Options::default()
    };
    let report = pipeline::fix(pass.example, &NoProject, &options).unwrap();
    let (name, folder) = (Path::new("Dockerfile"), Path::new("/"));
    diff::unified(name, folder, pass.example, &report.output, Colour::Off)
}

fn page(pass: &Pass) -> String {
    let mut page = format!(
        "<!-- Made of the source of the pass by tests/docs.rs. -->\n\n{}",
        catalog::markdown(pass)
    );
    let diff = example(pass);
    if !diff.is_empty() {
        page += &format!("\n## Example\n\n```diff\n{diff}```\n");
    }
    page
}

fn index() -> String {
    let mut index = "<!-- Made of the list of passes by tests/docs.rs. -->\n\n# The passes, in running order\n\n\
                     | pass | what it does |\n| --- | --- |\n"
        .to_string();
    for pass in ALL {
        index += &format!("| [`{0}`]({0}.md) | {1} |\n", pass.name, pass.summary);
    }
    index
}

#[test]
fn pages_of_passes_are_current() {
    let mut pages = vec![("README.md".to_string(), index())];
    pages.extend(
        ALL.iter()
            .map(|pass| (format!("{}.md", pass.name), page(pass))),
    );
    let folder = root().join("docs/passes");
    let write = std::env::var_os("DFOPT_WRITE_DOCS").is_some();
    for (name, text) in &pages {
        let path = folder.join(name);
        if write {
            fs::write(&path, text).unwrap();
        }
        let shown = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            shown == *text,
            "docs/passes/{name} is old: DFOPT_WRITE_DOCS=1 cargo test --test docs"
        );
    }
    for entry in fs::read_dir(&folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let known = pages.iter().any(|(known, _)| *known == name);
        assert!(known, "docs/passes/{name}: no such pass");
    }
}

/// Every page that is written by hand, and those made.
fn pages() -> Vec<PathBuf> {
    let mut pages: Vec<PathBuf> = ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md"]
        .iter()
        .map(|name| root().join(name))
        .collect();
    for folder in ["docs", "docs/passes"] {
        let entries = fs::read_dir(root().join(folder)).unwrap();
        pages.extend(entries.map(|entry| entry.unwrap().path()));
    }
    pages.retain(|path| path.extension().is_some_and(|it| it == "md"));
    pages
}

#[test]
fn links_lead_somewhere() {
    for page in pages() {
        let text = fs::read_to_string(&page).unwrap();
        for rest in text.split("](").skip(1) {
            let target = rest.split(')').next().unwrap();
            let path = target.split('#').next().unwrap();
            if target.contains("://") || path.is_empty() {
                continue;
            }
            let file = page.parent().unwrap().join(path);
            assert!(file.exists(), "{}: no {target}", page.display());
        }
    }
}

#[test]
fn the_page_on_levels_names_every_assumption_at_its_level() {
    let text = read("docs/levels.md");
    for one in Assumption::ALL {
        let row = format!("| `{one}` | `-O{}` | ", one.level());
        assert!(text.contains(&row), "docs/levels.md: no row {row}");
    }
}

#[test]
fn the_program_leaves_its_own_dockerfile_alone() {
    let text = read("Dockerfile");
    let project = dfopt::model::Folder::new(root(), Some(root().join("Dockerfile")));
    for level in 1..=3 {
        let options = Options {
            level,
            ..Options::default()
        };
        let report = pipeline::fix(&text, &project, &options).unwrap();
        assert!(report.applied.is_empty(), "-O{level}: {:?}", report.applied);
        assert_eq!(report.output, text);
    }
}
