//! Which commands fill a cache and leave it.

use super::calls::{clears, is_fill, verbs};
use crate::data::LanguageCache;
use crate::model::commands::{Call, Wrapper, always_runs};
use crate::model::packages::PackageCall;
use crate::model::{Model, RunScript, Stage, Step, image, leftovers};
use crate::pass::Context;
use crate::text::Span;

use super::yarn;

/// The last command of a `RUN` that fills one cache, or one of those for which a flag does.
pub(super) struct Fill<'f, 'a> {
    pub(super) row: &'static LanguageCache,
    /// The command that clears the cache, the manager called as it is here.
    pub(super) clear: Option<String>,
    /// The place of the row among the facts.
    pub(super) number: usize,
    pub(super) stage: &'f Stage<'a>,
    pub(super) script: &'f RunScript<'a>,
    /// The command.
    pub(super) span: Span,
    /// The word behind which a flag goes.
    pub(super) flag_behind: Span,
    /// For a message: command and verb.
    pub(super) shown: String,
    /// Whether something behind it may remove the manager, or the user.
    pub(super) right_behind: bool,
    /// Why nothing can be done, to follow `line N …`.
    pub(super) refusal: Option<String>,
}

/// What fills caches in step `index` of `stage` and leaves them in the layer.
pub(super) fn fills<'f, 'a>(
    context: &Context<'_>,
    stage: &'f Stage<'a>,
    index: usize,
) -> Vec<Fill<'f, 'a>> {
    let step = &stage.steps[index];
    let Some(run) = &step.run else {
        return Vec::new();
    };
    let Some(script) = run.script() else {
        return Vec::new();
    };
    let text = script.text.as_str();
    let rows = context.data.caches().iter().enumerate();
    let named = rows.filter(|(_, row)| row.commands.iter().any(|name| text.contains(name)));
    let named = named
        .filter(|(_, row)| !leftovers::mounted(context.data, run, &row.caches))
        .filter(|(_, row)| !moved(context.model, stage, step, script, row))
        .filter(|(_, row)| on_image(context.model, stage, row));
    let mut found = Vec::new();
    for (number, row) in named {
        let calls = script.calls();
        let site = Site {
            context,
            stage,
            script,
            calls,
        };
        for call in filling(row, calls, text) {
            found.push(site.fill(row, number, call, index));
        }
    }
    found
}

/// The calls that fill the cache of a row, none where the same script empties it; where nothing but a cleanup helps, the last.
fn filling<'c>(
    row: &LanguageCache,
    calls: &'c [Call<'static>],
    text: &str,
) -> Vec<&'c Call<'static>> {
    if calls.iter().any(|call| clears(row, call, text)) {
        return Vec::new();
    }
    let mut filling: Vec<_> = calls.iter().filter(|call| is_fill(row, call)).collect();
    match row.avoid {
        Some(_) => filling,
        None => filling.split_off(filling.len().saturating_sub(1)),
    }
}

struct Site<'s, 'f, 'a> {
    context: &'s Context<'s>,
    stage: &'f Stage<'a>,
    script: &'f RunScript<'a>,
    calls: &'s [Call<'s>],
}

