//! The images that the final image could start from: what each weighs, what it has, and what stands against it.
//!
//! Judges nothing by itself: what stands against an image is what the pass that would take it says.

use super::Found;
use crate::data::images::{Build, Images, Sibling};
use crate::model::origin::{Origin, Origins};
use crate::model::{Model, Stage, image};
use crate::pass::{Outcome, Safety};
use crate::shell::Dialect;
use crate::syntax;

/// An image to start from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Its reference.
    pub image: String,
    /// The pass that would take it; `None` for the image that the file has now, and where no pass would.
    pub pass: Option<&'static str>,
    /// Bytes that a pull moves: of this image or of the nearest one that was measured.
    pub compressed: Option<Weight>,
    /// `glibc`, `musl` or `none`.
    pub libc: &'static str,
    /// `dash`, `busybox`, `bash` or `none`.
    pub shell: &'static str,
    /// What stands against it: a reason, or the assumption to grant; `None` for the image that the file has now.
    pub against: Option<String>,
    /// Whether its pass would take it under an assumption.
    pub fits: bool,
}

/// What was measured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weight {
    /// Compressed bytes of all layers, amd64.
    pub bytes: u64,
    /// Of which image.
    pub of: String,
    /// The day, month or year of that build.
    pub built: &'static str,
    /// Where it was read.
    pub source: &'static str,
}

/// The candidates for the base of the final image, that of today first. None where it starts from an image that is not
/// official, from scratch or from a Windows image.
pub fn candidates(source: &str, found: &[Found]) -> Vec<Candidate> {
    let file = syntax::parse(source);
    let model = Model::new(&file);
    let origins = Origins::new(&model);
    let Some(stage) = root(&model) else {
        return Vec::new();
    };
    let Some(origin) = origins.of(stage).filter(|_| !stage.windows) else {
        return Vec::new();
    };
    let mut all = vec![now(origin)];
    for mut candidate in others(origin) {
        let pass = candidate.pass.unwrap_or_default();
        let said = found
            .iter()
            .find(|one| one.pass == pass && one.finding.span == stage.from.span);
        if candidate.against.is_none() {
            judge(&mut candidate, said);
        }
        if pass != LANGUAGE || said.is_some() {
            all.push(candidate);
        }
    }
    all
}

const LANGUAGE: &str = "official-language-image";

/// The stage whose FROM names the image below the final one.
fn root<'m, 'a>(model: &'m Model<'a>) -> Option<&'m Stage<'a>> {
    let mut stage = model.stages.last()?;
    while let Some(parent) = model
        .parent(stage)
        .filter(|parent| parent.index < stage.index)
    {
        stage = parent;
    }
    Some(stage)
}

fn now(origin: &Origin<'_>) -> Candidate {
    let (libc, shell) = match (origin.suite, image::default_shell(origin.expanded)) {
        (Some(suite), _) => (suite.libc, suite.shell),
        (None, Some(Dialect::Bash)) => ("glibc", "bash"),
        (None, Some(Dialect::Posix)) => ("glibc", "dash"),
        (None, Some(Dialect::Busybox)) => ("unknown", "busybox"),
        (None, None) => ("unknown", "unknown"),
    };
    Candidate {
        image: origin.shown(),
        pass: None,
        compressed: origin.build.as_ref().and_then(weight),
        libc,
        shell,
        against: None,
        fits: false,
    }
}

/// The other forms of an image, and those of less than a distribution.
fn others(origin: &Origin<'_>) -> Vec<Candidate> {
    let build = origin.build.as_ref();
    let mut all = build.map_or(Vec::new(), |build| forms(origin, build));
    all.extend(build.and_then(minimal));
    let like_debian = |pass, name: &str| bare(pass, name.into(), "glibc", "dash");
    if matches!(origin.name, "maven" | "gradle") {
        all.push(like_debian("jre-base", "eclipse-temurin, its JRE"));
    }
    if matches!(origin.name, "debian" | "ubuntu") {
        all.push(like_debian(LANGUAGE, "the official image of its language"));
    }
    all.extend(distroless(origin));
    all.push(bare("scratch-base", "scratch".into(), "none", "none"));
    all
}

