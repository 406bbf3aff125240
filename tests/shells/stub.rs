//! What stands for every command: notes how it was called, writes a little, and fails by a hash of its words.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Read, Write};
use std::os::fd::AsFd;
use std::os::unix::fs::{FileTypeExt, PermissionsExt};
use std::{env, path::Path};

/// The file that calls are noted in.
pub const LOG: &str = "DFOPT_STUB_LOG";
/// Seed of the hash by which calls fail.
pub const SEED: &str = "DFOPT_STUB_SEED";

/// Variables that tell of the stub's own bookkeeping, or of how the shell started it.
const UNSEEN: [&str; 5] = [LOG, SEED, "_", "PWD", "SHLVL"];

/// Runs as the command that `arguments` name. Gives the exit status.
pub fn run(arguments: &[String]) -> i32 {
    let name = Path::new(&arguments[0])
        .file_name()
        .unwrap()
        .to_string_lossy()
        .into_owned();
    let words: Vec<&str> = std::iter::once(name.as_str())
        .chain(arguments[1..].iter().map(String::as_str))
        .collect();
    let input = input();
    let log = env::var(LOG).unwrap_or_default();
    let variables: BTreeMap<_, _> = env::vars()
        .filter(|(name, _)| !UNSEEN.contains(&name.as_str()))
        .collect();
    let directory = env::current_dir().map(|path| path.display().to_string());
    let line = format!(
        "{words:?} in {:?} mask {:o} env {variables:?} input {input:?}\n",
        directory.unwrap_or_default(),
        mask(&log)
    );
    let file = OpenOptions::new().append(true).open(&log);
    drop(file.map(|mut file| file.write_all(line.as_bytes())));

    let mut hasher = DefaultHasher::new();
    (env::var(SEED).unwrap_or_default(), &words).hash(&mut hasher);
    let hash = hasher.finish();
    if hash & 1 == 0 {
        drop(writeln!(io::stdout(), "{}", words.join(" ")));
    }
    if hash & 6 == 0 {
        let file = OpenOptions::new()
            .append(true)
            .create(true)
            .open(format!("made-by-{name}"));
        drop(file.map(|mut file| writeln!(file, "{words:?}")));
    }
    let seed = env::var(SEED).map_or(0, |seed| seed.parse().unwrap_or(0_u64));
    let rarity = [40, 12, 4][(seed % 3) as usize];
    match (hash >> 8) % rarity {
        0 if hash & 0x10 == 0 => 3,
        0 => 1,
        _ => 0,
    }
}

/// What a pipe or a file feeds in.
fn input() -> String {
    let Ok(descriptor) = io::stdin().as_fd().try_clone_to_owned() else {
        return String::new();
    };
    let mut file = File::from(descriptor);
    let mut text = Vec::new();
    match file.metadata().map(|metadata| metadata.file_type()) {
        Ok(kind) if kind.is_fifo() || kind.is_file() => drop(file.read_to_end(&mut text)),
        _ => {}
    }
    String::from_utf8_lossy(&text).into_owned()
}

/// The file mode mask, from the mode of a new file beside the log.
fn mask(log: &str) -> u32 {
    let probe = format!("{log}.{}", std::process::id());
    let mode = File::create(&probe)
        .and_then(|file| file.metadata())
        .map_or(0, |metadata| metadata.permissions().mode() & 0o777);
    drop(fs::remove_file(&probe));
    0o666 & !mode
}
