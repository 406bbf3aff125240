//! What the builtins of dash, busybox and bash leave behind. A name that is none of them is a program, and leaves nothing.

use super::{Effect, EffectKind};
use crate::shell::lexer::name_length;
use crate::shell::{Part, Simple, Word};
use crate::text::Span;

/// POSIX 2.15 Special Built-In Utilities: assignments before them last.
const SPECIAL: [&str; 15] = [
    ":", ".", "break", "continue", "eval", "exec", "exit", "export", "readonly", "return", "set",
    "shift", "times", "trap", "unset",
];

/// Whether the assignments before the command outlive it.
pub(super) fn keeps_assignments(simple: &Simple, text: &str) -> bool {
    match simple.name(text) {
        Some(name) => SPECIAL.contains(&&*name) || name == "source",
        None => !simple.words.first().is_some_and(|word| is_path(word, text)),
    }
}

/// What the command itself leaves in the shell that runs it.
pub(super) fn effects(simple: &Simple, text: &str) -> Vec<Effect> {
    let call = Call {
        text,
        span: simple.span,
    };
    call.run(&simple.words)
}

/// Whether arithmetic text assigns: `=` that compares nothing, `++` or `--`.
pub(super) fn assigns(expression: &str) -> bool {
    let bytes = expression.as_bytes();
    let at = |index: usize| bytes.get(index).copied().unwrap_or_default();
    let mut index = 0;
    while index < bytes.len() {
        match (at(index), at(index + 1)) {
            (b'+', b'+') | (b'-', b'-') => return true,
            (b'=' | b'!', b'=') => index += 2,
            // `<=` compares, `<<=` assigns.
            (b'<' | b'>', b'=') if index == 0 || at(index - 1) != at(index) => index += 2,
            (b'=', _) => return true,
            _ => index += 1,
        }
    }
    false
}

/// Whether `&` stands in `raw` other than in `&&`, `>&`, `<&` and `&>`.
pub(super) fn backgrounds(raw: &str) -> bool {
    let plain = ["&&", ">&", "<&", "&>"];
    let rest = plain
        .iter()
        .fold(raw.to_string(), |rest, mark| rest.replace(mark, " "));
    rest.contains('&')
}

/// Whether the word is a path whatever it expands to, so that it names a program.
fn is_path(word: &Word, text: &str) -> bool {
    // Without quotes an expansion may be split, and its first field be a builtin.
    for part in &word.parts {
        match part {
            Part::Literal(span) if span.of(text).contains('/') => return true,
            Part::Parameter { .. } | Part::Command { .. } | Part::Arithmetic(..) => return false,
            // `"$@"` and its like may be several fields, or none.
            Part::Double(span, _) if span.of(text).contains(['@', '*']) => return false,
            _ => {}
        }
        if part.unquoted(text).is_some_and(|text| text.contains('/')) {
            return true;
        }
    }
    word.parts.iter().any(|part| match part {
        Part::Double(_, parts) => parts
            .iter()
            .any(|part| matches!(part, Part::Literal(span) if span.of(text).contains('/'))),
        _ => false,
    })
}

/// The kind of effect of a builtin that has it whatever its arguments.
fn always(name: &str) -> Option<EffectKind> {
    Some(match name {
        "eval" | "fc" => EffectKind::Unknown,
        "." | "source" => EffectKind::Source,
        "exec" => EffectKind::Exec,
        "exit" | "return" | "logout" | "suspend" => EffectKind::Exit,
        "cd" | "chdir" | "pushd" | "popd" => EffectKind::Directory,
        "shift" => EffectKind::Positional,
        "shopt" | "enable" | "bind" | "complete" | "compopt" => EffectKind::Options,
        "wait" | "fg" | "bg" | "disown" | "jobs" => EffectKind::Jobs,
        _ => return None,
    })
}

struct Call<'t> {
    text: &'t str,
    span: Span,
}

