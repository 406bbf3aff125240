//! Turns each `rules/*.yaml` into compact JSON in `OUT_DIR`, to be compiled in.
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
        if path
            .extension()
            .is_some_and(|extension| extension == "yaml")
        {
            convert(&path, &out).map_err(|error| format!("{}: {error}", path.display()))?;
        }
    }
    Ok(())
}

fn convert(path: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={}", path.display());
    let value: Value = serde_yaml::from_str(&fs::read_to_string(path)?)?;
    check(&value)?;
    let name = path.with_extension("json");
    let name = name.file_name().ok_or("no file name")?;
    fs::write(out.join(name), serde_json::to_string(&value)?)?;
    Ok(())
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
