//! From YAML to a configuration. Every error names its line and column, and the name that was probably meant.

use std::path::{Path, PathBuf};

use ignore::gitignore::GitignoreBuilder;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::values::{Level, Name, Pattern, Platform, unknown};
use super::{FailOn, File, Override, Section};
use crate::data::Extra;
use crate::pass::Assumption;

/// Why a configuration cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: {message}", self.place())]
pub struct Problem {
    /// The file.
    pub path: PathBuf,
    /// 1-based line and column of what is wrong.
    pub at: Option<(u32, u32)>,
    /// What is wrong.
    pub message: String,
}

impl Problem {
    /// `path:line:column`, or the path alone.
    pub fn place(&self) -> String {
        match self.at {
            Some((line, column)) => format!("{}:{line}:{column}", self.path.display()),
            None => self.path.display().to_string(),
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
struct Raw {
    level: Option<Level>,
    assume: Vec<Name<Assumption>>,
    only: Option<Vec<Name<&'static str>>>,
    skip: Vec<Name<&'static str>>,
    fail_on: Option<Name<FailOn>>,
    platforms: Option<Vec<Platform>>,
    overrides: Vec<RawOverride>,
    rules: Option<RawRules>,
}

/// Rows under the types of `rules/`, which say themselves what is wrong with one.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct RawRules {
    images: Option<Value>,
    tags: Option<Value>,
    functional: Option<Value>,
    alpine: Option<Value>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct RawOverride {
    paths: Vec<Pattern>,
    level: Option<Level>,
    #[serde(default)]
    assume: Vec<Name<Assumption>>,
    only: Option<Vec<Name<&'static str>>>,
    #[serde(default)]
    skip: Vec<Name<&'static str>>,
    fail_on: Option<Name<FailOn>>,
    platforms: Option<Vec<Platform>>,
}

impl File {
    /// Reads `text`, the content of the file at `path`.
    pub fn parse(path: &Path, text: &str) -> Result<Self, Problem> {
        let raw: Option<Raw> = yaml(text).map_err(|error| problem(path, &error))?;
        let raw = raw.unwrap_or_default();
        let root = path.parent().unwrap_or(Path::new(""));
        let overrides = raw.overrides.into_iter().map(|mut one| {
            let paths = std::mem::take(&mut one.paths).into_iter();
            let patterns: Vec<String> = paths.map(|pattern| pattern.0).collect();
            let mut builder = GitignoreBuilder::new(root);
            for pattern in &patterns {
                // Each was tried alone when it was read.
                let _ = builder.add_line(None, pattern);
            }
            Ok(Override {
                paths: builder.build().map_err(|error| Problem {
                    path: path.to_path_buf(),
                    at: None,
                    message: error.to_string(),
                })?,
                patterns,
                section: section(one),
            })
        });
        Ok(File {
            path: path.to_path_buf(),
            overrides: overrides.collect::<Result<_, _>>()?,
            base: section(RawOverride {
                paths: Vec::new(),
                level: raw.level,
                assume: raw.assume,
                only: raw.only,
                skip: raw.skip,
                fail_on: raw.fail_on,
                platforms: raw.platforms,
            }),
            rules: raw.rules.map(|rules| rows(path, rules)).transpose()?,
        })
    }
}

/// An empty file, or one of comments only, says nothing.
fn yaml(text: &str) -> Result<Option<Raw>, serde_yaml::Error> {
    let text = text.trim_start_matches('\u{feff}');
    let mut lines = text.lines().map(str::trim);
    match lines.all(|line| line.is_empty() || line.starts_with('#')) {
        true => Ok(None),
        false => serde_yaml::from_str(text),
    }
}

fn rows(path: &Path, rules: RawRules) -> Result<&'static Extra, Problem> {
    let keys = [
        ("images", rules.images),
        ("tags", rules.tags),
        ("functional", rules.functional),
        ("alpine", rules.alpine),
    ];
    let keys = keys.into_iter();
    let rules: Map<String, Value> = keys
        .filter_map(|(key, rows)| Some((key.to_string(), rows?)))
        .collect();
    Extra::read(&rules).map_err(|message| Problem {
        path: path.to_path_buf(),
        at: None,
        message: format!("rules.{message}"),
    })
}

fn section(raw: RawOverride) -> Section {
    let platforms = raw.platforms.map(|all| all.into_iter().map(|one| one.0));
    Section {
        level: raw.level.map(|level| level.0),
        assume: raw.assume.into_iter().map(|name| name.0).collect(),
        only: raw
            .only
            .map(|only| only.into_iter().map(|name| name.0).collect()),
        skip: raw.skip.into_iter().map(|name| name.0).collect(),
        fail_on: raw.fail_on.map(|name| name.0),
        platforms: platforms.map(Iterator::collect),
    }
}

fn problem(path: &Path, error: &serde_yaml::Error) -> Problem {
    let text = error.to_string();
    let text = text.split(" at line ").next().unwrap_or(&text);
    Problem {
        path: path.to_path_buf(),
        at: error
            .location()
            .map(|at| (at.line() as u32, at.column() as u32)),
        message: unknown_key(text).unwrap_or_else(|| text.to_string()),
    }
}

/// serde's words for an unknown key, with the nearest known one in place of all.
fn unknown_key(text: &str) -> Option<String> {
    let (before, rest) = text.split_once("unknown field `")?;
    let (key, known) = rest.split_once('`')?;
    let known: Vec<&str> = known.split('`').skip(1).step_by(2).collect();
    Some(format!("{before}{}", unknown("key", key, &known)))
}