impl<'f, 'a> Site<'_, 'f, 'a> {
    fn fill(
        &self,
        row: &'static LanguageCache,
        number: usize,
        call: &Call<'_>,
        index: usize,
    ) -> Fill<'f, 'a> {
        let verbs = verbs(row, call);
        let name = call.name().unwrap_or(row.name);
        let words: Vec<&str> = std::iter::once(name)
            .chain(verbs.iter().map(|(_, word)| *word))
            .collect();
        let last = verbs.last().map_or(call.first, |(at, _)| *at);
        let span = call.simple.span;
        let behind = self
            .calls
            .iter()
            .skip_while(|it| it.simple.span.start <= span.start);
        Fill {
            row,
            clear: row.clear.map(|clear| as_called(row, clear, call)),
            number,
            stage: self.stage,
            script: self.script,
            span,
            flag_behind: call.simple.words[last].span,
            shown: words.join(" "),
            right_behind: !own_command(row) && behind.into_iter().any(|it| self.removes(it)),
            refusal: self.refusal(row, call, index),
        }
    }

    fn refusal(&self, row: &LanguageCache, call: &Call<'_>, index: usize) -> Option<String> {
        let text = self.context.model.file.text;
        let name = row.name;
        if call.wrapper == Some(Wrapper::User) {
            return Some("runs it as another user (`sudo` and the like)".into());
        }
        let scope = self.stage.scope(self.stage.steps.get(index)?);
        let system = row.caches.iter().any(|place| place.starts_with('/'));
        if let Some(user) = scope
            .unprivileged_user()
            .filter(|_| system && own_command(row))
        {
            return Some(format!("runs as `{user}`, who may not clear it"));
        }
        if !call.simple.assignments.is_empty() && !own_command(row) {
            return Some(format!("sets variables for {name} alone"));
        }
        if row.stays.iter().any(|word| text.contains(word)) {
            return Some("may link the packages to the cache".into());
        }
        if !own_command(row) && row.avoid.is_none() && !always_runs(&self.script.tree, call) {
            return Some(format!("need not run {name} at all"));
        }
        let behind = self
            .calls
            .partition_point(|it| it.simple.span.start <= call.simple.span.start);
        let text = self.script.text.as_str();
        if row.avoid.is_some()
            && let Some(by) = leftovers::first_relying(&self.calls[behind..], text, &row.caches)
        {
            let shown = by.simple.span.of(text);
            return Some(format!("also runs `{shown}`, which may need the cache"));
        }
        match name {
            "yarn" => yarn::refusal(self.context, self.stage, index, call),
            _ => None,
        }
    }

    /// Whether a command may take away a package manager, or who runs it.
    fn removes(&self, call: &Call<'_>) -> bool {
        let package = PackageCall::new(self.context.data, call);
        let removes = package.is_some_and(|it| it.kind == crate::data::VerbKind::Remove);
        let name = call.name().unwrap_or("");
        removes
            || matches!(name, "rm" | "userdel" | "deluser" | "mv" | "unset")
            || name == "npm" && call.has("npm")
    }
}

/// The text that clears a cache, with the manager called by the path that `call` has.
fn as_called(row: &LanguageCache, clear: &str, call: &Call<'_>) -> String {
    let written = call.words.first().and_then(|word| word.as_deref());
    let own = clear
        .split_once(' ')
        .filter(|(first, _)| row.commands.contains(first));
    match (own, written) {
        (Some((_, rest)), Some(command)) => format!("{command} {rest}"),
        _ => clear.to_string(),
    }
}

/// Whether the cache is cleared by a plain `rm`, which works whatever became of the manager.
fn own_command(row: &LanguageCache) -> bool {
    row.clear.is_some_and(|clear| clear.starts_with("rm "))
}

/// Whether a variable, a flag or a command of the step puts the cache elsewhere.
fn moved(
    model: &Model<'_>,
    stage: &Stage<'_>,
    step: &Step<'_>,
    script: &RunScript<'_>,
    row: &LanguageCache,
) -> bool {
    let text = script.text.as_str();
    let shared = |word: &str| word.starts_with("HOME=") || word.starts_with("XDG_CACHE_HOME=");
    let file = model.file.text;
    let by_command = ["config set cache", "config cache-dir", " cache-folder"];
    if by_command.iter().any(|words| file.contains(words)) {
        return true;
    }
    let in_home = row.caches.iter().any(|place| place.starts_with('~'));
    if in_home && leftovers::home_elsewhere(model, stage, step) {
        return true;
    }
    let tokens = || text.split(|c: char| c.is_ascii_whitespace() || c == ';');
    row.moved_by.iter().any(|by| match by.starts_with('-') {
        true => tokens().any(|word| word.split('=').next() == Some(by)),
        false => model.variable(stage, step, by).is_some() || text.contains(by),
    }) || tokens().any(shared)
}

fn on_image(model: &Model<'_>, stage: &Stage<'_>, row: &LanguageCache) -> bool {
    row.images.is_empty()
        || model
            .root_image(stage)
            .is_some_and(|root| row.images.iter().any(|name| image::is_official(root, name)))
}

/// Whether some call of the file makes do with the cache that an earlier one left.
pub(super) fn offline(model: &Model<'_>, row: &LanguageCache) -> bool {
    if row.offline_flags.is_empty() {
        return false;
    }
    let steps = model.stages.iter().flat_map(|stage| &stage.steps);
    let mut runs = steps.filter_map(|step| Some((step, step.run.as_ref()?.script()?)));
    runs.any(|(step, script)| {
        let text = script.text.as_str();
        let worth_a_look = row.commands.iter().any(|name| text.contains(name));
        let cut_off = step.instruction.flag("network") == Some("none");
        worth_a_look
            && script.calls().iter().any(|call| {
                let own = call.name().is_some_and(|name| row.commands.contains(&name));
                own && (cut_off || row.offline_flags.iter().any(|flag| call.has(flag)))
            })
    })
}
