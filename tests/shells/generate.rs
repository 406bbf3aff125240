//! Makes Dockerfiles whose `RUN`s use what shells have: lists, state, options, compounds, substitutions, comments, heredocs.
//!
//! All paths are relative and all commands are stubs or builtins, so that nothing outside of the test's folder is touched.

use super::random::Random;
use super::run::Shell;

/// Commands that are stubs. Names that dfopt knows to stay where they are, and others.
pub const STUBS: &[&str] = &[
    "apt-get", "apk", "mkdir", "chmod", "cp", "sed", "find", "grep", "rm", "touch", "tar", "make",
    "build", "curl",
];

/// A Dockerfile and the shells that its text is for.
pub struct Case {
    /// The Dockerfile.
    pub text: String,
    shells: &'static [&'static str],
}

impl Case {
    /// Whether the `RUN`s are meant for `shell`.
    pub fn fits(&self, shell: &Shell) -> bool {
        self.shells.contains(&shell.name)
    }
}

/// The `SHELL` instructions, and who reads the text then.
const HEADS: &[(&str, &[&str])] = &[
    ("", &["dash"]),
    ("", &["busybox"]),
    ("", &["bash as sh"]),
    (
        "SHELL [\"/bin/sh\", \"-ec\"]\n",
        &["dash", "busybox", "bash as sh"],
    ),
    ("SHELL [\"/bin/bash\", \"-c\"]\n", &["bash"]),
    (
        "SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\n",
        &["bash"],
    ),
    (
        "SHELL [\"/bin/bash\", \"-euo\", \"pipefail\", \"-c\"]\n",
        &["bash"],
    ),
    (
        "SHELL [\"/bin/ash\", \"-eo\", \"pipefail\", \"-c\"]\n",
        &["ash"],
    ),
];

/// The case of a seed.
pub fn case(seed: u64) -> Case {
    let mut random = Random(seed);
    let (head, shells) = HEADS[random.below(HEADS.len())];
    let mut maker = Maker {
        bash: head.contains("bash"),
        random,
        style: 0,
        header: String::new(),
    };
    maker.style = maker.random.below(4);
    maker.header = maker.options();
    let mut text = format!("FROM base\n{head}WORKDIR /w\n");
    for _ in 0..2 + maker.random.below(3) {
        text += &maker.run();
    }
    Case { text, shells }
}

pub struct Maker {
    /// Where choices come from.
    pub random: Random,
    /// Whether bash reads it.
    pub bash: bool,
    /// How lists are laid out.
    style: usize,
    /// The `set` that most of the scripts of this file begin with.
    header: String,
}

impl Maker {
    fn run(&mut self) -> String {
        let mut text = String::new();
        match self.random.below(12) {
            0 => text += "# a note\n",
            1 => text += "\n",
            2 => text += "LABEL a=b\n",
            3 => text += "\n# one\n# two\nEXPOSE 80\n\n",
            _ => {}
        }
        if self.random.one_in(10) {
            let header = self.header();
            let separator = if header.is_empty() { "" } else { "\n" };
            let (and, newline) = ("&&", "\n");
            let lines: Vec<String> = (0..1 + self.random.below(3))
                .map(|_| self.list(and))
                .collect();
            let lines = lines.join(newline).replace("\\\n", "");
            return format!("{text}RUN <<EOF\n{header}{separator}{lines}\nEOF\n");
        }
        let start = match self.random.below(30) {
            0 => "RUN \\\n    ",
            1 => "RUN \\\n# inside\n    ",
            2 => "RUN  ",
            _ => "RUN ",
        };
        text += start;
        text += &self.body();
        text += match self.random.below(20) {
            0 => ";\n",
            1 => " # trailing note\n",
            2 => " ;\n",
            _ => "\n",
        };
        text
    }

    fn body(&mut self) -> String {
        match self.random.below(10) {
            0..=3 => self.list("&&"),
            4 => format!("{} && {}", self.header_or_true(), self.list("&&")),
            5 => {
                let header = self.header_or_true();
                format!("{header}{}{}", self.join(";"), self.statements())
            }
            6 => {
                let header = self.header();
                let separator = if header.is_empty() {
                    String::new()
                } else {
                    self.join(";")
                };
                format!("{header}{separator}{}", self.statements())
            }
            7 => self.statements(),
            8 => self.list("||"),
            _ => {
                let element = self.element(0);
                let mixed = self.list("||");
                format!("{element} && {mixed}")
            }
        }
    }

    fn header_or_true(&mut self) -> String {
        match self.header.is_empty() {
            true => "set -ex".into(),
            false => self.header.clone(),
        }
    }

    fn header(&mut self) -> String {
        match self.random.below(5) {
            0 => self.options(),
            _ => self.header.clone(),
        }
    }

    fn options(&mut self) -> String {
        let common = [
            "", "set -e", "set -ex", "set -eux", "set -x", "set -eu", "set -u",
        ];
        let bash = ["set -euo pipefail", "set -o pipefail", "set -eo pipefail"];
        match self.bash && self.random.one_in(2) {
            true => self.random.pick(&bash).into(),
            false => self.random.pick(&common).into(),
        }
    }

    /// What parts two elements, in the layout of the file.
    fn join(&mut self, operator: &str) -> String {
        let tight = operator == ";";
        let style = if self.random.one_in(6) { 0 } else { self.style };
        match (style, tight) {
            (1, true) | (2, true) => "; \\\n    ".into(),
            (3, true) => "; \\\n# between\n    ".into(),
            (_, true) => "; ".into(),
            (1, false) => format!(" \\\n    {operator} "),
            (2, false) => format!(" {operator} \\\n    "),
            (3, false) => format!(" \\\n  # between\n    {operator} "),
            (_, false) => format!(" {operator} "),
        }
    }

    pub fn list(&mut self, operator: &str) -> String {
        let mut text = self.element(0);
        for _ in 0..self.random.below(3) {
            text += &self.join(operator);
            text += &self.element(0);
        }
        text
    }

    fn statements(&mut self) -> String {
        let mut text = String::new();
        for index in 0..1 + self.random.below(3) {
            if index > 0 {
                text += &self.join(";");
            }
            let operator = if self.random.one_in(5) { "||" } else { "&&" };
            text += &match self.random.below(3) {
                0 => self.list(operator),
                _ => self.element(0),
            };
        }
        text
    }
}
