//! What is copied from the first stage into the second.

use crate::data::Runtime;
use crate::model::commands::base_name;
use crate::model::paths;
use crate::syntax::Arguments;
use crate::text::Edit;

use super::bundles::{bundle, in_local, starts_beside_its_program};
use super::candidate::Distribution;
use super::files::is_common_directory;
use super::owners::{owned_directory, owner};
use super::plan::Findings;
use super::programs::Program;

/// The copies.
#[derive(Debug, Default)]
pub(super) struct Carry {
    /// COPY instructions.
    pub lines: Vec<String>,
    /// Where they go.
    pub targets: Vec<String>,
    /// Whether the program surely links to no C library.
    pub no_c: bool,
    /// Changes in the build stage.
    pub edits: Vec<Edit>,
}

impl Carry {
    /// Decides what is copied; a reason why that cannot be told.
    pub fn new(
        findings: &Findings<'_, '_, '_>,
        distribution: &Distribution,
    ) -> Result<Carry, String> {
        let mut carry = Carry::default();
        carry.toolchain(findings, distribution);
        carry.certificates(findings, distribution);
        let root = root(findings)?;
        let whole = match &root {
            Some(root) => carry.root(findings, root)?,
            None => false,
        };
        for program in &findings.programs {
            carry.program(findings, program, distribution)?;
        }
        if !whole {
            findings.own_libraries(root.as_deref())?;
            carry.lines.splice(0..0, owned_directory(findings));
            carry.beside(findings, root.as_deref())?;
        }
        carry.outside(findings, root.as_deref(), whole)?;
        if carry.lines.is_empty() {
            return Err("nothing would be left to copy".into());
        }
        Ok(carry)
    }

    /// Copies a path.
    pub fn push(
        &mut self,
        findings: &Findings<'_, '_, '_>,
        from: &str,
        to: &str,
    ) -> Result<(), String> {
        if self
            .targets
            .iter()
            .any(|target| paths::within(from, target))
        {
            return Ok(());
        }
        let here = findings.trace.at_seam.as_deref();
        let parent = to.rsplit_once('/').map_or("", |(parent, _)| parent);
        let program = findings.programs.iter().any(|program| program.path == from);
        let shown = match here {
            Some(here) if here == to => "./".to_string(),
            Some(here) if here == parent && here != "/" && program => "./".to_string(),
            Some(here) if here == parent && here != "/" => format!("./{}", base_name(to)),
            _ => to.to_string(),
        };
        let owner =
            owner(findings, from)?.map_or(String::new(), |owner| format!("--chown={owner} "));
        self.lines
            .push(format!("COPY --from=build {owner}{from} {shown}"));
        self.targets.push(to.to_string());
        Ok(())
    }

    /// Builds without C where the sources prove that there is none.
    fn toolchain(&mut self, findings: &Findings<'_, '_, '_>, distribution: &Distribution) {
        let candidate = findings.candidate;
        let text = candidate.model.file.text;
        let proved = candidate.recipe.name == "go"
            && findings.evidence.complete
            && findings.evidence.links.is_none();
        self.no_c = proved;
        if !proved
            || text.contains("CGO_ENABLED")
            || text.contains("-race")
            || !matches!(distribution, Distribution::Debian(_))
        {
            return;
        }
        for build in findings.trace.builds.iter().filter(|build| !build.prefixed) {
            if build.words.first().and_then(Option::as_deref) == Some("go") {
                self.edits.push(Edit::insert(build.start, "CGO_ENABLED=0 "));
            }
        }
    }

    /// Certificates and types of files of Debian's build images, which its slim image lacks; and Go's own time zones.
    fn certificates(&mut self, findings: &Findings<'_, '_, '_>, distribution: &Distribution) {
        let candidate = findings.candidate;
        // Alpine has had them in its base image for long: see alpine-baselayout and ca-certificates-bundle.
        let lacks = match distribution {
            Distribution::Alpine(release) => {
                let minor = release
                    .split('.')
                    .nth(1)
                    .and_then(|minor| minor.parse::<u32>().ok());
                minor.is_some_and(|minor| minor < 12)
            }
            Distribution::Debian(_) => true,
            Distribution::Ubuntu(_) => false,
        };
        if candidate.builder.runtime != Runtime::Suite {
            return;
        }
        let evidence = &findings.evidence;
        let installs = candidate.recipe.runs_with_apt.contains(&"ca-certificates");
        let debian = matches!(distribution, Distribution::Debian(_));
        let mut copy = |path: &str, to: &str| {
            let line = format!("COPY --from=build {path} {to}");
            self.lines.push(line);
        };
        if lacks && evidence.tls && !installs {
            copy("/etc/ssl/certs/ca-certificates.crt", "/etc/ssl/certs/");
        }
        if debian && evidence.media_types {
            copy("/etc/mime.types", "/etc/");
        }
        if candidate.recipe.name == "go" && evidence.time_zones {
            let zones = "/usr/local/go/lib/time/";
            copy(&format!("{zones}zoneinfo.zip"), zones);
        }
    }

