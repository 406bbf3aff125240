//! What is in force as `dfopt config` prints it.

use super::{Section, Settings};

impl Settings {
    /// The names of the places that say something which `says` asks for; `default` if none does.
    fn origin(&self, says: impl Fn(&Section) -> bool, adds_up: bool) -> String {
        let places = self.sections.iter().rev().filter(|(_, one)| says(one));
        let take = if adds_up { usize::MAX } else { 1 };
        let mut names: Vec<&str> = places.take(take).map(|(name, _)| name.as_str()).collect();
        names.reverse();
        match names.is_empty() {
            true => "default".to_string(),
            false => names.join("; "),
        }
    }

    /// Each setting as it stands in a file, and where it comes from: `level: 2  # .dfopt.yaml`.
    pub fn show(&self) -> String {
        let options = self.options(None);
        let assumed: Vec<&str> = options.assume.iter().map(|one| one.name()).collect();
        let only = options.only.as_ref();
        let only = only.map_or("every pass".to_string(), |only| list(only));
        let platforms = match self.platforms() {
            none if none.is_empty() => "the common ones".to_string(),
            some => format!("[{}]", some.join(", ")),
        };
        let from = |says: fn(&Section) -> bool| self.origin(says, false);
        let sum = |says: fn(&Section) -> bool| self.origin(says, true);
        let rows = [
            (
                "level",
                options.level.to_string(),
                from(|one| one.level.is_some()),
            ),
            ("assume", list(&assumed), sum(|one| !one.assume.is_empty())),
            ("only", only, from(|one| one.only.is_some())),
            ("skip", list(&options.skip), sum(|one| !one.skip.is_empty())),
            (
                "fail-on",
                self.fail_on().name().to_string(),
                from(|one| one.fail_on.is_some()),
            ),
            ("platforms", platforms, from(|one| one.platforms.is_some())),
        ];
        let rows = rows.map(|(key, value, origin)| (format!("{key}: {value}"), origin));
        let rows: Vec<(String, String)> = rows.into_iter().chain([self.own_rows()]).collect();
        let width = rows.iter().map(|(text, _)| text.len()).max().unwrap_or(0);
        let line = |(text, origin): &(String, String)| format!("{text:width$}  # {origin}\n");
        rows.iter().map(line).collect()
    }

    fn own_rows(&self) -> (String, String) {
        match (self.rules, self.sections.first()) {
            (Some(_), Some((place, _))) => {
                ("rules: with rows of its own".to_string(), place.clone())
            }
            _ => ("rules: dfopt's own".to_string(), "default".to_string()),
        }
    }
}

fn list(names: &[&str]) -> String {
    format!("[{}]", names.join(", "))
}
