//! Single values of a configuration, each with its error told at its place.

use std::fmt;
use std::marker::PhantomData;

use ignore::gitignore::GitignoreBuilder;
use serde::Deserialize;
use serde::de::{self, Deserializer, Visitor};

use super::FailOn;
use super::nearest::nearest;
use crate::pass::Assumption;
use crate::passes;

/// `unknown pass `merge-run`: did you mean `merge-runs`?`
pub(super) fn unknown(what: &str, name: &str, known: &[&str]) -> String {
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

pub(super) struct Level(pub(super) u8);

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

/// A platform as `docker build --platform` has it.
pub(super) struct Platform(pub(super) String);

impl Scalar for Platform {
    fn from_text(text: &str) -> Result<Self, String> {
        platform(text).map(Platform)
    }
}

impl<'de> Deserialize<'de> for Platform {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_str(Reader(PhantomData))
    }
}

/// A platform that images of Linux are built for, as written; the error says what there is.
pub fn platform(text: &str) -> Result<String, String> {
    let known = [
        "linux/386",
        "linux/amd64",
        "linux/arm/v5",
        "linux/arm/v6",
        "linux/arm/v7",
        "linux/arm64",
        "linux/ppc64le",
        "linux/riscv64",
        "linux/s390x",
    ];
    match known.contains(&text) {
        true => Ok(text.to_string()),
        false => Err(unknown("platform", text, &known)),
    }
}

/// A pattern of paths, as in `.gitignore`.
pub(super) struct Pattern(pub(super) String);

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
pub(super) struct Name<T>(pub(super) T);

pub(super) trait Named: Sized {
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
