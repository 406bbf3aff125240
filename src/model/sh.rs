//! Whether `/bin/sh` is still the one of the base image.

use crate::model::commands::Call;
use crate::model::{Body, Step};
use crate::syntax::Arguments;

/// Commands that can put one file in the place of another.
const REPLACERS: [&str; 8] = [
    "cp",
    "dpkg-divert",
    "install",
    "ln",
    "mv",
    "rm",
    "update-alternatives",
    "busybox",
];

/// Texts of those who have a package do it: Debian's question about dash, Alpine's packages.
const BY_PACKAGE: [&str; 3] = ["dash/sh", "-binsh", "dpkg-reconfigure dash"];

/// Whether a step may put another program in the place of `/bin/sh`. The same of two `RUN`s as of both merged into one.
pub(super) fn may_be_replaced(step: &Step<'_>) -> bool {
    let text = step.instruction.logical.as_str();
    match (&step.run, &step.instruction.arguments) {
        (Some(run), _) => {
            let named = text.contains("bin/sh") || text.contains(" sh");
            let by_command = || match &run.body {
                Body::Script(script) => {
                    let text = script.text.as_str();
                    let calls = script.calls();
                    script.tree.has_opaque() || calls.iter().any(|call| replaces(call, text))
                }
                Body::Exec(_) | Body::Opaque(_) => true,
            };
            BY_PACKAGE.iter().any(|it| text.contains(it)) || named && by_command()
        }
        (None, Arguments::Copy { destination, .. }) => {
            let place = destination.value.trim_end_matches('/');
            let whole = step.instruction.flag("from").is_some()
                && matches!(place, "" | "/bin" | "/usr" | "/usr/bin");
            whole || place.ends_with("bin/sh")
        }
        _ => false,
    }
}

fn replaces(call: &Call<'_>, text: &str) -> bool {
    let mut words = call.simple.words.iter().map(|word| word.raw(text));
    call.name().is_some_and(|name| REPLACERS.contains(&name))
        && words.any(|word| word == "sh" || word.trim_matches('"').ends_with("bin/sh"))
}
