//! What is to be done in one `RUN`.

use crate::data::{Manager, VerbKind};
use crate::model::commands::Call;
use crate::model::later::Need;
use crate::model::packages::{PackageCall, deleted_paths};
use crate::model::{Model, RunScript, Step, paths};
use crate::pass::{Context, Finding};
use crate::rewrite::removal;
use crate::text::{Edit, Span};

/// What is to be done in one `RUN`.
pub(super) struct Work<'w, 'a> {
    script: &'w RunScript<'a>,
    /// Calls that get the flag, in order.
    adds: Vec<PackageCall<'w>>,
    /// Calls of `apk update`.
    updates: Vec<PackageCall<'w>>,
    refresh_flags: Vec<Span>,
    /// Whether a call has the flag already.
    flagged: bool,
    /// Another call that reads the index which `apk update` brings.
    other: Option<String>,
    /// Commands behind the first of these that empty the cache.
    emptied: Vec<Emptying>,
}

/// A command that deletes what lies in the cache.
struct Emptying {
    span: Span,
    /// Whether it deletes nothing else.
    alone: bool,
    /// Whether it succeeds where nothing lies there.
    forced: bool,
}

impl<'w, 'a> Work<'w, 'a> {
    pub(super) fn new(
        context: &Context<'_>,
        apk: &Manager,
        script: &'w RunScript<'a>,
        calls: &'w [Call<'w>],
    ) -> Option<Self> {
        let no_cache = apk.no_cache.as_ref()?;
        let mut work = Work {
            script,
            adds: Vec::new(),
            updates: Vec::new(),
            refresh_flags: Vec::new(),
            flagged: false,
            other: None,
            emptied: Vec::new(),
        };
        for call in calls {
            if work.has_update() || !work.adds.is_empty() || work.flagged {
                work.emptied.extend(work.empties(call));
            }
            let Some(package) =
                PackageCall::new(context.data, call).filter(|it| it.manager.name == apk.name)
            else {
                continue;
            };
            if package.has_any_flag(&apk.offline_flags) || package.has_any_flag(&no_cache.conflicts)
            {
                return None;
            }
            work.note(apk, package);
        }
        let installs = !work.adds.is_empty() || work.has_update() && work.flagged;
        installs.then_some(work)
    }

    fn empties(&self, call: &Call<'_>) -> Option<Emptying> {
        let paths = deleted_paths(call, self.script.text.as_str());
        let empties = |path: &String| paths::names(path, "/var/cache/apk/x");
        let inside = |path: &String| path.starts_with("/var/cache/apk/");
        let forced = |word: &&str| word.starts_with('-') && word.contains('f');
        paths.iter().any(empties).then(|| Emptying {
            span: call.simple.span,
            alone: paths.iter().all(inside),
            forced: call.arguments().iter().any(forced),
        })
    }

    fn note(&mut self, apk: &Manager, package: PackageCall<'w>) {
        let Some(no_cache) = &apk.no_cache else {
            return;
        };
        let text = self.script.text.as_str();
        let takes_flag = no_cache.verbs.contains(&package.verb);
        let given = package.has_flag(no_cache.flag);
        self.flagged |= given;
        if takes_flag {
            let words = package.call.simple.words.iter().map(|word| word.span);
            self.refresh_flags
                .extend(words.filter(|span| apk.refresh_flags.contains(&span.of(text))));
        }
        match package.kind {
            VerbKind::Update if !given => self.updates.push(package),
            _ if takes_flag && !given => self.adds.push(package),
            _ if !given && package.needs_index() => {
                self.other = Some(package.call.simple.span.of(text).to_string());
            }
            _ => {}
        }
    }

    pub(super) fn has_update(&self) -> bool {
        !self.updates.is_empty() || !self.refresh_flags.is_empty()
    }

    /// Whether all there is is an update before calls that fetch the index themselves.
    pub(super) fn is_needless_update(&self) -> bool {
        self.adds.is_empty() && self.emptied.is_empty() && self.has_update()
    }

    /// Whether the `RUN` itself empties the cache.
    pub(super) fn is_emptied(&self) -> bool {
        !self.emptied.is_empty()
    }

    pub(super) fn finding(
        &self,
        model: &Model<'_>,
        step: &Step<'_>,
        need: Option<&Need>,
        ships: bool,
    ) -> Finding {
        let span = step.instruction.span;
        let line = model.lines.line(span.start);
        let message = match ships {
            true => self.message(),
            false => "an index is fetched that `--no-cache` does not use".into(),
        };
        if let Some(need) = need {
            let later = model.lines.line(need.span.start);
            let reason = format!("line {later} {} and may need the index", need.what);
            return Finding::refused(span, message, reason);
        }
        if let Some(other) = self.other.as_ref().filter(|_| self.has_update()) {
            let reason = format!("line {line} also runs `{other}`, which needs the index");
            return Finding::refused(span, message, reason);
        }
        match self.edits(model, step) {
            Ok(edits) => Finding::safe(span, message, self.title(), edits),
            Err(reason) => Finding::refused(span, message, format!("line {line} {reason}")),
        }
    }

    fn message(&self) -> String {
        let cause = match (self.updates.first(), self.adds.first()) {
            (Some(_), _) => "apk update".to_string(),
            (None, Some(add)) => format!("apk {}", add.verb),
            (None, None) => "apk add --update".to_string(),
        };
        match self.is_emptied() {
            true => format!("`{cause}` keeps the package index for a later command to delete"),
            false => format!("`{cause}` leaves the package index in the image"),
        }
    }

    fn title(&self) -> &'static str {
        match (self.adds.is_empty(), self.updates.is_empty()) {
            _ if self.is_emptied() => "use `--no-cache`, which keeps nothing",
            (false, true) => "add `--no-cache`",
            (false, false) => "add `--no-cache` and drop the `apk update`",
            (true, false) => "drop the `apk update`",
            (true, true) => "drop `--update`",
        }
    }

    fn edits(&self, model: &Model<'_>, step: &Step<'_>) -> Result<Vec<Edit>, String> {
        let file = |span| self.script.text.file_span(span);
        let mut edits = Vec::new();
        for update in &self.updates {
            let simple = &update.call.simple;
            if update.call.wrapper.is_some() || !simple.redirections.is_empty() {
                return Err("runs `apk update` in a way that cannot be taken out alone".into());
            }
            edits.push(removal(model, step, self.script, simple.span)?);
        }
        for emptying in &self.emptied {
            if !emptying.forced {
                let shown = self.script.get(emptying.span);
                return Err(format!("runs `{shown}`, which fails where nothing lies"));
            }
            if emptying.alone {
                edits.push(removal(model, step, self.script, emptying.span)?);
            }
        }
        let mut replaced = Vec::new();
        for add in &self.adds {
            let own = |flag: &&Span| add.call.simple.span.contains(**flag);
            match self.refresh_flags.iter().find(own) {
                Some(flag) => {
                    replaced.push(*flag);
                    edits.push(Edit::replace(file(*flag), "--no-cache"));
                }
                None => edits.push(Edit::insert(file(add.verb_span).end, " --no-cache")),
            }
        }
        let rest = self
            .refresh_flags
            .iter()
            .filter(|it| !replaced.contains(it));
        let rest = rest.map(|flag| with_blank(file(*flag), model.file.text));
        edits.extend(rest.map(Edit::delete));
        Ok(edits)
    }
}

/// A word of the file with the blank behind it, or else the one before it.
fn with_blank(word: Span, text: &str) -> Span {
    let is_blank = |byte: Option<&u8>| matches!(byte, Some(b' ' | b'\t'));
    let bytes = text.as_bytes();
    let behind = is_blank(bytes.get(word.end as usize));
    let before = !behind && is_blank(bytes.get((word.start as usize).wrapping_sub(1)));
    Span {
        start: word.start - u32::from(before),
        end: word.end + u32::from(behind),
    }
}
