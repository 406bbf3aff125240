//! Bad input at each edge: a clear error, and nothing lost.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot set up may panic")]

use std::fs;
use std::io::Write;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Output, Stdio};

const OLD: &str = "FROM debian:bookworm\nRUN pip install build\n";
const NEW: &str = "FROM debian:bookworm\nRUN pip install --no-cache-dir build\n";

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dfopt"));
    command.args(args).current_dir(folder).stdin(Stdio::null());
    command
}

fn fix(folder: &Path, args: &[&str]) -> Output {
    let only = ["fix", "--only", "pip-no-cache-dir"];
    command(folder, &[&only, args].concat()).output().unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn folder() -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    fs::write(root.path().join("Dockerfile"), OLD).unwrap();
    root
}

fn text(folder: &Path) -> String {
    fs::read_to_string(folder.join("Dockerfile")).unwrap()
}

/// What lies in a folder, temporary files too.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let name =
        |entry: std::io::Result<fs::DirEntry>| entry.unwrap().file_name().into_string().unwrap();
    let mut names: Vec<String> = entries.map(name).collect();
    names.sort();
    names
}

#[test]
fn a_broken_configuration_stops_before_anything_is_written() {
    for (config, told) in [
        ("assume: [", ".dfopt.yaml:2:1: "),
        ("\u{0}\u{1}", ".dfopt.yaml"),
        ("- level\n", ".dfopt.yaml:1:1: "),
        ("a: &a [*a]\n", ".dfopt.yaml"),
        (
            "rules: {images: [{name: x}]}\n",
            ".dfopt.yaml: rules.images[0]: missing field",
        ),
    ] {
        let root = folder();
        fs::write(root.path().join(".dfopt.yaml"), config).unwrap();
        let output = fix(root.path(), &["."]);
        assert_eq!(output.status.code(), Some(2), "{config}");
        assert!(err(&output).contains(told), "{config}: {}", err(&output));
        assert_eq!(text(root.path()), OLD);
    }
    // No text at all, and a folder of that name.
    let root = folder();
    fs::write(root.path().join(".dfopt.yaml"), b"\xff\xfe").unwrap();
    assert!(err(&fix(root.path(), &["."])).contains("cannot be read"));
    fs::remove_file(root.path().join(".dfopt.yaml")).unwrap();
    fs::create_dir(root.path().join(".dfopt.yaml")).unwrap();
    assert_eq!(fix(root.path(), &["."]).status.code(), Some(2));
    assert_eq!(text(root.path()), OLD);
}