    /// The directory of the sources: whole where nothing is known about them. Gives whether it was taken whole.
    fn root(&mut self, findings: &Findings<'_, '_, '_>, root: &str) -> Result<bool, String> {
        if findings.evidence.complete || !needs_root(findings, root) {
            return Ok(false);
        }
        if findings
            .trace
            .gone
            .iter()
            .any(|pattern| paths::names(pattern, root))
        {
            return match starts_in(findings, root) {
                true => Err(format!(
                    "a step deletes `{root}`, and the program starts there"
                )),
                false => Ok(false),
            };
        }
        let candidate = findings.candidate;
        let language = candidate.recipe.language;
        if starts_beside_its_program(findings) {
            return Ok(false);
        }
        if matches!(candidate.recipe.name, "rust" | "swift" | "haskell") {
            return Err(format!(
                "without the build context dfopt cannot tell which files of `{root}` the program reads, and all of it holds what the compiler leaves behind"
            ));
        }
        let caches = candidate
            .recipe
            .caches
            .iter()
            .any(|cache| paths::within(cache, root));
        if is_common_directory(root) || caches {
            return Err(format!(
                "the sources lie in `{root}`, among files of the system or of the {language} toolchain"
            ));
        }
        self.push(findings, root, root)?;
        Ok(true)
    }

    fn program(
        &mut self,
        findings: &Findings<'_, '_, '_>,
        program: &Program,
        distribution: &Distribution,
    ) -> Result<(), String> {
        let path = &program.path;
        let moved = program.by_name
            && (path.starts_with("/go/")
                || path.starts_with("/usr/local/cargo/")
                || path.starts_with("/root/.local/bin/"));
        match moved {
            true => self.push(
                findings,
                path,
                &format!("/usr/local/bin/{}", base_name(path)),
            ),
            false if in_local(findings, path) => self.local(findings, distribution),
            false if bundle(findings, path).is_some() => {
                let path = bundle(findings, path).unwrap_or_default();
                self.push(findings, path, path)
            }
            false => self.push(findings, path, path),
        }
    }

    /// All that was installed below /usr/local, libraries included.
    fn local(
        &mut self,
        findings: &Findings<'_, '_, '_>,
        distribution: &Distribution,
    ) -> Result<(), String> {
        let known = self.targets.iter().any(|target| target == "/usr/local");
        self.push(findings, "/usr/local", "/usr/local")?;
        if !known && !matches!(distribution, Distribution::Alpine(_)) {
            self.lines.push("RUN ldconfig".into());
        }
        Ok(())
    }
}

/// The directory that holds the sources, if the program runs in it or is found in it.
fn root(findings: &Findings<'_, '_, '_>) -> Result<Option<String>, String> {
    let trace = &findings.trace;
    let Some(build) = trace.builds.last() else {
        return Ok(None);
    };
    let line = findings.candidate.line(
        findings.candidate.stage.steps[build.step]
            .instruction
            .span
            .start,
    );
    let here = build
        .directory
        .as_deref()
        .ok_or_else(|| format!("dfopt cannot tell where line {line} builds"))?;
    let brought = trace.copies.iter().map(|brought| brought.target.as_str());
    let fetched = trace.made.iter().map(|made| made.path.as_str());
    let holders = brought
        .chain(fetched)
        .filter(|target| paths::within(here, target) && !is_common_directory(target));
    let holder = holders.min_by_key(|target| target.len());
    let mut elsewhere = trace.copies.iter().map(|brought| brought.target.as_str());
    let own = trace
        .copies
        .iter()
        .any(|brought| paths::within(&brought.target, here));
    // A package or a project may be named by its path, from wherever the command runs.
    let named = elsewhere
        .next()
        .filter(|first| !own || *first != here && findings.candidate.builder.directory == here);
    Ok(Some(holder.or(named).unwrap_or(here).to_string()))
}

/// Whether the running program may look into the directory of the sources: it starts there, or the configuration names it.
pub(super) fn needs_root(findings: &Findings<'_, '_, '_>, root: &str) -> bool {
    let starts_there = starts_in(findings, root);
    let named =
        findings
            .candidate
            .stage
            .steps
            .iter()
            .any(|step| match &step.instruction.arguments {
                Arguments::Env(pairs) => pairs.iter().any(|pair| {
                    pair.key.value != "PATH"
                        && pair
                            .value
                            .as_ref()
                            .is_some_and(|value| value.value.trim_matches('"').starts_with(root))
                }),
                _ => false,
            });
    let argument = findings
        .starts
        .iter()
        .any(|start| start.arguments.iter().any(|word| word.contains(root)));
    root != "/" && (starts_there || named || argument)
}

/// Whether the program starts in this directory or below.
fn starts_in(findings: &Findings<'_, '_, '_>, root: &str) -> bool {
    findings
        .trace
        .directory
        .as_deref()
        .is_some_and(|here| paths::within(here, root))
}
