//! What the second stage is made of: its image, what it is given, and why that is enough.

use crate::data::{Packages, Runtime};
use crate::model::paths;
use crate::syntax::{Arguments, Keyword};
use crate::text::Edit;

use super::candidate::{Candidate, Distribution};
use super::carry::Carry;
use super::evidence::{self, Evidence};
use super::outputs::{self, Output, outputs};
use super::packages;
use super::replay::{Replay, replay};
use super::runtime;
use super::starts::{self, Origin, Start};
use super::trace::Trace;

/// The second stage.
pub(super) struct Plan {
    pub image: String,
    pub packages: Option<String>,
    pub users: Option<String>,
    pub replay: Replay,
    pub copies: Vec<String>,
    /// Changes in the build stage.
    pub edits: Vec<Edit>,
    pub seam: usize,
}

/// All that was found out about a candidate.
pub(super) struct Findings<'f, 'c, 'a> {
    pub candidate: &'f Candidate<'c, 'a>,
    pub trace: Trace,
    pub evidence: Evidence,
    pub outputs: Vec<Output>,
    pub starts: Vec<Start>,
    /// The files that are started, in the build stage.
    pub programs: Vec<Program>,
}

/// A file that is started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Program {
    /// Where it lies.
    pub path: String,
    /// Whether it is started by its name alone.
    pub by_name: bool,
    /// Whether a build command made it.
    pub built: bool,
}

/// The second stage for `candidate`; a reason why there is none.
pub(super) fn plan(candidate: &Candidate<'_, '_>) -> Result<Plan, String> {
    let starts = starts::starts(candidate)?;
    let (image, distribution) = runtime::runtime(candidate)?;
    let early: Vec<&Start> = starts.iter().collect();
    for start in early {
        // What is started says most about what the image is for: its reason goes first.
        start.origin(candidate, Some("/"), &distribution)?;
    }
    let trace = Trace::new(candidate)?;
    let evidence = evidence::gather(candidate.context, candidate.recipe);
    let outputs = outputs(candidate, &trace);
    let mut findings = Findings {
        candidate,
        trace,
        evidence,
        outputs,
        starts,
        programs: Vec::new(),
    };
    let mut wanted = findings.programs(&distribution)?;
    findings.sources()?;
    findings.names_of_users()?;
    if candidate.builder.runtime == Runtime::Same
        && !packages::hold_tools(candidate, &findings.trace.installs)
    {
        return Err("it would save little: the file takes its compilers away again".into());
    }
    findings.libraries(&distribution)?;
    wanted.extend(findings.extra_packages(&distribution));
    let carry = Carry::new(&findings, &distribution)?;
    findings.volumes(&carry)?;
    let links = !carry.no_c;
    let mut packages = packages::line(candidate, &findings.trace.installs, &distribution, links)?;
    packages = packages::with(packages, &wanted, &distribution);
    if packages.is_some() && candidate.builder.runtime == Runtime::Jre {
        return Err("the running image needs packages of the system, and the two images are of different distributions".into());
    }
    let trace = &findings.trace;
    let users = (!trace.users.is_empty()).then(|| format!("RUN {}", trace.users.join(" && ")));
    Ok(Plan {
        image,
        packages,
        users,
        replay: replay(candidate, trace, trace.seam),
        copies: carry.lines,
        edits: carry.edits,
        seam: trace.seam,
    })
}