impl Call<'_> {
    fn run(&self, words: &[Word]) -> Vec<Effect> {
        let Some((first, arguments)) = words.split_first() else {
            return Vec::new();
        };
        let Some(name) = first.literal(self.text) else {
            return match is_path(first, self.text) {
                true => Vec::new(),
                false => self.one(EffectKind::Unknown),
            };
        };
        match &*name {
            // `time` is a word of bash's grammar, and stands before a builtin as well.
            "command" | "builtin" | "time" => self.wrapped(arguments),
            "exec" if self.is_bare(words) => Vec::new(),
            "set" => self.set(arguments),
            "umask" => self.unless_only(arguments, &["-S", "-p"], EffectKind::Umask),
            "ulimit" => self.ulimit(arguments),
            "trap" => self.unless_only(arguments, &["-p", "-l", "-P"], EffectKind::Trap),
            "hash" => self.unless_only(arguments, &["-v", "-l", "-t"], EffectKind::Hash),
            "alias" | "unalias" => self.named(arguments, EffectKind::Alias),
            "export" | "readonly" | "local" | "declare" | "typeset" | "unset" | "let" => {
                self.named(arguments, EffectKind::Variable)
            }
            "read" | "mapfile" | "readarray" => self.reads(arguments),
            "getopts" => self.named(
                arguments.get(1..2).unwrap_or_default(),
                EffectKind::Variable,
            ),
            "kill"
                if arguments
                    .iter()
                    .any(|word| word.raw(self.text).starts_with('%')) =>
            {
                self.one(EffectKind::Jobs)
            }
            "printf" => self.printf(arguments),
            name => always(name).map_or_else(Vec::new, |kind| self.one(kind)),
        }
    }

    fn one(&self, kind: EffectKind) -> Vec<Effect> {
        vec![self.effect(kind, None)]
    }

    fn effect(&self, kind: EffectKind, name: Option<String>) -> Effect {
        let span = self.span;
        Effect { kind, span, name }
    }

    /// `exec` alone, without so much as a redirection.
    fn is_bare(&self, words: &[Word]) -> bool {
        words.len() == 1 && words[0].span == self.span
    }

    /// What stands behind `command`, `builtin` or `time`.
    fn wrapped(&self, arguments: &[Word]) -> Vec<Effect> {
        let is = |word: &Word, option: &str| word.span.of(self.text) == option;
        match arguments {
            [option, ..] if is(option, "-v") || is(option, "-V") => Vec::new(),
            [option, rest @ ..] if is(option, "-p") || is(option, "--") => self.wrapped(rest),
            rest => self.run(rest),
        }
    }

    /// `set` alone prints; `--` and plain words are the positional parameters.
    fn set(&self, arguments: &[Word]) -> Vec<Effect> {
        let mut found = Vec::new();
        let mut takes_name = false;
        for word in arguments {
            let raw = word.span.of(self.text);
            if raw.starts_with(['-', '+']) && raw != "--" && raw != "-" {
                found.push(EffectKind::Options);
                takes_name = raw.ends_with('o');
            } else if !std::mem::take(&mut takes_name) {
                found.push(EffectKind::Positional);
            }
        }
        found.dedup();
        found
            .into_iter()
            .map(|kind| self.effect(kind, None))
            .collect()
    }

    fn unless_only(&self, arguments: &[Word], shows: &[&str], kind: EffectKind) -> Vec<Effect> {
        let harmless = match arguments.first() {
            None => true,
            Some(word) => shows.contains(&word.span.of(self.text)),
        };
        // `umask -S u=rwx` sets all the same.
        match harmless && (kind != EffectKind::Umask || arguments.len() < 2) {
            true => Vec::new(),
            false => self.one(kind),
        }
    }

    /// Options alone show a limit.
    fn ulimit(&self, arguments: &[Word]) -> Vec<Effect> {
        let option = |word: &Word| word.span.of(self.text).starts_with('-');
        match arguments.iter().all(option) {
            true => Vec::new(),
            false => self.one(EffectKind::Limits),
        }
    }

    /// One effect for each name among the arguments, with what it is set to cut off. Values of options look like names and count.
    fn named(&self, arguments: &[Word], kind: EffectKind) -> Vec<Effect> {
        let mut found = Vec::new();
        for word in arguments {
            let raw = word.span.of(self.text);
            if raw.starts_with(['-', '+']) && !(kind == EffectKind::Alias && raw == "-a") {
                continue;
            }
            let name = raw.split(['=', '[', '+']).next().unwrap_or_default();
            let plain = name_length(name.as_bytes()) == name.len();
            let name = (plain && !name.is_empty()).then(|| name.to_string());
            found.push(self.effect(kind, name));
        }
        found
    }

    /// bash has variables of its own for what is read when none is named.
    fn reads(&self, arguments: &[Word]) -> Vec<Effect> {
        let found = self.named(arguments, EffectKind::Variable);
        match found.is_empty() {
            true => self.one(EffectKind::Variable),
            false => found,
        }
    }

    /// bash's `printf -v name`.
    fn printf(&self, arguments: &[Word]) -> Vec<Effect> {
        match arguments {
            [option, name, ..] if option.span.of(self.text) == "-v" => {
                self.named(std::slice::from_ref(name), EffectKind::Variable)
            }
            [option, ..] if option.span.of(self.text).starts_with("-v") => {
                self.one(EffectKind::Variable)
            }
            // What expands first may be `-v`.
            [option, ..]
                if option
                    .span
                    .of(self.text)
                    .trim_start_matches('"')
                    .starts_with('$') =>
            {
                self.one(EffectKind::Unknown)
            }
            _ => Vec::new(),
        }
    }
}
