//! The second stage of an interpreted language: the same image once more, with what its package managers installed and without
//! what they compiled it with.

use crate::data::{Packages, Runtime};
use crate::model::{Step, paths};
use crate::syntax::Keyword;

use super::candidate::{Candidate, Distribution};
use super::carry::Carry;
use super::evidence;
use super::files::is_common_directory;
use super::owners::owner;
use super::packages;
use super::plan::{Findings, Plan};
use super::replay::replay;
use super::same_image::{has_compilers, image};
use super::scripts;
use super::starts;
use super::trace::Trace;
use super::{language, node};

/// What the sources of an interpreted language, and its package manager, need.
#[derive(Debug, Default)]
pub(super) struct Application {
    /// Directories of the package manager that are copied.
    pub carried: Vec<String>,
    /// All that is copied of the work directory, where that is proved; nothing: it goes whole.
    pub only: Vec<String>,
    /// Whether later copies bring the whole work directory again.
    pub covered: bool,
    /// Commands that the second stage runs as well.
    pub repeats: Vec<String>,
    /// What takes packages away that only the build needs; empty where the file has it.
    pub prune: Option<String>,
    /// Why it may need more than the slim form of its image has.
    pub full: Option<String>,
    /// Development packages whose run-time halves it needs, besides those that the file names.
    pub links: Vec<&'static str>,
    /// Packages of the distribution that came with the compilers.
    pub packages: Vec<&'static str>,
    /// Why nothing more can be left out.
    pub nothing: String,
}

/// What is known of `candidate` before its application is looked at; a reason to leave it alone.
fn findings<'c, 'm, 'a>(candidate: &'c Candidate<'m, 'a>) -> Result<Findings<'c, 'm, 'a>, String> {
    let starts = match inherits_start(candidate) {
        true => Vec::new(),
        false => starts::starts(candidate)?,
    };
    for start in &starts {
        start.stands_against(candidate)?;
    }
    let findings = Findings {
        candidate,
        trace: Trace::new(candidate)?,
        evidence: evidence::gather(candidate.context, candidate.recipe),
        outputs: Vec::new(),
        starts,
        programs: Vec::new(),
    };
    findings.sources()?;
    Ok(findings)
}

/// The second stage for `candidate`; a reason why there is none.
pub(super) fn plan(candidate: &Candidate<'_, '_>) -> Result<Plan, String> {
    let distribution = distribution(candidate)?;
    let findings = findings(candidate)?;
    let application = match candidate.recipe.name {
        "node" => node::application(&findings)?,
        _ => language::application(&findings, &distribution)?,
    };
    let (image, slimmed) = image(&findings, &application);
    let tools = packages::dropped(candidate, &findings.trace.installs);
    let heavy = tools
        .iter()
        .any(|name| !name.ends_with("-dev") && *name != "unzip");
    pays(&findings, &application, heavy, slimmed)?;
    let wanted = scripts::check(&findings, &tools, slimmed)?;
    let carry = Carry::application(&findings, &application)?;
    findings.volumes(&carry)?;
    let packages = system(&findings, &application, &distribution, wanted)?;
    let trace = &findings.trace;
    let prune = application.prune.as_ref().filter(|prune| !prune.is_empty());
    Ok(Plan {
        image,
        packages,
        users: repeated(trace, &application),
        prune: prune.map(|prune| format!("RUN {prune}")),
        replay: replay(candidate, trace, trace.seam),
        copies: carry.lines,
        edits: carry.edits,
        seam: trace.seam,
    })
}

/// What both stages run.
fn repeated(trace: &Trace, application: &Application) -> Option<String> {
    let repeats = trace.users.iter().chain(&application.repeats);
    let repeats: Vec<&str> = repeats.map(String::as_str).collect();
    (!repeats.is_empty()).then(|| format!("RUN {}", repeats.join(" && ")))
}

/// Whether the image is a server of its own, and the file leaves it to start what it starts.
fn inherits_start(candidate: &Candidate<'_, '_>) -> bool {
    let tag = candidate.image.tag.unwrap_or_default();
    let server = candidate.recipe.name == "php" && (tag.contains("fpm") || tag.contains("apache"));
    let starts =
        |step: &Step<'_>| matches!(step.instruction.keyword, Keyword::Cmd | Keyword::Entrypoint);
    server && !candidate.stage.steps.iter().any(starts)
}

/// The distribution; a release that is not known is one without facts.
fn distribution(candidate: &Candidate<'_, '_>) -> Result<Distribution, String> {
    let known = candidate.distribution();
    if known.is_ok() || candidate.image.tag.is_none() {
        return known;
    }
    let tag = candidate.image.tag.unwrap_or_default();
    Ok(match tag.contains("alpine") {
        true => Distribution::Alpine("3".into()),
        false => Distribution::Debian(String::new()),
    })
}

