//! What is left behind, and what is not.

use super::{EffectKind, effects};
use crate::shell::{Dialect, parse};

fn kinds(text: &str) -> Vec<EffectKind> {
    let script = parse(text, Dialect::Bash);
    assert!(!script.has_opaque(), "{text}");
    effects(&script, text)
        .iter()
        .map(|effect| effect.kind)
        .collect()
}

#[test]
fn programs_and_shells_of_their_own_leave_nothing() {
    for text in [
        "apt-get update && apt-get install -y curl",
        "(cd /src && make) && echo $(cd / && pwd)",
        "cd / | cat",
        "X=1 make && env Y=2 make",
        "if test -f a; then make; fi && { a; }",
        "command -v cd && sudo cd /",
        "set && umask && umask -S && trap -p && export -p && ulimit -n && exec",
        "echo ${x:-y} $((x == 1 && y <= 2)) `a && b \\`c 2>&1\\``",
        "\"$JAVA_HOME/bin/java\" -version && ./$x && /opt/$x/y",
        "( exit 1 ) && (set -e; x=1)",
        "[[ a == b ]] && (( a == 1 ))",
        "printf '%s' \"$x\"",
    ] {
        assert!(kinds(text).is_empty(), "{text}: {:?}", kinds(text));
    }
}

#[test]
fn each_kind_is_seen() {
    use EffectKind as Kind;
    for (text, kind) in [
        ("cd /src && make", Kind::Directory),
        ("a || command cd /", Kind::Directory),
        ("if a; then { builtin cd /; }; fi", Kind::Directory),
        ("X=1", Kind::Variable),
        ("X=1 :", Kind::Variable),
        ("export X=1", Kind::Variable),
        ("read -r x", Kind::Variable),
        ("read", Kind::Variable),
        ("for x in a; do b; done", Kind::Variable),
        ("echo ${x:=y}", Kind::Variable),
        ("echo \"${x=y}\"", Kind::Variable),
        ("echo $((x=1))", Kind::Variable),
        ("echo $((x <<= 1))", Kind::Variable),
        ("(( i++ ))", Kind::Variable),
        ("let i=1", Kind::Variable),
        ("printf -v x a", Kind::Variable),
        ("getopts ab x", Kind::Variable),
        ("mapfile x", Kind::Variable),
        ("unset x", Kind::Variable),
        ("a {fd}>b", Kind::Variable),
        ("shift", Kind::Positional),
        ("set -- a", Kind::Positional),
        ("set -eux", Kind::Options),
        ("set -o pipefail", Kind::Options),
        ("shopt -s extglob", Kind::Options),
        ("umask 022", Kind::Umask),
        ("umask -S u=rwx", Kind::Umask),
        ("ulimit -c 0", Kind::Limits),
        ("trap 'a' EXIT", Kind::Trap),
        ("f() { a; }", Kind::Function),
        ("alias a=b", Kind::Alias),
        ("hash -r", Kind::Hash),
        ("a || exit 1", Kind::Exit),
        ("exec a", Kind::Exec),
        ("exec >log", Kind::Exec),
        (". ./a", Kind::Source),
        ("source a", Kind::Source),
        ("a & b", Kind::Background),
        ("(a &)", Kind::Background),
        ("x=$(a &)", Kind::Background),
        ("echo `a \\& & b`", Kind::Background),
        ("a > >(b)", Kind::Background),
        ("wait", Kind::Jobs),
        ("kill $!", Kind::Jobs),
        ("eval a", Kind::Unknown),
        ("$CMD a", Kind::Unknown),
        ("\"$CMD\" a", Kind::Unknown),
        ("$DIR/a b", Kind::Unknown),
        ("\"$@\"/a", Kind::Unknown),
    ] {
        assert!(kinds(text).contains(&kind), "{text}: {:?}", kinds(text));
    }
}

#[test]
fn the_first_is_named() {
    let text = "make && cd /src && export A=1 B && read -r c";
    let effects = effects(&parse(text, Dialect::Posix), text);
    let first = effects.first().map(|effect| effect.describe(text));
    assert_eq!(first.as_deref(), Some("changes directory (`cd /src`)"));
    assert_eq!(effects.variables().collect::<Vec<_>>(), ["A", "B", "c"]);
    assert!(!effects.is_stateless() && effects.has(EffectKind::Directory));
}

#[test]
fn opaque_text_is_an_effect() {
    let text = "a && 'b";
    let effects = effects(&parse(text, Dialect::Posix), text);
    assert!(effects.has(EffectKind::Opaque));
}