/// The slim, run-time and Alpine forms of the same image and version.
fn forms(origin: &Origin<'_>, build: &Build) -> Vec<Candidate> {
    let form = |variant, suite, word| {
        build.sibling(Sibling {
            variant,
            suite,
            word,
        })
    };
    let mut all = Vec::new();
    let full = origin.image.is_some_and(|image| image.full != "none");
    if full && build.variant == "default" {
        let slim = form("slim", Some(build.suite), "slim");
        all.extend(slim.map(|slim| of_build("slim-base", &slim)));
    }
    if build.variant.contains("jdk") {
        let (before, behind) = build.tag.split_once("-jdk").unwrap_or((&build.tag, ""));
        let jre = Images::get().build(build.image, Some(&format!("{before}-jre{behind}")));
        all.extend(jre.map(|jre| of_build("jre-base", &jre)));
    }
    if !build.variant.contains("alpine") {
        let variant = match build.variant {
            "jdk" => "alpine+jdk",
            "jre" => "alpine+jre",
            _ => "alpine",
        };
        let alpine = form(variant, None, "alpine");
        all.extend(alpine.map(|alpine| of_build("alpine-base", &alpine)));
    }
    all
}

/// The small form of an image of the family of Red Hat, which dfopt has no list of what it lacks of.
fn minimal(build: &Build) -> Option<Candidate> {
    let word = match build.image {
        "almalinux" => "minimal",
        "oraclelinux" => "slim",
        _ => return None,
    };
    let small = Images::get().build(build.image, Some(&format!("{}-{word}", build.tag)))?;
    let mut candidate = of_build("", &small);
    (candidate.libc, candidate.shell, candidate.pass) = ("glibc", "bash", None);
    candidate.against = Some(
        "it has `microdnf` in place of `dnf`, and dfopt has no list of what else it lacks".into(),
    );
    Some(candidate)
}

fn distroless(origin: &Origin<'_>) -> Option<Candidate> {
    let facts = Images::get().distroless();
    let major = origin
        .tag
        .and_then(|tag| tag.split(['-', '.', '_']).next())
        .unwrap_or("");
    let name = match origin.name {
        "python" => "python3".to_string(),
        "node" => format!("nodejs{major}"),
        "eclipse-temurin" | "maven" | "gradle" => format!("java{major}"),
        _ => "static".to_string(),
    };
    let image = facts.image(&name)?;
    let libc = if name == "static" { "none" } else { "glibc" };
    let mut candidate = bare("distroless-base", image.clone(), libc, "none");
    candidate.compressed = (name == "static").then_some(Weight {
        bytes: facts.static_size,
        of: image,
        built: facts.date,
        source: facts.source,
    });
    Some(candidate)
}

fn of_build(pass: &'static str, build: &Build) -> Candidate {
    let images = Images::get();
    let musl = build.variant.contains("alpine");
    let suite = images.suite(build.suite);
    let (libc, shell) = match (musl, suite) {
        (true, _) => ("musl", "busybox"),
        (false, Some(suite)) => (suite.libc, suite.shell),
        (false, None) => ("unknown", "unknown"),
    };
    let mut candidate = bare(pass, format!("{}:{}", build.image, build.tag), libc, shell);
    candidate.compressed = weight(build);
    candidate
}

fn bare(pass: &'static str, image: String, libc: &'static str, shell: &'static str) -> Candidate {
    Candidate {
        image,
        pass: Some(pass),
        compressed: None,
        libc,
        shell,
        against: None,
        fits: false,
    }
}

fn weight_of(named: &str) -> Option<Weight> {
    let (name, tag) = named.split_once(':')?;
    weight(&Images::get().build(name, Some(tag))?)
}

fn weight(build: &Build) -> Option<Weight> {
    Images::get().weight(build).map(|size| Weight {
        bytes: size.compressed,
        of: format!("{}:{}", size.image, size.tag),
        built: size.built,
        source: Images::get().sizes_source().source,
    })
}

/// Puts in what the pass of a candidate says of it.
fn judge(candidate: &mut Candidate, said: Option<&Found>) {
    let against = match said.map(|one| &one.finding.outcome) {
        Some(Outcome::Refused { reason }) => reason.clone(),
        Some(Outcome::Fix(fix)) => {
            candidate.fits = true;
            if let Some(named) = fix.title.split('`').nth(1) {
                candidate.compressed = weight_of(named).or(candidate.compressed.take());
                candidate.image = named.to_string();
            }
            match fix.safety {
                Safety::Assumes(assumption) => {
                    format!("nothing, under `{assumption}` (-O{})", assumption.level())
                }
                _ => "nothing".to_string(),
            }
        }
        None => silent(candidate.pass).to_string(),
    };
    candidate.against = Some(against);
}

/// Why a pass says nothing of a stage.
fn silent(pass: Option<&str>) -> &'static str {
    match pass {
        Some("scratch-base") => {
            "the final stage is not one that starts a program copied from another stage"
        }
        Some("distroless-base") => {
            "the final stage runs commands or starts nothing, and there would be no shell"
        }
        Some("alpine-base") => {
            "dfopt takes Alpine for images of Python, Node, Ruby, Java and Rust only"
        }
        _ => "its pass is switched off, or the final stage is not one that it looks at",
    }
}
