//! The `RUN` sequences of real Dockerfiles, every command a stub, in a root directory that holds nothing but shells and stubs.
//!
//! `unshare` gives users, processes, mounts and network of their own; where it may not, the test says so and ends. Inside stands
//! this program as `locked-up`, which runs the sequences of one batch. No program of this machine is within reach: an absolute
//! path leads to a stub or nowhere.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use dfopt::model::{Model, commands};
use dfopt::syntax;
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use super::run::{Bench, Sequence, Shell, shells};
use super::{difference, fresh, merged};

/// What is left out: it waits for what never comes, or speaks to other processes.
const LEFT_OUT: [&str; 6] = ["while ", "until ", "kill", "sleep", "/dev/tcp", "ulimit"];

/// Runs every corpus file that dfopt merges something in.
pub fn real_sequences() {
    let Some(corpus) = env::var_os("DFOPT_CORPUS").map(PathBuf::from) else {
        println!("skipped: DFOPT_CORPUS is not set");
        return;
    };
    if !unshare()
        .arg("true")
        .status()
        .is_ok_and(|status| status.success())
    {
        println!("skipped: unshare may not lock anything up here");
        return;
    }
    let start = Instant::now();
    let mut files = files(&corpus);
    if env::var_os("DFOPT_LONG").is_none() {
        files = files.into_iter().step_by(50).collect();
    }
    let pairs: Vec<(PathBuf, String, String)> = files
        .par_iter()
        .filter_map(|path| {
            let text = String::from_utf8(fs::read(path).ok()?).ok()?;
            if LEFT_OUT.iter().any(|mark| text.contains(mark)) {
                return None;
            }
            let after = merged(&text)?;
            Sequence::of(&text)?;
            Some((path.strip_prefix(&corpus).ok()?.to_path_buf(), text, after))
        })
        .collect();
    println!("{} of {} files are merged", pairs.len(), files.len());
    let folder = tempfile::tempdir().unwrap();
    let size = pairs.len().div_ceil(rayon::current_num_threads()).max(1);
    let batches: Vec<_> = pairs.chunks(size).enumerate().collect();
    let reports: Vec<String> = batches
        .par_iter()
        .map(|(number, batch)| run_batch(&folder.path().join(number.to_string()), batch))
        .collect();
    let mut failures = Vec::new();
    let mut ran = 0;
    for report in &reports {
        let (count, rest) = report.split_once('\n').expect("the batch ran to its end");
        ran += count.parse::<usize>().expect("the batch ran to its end");
        if !rest.trim().is_empty() {
            failures.push(rest);
        }
    }
    println!("{ran} runs of real sequences in {:.1?}", start.elapsed());
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn unshare() -> Command {
    let mut command = Command::new("unshare");
    command.args(["-r", "-n", "-m", "-p", "--fork", "--kill-child"]);
    command
}

fn files(corpus: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![corpus.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false => found.push(path),
            }
        }
    }
    found.sort();
    found
}

