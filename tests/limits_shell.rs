//! What holds for every length and depth: bounded stack, linear time.

#![allow(clippy::unwrap_used, reason = "a test that fails says so")]

use std::time::{Duration, Instant};

use dfopt::shell::{self, Dialect};

const DIALECTS: [Dialect; 3] = [Dialect::Posix, Dialect::Busybox, Dialect::Bash];

#[rustfmt::skip]
const OPENINGS: [&str; 21] = [
    "(", "$(", "((", "$((", "{ ", "\"$(", "${x:-", "\"${x:-", "if ", "while ", "case x in a) ",
    "f() ", "! ", "<(", "x=$(", "$(( (", "for x in a; do ", "[[ (", "x=(", "cat <<E $(", "a && ",
];

#[test]
fn deep_nesting_is_opaque_and_overflows_no_stack() {
    for opening in OPENINGS {
        for dialect in DIALECTS {
            let text = opening.repeat(100_000);
            let script = shell::parse(&text, dialect);
            assert!(script.has_opaque(), "{opening}");
        }
    }
}

#[test]
fn ordinary_nesting_is_read() {
    for (open, close) in [
        ("(", ")"),
        ("$(", ")"),
        ("{ ", "; }"),
        ("\"$(", ")\""),
        ("${x:-", "}"),
    ] {
        let text = format!("echo a && {}a{}", open.repeat(24), close.repeat(24));
        assert!(!shell::parse(&text, Dialect::Posix).has_opaque(), "{text}");
    }
}

/// The least of several runs, so that a busy machine does not matter.
fn time(text: &str, dialect: Dialect) -> Duration {
    let once = || {
        let start = Instant::now();
        std::hint::black_box(shell::parse(text, dialect));
        start.elapsed()
    };
    (0..3).map(|_| once()).min().unwrap()
}

#[test]
fn reading_takes_linear_time() {
    #[rustfmt::skip]
    let units = [
        "a b c; ", "\\\n", "a\\\n", "'a' \"$b\" ", "$(a `b`) ", "${x:-$y} ", "cat <<E\nbody $x\nE\n", "# c\n",
        "((a) b) ", "$((a) ", "a[", "{a} ", "$((1+(2))) ", "\"\\$\" ", "a=(b) ", "<(a) ", "x=1 ", "12345 ",
        "if a; then b; fi; ", "cat <<E;", "case x in a) b;; esac; ", "`a\\b` ", "[[ a =~ (b) ]]; ", "(",
        "$(", "\"", "`", "'", "{ ", "$\\\n", "a|", "time ",
    ];
    for unit in units {
        for dialect in DIALECTS {
            let (small, large) = (unit.repeat(1_000), unit.repeat(4_000));
            // Linear is 4 times as long, quadratic 16 times. A busy machine gets more chances.
            let linear = (0..12).any(|_| {
                let bound = time(&small, dialect) * 10 + Duration::from_millis(5);
                time(&large, dialect) < bound
            });
            assert!(linear, "{unit:?} {dialect:?}");
        }
    }
}
