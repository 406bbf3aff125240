//! Whether two parts can share a shell and do exactly what they did apart.

use std::collections::HashSet;

use super::names::{BUILTINS, CORE, DAEMONS, DEVICES, FRESH, NAMESPACED, SHELL_STATE, STEADY};
use super::{Part, apart, form, places};
use crate::model::Model;
use crate::model::commands::Call;
use crate::shell::Part as WordPart;
use crate::shell::effects::{EffectKind, effects};

/// Linux takes no single argument longer than 128 KiB (`MAX_ARG_STRLEN`), and the script is one argument of `sh -c`.
const LONGEST_SCRIPT: usize = 100_000;

/// Why `part` cannot be joined to `chain`: to follow `not merged with line N:`.
pub(super) fn obstacle(
    model: &Model<'_>,
    chain: &[Part<'_, '_>],
    part: &Part<'_, '_>,
) -> Option<String> {
    let last = chain.last()?;
    apart::reason(model, last, part)
        .or_else(|| unreadable(model, last, true))
        .or_else(|| unreadable(model, part, false))
        .or_else(|| lives_on(last))
        .or_else(|| lives_on(part))
        .or_else(|| daemon(last))
        .or_else(|| fresh_file(last))
        .or_else(|| fresh_file(part))
        .or_else(|| own_state(last).or_else(|| own_state(part)))
        .or_else(|| {
            chain
                .iter()
                .find_map(|earlier| moved_program(earlier, part))
        })
        .or_else(|| agent(chain, part))
        .or_else(|| length(chain, part))
        .or_else(|| options_of_the_shell(chain, part))
        .or_else(|| {
            let parts: Vec<_> = chain.iter().chain([part]).collect();
            form::plan(&parts, errexit(part)).err()
        })
}

/// `set +u` of a part's own would take back what the shell was started with.
fn options_of_the_shell(chain: &[Part<'_, '_>], part: &Part<'_, '_>) -> Option<String> {
    let nounset = part.stage.scope(part.step).shell.nounset();
    let sets = |part: &Part<'_, '_>| part.shape().header.is_some();
    (nounset && chain.iter().chain([part]).any(sets))
        .then(|| "both the shell and the text set options".into())
}

/// Whether the shell of a part is started with `-e`.
pub(super) fn errexit(part: &Part<'_, '_>) -> bool {
    part.stage.scope(part.step).shell.errexit()
}

/// Text that cannot be followed, or that nothing can be put behind.
fn unreadable(model: &Model<'_>, part: &Part<'_, '_>, first: bool) -> Option<String> {
    let script = part.script;
    let line = part.line;
    let reason = match () {
        () if script.heredoc || script.tree.has_heredoc() => "has a heredoc",
        () if script.tree.has_opaque() => "has shell text that dfopt does not follow",
        () if script.tree.list.statements.is_empty() => "runs nothing",
        () if leads_nowhere(model, part) => "ends in a continuation that leads nowhere",
        () if first && !script.tree.comments.is_empty() && places::note(model, part).is_none() => {
            "ends in a comment, which would swallow what follows"
        }
        () => return None,
    };
    Some(format!("line {line} {reason}"))
}

/// Whether a continuation stands behind the last command.
fn leads_nowhere(model: &Model<'_>, part: &Part<'_, '_>) -> bool {
    let text = places::tail(part).of(model.file.text);
    let code = text.split('#').next().unwrap_or(text);
    code.contains(model.file.escape)
}

/// What brackets do not hold back.
fn lives_on(part: &Part<'_, '_>) -> Option<String> {
    let text = part.script.text.as_str();
    let line = part.line;
    let held = |kind| {
        matches!(
            kind,
            EffectKind::Directory
                | EffectKind::Variable
                | EffectKind::Positional
                | EffectKind::Options
                | EffectKind::Umask
                | EffectKind::Limits
                | EffectKind::Function
                | EffectKind::Alias
                | EffectKind::Hash
                | EffectKind::Source
                | EffectKind::Unknown
                | EffectKind::Exit
                | EffectKind::Exec
        )
    };
    let effects = effects(&part.script.tree, text);
    if let Some(effect) = effects.iter().find(|effect| !held(effect.kind)) {
        return Some(format!("line {line} {}", effect.describe(text)));
    }
    let evaluates = |call: &&Call<'_>| call.name() == Some("eval");
    let call = part.calls.iter().find(evaluates)?;
    let shown = call.simple.span.of(text);
    Some(format!(
        "line {line} may do anything to the shell (`{shown}`)"
    ))
}

/// Daemons that would still run in the next part.
fn daemon(part: &Part<'_, '_>) -> Option<String> {
    let text = part.script.text.as_str();
    let line = part.line;
    let starts = |call: &&Call<'_>| {
        let daemon = call.name().is_some_and(|name| DAEMONS.contains(&name));
        let init_script = call.words[0]
            .as_deref()
            .is_some_and(|word| word.starts_with("/etc/init.d/"));
        daemon && !call.has("--no-daemon")
            || init_script
            || call.has("--daemon")
            || call.has("--daemonize")
    };
    if let Some(reason) = own_user(part) {
        return Some(reason);
    }
    let call = part.calls.iter().find(starts)?;
    let shown = call.simple.span.of(text);
    Some(format!(
        "line {line} may start something that lives on (`{shown}`)"
    ))
}