/// Builds a root directory and runs the batch in it.
fn run_batch(root: &Path, batch: &[(PathBuf, String, String)]) -> String {
    let root = fresh(root);
    fs::create_dir_all(root.join("dev")).unwrap();
    for (name, content) in [("null", ""), ("stderr", ""), ("stdout", "")] {
        fs::write(root.join("dev").join(name), content).unwrap();
    }
    copy_with_libraries(&env::current_exe().unwrap(), &root, "locked-up");
    for shell in shells() {
        let program = shell.program.clone();
        copy_with_libraries(&program, &root, &format!("shells/{}", name_of(&program)));
    }
    let cases = fresh(&root.join("cases"));
    for (number, (_, before, after)) in batch.iter().enumerate() {
        fs::write(cases.join(format!("{number}.before")), before).unwrap();
        fs::write(cases.join(format!("{number}.after")), after).unwrap();
    }
    let output = unshare()
        .args(["sh", "-c"])
        .arg("mount --bind /dev/null \"$0/dev/null\" && exec chroot \"$0\" /locked-up \"$1\"")
        .arg(&root)
        .arg(batch.len().to_string())
        .output()
        .unwrap();
    let report = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success(),
        "{report}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    report
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

fn copy_with_libraries(program: &Path, root: &Path, place: &str) {
    let target = root.join(place);
    fs::create_dir_all(target.parent().unwrap()).unwrap();
    fs::copy(program, &target).unwrap();
    let output = Command::new("ldd").arg(program).output().unwrap();
    for word in String::from_utf8_lossy(&output.stdout).split_whitespace() {
        if word.starts_with('/') && Path::new(word).is_file() {
            let target = root.join(&word[1..]);
            fs::create_dir_all(target.parent().unwrap()).unwrap();
            fs::copy(word, &target).unwrap();
        }
    }
}

/// Inside: runs every case under every shell that it is for, and prints how many, then what differs.
pub fn locked_up(arguments: &[String]) {
    let count: usize = arguments[0].parse().unwrap();
    let (mut ran, mut report) = (0, String::new());
    for number in 0..count {
        let read = |kind: &str| fs::read_to_string(format!("/cases/{number}.{kind}")).unwrap();
        let (before, after) = (read("before"), read("after"));
        let names = names(&before);
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let mut bench = Bench::new(Path::new("/bench"), Path::new("/locked-up"), &names);
        bench.world = directories(&before);
        let shells = inside(&before);
        for shell in shells.iter().cycle().skip(number).take(1) {
            for seed in [0, 3 * number as u64 + 1] {
                ran += 1;
                report += &difference(&bench, shell, seed, &before, &after).unwrap_or_default();
            }
        }
    }
    println!("{ran}\n{report}");
}

/// The shells, by the paths they have inside, that may read a Dockerfile with the `SHELL`s of `text`.
fn inside(text: &str) -> Vec<Shell> {
    let at = |name, program: &str, called| Shell {
        name,
        program: Path::new("/shells").join(program),
        called,
    };
    let bash = text
        .lines()
        .any(|line| line.trim_start().to_uppercase().starts_with("SHELL") && line.contains("bash"));
    match bash {
        true => vec![at("bash", "bash", "bash")],
        false => vec![
            at("dash", "dash", "sh"),
            at("busybox", "busybox", "sh"),
            at("bash as sh", "bash", "sh"),
        ],
    }
}

/// Directories that an image has, and those that the scripts go to.
fn directories(text: &str) -> Vec<String> {
    let common = "/etc/apt/sources.list.d /etc/profile.d /tmp /opt /usr/local/bin /var/lib /root /home /app /usr/src";
    let mut words: Vec<String> = common.split(' ').map(str::to_string).collect();
    let mut rest = text;
    while let Some((_, behind)) = rest.split_once("cd ") {
        let word = behind
            .split([' ', ';', '\n', '&', ')'])
            .next()
            .unwrap_or("");
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./".contains(&byte);
        if word.bytes().all(plain) && !word.contains("..") && word.len() < 200 {
            words.push(word.to_string());
        }
        rest = behind;
    }
    words
}

/// The names of all commands of a Dockerfile.
fn names(text: &str) -> BTreeSet<String> {
    let file = syntax::parse(text);
    let model = Model::new(&file);
    let steps = model.stages.iter().flat_map(|stage| &stage.steps);
    let mut names = BTreeSet::new();
    for script in steps.filter_map(|step| step.run.as_ref()?.script()) {
        let calls = commands::calls(&script.tree, script.text.as_str());
        for word in calls.iter().flat_map(|call| &call.simple.words).take(4000) {
            let name = word.raw(script.text.as_str());
            let plain = name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-_.+[".contains(&byte));
            if plain && !matches!(name, "." | ".." | "") && name.len() < 100 {
                names.insert(name.to_string());
            }
        }
    }
    names
}
