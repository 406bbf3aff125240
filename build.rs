//! Turns each `rules/*.yaml` into compact JSON in `OUT_DIR`, to be compiled in; the files of a folder in `rules` become one array,
//! in the order of their names.
//!
//! Refuses text that JSON would have to escape, so that the program can borrow every word from the compiled-in text.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::Value;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=rules");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    for entry in fs::read_dir("rules")? {
        let path = entry?.path();
        let value = match path.is_dir() {
            true => folder(&path)?,
            false if is_yaml(&path) => read(&path)?,
            false => continue,
        };
        let name = path.with_extension("json");
        let name = name.file_name().ok_or("no file name")?;
        fs::write(out.join(name), serde_json::to_string(&value)?)?;
    }
    Ok(())
}

fn folder(folder: &Path) -> Result<Value, Box<dyn Error>> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        paths.push(entry?.path());
    }
    paths.retain(|path| is_yaml(path));
    paths.sort();
    let values: Result<Vec<Value>, _> = paths.iter().map(|path| read(path)).collect();
    Ok(Value::Array(values?))
}

fn is_yaml(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension == "yaml")
}

fn read(path: &Path) -> Result<Value, Box<dyn Error>> {
    println!("cargo::rerun-if-changed={}", path.display());
    let named = |error: &dyn Error| format!("{}: {error}", path.display());
    let text = fs::read_to_string(path)?;
    let value: Value = serde_yaml::from_str(&text).map_err(|error| named(&error))?;
    check(&value).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(value)
}

fn check(value: &Value) -> Result<(), String> {
    match value {
        Value::String(text) if text.contains(['"', '\\']) || text.contains(char::is_control) => {
            Err(format!(
                "`{text}` has a quote, backslash or control character"
            ))
        }
        Value::Array(values) => values.iter().try_for_each(check),
        Value::Object(map) => map.values().try_for_each(check),
        _ => Ok(()),
    }
}
