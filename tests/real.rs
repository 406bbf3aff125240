//! The projects of `examples/real`, which were built before and after: what was built is what dfopt prints today, and the
//! tables tell what was measured.

#![allow(clippy::unwrap_used, reason = "a test may panic and print")]

use std::fs;
use std::path::Path;

use dfopt::model::Folder;
use dfopt::pass::Options;
use dfopt::{passes, pipeline};
use serde::Deserialize;

/// `examples/real/sizes.yaml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sizes {
    date: String,
    /// Images that stood in for those of registries, and what they were made of.
    bases: Vec<(String, String)>,
    projects: Vec<Project>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Project {
    name: String,
    level: u8,
    skip: Option<String>,
    port: u16,
    ask: String,
    before: u64,
    after: u64,
    shows: String,
}

impl Project {
    /// By how much its image got smaller, in per cent.
    #[allow(clippy::cast_precision_loss, reason = "a table of whole per cents")]
    fn saved(&self) -> f64 {
        100.0 - 100.0 * self.after as f64 / self.before as f64
    }
}

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

fn sizes() -> Sizes {
    serde_yaml::from_str(&read("examples/real/sizes.yaml")).unwrap()
}

/// The median of what was saved, in per cent.
fn median(sizes: &Sizes) -> f64 {
    let mut saved: Vec<f64> = sizes.projects.iter().map(Project::saved).collect();
    saved.sort_by(f64::total_cmp);
    saved[saved.len() / 2]
}

#[test]
fn what_was_built_is_what_dfopt_prints() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/real");
    for project in sizes().projects {
        let path = folder.join(&project.name).join("Dockerfile");
        let skip = passes::ALL.iter().map(|pass| pass.name);
        let options = Options {
            level: project.level,
            skip: skip
                .filter(|name| project.skip.as_deref() == Some(name))
                .collect(),
            ..Options::default()
        };
        let source = fs::read_to_string(&path).unwrap();
        let context = Folder::new(folder.join(&project.name), Some(path));
        let made = pipeline::fix(&source, &context, &options).unwrap();
        let built = read(&format!("examples/real/{}/Dockerfile.fixed", project.name));
        assert_eq!(
            made.output, built,
            "{}: to be built and measured again",
            project.name
        );
    }
}

#[test]
fn each_project_is_in_the_table_once() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/real");
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let folders = entries.filter(|entry| entry.path().is_dir());
    let mut found: Vec<String> = folders
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    found.sort();
    let sizes = sizes();
    let named: Vec<&String> = sizes.projects.iter().map(|it| &it.name).collect();
    assert_eq!(found.iter().collect::<Vec<_>>(), named);
    for project in &sizes.projects {
        assert!(project.port > 0 && project.ask.starts_with('/'));
    }
}

#[test]
fn the_readmes_tell_what_was_measured() {
    let sizes = sizes();
    let megabytes = |bytes: u64| format!("{}.{}", bytes / 1_000_000, bytes / 100_000 % 10);
    let mut table = String::from(
        "| project | what it shows | level | before, MB | after, MB | saved |\n| --- | --- | --- | --: | --: | --: |\n",
    );
    for it in &sizes.projects {
        table += &format!(
            "| [{0}](real/{0}) | {1} | `-O{2}` | {3} | {4} | {5:.0} % |\n",
            it.name,
            it.shows,
            it.level,
            megabytes(it.before),
            megabytes(it.after),
            it.saved()
        );
    }
    table += "\n| image | what stood in for it |\n| --- | --- |\n";
    for (image, made) in &sizes.bases {
        table += &format!("| {image} | {made} |\n");
    }
    let shown = read("examples/README.md");
    assert!(shown.contains(&table), "examples/README.md lacks:\n{table}");
    let sentence = format!(
        "{} projects, {}: {:.0} % smaller in the median",
        sizes.projects.len(),
        sizes.date,
        median(&sizes)
    );
    for path in ["examples/README.md", "README.md"] {
        let text = read(path).replace('\n', " ");
        assert!(text.contains(&sentence), "{path} lacks: {sentence}");
    }
}
