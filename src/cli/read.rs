//! Reads Dockerfiles, and says in a sentence why one cannot be read.

use std::borrow::Cow;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// Larger files are no Dockerfiles; in bytes.
const LARGEST: u64 = 64 << 20;

/// The text of a file. The error is a sentence that begins behind the file's name.
pub fn file(path: &Path) -> Result<String, String> {
    let metadata = fs::metadata(path).map_err(|error| plain(&error))?;
    // Asked before opening: to open a named pipe would wait for its writer.
    if !metadata.is_file() {
        return Err("not a regular file (use `-` for standard input)".to_string());
    }
    let file = File::open(path).map_err(|error| plain(&error))?;
    text(file, metadata.len())
}

/// The text on standard input.
pub fn stdin() -> Result<String, String> {
    text(io::stdin().lock(), 0)
}

fn text(from: impl Read, expected: u64) -> Result<String, String> {
    if expected > LARGEST {
        return Err(too_large());
    }
    let mut bytes = Vec::with_capacity(expected as usize + 1);
    let read = from.take(LARGEST + 1).read_to_end(&mut bytes);
    read.map_err(|error| plain(&error))?;
    if bytes.len() as u64 > LARGEST {
        return Err(too_large());
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err("UTF-16 text; BuildKit reads UTF-8 only".to_string());
    }
    if bytes.contains(&0) {
        return Err("binary file, not a Dockerfile".to_string());
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let line = error.as_bytes()[..at]
            .iter()
            .filter(|byte| **byte == b'\n')
            .count();
        format!("not UTF-8: line {}", line + 1)
    })
}

/// The path of the file that a patch has to change: `git apply` and `patch` change no symbolic links.
pub fn real(path: &Path) -> Cow<'_, Path> {
    match path.is_symlink() {
        true => path.canonicalize().map_or(path.into(), Cow::Owned),
        false => path.into(),
    }
}

fn too_large() -> String {
    format!("larger than {} MiB, not a Dockerfile", LARGEST >> 20)
}

/// An error of the operating system in its own words, without its number.
pub fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or(&text);
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => text.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_is_wrong() {
        assert_eq!(text(&b"FROM a\n"[..], 0), Ok("FROM a\n".to_string()));
        let cases: [(&[u8], &str); 3] = [
            (b"FROM a\nRUN \xff\n", "not UTF-8: line 2"),
            (b"\xff\xfeF\0", "UTF-16 text; BuildKit reads UTF-8 only"),
            (b"\x7fELF\0", "binary file, not a Dockerfile"),
        ];
        for (bytes, message) in cases {
            assert_eq!(text(bytes, 0), Err(message.to_string()));
        }
        assert!(text(io::repeat(b'x'), 0).is_err());
    }
}
