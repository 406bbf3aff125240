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
        let only = options
            .only
            .as_ref()
            .map_or("every pass".to_string(), |only| {
                format!("[{}]", only.join(", "))
            });
        let platforms = match self.platforms() {
            none if none.is_empty() => "the common ones".to_string(),
            some => format!("[{}]", some.join(", ")),
        };
        let rows = [
            (
                format!("level: {}", options.level),
                self.origin(|one| one.level.is_some(), false),
            ),
            (
                format!("assume: [{}]", assumed.join(", ")),
                self.origin(|one| !one.assume.is_empty(), true),
            ),
            (
                format!("only: {only}"),
                self.origin(|one| one.only.is_some(), false),
            ),
            (
                format!("skip: [{}]", options.skip.join(", ")),
                self.origin(|one| !one.skip.is_empty(), true),
            ),
            (
                format!("fail-on: {}", self.fail_on().name()),
                self.origin(|one| one.fail_on.is_some(), false),
            ),
            (
                format!("platforms: {platforms}"),
                self.origin(|one| one.platforms.is_some(), false),
            ),
            (
                format!(
                    "rules: {}",
                    self.rules.map_or("dfopt's own", |_| "with rows of its own")
                ),
                match (self.rules, self.sections.first()) {
                    (Some(_), Some((place, _))) => place.clone(),
                    _ => "default".to_string(),
                },
            ),
        ];
        let width = rows.iter().map(|(text, _)| text.len()).max().unwrap_or(0);
        let line = |(text, origin): &(String, String)| format!("{text:width$}  # {origin}\n");
        rows.iter().map(line).collect()
    }
}
