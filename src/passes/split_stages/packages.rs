//! System packages that the running image needs.

use crate::data::{Packages, Runtime, VerbKind};
use crate::model::packages::PackageCall;

use super::candidate::{Candidate, Distribution, is_tool};
use super::commands::Deed;

/// An install of system packages.
#[derive(Debug)]
pub(super) struct Install {
    /// The packages.
    pub names: Vec<String>,
    /// Whether recommended packages come along.
    pub recommends: bool,
    /// `apt-get` or `apk`.
    pub manager: &'static str,
    pub line: u32,
}

/// What a call of a package manager leaves behind.
pub(super) fn deed(
    candidate: &Candidate<'_, '_>,
    package: &PackageCall<'_>,
    words: &[Option<String>],
    line: u32,
) -> Result<Deed, String> {
    let manager = match package.manager.name {
        "apt-get" | "apt" => "apt-get",
        "apk" => "apk",
        other if candidate.recipe.helpers.contains(&other) => return Ok(Deed::Nothing),
        other => {
            return Err(format!(
                "line {line} installs with {other}, beside {}",
                candidate.recipe.language
            ));
        }
    };
    let fixed = words.iter().all(Option::is_some);
    let names = || -> Vec<String> { plain(package).map(str::to_string).collect() };
    match package.kind {
        VerbKind::Update | VerbKind::Clean => Ok(Deed::Nothing),
        VerbKind::Upgrade => Ok(Deed::Nothing),
        VerbKind::Remove if fixed => Ok(Deed::Removes(
            names().into_iter().chain(virtual_name(package)).collect(),
        )),
        VerbKind::Install if fixed && !package.has_any_flag(&["-t", "--repository", "-X"]) => {
            Ok(Deed::Installs(Install {
                names: names().into_iter().chain(virtual_name(package)).collect(),
                recommends: manager == "apt-get" && !package.has_flag("--no-install-recommends"),
                manager,
                line,
            }))
        }
        VerbKind::Other => Ok(Deed::Nothing),
        _ => Err(format!(
            "only the build knows which packages line {line} installs"
        )),
    }
}

fn plain<'p>(package: &'p PackageCall<'_>) -> impl Iterator<Item = &'p str> {
    package
        .operands()
        .iter()
        .copied()
        .filter(|name| !name.is_empty())
}

/// `@.build-deps` for a group that `apk add --virtual` names.
fn virtual_name(package: &PackageCall<'_>) -> Option<String> {
    let arguments = package.call.arguments();
    let at = arguments
        .iter()
        .position(|word| matches!(*word, "--virtual" | "-t"))?;
    Some(format!("@{}", arguments.get(at + 1)?))
}

/// Takes packages out that a later command removes again.
pub(super) fn remove(installs: &mut Vec<Install>, names: &[String]) {
    let group = |install: &Install| {
        install.names.iter().any(|name| {
            name.strip_prefix('@')
                .is_some_and(|group| names.iter().any(|name| name == group))
        })
    };
    installs.retain(|install| !group(install));
    for install in installs {
        install.names.retain(|name| !names.contains(name));
    }
}

/// The line that installs what the running program needs, or why that is not known; `None` if it needs nothing.
pub(super) fn line(
    candidate: &Candidate<'_, '_>,
    installs: &[Install],
    distribution: &Distribution,
    links: bool,
) -> Result<Option<String>, String> {
    let mut names: Vec<String> = Vec::new();
    let mut recommends = false;
    for install in installs {
        let before = names.len();
        for name in &install.names {
            names.extend(kept(
                (candidate, installs),
                install,
                name,
                distribution,
                links,
            )?);
        }
        recommends |= install.recommends && names.len() > before;
    }
    let mut seen = std::collections::HashSet::new();
    names.retain(|name| seen.insert(name.clone()));
    if names.is_empty() {
        return Ok(None);
    }
    let names = names.join(" ");
    Ok(Some(match (distribution, recommends) {
        (Distribution::Alpine(_), _) => format!("RUN apk add --no-cache {names}"),
        (_, true) => format!(
            "RUN apt-get update && apt-get install -y {names} && rm -rf /var/lib/apt/lists/*"
        ),
        (_, false) => format!(
            "RUN apt-get update && apt-get install -y --no-install-recommends {names} && rm -rf /var/lib/apt/lists/*"
        ),
    }))
}

