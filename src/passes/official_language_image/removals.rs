//! The lines of a file that installed the language and go with it.

use crate::data::VerbKind;
use crate::data::images::StandIn;
use crate::model::commands::Call;
use crate::model::packages::{PackageCall, deleted_paths};
use crate::model::{Stage, Step, paths};
use crate::pass::Context;
use crate::syntax::ItemKind;
use crate::text::{Edit, Span};

/// Deletes the instructions that install the language's packages.
pub(super) fn removals(
    context: &Context<'_>,
    stage: &Stage<'_>,
    stand_in: &StandIn,
) -> Result<Vec<Edit>, String> {
    let model = context.model;
    let mut edits = Vec::new();
    for step in &stage.steps {
        let Some(script) = step.run.as_ref().and_then(|run| run.script()) else {
            continue;
        };
        let text = script.text.as_str();
        let calls = script.calls();
        let of_apt = |call: &Call<'_>| manages(context, call, text);
        if !calls.iter().any(of_apt) {
            continue;
        }
        let line = model.lines.line(step.instruction.span.start);
        if !calls.iter().all(|call| of_apt(call) && call.top) || script.tree.has_opaque() {
            return Err(format!(
                "line {line} does more than install {}",
                stand_in.title
            ));
        }
        let span = whole(context, step)
            .ok_or_else(|| format!("a comment at line {line} speaks of what would go"))?;
        edits.push(Edit::delete(span));
    }
    Ok(edits)
}

/// Whether a command installs packages, fetches their lists or cleans up behind them.
fn manages(context: &Context<'_>, call: &Call<'_>, text: &str) -> bool {
    let package = PackageCall::new(context.data, call);
    let managed = package.is_some_and(|package| {
        let does = matches!(
            package.kind,
            VerbKind::Update | VerbKind::Install | VerbKind::Clean | VerbKind::Upgrade
        );
        does && package
            .manager
            .indexes
            .iter()
            .any(|index| index.contains("/apt/"))
    });
    let deleted = deleted_paths(call, text);
    let lists = |path: &String| {
        ["/var/lib/apt", "/var/cache", "/tmp", "/var/tmp"]
            .iter()
            .any(|above| paths::within(path, above))
    };
    managed || !deleted.is_empty() && deleted.iter().all(lists)
}

/// The lines of an instruction, if no comment stands in it or straight above it.
fn whole(context: &Context<'_>, step: &Step<'_>) -> Option<Span> {
    let items = &context.model.file.items;
    let at = items.partition_point(|item| item.span.end <= step.instruction.span.start);
    let above = at.checked_sub(1).and_then(|above| items.get(above));
    let commented = above.is_some_and(|item| matches!(item.kind, ItemKind::Comment));
    let item = items.get(at)?;
    let whole_line = context.model.file.text[..item.span.end as usize].ends_with('\n');
    (step.instruction.comments.is_empty() && !commented && whole_line).then_some(item.span)
}
