//! Runs the `RUN`s of a Dockerfile one after the other, each in a shell of its own, and notes what came of it.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use dfopt::syntax::{self, Arguments, Form, Instruction};

use super::{fresh, stub};

/// No sequence of stubs takes longer, but for one that waits for something.
const PATIENCE: Duration = Duration::from_secs(5);

/// A shell of this machine, and what `SHELL` calls it.
#[derive(Clone, Debug)]
pub struct Shell {
    /// As the test calls it.
    pub name: &'static str,
    /// The program.
    pub program: PathBuf,
    /// What it is started as.
    pub called: &'static str,
}

/// The shells at hand: dash, busybox and bash as `/bin/sh`, and bash and busybox under their own names.
pub fn shells() -> Vec<Shell> {
    let known = [
        ("dash", "dash", "sh"),
        ("busybox", "busybox", "sh"),
        ("bash as sh", "bash", "sh"),
        ("bash", "bash", "bash"),
        ("ash", "busybox", "ash"),
    ];
    let found = known.into_iter().filter_map(|(name, program, called)| {
        let places = ["/bin", "/usr/bin", "/usr/local/bin"];
        let mut paths = places.iter().map(|place| Path::new(place).join(program));
        let program = paths.find(|path| path.is_file());
        if program.is_none() {
            println!("skipped: no {name}");
        }
        let program = program?;
        Some(Shell {
            name,
            program,
            called,
        })
    });
    found.collect()
}

/// The scripts of a Dockerfile, one for each `RUN`, and the options that `SHELL` gives.
#[derive(Debug)]
pub struct Sequence {
    options: Vec<String>,
    scripts: Vec<String>,
}

impl Sequence {
    /// The scripts as BuildKit would hand them to the shell.
    pub fn of(text: &str) -> Option<Sequence> {
        let file = syntax::parse(text);
        if !file.errors.is_empty() {
            return None;
        }
        let mut sequence = Sequence {
            options: vec!["-c".into()],
            scripts: Vec::new(),
        };
        for instruction in file.instructions() {
            match &instruction.arguments {
                Arguments::Shell(words) => {
                    sequence.options = words[1..]
                        .iter()
                        .map(|word| word.value.to_string())
                        .collect();
                }
                Arguments::Run(form) => sequence.scripts.push(script(instruction, form)?),
                _ => {}
            }
        }
        Some(sequence)
    }
}

fn script(instruction: &Instruction<'_>, form: &Form<'_>) -> Option<String> {
    let Form::Shell(body) = form else { return None };
    let body = body.of(instruction.logical.as_str());
    match instruction.heredocs.as_slice() {
        [] => Some(body.to_string()),
        [heredoc] if body.starts_with("<<") && !body.contains(' ') => Some(heredoc.text.into()),
        _ => None,
    }
}

/// What came of a sequence.
#[derive(Debug, PartialEq, Eq)]
pub struct Outcome {
    success: bool,
    timeout: bool,
    calls: String,
    output: String,
    files: BTreeMap<String, String>,
}

impl Outcome {
    /// For whoever looks into a difference.
    pub fn show(&self) -> String {
        format!(
            "{}{}\n{}{}\n{:#?}",
            if self.success { "success" } else { "failure" },
            if self.timeout { " (stopped)" } else { "" },
            self.calls,
            self.output,
            self.files
        )
    }
}

/// Folders to run in.
pub struct Bench {
    folder: PathBuf,
    /// Where a root directory is to be had for oneself: what is made in it anew for each run.
    pub world: Vec<String>,
}

/// What stays of a root directory of one's own.
const FIXED: [&str; 8] = [
    "bench",
    "cases",
    "dev",
    "lib",
    "lib64",
    "locked-up",
    "shells",
    "usr",
];

