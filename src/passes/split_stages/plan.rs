//! What the second stage is made of: its image, what it is given, and why that is enough.

use crate::data::Runtime;
use crate::model::paths;
use crate::text::Edit;

use super::candidate::{Candidate, Distribution};
use super::carry::Carry;
use super::dotnet;
use super::evidence::{self, Evidence};
use super::interpreted;
use super::outputs::{Output, outputs};
use super::packages;
use super::programs::Program;
use super::replay::{Replay, replay};
use super::runtime;
use super::starts::{self, Start};
use super::trace::Trace;

/// The second stage.
pub(super) struct Plan {
    pub image: String,
    pub packages: Option<String>,
    pub users: Option<String>,
    /// What the build stage does at its end.
    pub prune: Option<String>,
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

/// The second stage for `candidate`; a reason why there is none.
pub(super) fn plan(candidate: &Candidate<'_, '_>) -> Result<Plan, String> {
    if candidate.builder.runtime == Runtime::Slim {
        return interpreted::plan(candidate);
    }
    let (mut findings, image, distribution) = gather(candidate)?;
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
    let mut replay = replay(candidate, trace, trace.seam);
    replay.inherit(candidate, &image);
    dotnet::address(&findings, &image)?;
    let users = (!trace.users.is_empty()).then(|| format!("RUN {}", trace.users.join(" && ")));
    Ok(Plan {
        image,
        packages,
        users,
        prune: None,
        replay,
        copies: carry.lines,
        edits: carry.edits,
        seam: trace.seam,
    })
}

/// Everything that is found out, the image of the second stage and the distribution in it.
fn gather<'f, 'c, 'a>(
    candidate: &'f Candidate<'c, 'a>,
) -> Result<(Findings<'f, 'c, 'a>, String, Distribution), String> {
    let starts = starts::starts(candidate)?;
    let (image, distribution) = runtime::runtime(candidate)?;
    for start in &starts {
        // What is started says most about what the image is for: its reason goes first.
        start.origin(candidate, Some("/"), &distribution)?;
    }
    let trace = Trace::new(candidate)?;
    let evidence = evidence::gather(candidate.context, candidate.recipe);
    let outputs = outputs(candidate, &trace);
    let findings = Findings {
        candidate,
        trace,
        evidence,
        outputs,
        starts,
        programs: Vec::new(),
    };
    Ok((findings, image, distribution))
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
