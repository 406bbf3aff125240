//! What the reader makes of the shortest texts that show one rule each.

#![allow(clippy::unwrap_used, reason = "a test that fails says so")]

use super::{Command, Dialect, End, Part, Script, Simple, parse};

const ALL: [Dialect; 3] = [Dialect::Posix, Dialect::Busybox, Dialect::Bash];

/// The top-level elements as written, each with its operator.
fn top(script: &Script, text: &str) -> Vec<String> {
    let elements = script.list.statements.iter().flat_map(|one| &one.elements);
    let show = elements.map(|element| {
        let operator = element
            .operator
            .map_or("", |operator| operator.span.of(text));
        format!("{operator}[{}]", element.pipeline.span.of(text))
    });
    show.collect()
}

fn reads(dialect: Dialect, text: &str, expected: &[&str]) -> Script {
    let script = parse(text, dialect);
    assert_eq!(top(&script, text), expected, "{dialect:?} {text:?}");
    script
}

fn understood(text: &str) -> [bool; 3] {
    ALL.map(|dialect| !parse(text, dialect).has_opaque())
}

fn first(script: &Script) -> &Simple {
    script
        .simple_commands()
        .next()
        .map(|found| found.simple)
        .expect("a simple command")
}

#[test]
fn elements_end_before_their_marks() {
    for dialect in ALL {
        let script = reads(
            dialect,
            " a b&&c  ||d ; ! e|f& ",
            &["[a b]", "&&[c]", "||[d]", "[! e|f]"],
        );
        let ends: Vec<_> = script.list.statements.iter().map(|one| one.end).collect();
        assert!(matches!(ends[..], [End::Semicolon(_), End::Background(_)]));
        reads(dialect, "a &&\n\n # c\n b\nc", &["[a]", "&&[b]", "[c]"]);
        reads(dialect, "a # b && c\nd#e", &["[a]", "[d#e]"]);
    }
}

#[test]
fn continuations_join() {
    for dialect in ALL {
        let script = reads(
            dialect,
            "a\\\n  b \\\n&& c\\\nd",
            &["[a\\\n  b]", "&&[c\\\nd]"],
        );
        let text = "a\\\n  b \\\n&& c\\\nd";
        let names: Vec<_> = script
            .simple_commands()
            .map(|found| found.simple.name(text))
            .collect();
        assert_eq!(names, [Some("a".into()), Some("cd".into())]);
        // A continuation may split what only looks whole.
        for text in [
            "a &\\\n& b",
            "i\\\nf a",
            "x\\\n=1",
            "echo $\\\nx",
            "echo $x\\\ny",
            "a <\\\n<b",
        ] {
            assert!(parse(text, dialect).has_opaque(), "{text:?}");
        }
        assert!(parse("a \\", dialect).has_opaque());
    }
}

#[test]
fn what_cannot_be_is_opaque_to_the_end() {
    for dialect in ALL {
        #[rustfmt::skip]
        let texts = [
            "a && 'b", "a && )", "a && fi", "a && { b", "a && (b", "a && if b; fi",
            "a && for 1 in a; do b; done", "a && $(b", "a && `b", "a && b (c)",
            "a && case x in a b", "a && <", "a && ${x", "a && ${ x; }", "a && ((b) c",
            "a && $((b)", "a && \"b$(c\"", "a && ;", "a && ",
        ];
        for text in texts {
            let script = parse(text, dialect);
            assert_eq!(top(&script, text)[0], "[a]");
            let last = script
                .list
                .statements
                .last()
                .unwrap()
                .elements
                .last()
                .unwrap();
            let Command::Opaque(span) = last.pipeline.commands[0] else {
                panic!("{text} is understood");
            };
            assert_eq!(span.range(), 5..text.len(), "{text}");
        }
        let script = reads(dialect, "a b ) c", &["[a b]", "[) c]"]);
        assert!(script.has_opaque() && !script.is_and_list());
    }
}

