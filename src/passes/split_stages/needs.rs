//! What else the running program needs, and what stands against giving it a stage of its own.

use crate::data::{Packages, Runtime};
use crate::model::paths;
use crate::syntax::{Arguments, Keyword};

use super::candidate::Distribution;
use super::carry::Carry;
use super::evidence;
use super::plan::Findings;

impl Findings<'_, '_, '_> {
    /// What the sources say against it.
    pub fn sources(&self) -> Result<(), String> {
        match &self.evidence.starts_programs {
            Some(what) => Err(format!(
                "the program may start others, which the final image may lack: {what}"
            )),
            None => Ok(()),
        }
    }

    /// Users that only the old image has.
    pub fn names_of_users(&self) -> Result<(), String> {
        let base = [
            "root", "nobody", "www-data", "daemon", "bin", "mail", "games",
        ];
        for step in &self.candidate.stage.steps {
            let instruction = step.instruction;
            let name = match instruction.keyword {
                Keyword::User => instruction.body.of(instruction.logical.as_str()),
                Keyword::Copy | Keyword::Add => instruction.flag("chown").unwrap_or("root"),
                _ => continue,
            };
            let name = name.split(':').next().unwrap_or(name);
            let number = name.bytes().all(|byte| byte.is_ascii_digit());
            let made = || {
                self.trace
                    .users
                    .iter()
                    .any(|text| text.split(' ').any(|word| word == name))
            };
            if !number && !base.contains(&name) && !made() {
                let line = self.candidate.line(instruction.span.start);
                return Err(format!(
                    "the user `{name}` of line {line} is one of the build image, or of its caller"
                ));
            }
        }
        Ok(())
    }

    /// Libraries of the build image that the program may link to, and that no step names.
    pub fn libraries(&self, distribution: &Distribution) -> Result<(), String> {
        let candidate = self.candidate;
        let known = !self.openssl(distribution).is_empty();
        let linked = matches!(candidate.recipe.name, "rust" | "swift" | "haskell");
        if let (true, Some(what), false) = (linked, &self.evidence.links, known) {
            return Err(format!(
                "the program may link to a library that only the build image has: {what}"
            ));
        }
        let image = candidate.image.text;
        let repository = candidate.image.familiar();
        let full = matches!(repository, "gcc" | "buildpack-deps");
        if candidate.recipe.name != "c"
            || !full
            || self
                .trace
                .builds
                .iter()
                .all(|build| is_plain_c(&build.words))
        {
            return Ok(());
        }
        Err(match repository {
            "gcc" => format!(
                "`{image}` has a newer C++ library than its distribution, and the program may need that"
            ),
            _ => format!("the program may link to any of the libraries that `{image}` has"),
        })
    }

    /// Refuses a program among the sources whose build also makes libraries, which it may load from there.
    pub fn own_libraries(&self, root: Option<&str>) -> Result<(), String> {
        let text = self.candidate.model.file.text;
        let marks = [" -shared ", "buildmode=plugin", "BUILD_SHARED_LIBS=ON"];
        let here = marks.iter().find(|mark| text.contains(**mark));
        let here = here.map(|mark| format!("the file has `{}`", mark.trim()));
        let Some((root, found)) = root.zip(self.evidence.libraries.clone().or(here)) else {
            return Ok(());
        };
        let mut programs = self.programs.iter();
        match programs.any(|program| paths::within(&program.path, root)) {
            true => Err(format!(
                "the program may load a library that the build makes beside it: {found}"
            )),
            false => Ok(()),
        }
    }

    /// The packages of OpenSSL, where that is the one library that a Rust program's sources hint at.
    fn openssl(&self, distribution: &Distribution) -> &'static [&'static str] {
        let hinted = self
            .evidence
            .links
            .as_deref()
            .is_some_and(evidence::is_openssl);
        match distribution {
            Distribution::Debian(suite) if hinted && self.candidate.recipe.name == "rust" => {
                Packages::get()
                    .halves("libssl-dev", suite)
                    .unwrap_or_default()
            }
            _ => &[],
        }
    }

    /// Packages that no step names and the program needs.
    pub fn extra_packages(&self, distribution: &Distribution) -> Vec<&'static str> {
        let mut out = self.openssl(distribution).to_vec();
        // Debian 13 and later leave time zones and adduser out of the image.
        let lacks = match distribution {
            Distribution::Debian(suite) => !matches!(
                suite.as_str(),
                "" | "bookworm" | "bullseye" | "buster" | "stretch" | "jessie" | "wheezy"
            ),
            _ => false,
        };
        let makes_users =
            |text: &String| text.starts_with("adduser") || text.starts_with("addgroup");
        if lacks && self.trace.users.iter().any(makes_users) {
            out.push("adduser");
        }
        if lacks && self.sets_time_zone() && self.candidate.builder.runtime == Runtime::Suite {
            out.push("tzdata");
        }
        let alpine = matches!(distribution, Distribution::Alpine(_));
        out.extend(match alpine {
            true => &self.candidate.recipe.runs_with_apk,
            false => &self.candidate.recipe.runs_with_apt,
        });
        out.extend(self.of_compilers(alpine));
        out
    }

    /// Libraries that came with the compilers and that what they make links to.
    fn of_compilers(&self, alpine: bool) -> Vec<&'static str> {
        let installs = self.trace.installs.iter();
        let names: Vec<&str> = installs
            .flat_map(|install| install.names.iter().map(String::as_str))
            .collect();
        let mut out = Vec::new();
        match (names.contains(&"gfortran"), alpine) {
            (true, true) => out.push("libgfortran"),
            (true, false) => out.push("libgfortran5"),
            (false, _) => {}
        }
        if self.is_interpreted() && names.contains(&"alpine-sdk") {
            out.push("git");
        }
        if self.is_interpreted() && alpine && names.contains(&"gcc") {
            out.push("libgcc");
        }
        let plus = |name: &&str| matches!(*name, "g++" | "build-base" | "alpine-sdk");
        if alpine && names.iter().any(plus) {
            out.push("libstdc++");
        }
        out
    }

    fn sets_time_zone(&self) -> bool {
        let mut steps = self.candidate.stage.steps.iter();
        steps.any(|step| match &step.instruction.arguments {
            Arguments::Env(pairs) => pairs.iter().any(|pair| pair.key.value == "TZ"),
            _ => false,
        })
    }

    /// A volume over what is copied hides it, or loses what the build put there.
    pub fn volumes(&self, carry: &Carry) -> Result<(), String> {
        for step in &self.candidate.stage.steps {
            let Arguments::Volume(words) = &step.instruction.arguments else {
                continue;
            };
            let line = self.candidate.line(step.instruction.span.start);
            for word in words {
                let path = paths::resolve(self.trace.directory.as_deref(), &word.value)
                    .unwrap_or_default();
                if let Some(target) = carry
                    .targets
                    .iter()
                    .find(|target| paths::overlap(target, &path))
                {
                    return Err(format!(
                        "the volume of line {line} lies over `{target}`, which the second stage would be given"
                    ));
                }
            }
        }
        Ok(())
    }
}

/// A compiler of C that links to nothing but the C library.
fn is_plain_c(words: &[Option<String>]) -> bool {
    let words: Vec<&str> = words
        .iter()
        .map(|word| word.as_deref().unwrap_or("$"))
        .collect();
    let compiler = matches!(words.first(), Some(&("gcc" | "cc" | "clang")));
    let alone = |word: &&str| {
        !word.starts_with("-l")
            && *word != "$"
            && !word.ends_with(".cpp")
            && !word.ends_with(".cc")
            && *word != "-fopenmp"
            || matches!(*word, "-lm" | "-lpthread" | "-ldl" | "-lrt")
    };
    compiler && words.iter().all(alone) || words.contains(&"-static")
}
