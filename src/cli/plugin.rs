//! `docker dfopt …`: dfopt as a plugin of docker's command line, under the name `docker-dfopt`.
//!
//! docker asks for the plugin's metadata when it lists its commands, and hands over all of its own arguments: options of docker,
//! the plugin's name, and what stands behind it (docker/cli, `cli-plugins/manager`). Reads nothing but the arguments.

use std::ffi::OsString;
use std::path::Path;

use clap::{Command, CommandFactory};
use serde_json::json;

use super::args::Args;

/// How dfopt was called.
pub struct Called {
    /// What docker wants to know of its plugin: a document to print, and nothing else to do.
    pub metadata: Option<String>,
    /// What there is to parse, the program's name first.
    pub args: Vec<OsString>,
    /// By what, with the name for the usage.
    pub command: Command,
}

/// Options of docker that stand before the name of a plugin and take a value.
const VALUED: [&str; 10] = [
    "--config",
    "-c",
    "--context",
    "-H",
    "--host",
    "-l",
    "--log-level",
    "--tlscacert",
    "--tlscert",
    "--tlskey",
];

/// How these arguments call dfopt, the program's name first.
pub fn called(mut args: Vec<OsString>) -> Called {
    let by_docker = args.first().is_some_and(|program| {
        let name = Path::new(program).file_stem();
        name.is_some_and(|name| name == "docker-dfopt")
    });
    let asked = |at: usize, word: &str| args.get(at).is_some_and(|arg| arg == word);
    let mut command = Args::command();
    let mut metadata = None;
    if by_docker && asked(1, "docker-cli-plugin-metadata") {
        metadata = Some(document());
    } else if by_docker && asked(1, "help") && asked(2, "dfopt") {
        args.remove(2);
        command = command.bin_name("docker dfopt");
    } else if let Some(at) = by_docker.then(|| name(&args)).flatten() {
        args.drain(1..=at);
        command = command.bin_name("docker dfopt");
    }
    Called {
        metadata,
        args,
        command,
    }
}

/// Where the name of the plugin stands, with nothing but options of docker before it.
fn name(args: &[OsString]) -> Option<usize> {
    let mut at = 1;
    loop {
        let arg = args.get(at)?.to_str()?;
        match arg {
            "dfopt" => return Some(at),
            _ if VALUED.contains(&arg) => at += 2,
            _ if arg.starts_with('-') => at += 1,
            _ => return None,
        }
    }
}

fn document() -> String {
    let document = json!({
        "SchemaVersion": "0.1.0",
        "Vendor": "dfopt",
        "Version": concat!("v", env!("CARGO_PKG_VERSION")),
        "ShortDescription": "Optimize Dockerfiles",
    });
    format!("{document}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(words: &str) -> Vec<String> {
        let called = called(words.split(' ').map(OsString::from).collect());
        let args = called.args.into_iter().skip(1);
        args.map(|arg| arg.to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn takes_off_what_is_dockers() {
        assert_eq!(args("/x/docker-dfopt dfopt fix --diff"), ["fix", "--diff"]);
        let all = "docker-dfopt -D --context dfopt --tls=true dfopt check dfopt";
        assert_eq!(args(all), ["check", "dfopt"]);
        assert_eq!(args("docker-dfopt.exe dfopt --help"), ["--help"]);
        assert_eq!(args("docker-dfopt help dfopt"), ["help"]);
        // By its own name nothing is taken off.
        assert_eq!(args("docker-dfopt fix dfopt"), ["fix", "dfopt"]);
        assert_eq!(args("dfopt dfopt"), ["dfopt"]);
    }
}
