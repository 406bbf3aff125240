//! The files that are started, and which step made each.

use crate::data::Runtime;
use crate::model::paths;

use super::candidate::Distribution;
use super::outputs::{self, Output};
use super::plan::Findings;
use super::runtime;
use super::starts::{Origin, Start};

/// A file that is started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Program {
    /// Where it lies.
    pub path: String,
    /// Whether it is started by its name alone.
    pub by_name: bool,
}

/// The package of the certificates, where a client of TLS is started for another host than this one.
fn certificates(package: &str, start: &Start) -> Option<&'static str> {
    let here = |word: &String| word.contains("localhost") || word.contains("127.0.0.1");
    let client = matches!(package, "curl" | "wget" | "git");
    (client && !start.arguments.iter().any(here)).then_some("ca-certificates")
}

impl Findings<'_, '_, '_> {
    /// Finds the files that are started. Gives packages for programs of the system among them.
    pub fn programs(&mut self, distribution: &Distribution) -> Result<Vec<&'static str>, String> {
        let mut wanted = Vec::new();
        let mut found = Vec::new();
        for start in &self.starts {
            if start.brought {
                found.push(Program {
                    path: start.program.clone(),
                    by_name: false,
                });
                continue;
            }
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
                Origin::Package(package) => {
                    wanted.push(package);
                    wanted.extend(certificates(package, start));
                }
                Origin::File(path) => found.push(self.file(start, path)?),
                Origin::Bare(name) => found.extend(self.bare(start, &name)?),
            }
        }
        if found.is_empty() {
            return Err("nothing that the build made is started".into());
        }
        self.programs = found;
        Ok(wanted)
    }

    fn jar(&self, start: &Start) -> Result<Option<Program>, String> {
        let line = start.line;
        let arguments: Vec<&str> = start.arguments.iter().map(String::as_str).collect();
        if self.candidate.recipe.name == "dotnet" {
            return self.assembly(start).map(Some);
        }
        if self.candidate.builder.runtime == Runtime::Same && !self.installs_java() {
            return Err("no package that is installed says which Java runs the program".into());
        }
        let jar = outputs::value_of(&arguments, &["-jar"]);
        let Some(jar) = jar else {
            return Err(format!(
                "line {line} starts a class, and dfopt cannot tell which files that needs"
            ));
        };
        let path = match jar.is_empty() || jar.contains(['*', '$']) {
            true => None,
            false => paths::resolve(self.trace.directory.as_deref(), jar),
        };
        let path = path.ok_or_else(|| {
            format!("only the running container knows which file line {line} starts")
        })?;
        self.file(start, path).map(Some)
    }

    /// Whether a package that is installed has a Java in its name.
    fn installs_java(&self) -> bool {
        let mut names = self
            .trace
            .installs
            .iter()
            .flat_map(|install| &install.names);
        names.any(|name| name.contains("-jdk") || name.contains("-jre"))
    }

    /// The assembly that `dotnet` is given.
    fn assembly(&self, start: &Start) -> Result<Program, String> {
        let line = start.line;
        let name = start.arguments.first().map_or("", String::as_str);
        if !name.ends_with(".dll") {
            return Err(format!(
                "line {line} starts `dotnet {name}`: the container needs the .NET SDK when it runs"
            ));
        }
        let path = paths::resolve(self.trace.directory.as_deref(), name)
            .filter(|path| !path.contains(['$', '*']));
        let path = path.ok_or_else(|| {
            format!("only the running container knows which file line {line} starts")
        })?;
        self.file(start, path)
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
        if is_script(name) || self.trace.copies.iter().any(|brought| brought.brings(name)) {
            return Err(format!(
                "line {line} starts the script `{name}`, which may call for whatever the build image has"
            ));
        }
        if let Some(path) = self.along_the_path(name) {
            return Ok(Some(Program {
                path,
                by_name: true,
            }));
        }
        let mut installed = self
            .trace
            .installs
            .iter()
            .flat_map(|install| &install.names);
        match installed.any(|package| package == name) {
            true => Ok(None),
            false => Err(format!(
                "line {line} starts `{name}`, and dfopt cannot tell which step brings it"
            )),
        }
    }

    /// Where a step put a program of this name.
    fn along_the_path(&self, name: &str) -> Option<String> {
        let ends = format!("/{name}");
        let made = self.trace.made.iter().map(|made| &made.path);
        let files = self.outputs.iter().filter_map(|output| match output {
            Output::File(path) => Some(path),
            Output::Under(_) => None,
        });
        let in_bin = |path: &&String| {
            path.strip_suffix(&ends)
                .is_some_and(|directory| directory.ends_with("bin"))
        };
        if let Some(path) = made.chain(files).find(in_bin) {
            return Some(path.clone());
        }
        let directories = outputs::program_directories(self.candidate).into_iter();
        let mut paths = directories.map(|directory| format!("{directory}/{name}"));
        paths.find(|path| self.outputs.iter().any(|output| output.makes(path)))
    }
}

fn is_script(path: &str) -> bool {
    [".sh", ".py", ".rb", ".js", ".pl", ".bash"]
        .iter()
        .any(|ending| path.ends_with(ending))
}