/// What is left of one package when nothing is built any more.
fn kept(
    (candidate, installs): (&Candidate<'_, '_>, &[Install]),
    install: &Install,
    name: &str,
    distribution: &Distribution,
    links: bool,
) -> Result<Vec<String>, String> {
    let table = Packages::get();
    let bare = name.split(['=', ':', '<', '>', '~']).next().unwrap_or(name);
    let build_only = match install.manager {
        _ if candidate.builder.runtime == Runtime::Slim => &table.compilers,
        "apk" => &table.build_only.apk,
        _ => &table.build_only.apt,
    };
    if let Some(jre) = run_time_java(bare).filter(|_| candidate.recipe.name == "java") {
        return Ok(vec![jre]);
    }
    let toolchain = is_toolchain(candidate, bare, installs);
    if name.starts_with('@') || build_only.contains(&bare) || toolchain || bare.contains("-doc") {
        return Ok(Vec::new());
    }
    if !bare.ends_with("-dev") {
        return Ok(vec![name.to_string()]);
    }
    if !links {
        return Ok(Vec::new());
    }
    let halves = match distribution {
        Distribution::Debian(suite) => table.halves(bare, suite),
        Distribution::Alpine(_) => table.alpine_halves(bare),
        Distribution::Ubuntu(_) => None,
    };
    let halves = halves.ok_or_else(|| {
        format!(
            "dfopt does not know which package of the final image goes with `{bare}` of line {}",
            install.line
        )
    })?;
    Ok(halves.iter().map(|half| half.to_string()).collect())
}

/// The run-time half of a development kit for Java: `openjdk-21-jre-headless` for `openjdk-21-jdk-headless`.
fn run_time_java(name: &str) -> Option<String> {
    let of_java = name.starts_with("default-jdk") || name.starts_with("openjdk-");
    (of_java && name.contains("-jdk")).then(|| name.replacen("-jdk", "-jre", 1))
}

/// Whether a package brings the toolchain of the language, or is one that only its compilers ask for.
fn is_toolchain(candidate: &Candidate<'_, '_>, name: &str, installs: &[Install]) -> bool {
    let compilers = &Packages::get().compilers;
    let compiler = |name: &String| compilers.contains(&name.as_str());
    let beside = || match candidate.recipe.name {
        // composer fetches with these and unpacks; in a web server nothing else calls for them.
        "php" => {
            let tag = candidate.image.tag.unwrap_or_default();
            let serves = tag.contains("fpm") || tag.contains("apache");
            serves && candidate.model.file.text.contains("composer")
        }
        _ => installs
            .iter()
            .flat_map(|install| &install.names)
            .any(compiler),
    };
    let interpreted = candidate.builder.runtime == Runtime::Slim;
    candidate.recipe.packages.contains(&name) && (!interpreted || beside())
}

/// What is installed and the running image does not need.
pub(super) fn dropped<'i>(candidate: &Candidate<'_, '_>, installs: &'i [Install]) -> Vec<&'i str> {
    let names = installs.iter().flat_map(|install| &install.names);
    let names = names
        .map(String::as_str)
        .filter(|name| !name.starts_with('@'));
    names
        .filter(|name| is_tool(name) || is_toolchain(candidate, name, installs))
        .collect()
}

/// The same with more packages.
pub(super) fn with(
    line: Option<String>,
    wanted: &[&str],
    distribution: &Distribution,
) -> Option<String> {
    let present = |name: &&&str| {
        !line
            .as_ref()
            .is_some_and(|line| line.split(' ').any(|word| word == **name))
    };
    let mut more: Vec<&str> = wanted.iter().filter(present).copied().collect();
    more.sort_unstable();
    more.dedup();
    if more.is_empty() {
        return line;
    }
    let more = more.join(" ");
    let end = " && rm -rf";
    Some(match (line, distribution) {
        (Some(line), Distribution::Alpine(_)) => format!("{line} {more}"),
        (Some(line), _) => line.replace(end, &format!(" {more}{end}")),
        (None, Distribution::Alpine(_)) => format!("RUN apk add --no-cache {more}"),
        (None, _) => format!(
            "RUN apt-get update && apt-get install -y --no-install-recommends {more} && rm -rf /var/lib/apt/lists/*"
        ),
    })
}

/// Whether what is installed holds something that only a build needs.
pub(super) fn hold_tools(candidate: &Candidate<'_, '_>, installs: &[Install]) -> bool {
    let table = &Packages::get().build_only;
    let mut names = installs.iter().flat_map(|install| &install.names);
    names.any(|name| {
        let name = name.as_str();
        table.apt.contains(&name)
            || table.apk.contains(&name)
            || candidate.recipe.packages.contains(&name)
    })
}