#[test]
fn reserved_words_stand_where_commands_begin() {
    for dialect in ALL {
        let text = "echo if then } ! && if a; then b; else c; fi >x && ! d";
        reads(
            dialect,
            text,
            &[
                "[echo if then } !]",
                "&&[if a; then b; else c; fi >x]",
                "&&[! d]",
            ],
        );
        let text = "if (a) then { b; } fi; for x do c; done; for x in 1 2\ndo c; done; case x in (a|b) c;; *) esac";
        assert_eq!(parse(text, dialect).list.statements.len(), 4);
        assert!(!parse(text, dialect).has_opaque());
        reads(dialect, "\"if\" a; x=1 if", &["[\"if\" a]", "[x=1 if]"]);
    }
}

#[test]
fn each_shell_reads_its_own_words() {
    //                           dash   busybox bash
    assert_eq!(understood("[[ a && b ]]"), [true; 3]);
    reads(Dialect::Posix, "[[ a && b ]]", &["[[[ a]", "&&[b ]]]"]);
    reads(Dialect::Bash, "[[ a && b ]]", &["[[[ a && b ]]]"]);
    reads(Dialect::Posix, "a &>b", &["[a]", "[>b]"]);
    reads(Dialect::Busybox, "a &>b", &["[a &>b]"]);
    assert_eq!(understood("a &>>b"), [true, false, true]);
    assert_eq!(understood("a |& b"), [false, false, true]);
    assert_eq!(understood("a <<<b"), [false, false, true]);
    assert_eq!(understood("a <(b)"), [false, true, true]);
    assert_eq!(understood("x=(a 'b' $(c))"), [false, false, true]);
    assert_eq!(understood("function f { a; }"), [false, true, true]);
    assert_eq!(understood("a $'b\\'c'"), [false, true, true]);
    assert_eq!(understood("(( a > b ))"), [true; 3]);
    assert_eq!(
        understood("for ((i=0; i<3; i++)); do a; done"),
        [false, false, true]
    );
    assert_eq!(understood("! ! a"), [false, false, true]);
    assert_eq!(understood("f-g() { a; }"), [false, false, true]);
    assert_eq!(understood("f() a"), [true, true, false]);
    assert_eq!(
        understood("case a in b) c;& d) e;;& esac"),
        [false, false, true]
    );
    assert_eq!(understood("time ! a"), [true, true, false]);
    assert_eq!(understood("a 2>&1>c"), [false, false, true]);
    let words = |dialect| first(&parse("a 1&>b", dialect)).words.len();
    assert_eq!(ALL.map(words), [2, 1, 2]);
    let digits = |dialect| first(&parse("a 12>b", dialect)).words.len();
    assert_eq!(ALL.map(digits), [2, 1, 1]);
}

#[test]
fn heredocs_have_their_bodies() {
    let text = "cat <<A <<-'B' && b\none $(c)\nA\n\ttwo $x\n\tB\nd";
    for dialect in ALL {
        let script = reads(dialect, text, &["[cat <<A <<-'B']", "&&[b]", "[d]"]);
        let found = first(&script).redirections.iter();
        let bodies: Vec<_> = found
            .map(|one| one.heredoc.map(|body| body.of(text)))
            .collect();
        assert_eq!(bodies, [Some("one $(c)\n"), Some("\ttwo $x\n")]);
        let names = script
            .simple_commands()
            .map(|found| found.simple.name(text));
        assert_eq!(names.flatten().collect::<Vec<_>>(), ["cat", "c", "b", "d"]);
        assert!(script.has_heredoc());
        // Text joined behind would become part of it.
        assert!(parse("a && cat <<E\nb\n", dialect).has_opaque());
        assert!(parse("cat <<E", dialect).has_opaque());
        assert!(!parse("x=$(cat <<E\nb\nE\n) && c", dialect).has_opaque());
        reads(
            dialect,
            "(cat <<E; a) && b\n)\nE\nc",
            &["[(cat <<E; a)]", "&&[b]", "[c]"],
        );
    }
}