/// Groups and home are read when a `RUN` starts.
fn own_user(part: &Part<'_, '_>) -> Option<String> {
    let user = part.stage.scope(part.step).user.as_deref();
    let root = matches!(user, None | Some("root" | "0"));
    let changes = |call: &&Call<'_>| match call.name() {
        // Of others than root it says nothing here.
        Some("usermod" | "gpasswd" | "chsh" | "adduser" | "addgroup" | "chfn") => {
            let mut words = call.arguments().into_iter();
            !root || words.any(|word| matches!(word, "" | "root" | "0"))
        }
        Some("sed" | "perl" | "awk" | "ed" | "cp" | "mv" | "vipw") => {
            let shown = call.simple.span.of(part.script.text.as_str());
            shown.contains("/etc/passwd") || shown.contains("/etc/group")
        }
        _ => false,
    };
    let call = part.calls.iter().find(changes)?;
    let shown = call.simple.span.of(part.script.text.as_str());
    Some(format!(
        "line {} may change the user that it runs as (`{shown}`)",
        part.line
    ))
}

/// A file that the other part would see or not see.
fn fresh_file(part: &Part<'_, '_>) -> Option<String> {
    let text = part.script.text.as_str();
    let line = part.line;
    let device = || {
        let mut names = text.split("/dev/").skip(1);
        let known = |rest: &&str| {
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric());
            DEVICES.contains(&&rest[..end.unwrap_or(rest.len())])
        };
        names.any(|rest| !known(&rest)).then_some("/dev/")
    };
    let namespaced = |call: &&Call<'_>| call.name().is_some_and(|name| NAMESPACED.contains(&name));
    if let Some(call) = part.calls.iter().find(namespaced) {
        let shown = call.simple.span.of(text);
        return Some(format!(
            "line {line} changes what each RUN gets fresh (`{shown}`)"
        ));
    }
    let path = FRESH
        .iter()
        .find(|path| text.contains(**path))
        .copied()
        .or_else(device)?;
    Some(format!(
        "line {line} names `{path}`, which each RUN gets fresh"
    ))
}

/// What a part asks of a shell that it would no longer have to itself.
fn own_state(part: &Part<'_, '_>) -> Option<String> {
    let text = part.script.text.as_str();
    let name = part
        .calls
        .iter()
        .flat_map(|call| &call.simple.words)
        .find_map(|word| shell_state(&word.parts, text))?;
    Some(format!(
        "line {} reads `${name}` of its own shell",
        part.line
    ))
}

fn shell_state<'t>(parts: &[WordPart], text: &'t str) -> Option<&'t str> {
    parts.iter().find_map(|part| match part {
        WordPart::Double(_, inner) => shell_state(inner, text),
        WordPart::Parameter { name, .. } => {
            Some(name.of(text)).filter(|name| SHELL_STATE.contains(name))
        }
        _ => None,
    })
}

/// A program that both call and that the first part may have replaced by one elsewhere on the PATH: the shell remembers where
/// it found a program (POSIX.1-2024, `hash`).
fn moved_program(a: &Part<'_, '_>, b: &Part<'_, '_>) -> Option<String> {
    let before: HashSet<&str> = programs(a).collect();
    let known = |name: &&str| CORE.contains(name) || STEADY.contains(name);
    let builds = !before.iter().all(known) || a.calls.iter().any(|call| places_programs(call, a));
    let safe = |name: &&str| CORE.contains(name) || !builds && STEADY.contains(name);
    let shared = programs(b).find(|name| !safe(name) && before.contains(name))?;
    Some(format!(
        "both run `{shared}`, and the shell may remember one that line {} replaced",
        a.line
    ))
}

fn programs<'p>(part: &'p Part<'_, '_>) -> impl Iterator<Item = &'p str> {
    let names = part.calls.iter().filter_map(|call| call.name());
    names.filter(|name| !BUILTINS.contains(name))
}

/// Whether a copy, a link or an archive may put a program on the PATH.
fn places_programs(call: &Call<'_>, part: &Part<'_, '_>) -> bool {
    let places = [
        "cp", "mv", "ln", "install", "tar", "unzip", "curl", "wget", "unlink", "rm",
    ];
    let text = call.simple.span.of(part.script.text.as_str());
    let on_the_path = ["/bin", "/sbin", " /usr", " / "];
    call.name().is_some_and(|name| places.contains(&name))
        && on_the_path.iter().any(|place| text.contains(place))
}

/// gpg leaves agents running that take their sockets away when they end: nobody else should delete those meanwhile.
fn agent(chain: &[Part<'_, '_>], part: &Part<'_, '_>) -> Option<String> {
    let text = part.script.text.as_str();
    let deletes = text.contains("rm ") && (text.contains("gnupg") || text.contains("GNUPGHOME"));
    let starts = |call: &Call<'_>| matches!(call.name(), Some("gpg" | "gpg2"));
    let before = chain.iter().filter(|_| deletes);
    let before = before.into_iter().find(|it| it.calls.iter().any(starts))?;
    Some(format!(
        "the agent of `gpg` that line {} starts would still use what line {} deletes",
        before.line, part.line
    ))
}

fn length(chain: &[Part<'_, '_>], part: &Part<'_, '_>) -> Option<String> {
    let parts = chain.iter().chain([part]);
    let total: usize = parts.map(|part| part.script.text.as_str().len()).sum();
    (total > LONGEST_SCRIPT)
        .then(|| "the script would be too long for one argument of `sh -c`".into())
}