impl Bench {
    /// A bench in `folder` with a stub for each of `names` on its PATH.
    pub fn new(folder: &Path, own: &Path, names: &[&str]) -> Bench {
        let folder = fresh(folder);
        let stubs = fresh(&folder.join("bin"));
        for name in names {
            symlink(own, stubs.join(name)).unwrap();
        }
        Bench {
            folder,
            world: Vec::new(),
        }
    }

    /// Runs a sequence under `shell`; calls fail by `seed`.
    pub fn run(&self, sequence: &Sequence, shell: &Shell, seed: u64) -> Outcome {
        let home = fresh(&self.folder.join("w"));
        fs::create_dir_all(home.join("d1/d2")).unwrap();
        fs::write(home.join("a.txt"), "one\ntwo\n").unwrap();
        fs::write(home.join("script"), "S=sourced\n").unwrap();
        for directory in &self.world {
            drop(fs::create_dir_all(home.join(directory)));
        }
        let mut outcome = self.scripts(sequence, shell, seed, &home);
        list(&home, &home, &mut outcome.files);
        if !self.world.is_empty() {
            for name in made_in_root() {
                list(
                    &Path::new("/").join(&name),
                    Path::new("/"),
                    &mut outcome.files,
                );
                drop(fs::remove_dir_all(Path::new("/").join(&name)));
            }
        }
        outcome
    }

    /// The scripts alone, in `home`.
    pub fn scripts(&self, sequence: &Sequence, shell: &Shell, seed: u64, home: &Path) -> Outcome {
        let log = self.folder.join("log");
        let output = self.folder.join("output");
        fs::write(&log, "").unwrap();
        fs::write(&output, "").unwrap();
        let (mut success, mut timeout) = (true, false);
        for script in &sequence.scripts {
            let file = fs::OpenOptions::new().append(true).open(&output).unwrap();
            let mut command = Command::new(&shell.program);
            command
                .arg0(shell.called)
                .args(&sequence.options)
                .arg(script)
                .current_dir(home)
                .env_clear()
                .env("PATH", self.folder.join("bin"))
                .env("HOME", home)
                .env("FROM_ENV", "given")
                .env(stub::LOG, &log)
                .env(stub::SEED, seed.to_string())
                .process_group(0)
                .stdin(Stdio::null())
                .stdout(file)
                .stderr(Stdio::null());
            (success, timeout) = wait(&mut command);
            if !success {
                break;
            }
        }
        Outcome {
            success,
            timeout,
            calls: fs::read_to_string(&log).unwrap(),
            output: String::from_utf8_lossy(&fs::read(&output).unwrap()).into_owned(),
            files: BTreeMap::new(),
        }
    }
}

/// What stands in the root directory beside what the test put there.
fn made_in_root() -> Vec<std::ffi::OsString> {
    let entries = fs::read_dir("/").unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name());
    names
        .filter(|name| FIXED.iter().all(|fixed| name != fixed))
        .collect()
}

/// Whether it succeeded, and whether it had to be stopped.
fn wait(command: &mut Command) -> (bool, bool) {
    let start = Instant::now();
    let Ok(mut child) = command.spawn() else {
        return (false, false);
    };
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return (status.success(), false);
        }
        if start.elapsed() > PATIENCE {
            // The process group is the child's own.
            let group = format!("-{}", child.id());
            drop(Command::new("kill").args(["-KILL", "--", &group]).status());
            drop(child.kill());
            drop(child.wait());
            return (false, true);
        }
        std::thread::sleep(Duration::from_micros(300));
    }
}

/// Every file below `folder`: its mode, and what it holds.
fn list(folder: &Path, root: &Path, files: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        let metadata = fs::symlink_metadata(&path).unwrap();
        let name = path.strip_prefix(root).unwrap().display().to_string();
        let content = match metadata.is_file() {
            true => String::from_utf8_lossy(&fs::read(&path).unwrap_or_default()).into_owned(),
            false => String::new(),
        };
        let mode = metadata.permissions().mode();
        files.insert(name, format!("{mode:o} {content}"));
        if metadata.is_dir() {
            list(&path, root, files);
        }
    }
}
