//! At home where people work: completions, the manual page, the plugin of docker, Neovim. What is not installed is passed over.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test may panic and print")]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};

const DFOPT: &str = env!("CARGO_BIN_EXE_dfopt");

fn dfopt(args: &[&str]) -> String {
    let output = Command::new(DFOPT).args(args).output().unwrap();
    assert!(output.status.success(), "{args:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// What `program` prints; `None` if it is not there.
fn run(program: impl AsRef<std::ffi::OsStr>, args: &[&str], folder: &Path) -> Option<String> {
    let output = Command::new(program)
        .args(args)
        .current_dir(folder)
        .env("DOCKER_CONFIG", folder)
        .stdin(Stdio::null())
        .output()
        .ok()?;
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{args:?}: {err}");
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn bash_completes_commands_options_and_passes() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("dfopt.bash"),
        dfopt(&["completions", "bash"]),
    )
    .unwrap();
    // What bash itself does on a tab: sets these and calls the function.
    let complete = |words: &str| {
        let script = format!(
            "source ./dfopt.bash; COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); \
             _dfopt dfopt \"${{COMP_WORDS[-1]}}\" \"${{COMP_WORDS[-2]}}\" 2>/dev/null; echo \"${{COMPREPLY[@]}}\""
        );
        run("bash", &["--norc", "-c", &script], folder.path())
    };
    let Some(commands) = complete("dfopt ch") else {
        return;
    };
    assert_eq!(commands.trim(), "check");
    assert_eq!(complete("dfopt fix --lim").unwrap().trim(), "--limit");
    let known = complete("dfopt fix --assume mu").unwrap();
    assert_eq!(known.trim(), "musl");
    let pass = complete("dfopt explain merge-").unwrap();
    assert_eq!(pass.trim(), "merge-runs");
}

#[test]
fn other_shells_read_their_completions() {
    let folder = tempfile::tempdir().unwrap();
    for shell in ["zsh", "fish"] {
        let file = folder.path().join(shell);
        fs::write(&file, dfopt(&["completions", shell])).unwrap();
        run(shell, &["-n", file.to_str().unwrap()], folder.path());
    }
    let fish = "source fish; complete -C 'dfopt fix --assume mus'";
    if let Some(found) = run("fish", &["-c", fish], folder.path()) {
        assert!(found.starts_with("musl"), "{found}");
    }
    // Nothing here runs PowerShell; the script registers a completer for the command.
    let script = dfopt(&["completions", "powershell"]);
    assert!(script.contains("Register-ArgumentCompleter") && script.contains("'dfopt;fix'"));
}

#[test]
fn the_manual_page_is_one() {
    for page in [dfopt(&["man"]), dfopt(&["man", "fix"])] {
        let title = page.lines().find(|line| line.starts_with(".TH")).unwrap();
        assert!(title.contains("dfopt") && page.contains(".SH SYNOPSIS"));
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("dfopt.1"), &page).unwrap();
        let args = ["-man", "-Tutf8", "-ww", "-z", "dfopt.1"];
        if let Ok(output) = Command::new("groff")
            .args(args)
            .current_dir(&folder)
            .output()
        {
            assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{title}");
        }
    }
    let output = Command::new(DFOPT).args(["man", "fixx"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn docker_runs_it_as_a_plugin() {
    let folder = tempfile::tempdir().unwrap();
    let plugins = folder.path().join("cli-plugins");
    fs::create_dir(&plugins).unwrap();
    let plugin = plugins.join("docker-dfopt");
    symlink(DFOPT, &plugin).unwrap();

    let metadata = run(&plugin, &["docker-cli-plugin-metadata"], folder.path()).unwrap();
    let metadata: serde_json::Value = serde_json::from_str(&metadata).unwrap();
    assert_eq!(metadata["SchemaVersion"], "0.1.0");
    assert!(!metadata["Vendor"].as_str().unwrap().is_empty());
    let args = ["--context", "x", "dfopt", "passes"];
    let table = run(&plugin, &args, folder.path()).unwrap();
    assert_eq!(table, dfopt(&["passes"]));

    let Some(help) = run("docker", &["help"], folder.path()) else {
        return;
    };
    assert!(help.contains("Optimize Dockerfiles"), "{help}");
    let help = run("docker", &["dfopt", "--help"], folder.path()).unwrap();
    assert!(help.contains("Usage: docker dfopt"), "{help}");
    let help = run("docker", &["help", "dfopt"], folder.path()).unwrap();
    assert!(help.contains("Usage: docker dfopt"), "{help}");
}

/// A real editor; passed over where there is none.
#[test]
fn neovim_formats_on_save() {
    let root = tempfile::tempdir().unwrap();
    let file = root.path().join("Dockerfile");
    let packages = "RUN apt-get update && apt-get install -y curl";
    let text = format!("FROM debian:bookworm\n{packages}\nRUN echo 😀 && pip install build\n");
    fs::write(&file, text).unwrap();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/lsp/neovim.lua");
    let output = Command::new("nvim")
        .args(["--headless", "-u", "NONE", "-i", "NONE", "-c"])
        .args([&format!("luafile {script}"), "Dockerfile"])
        .current_dir(&root)
        .env("DFOPT", env!("CARGO_BIN_EXE_dfopt"))
        .env("XDG_STATE_HOME", root.path())
        .env("XDG_CACHE_HOME", root.path())
        .output();
    match output {
        Ok(output) => {
            assert!(output.status.success(), "{output:?}");
            let text = fs::read_to_string(&file).unwrap();
            let fixed = format!(
                "{packages} \\\n    && rm -rf /var/lib/apt/lists/*\nRUN echo 😀 && pip install --no-cache-dir build\n"
            );
            assert_eq!(text, format!("FROM debian:bookworm\n{fixed}"));
        }
        Err(_) => println!("skipped: no nvim here"),
    }
}
