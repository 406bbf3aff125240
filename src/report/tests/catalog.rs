//! The table and the page.

use crate::pass::{Assumption, Pass, Safety};
use crate::report::{catalog, json};

const PASS: Pass = Pass {
    name: "slim-base",
    summary: "Take the slim image.",
    safety: Safety::Assumes(Assumption::ToolsUnneeded),
    keeps: &[],
    answers: &["DL9999"],
    source: "//! Takes the slim image.\n//!\n//! Why: it is small.\n\nuse x;\n//! not this\n",
    example: "FROM a\n",
    mentions: &[],
    run: |_| Vec::new(),
};

#[test]
fn the_table_and_the_page() {
    insta::assert_snapshot!(catalog::table(&[&PASS]), @r"
    PASS       LEVEL  ASSUMPTION      SUMMARY
    slim-base  -O2    tools-unneeded  Take the slim image.
    ");
    insta::assert_snapshot!(catalog::page(&PASS, "--- a/Dockerfile\n"), @r"
    slim-base: Take the slim image.
    assumes `tools-unneeded`: -O2 or --assume tools-unneeded

    Takes the slim image.

    Why: it is small.

    Also known as DL9999.

    Example:

    --- a/Dockerfile
    ");
    assert!(json::passes(&[&PASS]).contains("\"level\": 2"));
}