#[test]
fn words_say_what_they_are() {
    let text = r#"a\ b 'c d' "e $" f"g"'h' $x "$x" `i` *.c ~/a {b,c} {} [ a=~ "*" \* ''"#;
    let script = parse(text, Dialect::Posix);
    let words = first(&script).words.iter();
    let literals: Vec<_> = words.map(|word| word.literal(text)).collect();
    let says = |text: &'static str| Some(text.into());
    let none = None;
    assert_eq!(
        literals[..4],
        [says("a b"), says("c d"), says("e $"), says("fgh")]
    );
    assert!(literals[4..10].iter().all(|literal| *literal == none));
    assert_eq!(literals[10..12], [says("{}"), says("[")]);
    assert_eq!(literals[12..], [none, says("*"), says("*"), says("")]);
}

#[test]
fn expansions_hold_what_they_run() {
    let text = "a ${x:-$(b)} $((1 + $(c))) \"`d`\" `e \\`f\\`` && g >$(h)";
    for dialect in ALL {
        let script = parse(text, dialect);
        let found = script
            .simple_commands()
            .map(|found| (found.simple.name(text), found.place));
        let names: Vec<_> = found
            .map(|(name, place)| (name.unwrap(), place.substitution))
            .collect();
        let names: Vec<_> = names
            .iter()
            .map(|(name, inside)| (&**name, *inside))
            .collect();
        let inside = [("b", true), ("c", true), ("d", true)];
        assert_eq!(names[1..4], inside);
        assert_eq!(names[4..], [("g", false), ("h", true)]);
    }
}

#[test]
fn assignments_stand_before_the_first_word() {
    let text = "x=1 y= z=\"a b\"c >f cmd w=2 3=4";
    let script = parse(text, Dialect::Posix);
    let simple = first(&script);
    let show = |one: &super::Assignment| (one.name.of(text), one.value.span.of(text));
    let assignments: Vec<_> = simple.assignments.iter().map(show).collect();
    assert_eq!(assignments, [("x", "1"), ("y", ""), ("z", "\"a b\"c")]);
    assert_eq!(simple.words.len(), 3);
    let text = "x+=1 a[1]=2 b=(c)";
    let script = parse(text, Dialect::Bash);
    let assignments: Vec<_> = first(&script)
        .assignments
        .iter()
        .map(|one| one.name.of(text))
        .collect();
    assert_eq!(assignments, ["x", "a[1]", "b"]);
}

#[test]
fn and_lists_are_told_from_others() {
    let is = |text| parse(text, Dialect::Posix).is_and_list();
    assert!(
        ["a", "a && b | c", "a && ! b;", "a && b # c", "x=1 && cd /"]
            .into_iter()
            .all(is)
    );
    assert!(
        ![
            "",
            "a || b",
            "a; b",
            "a &",
            "a && (b)",
            "{ a; }",
            "a && 'b",
            "f() { a; }"
        ]
        .into_iter()
        .any(is)
    );
}

#[test]
fn a_parameter_in_quotes_may_hold_quotes() {
    for (text, length) in [
        ("\"${x:-'}\" b", 2),
        ("\"${x%'}'}\" b", 2),
        ("\"${x:-\"a }\"}\" b", 2),
        ("${x:-'a }'} b", 2),
        ("${#x} ${#} ${x:-a b} ${!} ${10}", 5),
        ("${x##*[!0-9]} ${x:-{a}} b", 3),
    ] {
        let script = parse(text, Dialect::Posix);
        assert_eq!(first(&script).words.len(), length, "{text}");
    }
    let script = parse("${#x}", Dialect::Posix);
    let Part::Parameter { name, .. } = &first(&script).words[0].parts[0] else {
        panic!("no parameter");
    };
    assert_eq!(name.range(), 3..4);
}
