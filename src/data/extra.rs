//! Rows that a project adds to those of `rules/`, under the same types: its own images, and packages that matter to it.
//!
//! They hold where [`with`] says so and nowhere else: a run may cover projects that do not agree.

use std::cell::Cell;
use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::Recommends;
use super::images::{AlpinePackages, Images, Mapped, Rows};
use super::recommends::Functional;

/// The facts with a project's rows before them.
#[derive(Debug)]
pub struct Extra {
    pub(super) images: Images,
    pub(super) alpine: AlpinePackages,
    pub(super) recommends: Recommends,
}

thread_local! {
    static CURRENT: Cell<Option<&'static Extra>> = const { Cell::new(None) };
}

/// What was read, by its text: a language server reads the same configuration again and again, and the rows stay for good.
static READ: LazyLock<Mutex<HashMap<String, &'static Extra>>> = LazyLock::new(Mutex::default);

/// Does something with these rows in force on this thread.
pub fn with<R>(extra: Option<&'static Extra>, act: impl FnOnce() -> R) -> R {
    /// Puts back what was in force, whatever happens.
    struct Before(Option<&'static Extra>);
    impl Drop for Before {
        fn drop(&mut self) {
            CURRENT.set(self.0);
        }
    }
    let _before = Before(CURRENT.replace(extra));
    act()
}

/// What is in force on this thread.
pub(super) fn current() -> Option<&'static Extra> {
    CURRENT.get()
}

impl Extra {
    /// Reads the rows of a configuration: `images`, `tags`, `functional` and `alpine`, each as in the file of `rules/` that has
    /// it. The error names the row.
    pub fn read(rules: &Map<String, Value>) -> Result<&'static Extra, String> {
        let text = Value::Object(rules.clone()).to_string();
        let mut read = READ.lock().unwrap_or_else(|broken| broken.into_inner());
        if let Some(known) = read.get(&text) {
            return Ok(known);
        }
        let rows = Rows {
            images: list(rules, "images")?,
            tags: list(rules, "tags")?,
        };
        let mut alpine = AlpinePackages::fresh();
        alpine.add(list::<Mapped>(rules, "alpine")?);
        let mut recommends = super::recommends();
        let functional: Vec<Functional> = list(rules, "functional")?;
        recommends.functional.splice(0..0, functional);
        let extra: &'static Extra = Box::leak(Box::new(Extra {
            images: Images::with(rows),
            alpine,
            recommends,
        }));
        read.insert(text, extra);
        Ok(extra)
    }
}

/// The rows under a key, none where there is no such key.
fn list<T: Deserialize<'static>>(rules: &Map<String, Value>, key: &str) -> Result<Vec<T>, String> {
    let rows: Vec<Value> = match rules.get(key) {
        None | Some(Value::Null) => return Ok(Vec::new()),
        Some(rows) => owned(rows).map_err(|_| format!("{key}: a list of rows is expected"))?,
    };
    let row = |(at, row): (usize, Value)| {
        let text: &'static str = Box::leak(row.to_string().into_boxed_str());
        serde_json::from_str(text).map_err(|error| format!("{key}[{at}]: {}", plain(&error)))
    };
    rows.into_iter().enumerate().map(row).collect()
}

fn owned<T: DeserializeOwned>(value: &Value) -> Result<T, serde_json::Error> {
    serde_json::from_value(value.clone())
}

/// Without the place in a text that nobody has seen, and in words for a text that cannot be borrowed.
fn plain(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let text = text.split(" at line ").next().unwrap_or(&text);
    match text.contains("expected a borrowed string") {
        true => "no text of a row may hold a quote, backslash or control character".to_string(),
        false => text.to_string(),
    }
}
