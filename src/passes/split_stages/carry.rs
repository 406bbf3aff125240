//! What is copied from the first stage into the second.

use crate::data::Runtime;
use crate::model::commands::base_name;
use crate::model::paths;
use crate::syntax::Arguments;
use crate::text::Edit;

use super::candidate::Distribution;
use super::commands::is_common_directory;
use super::plan::{Findings, Program, is_thrown_away};

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
            carry.lines.splice(0..0, owned_directory(findings));
            carry.beside(findings, root.as_deref())?;
        }
        carry.outside(findings, root.as_deref(), whole)?;
        if carry.lines.is_empty() {
            return Err("nothing would be left to copy".into());
        }
        Ok(carry)
    }

    fn push(
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

    /// Certificates of Debian's build images, which its slim image lacks; and Go's own time zones.
    fn certificates(&mut self, findings: &Findings<'_, '_, '_>, distribution: &Distribution) {
        let candidate = findings.candidate;
        let suite = candidate.builder.runtime == Runtime::Suite
            && matches!(distribution, Distribution::Debian(_));
        if suite && findings.evidence.tls {
            self.lines.push(
                "COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/".into(),
            );
        }
        if candidate.recipe.name == "go"
            && candidate.builder.runtime == Runtime::Suite
            && findings.evidence.time_zones
        {
            self.lines.push(
                "COPY --from=build /usr/local/go/lib/time/zoneinfo.zip /usr/local/go/lib/time/"
                    .into(),
            );
        }
    }

    /// The directory of the sources: whole where nothing is known about them. Gives whether it was taken whole.
    fn root(&mut self, findings: &Findings<'_, '_, '_>, root: &str) -> Result<bool, String> {
        let evidence = &findings.evidence;
        let gone = findings
            .trace
            .gone
            .iter()
            .any(|pattern| paths::names(pattern, root));
        if evidence.complete || !needs_root(findings, root) {
            return Ok(false);
        }
        if gone {
            let starts_there = findings
                .trace
                .directory
                .as_deref()
                .is_some_and(|here| paths::within(here, root));
            return match starts_there {
                true => Err(format!(
                    "a step deletes `{root}`, and the program starts there"
                )),
                false => Ok(false),
            };
        }
        let candidate = findings.candidate;
        let language = candidate.recipe.language;
        if candidate.recipe.name == "rust" {
            return Err(format!(
                "without the build context dfopt cannot tell which files of `{root}` the program reads, and all of it holds what cargo leaves behind"
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
        let moved =
            program.by_name && (path.starts_with("/go/") || path.starts_with("/usr/local/cargo/"));
        match moved {
            true => self.push(
                findings,
                path,
                &format!("/usr/local/bin/{}", base_name(path)),
            ),
            false if in_local(findings, path) => self.local(findings, distribution),
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

    /// What lies beside the program in the directory of the sources and is no source.
    fn beside(
        &mut self,
        findings: &Findings<'_, '_, '_>,
        root: Option<&str>,
    ) -> Result<(), String> {
        let evidence = &findings.evidence;
        let Some(root) = root.filter(|root| needs_root(findings, root)) else {
            return Ok(());
        };
        let strict = evidence.reads_files.is_none() && !names_context(findings);
        for brought in &findings.trace.copies {
            if strict
                || brought.step >= findings.trace.seam
                || !paths::within(&brought.target, root)
            {
                continue;
            }
            for source in &brought.sources {
                let everything = matches!(source.as_str(), "." | "" | "*");
                let first = source.split('/').next().unwrap_or(source);
                let kept = evidence
                    .kept
                    .iter()
                    .filter(|name| everything || name.trim_end_matches('/') == first);
                for name in kept {
                    let bare = name.trim_end_matches('/');
                    let path = match everything {
                        true => format!("{}/{bare}", brought.target),
                        false if brought.into && !name.ends_with('/') => {
                            format!("{}/{}", brought.target, base_name(source))
                        }
                        false => brought.target.clone(),
                    };
                    if path == root {
                        return Err(format!("`{source}` goes into `{root}` among the sources"));
                    }
                    self.push(findings, &path, &path)?;
                }
            }
        }
        Ok(())
    }

    /// What steps made or brought outside of the directory of the sources.
    fn outside(
        &mut self,
        findings: &Findings<'_, '_, '_>,
        root: Option<&str>,
        whole: bool,
    ) -> Result<(), String> {
        let (candidate, trace) = (findings.candidate, &findings.trace);
        let built = |path: &str| {
            trace.builds.iter().any(|build| {
                build
                    .directory
                    .as_deref()
                    .is_some_and(|at| paths::within(at, path))
            })
        };
        let mut paths_made = Vec::new();
        for brought in trace
            .copies
            .iter()
            .filter(|brought| brought.step < trace.seam)
        {
            let inside = root.is_some_and(|root| paths::within(&brought.target, root))
                || built(&brought.target) && !is_common_directory(&brought.target);
            if inside {
                continue;
            }
            let line = candidate.line(candidate.stage.steps[brought.step].instruction.span.start);
            match is_common_directory(&brought.target) {
                false => paths_made.push(brought.target.clone()),
                true => paths_made.extend(named(&brought.sources, &brought.target).ok_or_else(|| {
                    format!("line {line} copies a folder into `{}`, and dfopt cannot tell what lands there", brought.target)
                })?),
            }
        }
        for made in trace.made.iter().filter(|made| made.step < trace.seam) {
            let source = root.is_some_and(|root| {
                whole && paths::within(&made.path, root) || paths::within(root, &made.path)
            }) || is_source(findings, &made.path);
            let runs = trace
                .directory
                .as_deref()
                .is_some_and(|here| paths::within(here, &made.path));
            if !source && !runs && !built(&made.path) && !is_archive(&made.path) {
                paths_made.push(made.path.clone());
            }
        }
        for path in paths_made {
            if is_thrown_away(candidate, &path) && !path.starts_with("/go/src/") {
                continue;
            }
            if is_common_directory(&path) {
                return Err(format!(
                    "a step writes into `{path}`, and dfopt cannot tell what"
                ));
            }
            self.push(findings, &path, &path)?;
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
    let starts_there = findings
        .trace
        .directory
        .as_deref()
        .is_some_and(|here| paths::within(here, root));
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

/// Whether an argument of what is started names a file of the build context.
fn names_context(findings: &Findings<'_, '_, '_>) -> bool {
    let mut words = findings.starts.iter().flat_map(|start| &start.arguments);
    words.any(|word| {
        let word = word
            .rsplit('=')
            .next()
            .unwrap_or(word)
            .trim_start_matches("./");
        let first = word.split('/').next().unwrap_or(word);
        findings
            .evidence
            .kept
            .iter()
            .any(|name| name.trim_end_matches('/') == first)
    })
}

/// Whether a program was installed below /usr/local together with what it needs.
fn in_local(findings: &Findings<'_, '_, '_>, path: &str) -> bool {
    let installs = findings.trace.builds.iter().any(super::outputs::installs);
    let made = findings.trace.made.iter().any(|made| made.path == path);
    let c = findings.candidate.recipe.name == "c";
    c && installs && !made && paths::within(path, "/usr/local")
}

/// Where single files land in a directory.
fn named(sources: &[String], target: &str) -> Option<Vec<String>> {
    let names = sources.iter().map(|source| {
        let name = base_name(source);
        let file = name.contains('.')
            && !name.contains(['*', '$'])
            && !source.contains("://")
            && name != ".";
        file.then(|| format!("{}/{name}", target.trim_end_matches('/')))
    });
    names.collect()
}

/// Whether a path is that of a source, or lies in a folder that only the build reads.
fn is_source(findings: &Findings<'_, '_, '_>, path: &str) -> bool {
    let recipe = findings.candidate.recipe;
    recipe.sources.iter().any(|ending| path.ends_with(ending))
        || path
            .split('/')
            .any(|part| recipe.build_only.contains(&part))
}

fn is_archive(path: &str) -> bool {
    [
        ".tar.gz", ".tgz", ".zip", ".tar.xz", ".tar.bz2", ".tar", ".gz", ".deb",
    ]
    .iter()
    .any(|ending| path.ends_with(ending))
}

/// The owner that all of `path` has, if a step gave it one.
fn owner<'f>(findings: &'f Findings<'_, '_, '_>, path: &str) -> Result<Option<&'f str>, String> {
    let trace = &findings.trace;
    let given = trace.owners.iter().filter(|given| match given.all {
        true => paths::overlap(&given.path, path),
        false => given.path == path,
    });
    let given = given.map(|given| given.owner.as_str());
    let brought = trace
        .copies
        .iter()
        .filter(|brought| paths::overlap(&brought.target, path));
    let mut all = given.chain(brought.filter_map(|brought| brought.owner.as_deref()));
    let Some(owner) = all.next() else {
        return Ok(None);
    };
    match all.all(|other| other == owner) {
        true => Ok(Some(owner)),
        false => Err(format!("files of `{path}` belong to several owners")),
    }
}

/// The owner of the directory that WORKDIR makes, where it is not copied whole.
fn owned_directory(findings: &Findings<'_, '_, '_>) -> Option<String> {
    let here = findings.trace.at_seam.as_deref()?;
    let mut owners = findings.trace.owners.iter().rev();
    let given = owners.find(|given| match given.all {
        true => paths::within(here, &given.path),
        false => given.path == here,
    })?;
    Some(format!("RUN chown {} {here}", given.owner))
}
