//! Which ways to write two `RUN`s as one are the same to the verifier, and which are not.

use super::{Facet, Meaning, check};
use crate::data::RuleData;
use crate::model::Model;
use crate::syntax;

fn keeps_commands(before: &str, after: &str) -> bool {
    let of = |text: &str| {
        let file = syntax::parse(text);
        let mut meaning = Meaning::default();
        meaning.derive(
            &Model::new(&file),
            RuleData::get(),
            &[Facet::Commands],
            &mut super::Memo::default(),
        );
        meaning
    };
    check(&of(before), &of(after), &[Facet::Commands]).is_ok()
}

/// Two `RUN`s and one.
fn merges(shell: &str, first: &str, second: &str, merged: &str) -> bool {
    let head = match shell {
        "" => "FROM debian\n".to_string(),
        words => format!("FROM debian\nSHELL {words}\n"),
    };
    keeps_commands(
        &format!("{head}RUN {first}\nRUN {second}\n"),
        &format!("{head}RUN {merged}\n"),
    )
}

#[test]
fn exact_forms_are_seen_through() {
    for (first, second, merged) in [
        ("a", "b", "a && b"),
        ("a | b", "! c", "a | b && ! c"),
        ("cd /x && a", "b", "(cd /x && a) && b"),
        ("a", "cd /x && b", "a && cd /x && b"),
        ("a || b", "c", "(a || b) && c"),
        ("a", "b; c", "a && (b; c)"),
        ("a; b", "c", "a; b && c"),
        ("a", "b; c", "set -e; a; (set +e; b; c)"),
        ("a && b", "set -eux; c; d", "set -eux; a; b; c; d"),
        ("a || b", "set -e; c; d", "set -e; (set +e; a || b); c; d"),
        ("set -ex; a; b", "set -ex; c; d", "set -ex; a; b; c; d"),
        ("set -ex && a", "set -ex && b", "set -ex && a && b"),
        ("set -e; a || b; c", "set -e; d", "set -e; a || b; c; d"),
        (
            "set -e; a; b && c",
            "set -e; d; e",
            "set -e; (a; b && c); d; e",
        ),
        ("exit 0", "b", "(exit 0) && b"),
        (
            "a",
            "for x in 1 2; do b $x; done",
            "a && for x in 1 2; do b $x; done",
        ),
    ] {
        assert!(merges("", first, second, merged), "{merged}");
    }
    let shell = r#"["/bin/bash", "-ec"]"#;
    assert!(merges(shell, "a; b", "c; d", "a; b; c; d"));
    assert!(merges(shell, "a && b", "c; d", "(a && b); c; d"));
}

#[test]
fn wrong_forms_are_not() {
    for (first, second, merged) in [
        ("a", "b", "a; b"),
        ("a", "b", "a || b"),
        ("a", "b", "b && a"),
        ("a", "b", "a && b && c"),
        ("cd /x && a", "b", "cd /x && a && b"),
        ("export X=1", "b", "export X=1 && b"),
        ("a || true", "b", "a && true && b"),
        ("a", "b || true", "a && b || true"),
        ("a", "b; c", "a && b; c"),
        ("exit 0", "b", "exit 0 && b"),
        ("a && b", "set -e; c; d", "set -e; a && b; c; d"),
        ("a", "set -e; b; c", "(set -e; a) && b; c"),
        ("set -e; a; b", "c", "(set -e; a; b) && c"),
        ("set -e; a; b", "c", "set -e; a; b || c"),
        ("a; b", "set -e; c; d", "set -e; a; b; c; d"),
        ("set -e; a; ! b", "set -e; c", "set -e; a; ! b; c"),
        ("set -eu; a; b $X", "set -e; c $Y", "set -eu; a; b $X; c $Y"),
        (
            "set -e; for x in 1; do a && b; done",
            "set -e; c",
            "set -e; for x in 1; do a && b; done; c",
        ),
        ("set -e; x=$(a; b)", "c", "set -e && x=$(a; b) && c"),
        ("a", "b", "(a && b) > log"),
        ("a", "b", "{ a; b; }"),
        ("a", "b", "a & b"),
    ] {
        assert!(!merges("", first, second, merged), "{merged}");
    }
    let shell = r#"["/bin/bash", "-ec"]"#;
    assert!(!merges(shell, "a && b", "c; d", "a && b; c; d"));
    assert!(!merges(shell, "x \"$(a; b)\"", "c", "x \"$(a; b)\" && c"));
}
