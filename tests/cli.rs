//! The command as users run it. Needs no pass: what passes make of a file is shown in their own tests.

#![allow(clippy::unwrap_used, reason = "a test that cannot set up may panic")]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use dfopt::report::{Colour, diff};

fn dfopt(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dfopt"))
        .args(args)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn tree(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    root
}

/// The paths of `check --format json`.
fn checked(folder: &Path, args: &[&str]) -> Vec<String> {
    let output = dfopt(folder, &[&["check", "--format", "json"], args].concat());
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let files = document["files"].as_array().unwrap();
    let path = |file: &serde_json::Value| file["path"].as_str().unwrap().to_string();
    files.iter().map(path).collect()
}

#[test]
fn help_and_errors() {
    trycmd::TestCases::new()
        .env("COLUMNS", "100")
        .case("tests/cli/*.trycmd")
        .case("tests/cli/*.toml");
}

#[test]
fn finds_dockerfiles() {
    let root = tree(&[
        ("Dockerfile", b"FROM scratch\n"),
        ("Dockerfile.dockerignore", b"x\n"),
        ("b/web.Dockerfile", b"FROM scratch\n"),
        ("a/Containerfile.dev", b"FROM scratch\n"),
        (".devcontainer/Dockerfile", b"FROM scratch\n"),
        (".git/Dockerfile", b"FROM scratch\n"),
        ("ignored/Dockerfile", b"FROM scratch\n"),
        (".gitignore", b"ignored/\n"),
        ("odd", b"FROM scratch\n"),
    ]);
    let all = [
        ".devcontainer/Dockerfile",
        "Dockerfile",
        "a/Containerfile.dev",
        "b/web.Dockerfile",
    ];
    assert_eq!(checked(root.path(), &[]), all);
    assert_eq!(checked(root.path(), &[".", "Dockerfile", "b"]), all);
    let named = ["odd", "ignored/Dockerfile"];
    assert_eq!(checked(root.path(), &named), ["ignored/Dockerfile", "odd"]);
}

#[test]
#[cfg(unix)]
fn links_in_a_folder() {
    use std::os::unix::fs::symlink;
    let outside = tree(&[("Dockerfile", b"FROM scratch\n")]);
    let root = tree(&[("Dockerfile", b"FROM scratch\n")]);
    symlink("Dockerfile", root.path().join("Dockerfile.twin")).unwrap();
    symlink("nowhere", root.path().join("Dockerfile.gone")).unwrap();
    symlink(outside.path(), root.path().join("folder")).unwrap();
    symlink(".", root.path().join("loop")).unwrap();
    assert_eq!(checked(root.path(), &[]), ["Dockerfile"]);
    // A link that is named is followed.
    assert_eq!(checked(root.path(), &["folder"]), ["folder/Dockerfile"]);
}

#[test]
fn bad_files_do_not_stop_the_good_ones() {
    let root = tree(&[
        ("Dockerfile", b"FROM scratch\n"),
        ("latin.Dockerfile", b"FROM a\n# caf\xe9\n"),
        ("binary.Dockerfile", b"\x7fELF\0"),
    ]);
    let output = dfopt(root.path(), &["check", ".", "missing"]);
    assert_eq!(output.status.code(), Some(2));
    let text = err(&output);
    for line in [
        "error: missing: no such file or directory",
        "error: latin.Dockerfile: not UTF-8: line 2",
        "error: binary.Dockerfile: binary file, not a Dockerfile",
    ] {
        assert!(text.contains(line), "{text}");
    }
    assert_eq!(checked(root.path(), &[".", "missing"]), ["Dockerfile"]);
}

#[test]
#[cfg(unix)]
fn never_waits_for_a_named_pipe() {
    let root = tree(&[]);
    let pipe = root.path().join("Dockerfile");
    let made = Command::new("mkfifo").arg(&pipe).status();
    if made.is_ok_and(|status| status.success()) {
        let output = dfopt(root.path(), &["check", "Dockerfile"]);
        assert_eq!(output.status.code(), Some(2));
        assert!(err(&output).contains("not a regular file"));
        assert!(checked(root.path(), &[]).is_empty());
    }
}

#[test]
#[cfg(unix)]
fn refuses_what_is_too_large() {
    let root = tree(&[]);
    let file = fs::File::create(root.path().join("Dockerfile")).unwrap();
    file.set_len((64 << 20) + 1).unwrap();
    let output = dfopt(root.path(), &["check"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("larger than 64 MiB"));
}

#[test]
fn standard_input_comes_out_byte_for_byte() {
    let text = b"\xef\xbb\xbfFROM scratch\r\n# \x1b[31m\r\nLABEL a=b";
    let mut child = Command::new(env!("CARGO_BIN_EXE_dfopt"))
        .args(["fix", "-", "-O0"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(text).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(output.stdout, text);
}

#[test]
#[cfg(unix)]
fn a_closed_pipe_ends_it_quietly() {
    let root = tree(&[("Dockerfile", b"FROM scratch\n")]);
    let binary = env!("CARGO_BIN_EXE_dfopt");
    for command in ["check --format json", "passes", "--help"] {
        // The reader is gone before dfopt starts.
        let script = format!("{{ sleep 0.2; {binary} {command}; }} 2>err | true; cat err");
        let output = Command::new("sh")
            .args(["-c", &script])
            .current_dir(&root)
            .output()
            .unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stdout), "", "{script}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_under_standard_output_is_told() {
    let full = fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_dfopt"))
        .arg("passes")
        .stdout(full)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
        .wait_with_output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("standard output: no space left on device"));
}

#[test]
fn colour_is_for_terminals_or_on_demand() {
    let root = tree(&[]);
    let coloured = |args: &[&str]| err(&dfopt(root.path(), args)).contains('\u{1b}');
    assert!(!coloured(&["check", "missing"]));
    assert!(coloured(&["check", "missing", "--color", "always"]));
    assert!(!coloured(&["check", "missing", "--color", "never"]));
}

/// Old and new texts whose diffs are hard to write.
const PAIRS: [(&str, &str, &str); 9] = [
    ("Dockerfile", "FROM a\nRUN x\n", "FROM b\nRUN x\n"),
    ("no newline/Dockerfile", "FROM a\nRUN x", "FROM a\nRUN y"),
    ("lost.Dockerfile", "FROM a\nRUN x\n", "FROM a\nRUN x"),
    ("won.Dockerfile", "FROM a\nRUN x", "FROM a\nRUN x\n"),
    ("crlf.Dockerfile", "A\r\nB\r\nC\r\n", "A\r\nB2\r\nC\r\n"),
    ("cr.Dockerfile", "A\rB\nC\n", "A\rB\nD\n"),
    ("bom.Dockerfile", "\u{feff}A\nB\n", "\u{feff}A2\nB\n"),
    ("odd \"name\\ ö.Dockerfile", "A\n", "B\n"),
    (
        "two.Dockerfile",
        "1\n2\n3\n4\n5\n6\n7\n8\n9\n",
        "1\nx\n3\n4\n5\n6\n7\n8\n9\n10\n",
    ),
];

/// Writes the old texts below `root` and runs `program` on the patch of all of them.
fn apply(root: &Path, program: &str, args: &[&str]) -> Option<()> {
    let mut patch = String::new();
    for (path, old, new) in PAIRS {
        let file = root.join(path);
        fs::create_dir_all(file.parent()?).unwrap();
        fs::write(&file, old).unwrap();
        patch += &diff::unified(Path::new(path), root, old, new, Colour::Off);
    }
    let mut child = Command::new(program)
        .args(args)
        .current_dir(root)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .ok()?;
    child.stdin.take()?.write_all(patch.as_bytes()).unwrap();
    assert!(child.wait().unwrap().success(), "{program}: {patch}");
    for (path, _, new) in PAIRS {
        let text = fs::read_to_string(root.join(path)).unwrap();
        assert_eq!(text, new, "{program} {path}");
    }
    Some(())
}

#[test]
fn git_and_patch_apply_the_diff() {
    let root = tempfile::tempdir().unwrap();
    let _ = apply(root.path(), "git", &["apply", "--whitespace=nowarn"]);
    let _ = apply(root.path(), "patch", &["-p1", "--binary"]);
    // In a folder of a repository too: the names are relative to it.
    let sub = root.path().join("sub");
    fs::create_dir(&sub).unwrap();
    let init = ["init", "-q"];
    if let Ok(true) = Command::new("git")
        .args(init)
        .current_dir(&root)
        .status()
        .map(|s| s.success())
    {
        let _ = apply(&sub, "git", &["apply", "--whitespace=nowarn"]);
    }
}
