//! What images give to those that start from them, besides files: `rules/gives.yaml`.

use std::sync::LazyLock;

use serde::Deserialize;

use super::manager::Grade;

const GIVES: &str = include_str!(concat!(env!("OUT_DIR"), "/gives.json"));

static ALL: LazyLock<Vec<Gives>> =
    LazyLock::new(|| serde_json::from_str(GIVES).expect("rules/gives.yaml fits the types"));

/// The configuration of an image.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gives {
    /// Names of images without tag.
    #[serde(borrow)]
    pub images: Vec<&'static str>,
    /// Words or beginnings of tags for which this holds; all where there are none.
    #[serde(borrow, default)]
    pub tags: Vec<&'static str>,
    /// WORKDIR.
    pub directory: &'static str,
    /// Variables and their values; those that only a toolchain reads are left out.
    #[serde(borrow)]
    pub environment: Vec<(&'static str, &'static str)>,
    /// USER; root where none is named.
    #[serde(default)]
    pub user: Option<&'static str>,
    /// ENTRYPOINT.
    #[serde(borrow, default)]
    pub entrypoint: Vec<&'static str>,
    /// Whether that starts what CMD says, as if it were not there.
    #[serde(default)]
    pub wraps: bool,
    /// CMD.
    #[serde(borrow)]
    pub command: Vec<&'static str>,
    /// STOPSIGNAL.
    #[serde(default)]
    pub stop_signal: Option<&'static str>,
    /// Ports.
    #[serde(borrow, default)]
    pub exposes: Vec<&'static str>,
    /// Where this is from.
    pub source: &'static str,
    /// The day it was read.
    pub date: &'static str,
    /// How sure it is.
    pub grade: Grade,
}

impl Gives {
    /// All rows, read on the first call.
    pub fn all() -> &'static [Gives] {
        &ALL
    }

    /// What the image of this name and tag gives, if that is known.
    pub fn of(image: &str, tag: Option<&str>) -> Option<&'static Gives> {
        let tag = tag.unwrap_or("latest");
        let names = |wanted: &&str| {
            let begins = tag
                .strip_prefix(wanted)
                .is_some_and(|rest| rest.starts_with(['.', '-']));
            begins || tag.split('-').any(|word| word == *wanted)
        };
        ALL.iter().find(|row| {
            row.images.contains(&image) && (row.tags.is_empty() || row.tags.iter().any(names))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Gives;

    #[test]
    fn the_first_row_that_holds_counts() {
        let command = |image, tag| Gives::of(image, Some(tag)).map(|row| row.command.clone());
        assert_eq!(command("php", "8.3-fpm"), Some(vec!["php-fpm"]));
        assert_eq!(command("php", "8.3"), Some(vec!["php"]));
        assert_eq!(command("ghost", "5"), None);
        let address = |tag| {
            Gives::of("mcr.microsoft.com/dotnet/aspnet", Some(tag)).map(|row| row.environment[0].1)
        };
        assert_eq!(address("6.0-alpine"), Some("http://+:80"));
        assert_eq!(address("8.0"), Some(""));
    }
}
