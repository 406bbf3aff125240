//! From YAML to a configuration. Every error names its line and column, and the name that was probably meant.

use std::fmt;
use std::marker::PhantomData;
use std::path::{Path, PathBuf};

use ignore::gitignore::GitignoreBuilder;
use serde::Deserialize;
use serde::de::{self, Deserializer, Visitor};

use super::nearest::nearest;
use super::{FailOn, File, Override, Section};
use crate::pass::Assumption;
use crate::passes;

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
    overrides: Vec<RawOverride>,
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
}

impl File {
    /// Reads `text`, the content of the file at `path`.
    pub fn parse(path: &Path, text: &str) -> Result<Self, Problem> {
        let raw: Option<Raw> = yaml(text).map_err(|error| problem(path, &error))?;
        let raw = raw.unwrap_or_default();
        let root = path.parent().unwrap_or(Path::new(""));
        let overrides = raw.overrides.into_iter().map(|one| {
            let patterns: Vec<String> = one.paths.into_iter().map(|pattern| pattern.0).collect();
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
                section: section(one.level, one.assume, one.only, one.skip, one.fail_on),
            })
        });
        Ok(File {
            path: path.to_path_buf(),
            overrides: overrides.collect::<Result<_, _>>()?,
            base: section(raw.level, raw.assume, raw.only, raw.skip, raw.fail_on),
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

fn section(
    level: Option<Level>,
    assume: Vec<Name<Assumption>>,
    only: Option<Vec<Name<&'static str>>>,
    skip: Vec<Name<&'static str>>,
    fail_on: Option<Name<FailOn>>,
) -> Section {
    Section {
        level: level.map(|level| level.0),
        assume: assume.into_iter().map(|name| name.0).collect(),
        only: only.map(|only| only.into_iter().map(|name| name.0).collect()),
        skip: skip.into_iter().map(|name| name.0).collect(),
        fail_on: fail_on.map(|name| name.0),
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

/// `unknown pass `merge-run`: did you mean `merge-runs`?`
fn unknown(what: &str, name: &str, known: &[&str]) -> String {
    let hint = match nearest(name, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("known are {}", known.join(", ")),
    };
    format!("unknown {what} `{name}`: {hint}")
}

/// One value, with its error told at its place: serde's own conversions tell it at that of the whole map.
trait Scalar: Sized {
    fn from_text(text: &str) -> Result<Self, String>;
}

struct Reader<T>(PhantomData<T>);

impl<T: Scalar> Visitor<'_> for Reader<T> {
    type Value = T;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a single value")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        T::from_text(text).map_err(E::custom)
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<T, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<T, E> {
        self.visit_str(&number.to_string())
    }
}

struct Level(u8);

impl Scalar for Level {
    fn from_text(text: &str) -> Result<Self, String> {
        match text.parse() {
            Ok(level @ 0..=3) => Ok(Level(level)),
            _ => Err(format!("no level `{text}`: there are 0, 1, 2 and 3")),
        }
    }
}

impl<'de> Deserialize<'de> for Level {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Reader(PhantomData))
    }
}

/// A pattern of paths, as in `.gitignore`.
struct Pattern(String);

impl Scalar for Pattern {
    fn from_text(text: &str) -> Result<Self, String> {
        match GitignoreBuilder::new("").add_line(None, text) {
            Ok(_) => Ok(Pattern(text.to_string())),
            Err(error) => Err(format!("bad pattern `{text}`: {error}")),
        }
    }
}

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_str(Reader(PhantomData))
    }
}

/// Something that is written by its name.
struct Name<T>(T);

trait Named: Sized {
    const WHAT: &'static str;
    fn all() -> Vec<(&'static str, Self)>;
}

impl<T: Named> Scalar for Name<T> {
    fn from_text(name: &str) -> Result<Self, String> {
        let all = T::all();
        let known: Vec<&str> = all.iter().map(|(known, _)| *known).collect();
        let found = all.into_iter().find(|(known, _)| *known == name);
        found
            .map(|(_, value)| Name(value))
            .ok_or_else(|| unknown(T::WHAT, name, &known))
    }
}

impl<'de, T: Named> Deserialize<'de> for Name<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_str(Reader(PhantomData))
    }
}

impl Named for Assumption {
    const WHAT: &'static str = "assumption";

    fn all() -> Vec<(&'static str, Self)> {
        Assumption::ALL.map(|one| (one.name(), one)).into()
    }
}

impl Named for FailOn {
    const WHAT: &'static str = "value";

    fn all() -> Vec<(&'static str, Self)> {
        FailOn::ALL.map(|one| (one.name(), one)).into()
    }
}

impl Named for &'static str {
    const WHAT: &'static str = "pass";

    fn all() -> Vec<(&'static str, Self)> {
        passes::ALL.iter().map(|one| (one.name, one.name)).collect()
    }
}