/// Refuses a split that saves nothing; `tools`: more than headers is left in the build stage.
fn pays(
    findings: &Findings<'_, '_, '_>,
    application: &Application,
    tools: bool,
    slimmed: bool,
) -> Result<(), String> {
    let candidate = findings.candidate;
    let own = has_compilers(candidate) && !slimmed;
    if application.prune.is_some() || !application.only.is_empty() {
        return Ok(());
    }
    match &application.full {
        Some(reason) if own => Err(format!(
            "`{}` has compilers of its own, and its slim form may not do: {reason}",
            candidate.image.text
        )),
        None if slimmed && tools => Ok(()),
        _ if own || !tools => Err(format!("it would save little: {}", application.nothing)),
        _ => Ok(()),
    }
}

/// The line that installs packages of the distribution.
fn system(
    findings: &Findings<'_, '_, '_>,
    application: &Application,
    distribution: &Distribution,
    mut wanted: Vec<&'static str>,
) -> Result<Option<String>, String> {
    let candidate = findings.candidate;
    let line = packages::line(candidate, &findings.trace.installs, distribution, true)?;
    let table = Packages::get();
    for dev in &application.links {
        let halves = match distribution {
            Distribution::Debian(suite) => table.halves(dev, suite),
            Distribution::Alpine(_) => table.alpine_halves(dev),
            Distribution::Ubuntu(_) => None,
        };
        wanted.extend(halves.ok_or_else(|| {
            format!("dfopt does not know which package of the final image goes with `{dev}`")
        })?);
    }
    wanted.extend(&application.packages);
    wanted.extend(findings.extra_packages(distribution));
    Ok(packages::with(line, &wanted, distribution))
}

impl Findings<'_, '_, '_> {
    /// Whether the second stage is the same image once more.
    pub fn is_interpreted(&self) -> bool {
        self.candidate.builder.runtime == Runtime::Slim
    }

    /// Whether later copies bring all of this directory again, so that what came before the seam need not be copied.
    pub fn is_covered(&self, root: &str) -> bool {
        let trace = &self.trace;
        let within = |path: &str| paths::within(path, root);
        let everything = |sources: &[String]| sources.iter().any(|it| it == "." || it.is_empty());
        let made = trace
            .made
            .iter()
            .any(|made| made.step < trace.seam && within(&made.path));
        !made
            && trace.copies.iter().any(|brought| {
                brought.step >= trace.seam && brought.target == root && everything(&brought.sources)
            })
    }
}

impl Carry {
    /// What an application in an interpreted language takes along.
    pub fn application(
        findings: &Findings<'_, '_, '_>,
        application: &Application,
    ) -> Result<Carry, String> {
        let mut carry = Carry::default();
        for path in &application.carried {
            carry.push(findings, path, path)?;
        }
        let root = findings.trace.at_seam.as_deref().unwrap_or("/");
        let any = |path: &str| path != "/" && paths::within(path, root);
        let copies = findings
            .trace
            .copies
            .iter()
            .filter(|it| it.step < findings.trace.seam);
        let mut inside = copies
            .map(|brought| brought.target.as_str())
            .chain(findings.trace.made.iter().map(|made| made.path.as_str()));
        let whole = application.only.is_empty()
            && !application.covered
            && (inside.any(any) || findings.candidate.recipe.name == "node");
        if whole && is_common_directory(root) {
            return Err(format!(
                "the application lies in `{root}`, among files of the system"
            ));
        }
        if whole {
            belongs_to_its_user(findings, root)?;
            carry.push(findings, root, root)?;
        }
        for path in &application.only {
            carry.push(findings, path, path)?;
        }
        carry.outside(findings, Some(root), whole)?;
        match carry.lines.is_empty() {
            true => Err("nothing would be left to copy".into()),
            false => Ok(carry),
        }
    }
}

/// Refuses files that a step makes as a user whom `COPY` would not give them back to.
fn belongs_to_its_user(findings: &Findings<'_, '_, '_>, root: &str) -> Result<(), String> {
    let candidate = findings.candidate;
    let steps = &candidate.stage.steps[..findings.trace.seam];
    let mut users = steps
        .iter()
        .rev()
        .filter(|step| step.instruction.keyword == Keyword::User);
    let Some(step) = users.next() else {
        return Ok(());
    };
    let instruction = step.instruction;
    let name = instruction.body.of(instruction.logical.as_str()).trim();
    let user = name.split(':').next().unwrap_or(name);
    let given = owner(findings, root)?;
    let same = given.is_some_and(|given| given.split(':').next() == Some(user));
    match matches!(user, "root" | "0") || same {
        true => Ok(()),
        false => Err(format!(
            "line {} builds as `{user}`, and dfopt cannot tell which files of `{root}` belong to whom",
            candidate.line(instruction.span.start)
        )),
    }
}