impl Findings<'_, '_, '_> {
    /// Finds the files that are started. Gives packages for programs of the system among them.
    fn programs(&mut self, distribution: &Distribution) -> Result<Vec<&'static str>, String> {
        let mut wanted = Vec::new();
        let mut found = Vec::new();
        for start in &self.starts {
            if runtime::brings(self.candidate, &start.program) {
                found.extend(self.jar(start)?);
                continue;
            }
            match start.origin(
                self.candidate,
                self.trace.directory.as_deref(),
                distribution,
            )? {
                Origin::Image => {}
                Origin::Package(package) => wanted.push(package),
                Origin::File(path) => found.push(self.file(start, path)?),
                Origin::Bare(name) => found.extend(self.bare(start, &name)?),
            }
        }
        if !found.iter().any(|program: &Program| program.built) {
            return Err("nothing that the build made is started".into());
        }
        self.programs = found;
        Ok(wanted)
    }

    fn jar(&self, start: &Start) -> Result<Option<Program>, String> {
        let line = start.line;
        let jar = outputs::value_of(
            &start
                .arguments
                .iter()
                .map(String::as_str)
                .collect::<Vec<_>>(),
            &["-jar"],
        )
        .map(str::to_string);
        let Some(jar) = jar else {
            return Err(format!(
                "line {line} starts a class, and dfopt cannot tell which files that needs"
            ));
        };
        let path = match jar.is_empty() || jar.contains(['*', '$']) {
            true => None,
            false => paths::resolve(self.trace.directory.as_deref(), &jar),
        };
        let path = path.ok_or_else(|| {
            format!("only the running container knows which file line {line} starts")
        })?;
        self.file(start, path).map(Some)
    }

    /// A program or an archive by its path.
    fn file(&self, start: &Start, path: String) -> Result<Program, String> {
        let line = start.line;
        let built = self.outputs.iter().any(|output| output.makes(&path));
        let exact = self.outputs.contains(&Output::File(path.clone()));
        let brought = self
            .trace
            .copies
            .iter()
            .any(|brought| brought.target == path);
        let made = self.trace.made.iter().any(|made| made.path == path);
        let script = is_script(&path);
        let in_context = outputs::read(self.candidate.context, &self.trace, &path).is_some();
        match () {
            () if (brought || script || in_context) && !exact => Err(format!(
                "line {line} starts the script `{}`, which may call for whatever the build image has",
                start.program
            )),
            () if built || made => Ok(Program {
                path,
                by_name: false,
                built: true,
            }),
            () => Err(format!(
                "line {line} starts `{}`, and dfopt cannot tell which step makes that",
                start.program
            )),
        }
    }

    /// A program by its name.
    fn bare(&self, start: &Start, name: &str) -> Result<Option<Program>, String> {
        let line = start.line;
        let found = |path: String| {
            Ok(Some(Program {
                path,
                by_name: true,
                built: true,
            }))
        };
        let script = || {
            Err(format!(
                "line {line} starts the script `{name}`, which may call for whatever the build image has"
            ))
        };
        let ends = format!("/{name}");
        if is_script(name) || self.trace.copies.iter().any(|brought| brought.brings(name)) {
            return script();
        }
        let made = self
            .trace
            .made
            .iter()
            .map(|made| &made.path)
            .find(|path| path.ends_with(&ends));
        let file = self.outputs.iter().find_map(|output| match output {
            Output::File(path) if path.ends_with(&ends) => Some(path),
            _ => None,
        });
        let on_path = |path: &&String| {
            path.rsplit_once('/')
                .is_some_and(|(directory, _)| directory.ends_with("bin"))
        };
        if let Some(path) = made.filter(on_path).or(file.filter(on_path)) {
            return found(path.clone());
        }
        let directories = outputs::program_directories(self.candidate);
        let mut paths = directories
            .iter()
            .map(|directory| format!("{directory}/{name}"));
        if let Some(path) = paths.find(|path| self.outputs.iter().any(|output| output.makes(path)))
        {
            return found(path);
        }
        let installed = self
            .trace
            .installs
            .iter()
            .any(|install| install.names.iter().any(|package| package == name));
        match installed {
            true => Ok(None),
            false => Err(format!(
                "line {line} starts `{name}`, and dfopt cannot tell which step brings it"
            )),
        }
    }

    /// What the sources say against it.
    fn sources(&self) -> Result<(), String> {
        match &self.evidence.starts_programs {
            Some(what) => Err(format!(
                "the program may start others, which the final image may lack: {what}"
            )),
            None => Ok(()),
        }
    }

    /// Users that only the old image has.
    fn names_of_users(&self) -> Result<(), String> {
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
    fn libraries(&self, distribution: &Distribution) -> Result<(), String> {
        let candidate = self.candidate;
        let repository = candidate.image.familiar();
        let full = matches!(
            repository,
            "rust" | "rustlang/rust" | "gcc" | "buildpack-deps"
        );
        let known = match distribution {
            Distribution::Debian(suite) => {
                self.only_openssl() && Packages::get().halves("libssl-dev", suite).is_some()
            }
            _ => false,
        };
        if let ("rust", Some(what), false) = (candidate.recipe.name, &self.evidence.links, known) {
            return Err(format!(
                "the program may link to a library that only the build image has: {what}"
            ));
        }
        if candidate.recipe.name != "c" || !full {
            return Ok(());
        }
        if repository == "gcc"
            && self
                .trace
                .builds
                .iter()
                .any(|build| !is_plain_c(&build.words))
        {
            return Err(format!(
                "`{}` has a newer C++ library than its distribution, and the program may need that",
                candidate.image.text
            ));
        }
        let plain = |build: &super::trace::Build| is_plain_c(&build.words);
        match self.trace.builds.iter().all(plain) {
            true => Ok(()),
            false => Err(format!(
                "the program may link to any of the libraries that `{}` has",
                candidate.image.text
            )),
        }
    }

    /// Whether the only C library that the sources hint at is OpenSSL's.
    pub fn only_openssl(&self) -> bool {
        let links = self.evidence.links.as_deref().unwrap_or_default();
        evidence::is_openssl(links)
    }

    fn extra_packages(&self, distribution: &Distribution) -> Vec<&'static str> {
        let mut out = Vec::new();
        let zone =
            self.candidate
                .stage
                .steps
                .iter()
                .any(|step| match &step.instruction.arguments {
                    Arguments::Env(pairs) => pairs.iter().any(|pair| pair.key.value == "TZ"),
                    _ => false,
                });
        let lacks = match distribution {
            Distribution::Debian(suite) => !matches!(
                suite.as_str(),
                "" | "bookworm" | "bullseye" | "buster" | "stretch" | "jessie"
            ),
            Distribution::Alpine(_) => false,
            Distribution::Ubuntu(_) => false,
        };
        let makes_users =
            |text: &String| text.starts_with("adduser") || text.starts_with("addgroup");
        if lacks && self.trace.users.iter().any(makes_users) {
            out.push("adduser");
        }
        if let (true, Distribution::Debian(suite)) = (
            self.candidate.recipe.name == "rust" && self.only_openssl(),
            distribution,
        ) {
            out.extend(
                Packages::get()
                    .halves("libssl-dev", suite)
                    .unwrap_or_default(),
            );
        }
        let alpine = matches!(distribution, Distribution::Alpine(_));
        let mut installed = self
            .trace
            .installs
            .iter()
            .flat_map(|install| &install.names);
        if alpine
            && installed.any(|name| matches!(name.as_str(), "g++" | "build-base" | "alpine-sdk"))
        {
            out.push("libstdc++");
        }
        if zone && lacks && self.candidate.builder.runtime == Runtime::Suite {
            out.push("tzdata");
        }
        out
    }

    /// A volume over what is copied hides it, or loses what the build put there.
    fn volumes(&self, carry: &Carry) -> Result<(), String> {
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

fn is_script(path: &str) -> bool {
    [".sh", ".py", ".rb", ".js", ".pl", ".bash"]
        .iter()
        .any(|ending| path.ends_with(ending))
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
    compiler && words.iter().all(|word| alone(&word)) || words.contains(&"-static")
}

/// Whether a path lies in a directory that is thrown away.
pub(super) fn is_thrown_away(candidate: &Candidate<'_, '_>, path: &str) -> bool {
    let own = candidate.recipe.caches.iter();
    own.chain(&[
        "/tmp",
        "/var/tmp",
        "/var/cache",
        "/var/lib/apt",
        "/root/.ssh",
        "/root/.gitconfig",
        "/etc/apt",
        "/etc/apk",
    ])
    .any(|directory| paths::within(path, directory))
}
