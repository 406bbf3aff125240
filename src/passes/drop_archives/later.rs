//! Who names an archive later: steps, stages, start commands and scripts.

use std::rc::Rc;

use crate::model::commands::Call;
use crate::model::directories;
use crate::model::later::{Later, Use};
use crate::model::naming::Target;
use crate::model::usage::Deed;
use crate::model::{Body, Model, RunScript, Stage, Step};
use crate::pass::Context;
use crate::syntax::{Arguments, Keyword};
use crate::text::Span;

/// What relies on the archive that step `index` of `stage` leaves: a reason to keep it.
pub(super) fn need(
    context: &Context<'_>,
    stage: &Stage<'_>,
    index: usize,
    target: &Target,
) -> Option<String> {
    let model = context.model;
    let later = Later::new(model, &[], &mut |stage, index| match names(
        stage,
        &stage.steps[index],
        target,
    ) {
        true => Use::Needs("names it, or its directory".into()),
        false => Use::Neutral,
    });
    let line = |span: Span| model.lines.line(span.start);
    if let Some(need) = later.after(stage, index) {
        return Some(format!("line {} {}", line(need.span), need.what));
    }
    let variable = |step: &&Step<'_>| {
        let sets = matches!(step.instruction.keyword, Keyword::Env | Keyword::Arg);
        sets && target.is_named_in(step.instruction.logical.as_str(), None)
    };
    if let Some(step) = stage.steps[..index].iter().find(variable) {
        return Some(format!(
            "line {} names it for others",
            line(step.instruction.span)
        ));
    }
    if let Some(step) = taken(model, stage, target) {
        return Some(format!("line {} may copy it", line(step.instruction.span)));
    }
    let span = named_in_script(context, stage, target)?;
    Some(format!("a script that line {} runs names it", line(span)))
}

/// A step that runs a script of the build context which names it.
fn named_in_script(context: &Context<'_>, stage: &Stage<'_>, target: &Target) -> Option<Span> {
    let events = context.usage(stage);
    let found = events.iter().find(|event| match &event.deed {
        Deed::Runs {
            here: false,
            arguments,
            ..
        } => arguments.iter().any(|word| target.is_named_in(word, None)),
        _ => false,
    })?;
    Some(found.span)
}

/// Whether a step names it in a way that counts.
fn names(stage: &Stage<'_>, step: &Step<'_>, target: &Target) -> bool {
    let text = step.instruction.logical.as_str();
    let directory = stage.scope(step).directory.as_deref();
    match (&step.run, &step.instruction.arguments) {
        (Some(run), _) => match &run.body {
            Body::Script(script) => script_names(script, directory, target),
            _ => {
                let mut docs = step.instruction.heredocs.iter();
                target.is_hit_in(text, None) || docs.any(|doc| target.is_hit_in(doc.text, None))
            }
        },
        // What they bring is no file of the stage.
        (None, Arguments::Copy { .. }) => false,
        (None, Arguments::Cmd(_) | Arguments::Entrypoint(_) | Arguments::Healthcheck(_)) => {
            target.is_hit_in(text, directory)
        }
        (None, Arguments::Onbuild(_) | Arguments::Volume(_)) => target.is_hit_in(text, None),
        _ => !step.is_metadata() && target.is_named_in(text, None),
    }
}

fn script_names(script: &RunScript<'_>, directory: Option<&str>, target: &Target) -> bool {
    let (text, calls) = (script.text.as_str(), script.calls());
    let directories = directories::directories(calls, text, directory);
    let reads = |(call, directory): (&Call<'_>, &Option<Rc<str>>)| {
        target.is_read_by(call, text, directory.as_deref())
    };
    calls.iter().zip(&directories).any(reads) || named_between(text, 0, calls, target)
}

/// Whether words that belong to no command, those of a loop and redirections, name it: from offset `at` on.
pub(super) fn named_between(
    text: &str,
    mut at: usize,
    calls: &[Call<'_>],
    target: &Target,
) -> bool {
    let mut named = false;
    for call in calls {
        let start = call.simple.span.start as usize;
        named |= start > at && target.is_named_in(&text[at..start], None);
        let words = call.simple.words.iter().map(|word| word.span.end as usize);
        at = words.max().unwrap_or(start).max(at);
    }
    named || target.is_named_in(&text[at..], None)
}

/// A step of the file that copies or mounts from the stage, or from one that starts from it, what may be or hold it.
fn taken<'m>(model: &'m Model<'_>, stage: &Stage<'_>, target: &Target) -> Option<&'m Step<'m>> {
    let own: Vec<&Stage<'_>> = model.subtree(stage);
    let from = |name: &str| {
        let name = name.to_lowercase();
        own.iter()
            .any(|stage| stage.name.as_deref() == Some(&*name) || name.parse() == Ok(stage.index))
    };
    let mut steps = model.stages.iter().flat_map(|stage| &stage.steps);
    steps.find(|step| {
        let copies = match &step.instruction.arguments {
            Arguments::Copy { sources, .. } => {
                let mut sources = sources.iter();
                step.instruction.flag("from").is_some_and(&from)
                    && sources.any(|source| target.hit(&source.value, Some("/")).is_some())
            }
            _ => false,
        };
        let mut mounts = step.run.iter().flat_map(|run| &run.mounts);
        copies || mounts.any(|mount| mount.from.as_deref().is_some_and(&from))
    })
}
