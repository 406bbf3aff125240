//! Programs that are proved to be linked with nothing: the only kind that runs without a libc.

mod c;

use crate::model::commands::Call;
use crate::model::{Model, Project, Stage, Step, paths};
use crate::shell::Assignment;
use crate::syntax::Arguments;

/// A file that the last stage starts, and where it was built.
#[derive(Clone, Debug)]
pub struct Program<'m, 'a> {
    /// The stage that built it.
    pub stage: &'m Stage<'a>,
    /// Where it says what it needs at run time.
    pub sources: Sources,
}

/// What is known of the sources of a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sources {
    /// Nothing.
    Unseen,
    /// They are in Go.
    Go,
    /// They are in C or C++: all of their text.
    C(String),
}

/// The stage in which the program at `path` of `stage` was linked statically; else why that is not proved.
pub fn program<'m, 'a>(
    model: &'m Model<'a>,
    project: &dyn Project,
    stage: &Stage<'_>,
    path: &str,
) -> Result<Program<'m, 'a>, String> {
    let unknown = || format!("`{path}` is not copied from a stage that dfopt can follow");
    let (from, source) = copied(stage, path).ok_or_else(unknown)?;
    let named = |stage: &&Stage<'_>| stage.name.as_deref() == Some(from.as_str());
    let index = from.parse::<usize>().ok();
    let builder = model
        .stages
        .iter()
        .rfind(named)
        .or_else(|| model.stages.get(index?));
    let builder = builder
        .filter(|builder| builder.index < stage.index)
        .ok_or_else(unknown)?;
    let source = paths::resolve(Some("/"), &source).ok_or_else(unknown)?;
    linked(model, project, builder, &source).ok_or_else(|| {
        format!(
            "nothing proves that `{source}` of {} is linked statically",
            builder.title()
        )
    })
}

/// The stage that the file at `path` is copied from, and its path there, by the last COPY that brings it.
pub(super) fn copied(stage: &Stage<'_>, path: &str) -> Option<(String, String)> {
    let mut found = None;
    for step in &stage.steps {
        let Arguments::Copy {
            sources,
            destination,
            ..
        } = &step.instruction.arguments
        else {
            continue;
        };
        let directory = stage.scope(step).directory.as_deref();
        let target = paths::resolve(directory.or(Some("/")), &destination.value);
        let Some(target) = target.filter(|target| paths::within(path, target)) else {
            continue;
        };
        let rest = path[target.trim_end_matches('/').len()..].trim_start_matches('/');
        let [source] = sources.as_slice() else {
            continue;
        };
        let base = source
            .value
            .trim_end_matches('/')
            .rsplit('/')
            .next()
            .unwrap_or("");
        let source = match rest {
            "" => source.value.to_string(),
            rest if rest == base => source.value.to_string(),
            rest => format!("{}/{rest}", source.value.trim_end_matches('/')),
        };
        found = step
            .instruction
            .flag("from")
            .map(|from| (from.to_lowercase(), source));
    }
    found
}

fn linked<'m, 'a>(
    model: &Model<'a>,
    project: &dyn Project,
    stage: &'m Stage<'a>,
    path: &str,
) -> Option<Program<'m, 'a>> {
    for (index, step) in stage.steps.iter().enumerate().rev() {
        let Some(script) = step.run.as_ref().and_then(|run| run.script()) else {
            continue;
        };
        let text = script.text.as_str();
        for call in script.calls() {
            let c = || c::sources(project, stage, index, call, path).map(Sources::C);
            let sources = match builds_go(model, stage, step, call, text, path) {
                true => Some(Sources::Go),
                false if builds_rust(call, path) => Some(Sources::Unseen),
                false => c(),
            };
            if let Some(sources) = sources {
                return Some(Program { stage, sources });
            }
        }
    }
    None
}

/// `CGO_ENABLED=0 go build -o path`
fn builds_go(
    model: &Model<'_>,
    stage: &Stage<'_>,
    step: &Step<'_>,
    call: &Call<'_>,
    text: &str,
    path: &str,
) -> bool {
    let arguments = call.arguments();
    if call.name() != Some("go") || arguments.first() != Some(&"build") {
        return false;
    }
    let is_off = |assignment: &Assignment| {
        let value = assignment.value.literal(text);
        assignment.name.of(text) == "CGO_ENABLED" && value.as_deref() == Some("0")
    };
    let set_here = call.simple.assignments.iter().any(is_off)
        || call
            .simple
            .words
            .iter()
            .take(call.first)
            .any(|word| word.raw(text) == "CGO_ENABLED=0");
    let set_before = model.variable(stage, step, "CGO_ENABLED") == Some(Some("0"));
    let mut words = arguments.iter();
    let output = words
        .find_map(|word| match *word {
            "-o" => Some(None),
            word => word.strip_prefix("-o=").map(Some),
        })
        .map(|attached| attached.or_else(|| words.next().copied()).unwrap_or(""));
    let dynamic = arguments
        .iter()
        .any(|word| word.contains("plugin") || word.contains("-linkmode"));
    let directory = stage.scope(step).directory.as_deref().or(Some("/go"));
    let written = output.and_then(|output| paths::resolve(directory, output));
    (set_here || set_before) && !dynamic && written.as_deref() == Some(path)
}

/// `cargo build --target x86_64-unknown-linux-musl`
fn builds_rust(call: &Call<'_>, path: &str) -> bool {
    let arguments = call.arguments();
    let mut targets = arguments
        .iter()
        .filter(|word| word.ends_with("-unknown-linux-musl"));
    let target = targets
        .next()
        .map(|word| word.rsplit('=').next().unwrap_or(word));
    call.name() == Some("cargo")
        && arguments.contains(&"build")
        && target.is_some_and(|target| path.contains(&format!("/target/{target}/")))
}