#[test]
fn mode_and_links_stay() {
    let root = folder();
    let file = root.path().join("Dockerfile");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("Dockerfile", root.path().join("link")).unwrap();
    let output = fix(root.path(), &["link"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert_eq!(text(root.path()), NEW);
    assert_eq!(fs::metadata(&file).unwrap().mode() & 0o7777, 0o640);
    assert!(root.path().join("link").is_symlink());
    assert_eq!(names(root.path()), ["Dockerfile", "link"]);
}

#[test]
fn a_link_to_nowhere_and_one_in_a_circle_are_told() {
    let root = folder();
    symlink("gone", root.path().join("a")).unwrap();
    symlink("b", root.path().join("b")).unwrap();
    let output = fix(root.path(), &["a", "b", "Dockerfile"]);
    assert_eq!(output.status.code(), Some(2));
    let told = err(&output);
    assert!(
        told.contains("error: a: no such file") && told.contains("error: b: "),
        "{told}"
    );
    // The good one is done all the same.
    assert_eq!(text(root.path()), NEW);
}

/// Whoever may write anywhere runs dfopt as somebody who may not, where that can be arranged.
fn as_nobody(folder: &Path, args: &[&str]) -> Option<Output> {
    if fs::metadata("/proc/self").ok()?.uid() != 0 {
        return command(folder, args).output().ok();
    }
    // The binary may lie where nobody else may look: a copy goes where all may.
    let copy = folder.join("dfopt-copy");
    fs::copy(env!("CARGO_BIN_EXE_dfopt"), &copy).ok()?;
    fs::set_permissions(&copy, fs::Permissions::from_mode(0o755)).ok()?;
    let mut command = Command::new("setpriv");
    command
        .args(["--reuid=65534", "--regid=65534", "--clear-groups"])
        .arg(&copy);
    let output = command
        .args(args)
        .current_dir(folder.join("sub"))
        .stdin(Stdio::null());
    output.output().ok()
}

#[test]
fn a_read_only_folder_is_told_and_keeps_its_file() {
    let root = tempfile::tempdir().unwrap();
    fs::set_permissions(root.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let sub = root.path().join("sub");
    fs::create_dir(&sub).unwrap();
    fs::write(sub.join("Dockerfile"), OLD).unwrap();
    fs::set_permissions(sub.join("Dockerfile"), fs::Permissions::from_mode(0o666)).unwrap();
    fs::set_permissions(&sub, fs::Permissions::from_mode(0o555)).unwrap();
    let args = ["fix", "--only", "pip-no-cache-dir", "Dockerfile"];
    let run = match as_nobody(root.path(), &args) {
        Some(output) => output,
        None => return,
    };
    fs::set_permissions(&sub, fs::Permissions::from_mode(0o755)).unwrap();
    let told = err(&run);
    // A test that is not root runs it in the wrong folder, and there is none of that name.
    assert_eq!(run.status.code(), Some(2), "{told}");
    assert!(
        told.contains("permission denied") || told.contains("no such file"),
        "{told}"
    );
    assert_eq!(text(&sub), OLD);
    assert_eq!(names(&sub), ["Dockerfile"]);
}

/// Root may write to a folder without that right, but not to a file system that is mounted read-only, nor to a full one.
#[test]
#[cfg(target_os = "linux")]
fn a_full_or_read_only_disk_is_told_and_keeps_its_file() {
    // A name space of its own, so that the mount goes with the process; not everybody may have one.
    let script = r#"
        set -e
        mount -t tmpfs -o size=16k,nr_inodes=16 none "$1"
        cd "$1"
        printf 'FROM debian:bookworm\nRUN pip install build\n' > Dockerfile
        dd if=/dev/zero of=filler bs=4k 2>/dev/null || true
        cp Dockerfile "$2/before"
        "$3" fix --only pip-no-cache-dir Dockerfile 2>"$2/full" && exit 9
        ls -A > "$2/names"
        cmp Dockerfile "$2/before"
        rm filler
        mount -o remount,ro "$1"
        "$3" fix --only pip-no-cache-dir Dockerfile 2>"$2/ro" && exit 9
        cmp Dockerfile "$2/before"
    "#;
    let (disk, said) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let args = [
        "--user",
        "--map-root-user",
        "--mount",
        "sh",
        "-c",
        script,
        "sh",
    ];
    let possible = Command::new("unshare")
        .args([
            "--user",
            "--map-root-user",
            "--mount",
            "mount",
            "-t",
            "tmpfs",
            "none",
        ])
        .arg(disk.path())
        .output();
    if !possible.is_ok_and(|output| output.status.success()) {
        println!("skipped: no name space of one's own here");
        return;
    }
    let output = Command::new("unshare")
        .args(args)
        .arg(disk.path())
        .arg(said.path())
        .arg(env!("CARGO_BIN_EXE_dfopt"))
        .output()
        .unwrap();
    let read = |name: &str| fs::read_to_string(said.path().join(name)).unwrap_or_default();
    assert!(
        output.status.success(),
        "{output:?} {} {}",
        read("full"),
        read("ro")
    );
    assert!(
        read("full").contains("no space left on device"),
        "{}",
        read("full")
    );
    assert!(
        read("ro").contains("read-only file system"),
        "{}",
        read("ro")
    );
    assert_eq!(read("names"), "Dockerfile\nfiller\n");
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_under_standard_output_fails_a_diff() {
    let root = folder();
    let full = fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let args = ["fix", "-", "--only", "pip-no-cache-dir"];
    let mut child = command(root.path(), &args)
        .stdin(Stdio::piped())
        .stdout(full)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(OLD.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("no space left on device"));
}

#[test]
fn a_file_that_goes_between_two_calls_is_told() {
    let root = folder();
    assert_eq!(
        command(root.path(), &["check", "Dockerfile", "--fail-on", "never"])
            .status()
            .unwrap()
            .code(),
        Some(0)
    );
    fs::remove_file(root.path().join("Dockerfile")).unwrap();
    let output = fix(root.path(), &["Dockerfile"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("Dockerfile: no such file or directory"));
    assert!(names(root.path()).is_empty());
}

#[test]
fn a_folder_that_nobody_may_read_does_not_stop_the_rest() {
    let root = folder();
    let locked = root.path().join("locked");
    fs::create_dir(&locked).unwrap();
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).unwrap();
    let output = fix(root.path(), &["."]);
    let readable = fs::read_dir(&locked).is_ok();
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(output.status.code(), Some(if readable { 0 } else { 2 }));
    assert_eq!(text(root.path()), NEW);
}
