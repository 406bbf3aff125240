//! Programs that Alpine has not, or has in another form.

use crate::data::images::Images;
use crate::model::installed::Installed;
use crate::model::origin::Origin;
use crate::model::started;
use crate::model::usage::{Deed, Event};
use crate::pass::Context;

/// Programs that are not on Alpine, or are others there.
const ABSENT: [&str; 36] = [
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
const THERE: [&str; 27] = [
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

/// Programs that busybox has, with fewer options than those of GNU.
const BUSYBOX: [&str; 38] = [
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
    let loads = matches!(name, "curl" | "wget" | "aria2c");
    if loads
        && arguments.iter().any(|word| {
            word.contains("://") && !word.contains("localhost") && !word.contains("127.0.0.1")
        })
    {
        return Err(format!(
            "downloads by `{name}` what may be linked with glibc"
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

/// What a stage and those that start from it have of what they start.
pub(super) struct Programs<'p> {
    context: &'p Context<'p>,
    origin: &'p Origin<'p>,
    installed: Installed,
}

impl<'p> Programs<'p> {
    pub(super) fn new(
        context: &'p Context<'p>,
        origin: &'p Origin<'p>,
        events: &[Event],
    ) -> Programs<'p> {
        let mut installed = Installed::default();
        for event in events {
            if let Deed::Installs { packages, .. } = &event.deed {
                for package in packages {
                    installed.add(package, event.step.0);
                }
            }
        }
        Programs {
            context,
            origin,
            installed,
        }
    }

    /// Refuses a program that a full image or Debian has, and that the file does not install.
    pub(super) fn has(&self, event: &Event) -> Result<(), String> {
        match &event.deed {
            Deed::Runs { name, .. } if self.lacks(name) => Err(format!(
                "runs `{name}`, which the Alpine form does not have"
            )),
            _ => Ok(()),
        }
    }

    /// The same for what the sources of the application start.
    pub(super) fn application(&self) -> Result<(), String> {
        let wanted = |name: &str| self.lacks(name) || name == "bash" || ABSENT.contains(&name);
        if let Some((file, name)) = started::program(self.context.project, &wanted) {
            return Err(format!(
                "`{file}` starts `{name}`, which the Alpine form does not have"
            ));
        }
        match started::library(self.context.project, &["None"]) {
            Some((file, way)) => Err(format!(
                "`{file}` loads a library (`{way}`) that has another name on Alpine, or is not there"
            )),
            None => Ok(()),
        }
    }

    fn lacks(&self, name: &str) -> bool {
        let own = self
            .origin
            .image
            .is_some_and(|image| image.has.contains(&name));
        let bringers = match name {
            "perl" => vec!["perl"],
            _ => Images::get().bringers(name),
        };
        let there = own || THERE.contains(&name) || BUSYBOX.contains(&name);
        !there && !bringers.is_empty() && !bringers.iter().any(|it| self.installed.anywhere(it))
    }
}
