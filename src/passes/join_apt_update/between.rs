//! What an update can be moved across.

use crate::model::{RunScript, Stage, Step, paths};
use crate::pass::Context;
use crate::syntax::{Arguments, KeyValue, Keyword};

/// Variables that apt, its methods or the programs that it runs read, in lower case.
const READ_BY_APT: [&str; 12] = [
    "apt_config",
    "auto_apt_proxy",
    "gnupghome",
    "home",
    "lang",
    "language",
    "path",
    "perl5lib",
    "ssl_cert_dir",
    "ssl_cert_file",
    "tmpdir",
    "tz",
];

/// Commands that change nothing apt reads, as long as they name no such path.
const HARMLESS: [&str; 18] = [
    ":", "addgroup", "adduser", "chmod", "chown", "echo", "false", "groupadd", "groupmod",
    "locale", "mkdir", "printf", "pwd", "touch", "true", "useradd", "usermod", "whoami",
];

/// Directories into which a copy may bring what apt reads or runs.
const SYSTEM: [&str; 7] = ["/bin", "/etc", "/lib", "/lib64", "/sbin", "/usr", "/var"];

/// Why the update in `from` cannot run as late as `to`, `passed` being the steps between.
pub(super) fn obstacle(
    context: &Context<'_>,
    stage: &Stage<'_>,
    from: &Step<'_>,
    passed: &[Step<'_>],
    to: &Step<'_>,
) -> Result<(), String> {
    let lines = &context.model.lines;
    for step in passed {
        if let Some(reason) = reason(stage, step) {
            let line = lines.line(step.instruction.span.start);
            return Err(format!("line {line}, before the install, {reason}"));
        }
    }
    let (before, after) = (stage.scope(from), stage.scope(to));
    match before.user == after.user && before.shell == after.shell {
        true => Ok(()),
        false => Err("the install runs as another user or in another shell".into()),
    }
}

fn reason(stage: &Stage<'_>, step: &Step<'_>) -> Option<String> {
    if step.is_metadata() {
        return None;
    }
    if let Some(run) = &step.run {
        let harmless = run.script().is_some_and(is_harmless) && step.instruction.flags.is_empty();
        return (!harmless).then(|| "may change what the update fetches".to_string());
    }
    match &step.instruction.arguments {
        Arguments::Env(pairs) | Arguments::Arg(pairs) => read_by_apt(pairs),
        Arguments::Copy { destination, .. } => {
            let directory = stage.scope(step).directory.as_deref();
            let target = paths::resolve(directory, &destination.value)
                .filter(|_| !destination.value.contains('$'));
            let safe = target.as_deref().is_some_and(|path| {
                path != "/" && !SYSTEM.iter().any(|system| paths::within(path, system))
            });
            (!safe).then(|| "may copy something that the update reads".to_string())
        }
        _ => match step.instruction.keyword {
            Keyword::Workdir => None,
            _ => Some("may change what the update fetches".into()),
        },
    }
}

fn read_by_apt(pairs: &[KeyValue<'_>]) -> Option<String> {
    let read = |name: &str| {
        let name = name.to_ascii_lowercase();
        READ_BY_APT.contains(&name.as_str())
            || name.ends_with("_proxy")
            || name.starts_with("lc_")
            || name.starts_with("ld_")
            || name.contains('$')
    };
    let pair = pairs.iter().find(|pair| read(&pair.key.value))?;
    Some(format!("sets `{}`, which apt may read", pair.key.value))
}

fn is_harmless(script: &RunScript<'_>) -> bool {
    let text = script.text.as_str();
    let named = [
        "apt",
        "/etc/ssl",
        "ca-cert",
        "keyring",
        "gpg",
        "/etc/hosts",
        "resolv",
    ];
    let calls = script.calls();
    !script.tree.has_opaque()
        && !named.iter().any(|name| text.contains(name))
        && calls.iter().all(|call| {
            call.wrapper.is_none() && call.name().is_some_and(|name| HARMLESS.contains(&name))
        })
}
