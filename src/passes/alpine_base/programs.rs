//! Programs that Alpine has not, or has in another form.

use crate::model::tools::Tools;
use crate::model::usage::{Deed, Event};

/// Programs that are not on Alpine, or are others there.
pub(super) const ABSENT: [&str; 36] = [
    "dpkg",
    "dpkg-reconfigure",
    "dpkg-divert",
    "apt-key",
    "apt-mark",
    "add-apt-repository",
    "apt-cache",
    "apt-file",
    "debconf-set-selections",
    "update-alternatives",
    "locale-gen",
    "localedef",
    "update-locale",
    "update-rc.d",
    "invoke-rc.d",
    "service",
    "systemctl",
    "ldconfig",
    "usermod",
    "chpasswd",
    "gpasswd",
    "chage",
    "deluser",
    "userdel",
    "groupmod",
    "gosu",
    "start-stop-daemon",
    "a2enmod",
    "a2ensite",
    "iconv",
    "runuser",
    "stdbuf",
    "numfmt",
    "csplit",
    "prlimit",
    "lscpu",
];

/// Programs of full and of Debian's images that Alpine has without a package, as applets of busybox or else.
pub(super) const THERE: [&str; 27] = [
    "ar",
    "bunzip2",
    "bzcat",
    "bzip2",
    "free",
    "kill",
    "lzcat",
    "lzma",
    "pgrep",
    "pidof",
    "pkill",
    "pmap",
    "ps",
    "pwdx",
    "sha1sum",
    "strings",
    "sysctl",
    "top",
    "unlzma",
    "unxz",
    "unzip",
    "update-ca-certificates",
    "uptime",
    "watch",
    "wget",
    "xz",
    "xzcat",
];

/// Programs of Debian's base system, or of what images add to it, that Alpine has not, and the package that brings them.
const LACKING: [(&str, &str); 26] = [
    ("perl", "perl"),
    ("curl", "curl"),
    ("openssl", "openssl"),
    ("gpg", "gnupg"),
    ("git", "git"),
    ("make", "make"),
    ("update-ca-certificates", "ca-certificates"),
    ("c_rehash", "openssl"),
    ("chsh", ""),
    ("chfn", ""),
    ("newusers", ""),
    ("groupdel", ""),
    ("runuser", ""),
    ("script", ""),
    ("lsblk", ""),
    ("findmnt", ""),
    ("lscpu", ""),
    ("numfmt", ""),
    ("stdbuf", ""),
    ("join", ""),
    ("csplit", ""),
    ("getcap", ""),
    ("locale", ""),
    ("tzselect", ""),
    ("deb-systemd-helper", ""),
    ("savelog", ""),
];

/// Build tools whose plugins bring programs of their own.
const BUILDERS: [&str; 9] = [
    "mvn", "mvnw", "gradle", "gradlew", "sbt", "lein", "bazel", "buck", "ant",
];

/// Programs that busybox has, with fewer options than those of GNU.
pub(super) const BUSYBOX: [&str; 38] = [
    "grep",
    "egrep",
    "fgrep",
    "find",
    "date",
    "xargs",
    "tar",
    "ps",
    "mktemp",
    "cp",
    "mv",
    "ls",
    "sort",
    "stat",
    "install",
    "sed",
    "awk",
    "head",
    "tail",
    "cut",
    "tr",
    "du",
    "df",
    "ln",
    "rm",
    "mkdir",
    "rmdir",
    "chmod",
    "chown",
    "touch",
    "timeout",
    "readlink",
    "realpath",
    "base64",
    "sha256sum",
    "md5sum",
    "wget",
    "unzip",
];

/// Refuses a program that only the full form has, or only Debian's and Ubuntu's images.
pub(super) fn has(tools: &mut Tools<'_, '_>, event: &Event) -> Result<(), String> {
    match &event.deed {
        Deed::Installs { packages, .. } => {
            tools.install(packages, event.step.0);
            Ok(())
        }
        Deed::Runs { name, path, .. } => {
            let own =
                path.contains('/') && !path.starts_with("/usr/") && !path.starts_with("/bin/");
            let lacking = LACKING.iter().find(|(program, _)| program == name);
            match lacking.filter(|_| !own) {
                Some((name, package)) if !tools.has(package, event.step.0) => {
                    Err(format!("runs `{name}`, which is not on Alpine"))
                }
                _ => tools.command(event),
            }
        }
        Deed::Unread(_) => Ok(()),
    }
}

/// Refuses a program that Alpine has not, or not in the form that is asked for.
pub(super) fn on_alpine(name: &str, arguments: &[String], here: bool) -> Result<(), String> {
    if ABSENT.contains(&name) {
        return Err(format!("runs `{name}`, which is not on Alpine"));
    }
    if !here && matches!(name, "useradd" | "groupadd") {
        return Err(format!(
            "runs `{name}` in a script, and Alpine has not got it"
        ));
    }
    if name == "bash" {
        return Err("runs bash, which Alpine has not".into());
    }
    let far = |word: &String| {
        word.is_empty()
            || word.contains("://") && !word.contains("localhost") && !word.contains("127.0.0.1")
    };
    if matches!(name, "curl" | "wget" | "aria2c") && arguments.iter().any(far) {
        return Err(format!(
            "downloads by `{name}` what may be linked with glibc"
        ));
    }
    if BUILDERS.contains(&name) {
        return Err(format!(
            "runs `{name}`, which downloads tools that may be linked with glibc"
        ));
    }
    match gnu_option(name, arguments) {
        Some(option) => Err(format!(
            "gives `{name}` the option `{option}`, which busybox may not know"
        )),
        None => Ok(()),
    }
}

/// An option of GNU's form of a program that busybox has in a form of its own.
fn gnu_option<'w>(name: &str, arguments: &'w [String]) -> Option<&'w String> {
    let gnu = |word: &&String| {
        word.starts_with("--") && word.len() > 2
            || name == "grep" && is_cluster(word, 'P')
            || name == "find" && matches!(word.as_str(), "-printf" | "-regextype" | "-newermt")
            || name == "date" && is_cluster(word, 'd')
            || name == "xargs" && is_cluster(word, 'd')
            || name == "ps"
    };
    let option = arguments.iter().find(gnu);
    option.filter(|_| BUSYBOX.contains(&name))
}

fn is_cluster(word: &str, letter: char) -> bool {
    word.starts_with('-') && !word.starts_with("--") && word.contains(letter)
}
