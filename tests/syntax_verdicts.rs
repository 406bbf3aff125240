//! What is refused and why, what is accepted though it looks wrong, and where the parts of an instruction stand.

use dfopt::syntax::{Arguments, Form, Instruction, ItemKind, parse};
use dfopt::text::Span;

/// The first error of a file, and the text it points at.
fn refusal(text: &str) -> (String, &str) {
    let file = parse(text);
    let error = file
        .errors
        .first()
        .unwrap_or_else(|| panic!("{text:?} is accepted"));
    (error.message.clone(), error.span.of(text))
}

#[test]
fn refused_instructions_point_at_the_fault() {
    let cases = [
        ("RUNN x", "RUNN", "unknown instruction `RUNN`"),
        ("ENV a", "a", "ENV needs a name and a value"),
        ("ENV a=b c", "c", "`c` has no `=`: write `name=value`"),
        ("LABEL =b", "", "LABEL needs a name before `=`"),
        ("COPY a", "a", "COPY needs a source and a destination"),
        (
            "COPY --from a b c",
            "--from",
            "the flag `--from` needs a value",
        ),
        ("COPY --form=x b c", "--form=x", "unknown flag `--form`"),
        (
            "COPY --link=maybe b c",
            "maybe",
            "the flag `--link` is either `true` or `false`",
        ),
        (
            "COPY --from=x --from=y b c",
            "--from=y",
            "the flag `--from` comes twice",
        ),
        (
            "COPY [\"a\", 1]",
            "[\"a\", 1]",
            "a JSON array must hold strings only",
        ),
        (
            "COPY a <<EOF\nEOF",
            "<<EOF",
            "COPY cannot write to a heredoc",
        ),
        (
            "RUN <<EOF\nx",
            "<<EOF",
            "the heredoc has no line `EOF` that ends it",
        ),
        (
            "RUN --network=x y",
            "x",
            "no network mode is called `x`: use `default`, `none` or `host`",
        ),
        (
            "RUN --mount=type=bind,from=$X y",
            "type=bind,from=$X",
            "`from` of a mount takes no variables: name a stage instead",
        ),
        (
            "HEALTHCHECK --interval=1 CMD x",
            "1",
            "`1` is no duration: write `30s` or `1m30s`",
        ),
        ("HEALTHCHECK CMD", "CMD", "HEALTHCHECK CMD needs a command"),
        (
            "HEALTHCHECK NONE x",
            "NONE x",
            "HEALTHCHECK NONE takes no arguments",
        ),
        (
            "FROM a b",
            "a b",
            "FROM takes an image, or an image and `AS name`",
        ),
        (
            "SHELL sh -c",
            "sh -c",
            "SHELL needs a JSON array: `SHELL [\"/bin/sh\", \"-c\"]`",
        ),
        ("VOLUME [\" \"]", "\" \"", "a volume needs a path"),
        ("USER", "USER", "USER needs an argument"),
        ("ONBUILD FROM a", "FROM a", "ONBUILD cannot hold `FROM`"),
        (
            "ONBUILD ONBUILD RUN x",
            "ONBUILD RUN x",
            "ONBUILD cannot hold `ONBUILD`",
        ),
        ("ONBUILD ENV a", "a", "ENV needs a name and a value"),
        ("CMD --x y", "--x", "unknown flag `--x`"),
    ];
    for (line, place, message) in cases {
        let text = format!("FROM x\n{line}\n");
        assert_eq!(refusal(&text), (message.to_string(), place), "{text}");
    }
}

#[test]
fn refused_files() {
    assert_eq!(
        refusal("# only a comment\n").0,
        "the file has no instructions"
    );
    assert_eq!(
        refusal("RUN x\nFROM a\n").0,
        "only ARG may stand before the first FROM"
    );
    assert_eq!(refusal("# escape=x\nFROM a\n").1, "# escape=x");
    assert_eq!(
        refusal("# escape=`\n# escape=`\nFROM a\n").0,
        "only one `escape` directive can be used"
    );
    let long = |length: usize| format!("FROM a\nRUN {}\n", "x".repeat(length - 4));
    assert_eq!(
        refusal(&long(65_536)).0,
        "the line is longer than 65535 bytes"
    );
    assert!(parse(&long(65_535)).errors.is_empty());
}

#[test]
fn accepted_though_it_looks_wrong() {
    for line in [
        "RUN",
        "CMD []",
        "ENTRYPOINT",
        "RUN x \\",
        "RU\\\nN x",
        "ARG --x a",
        "STOPSIGNAL --x a",
        "ONBUILD NOPE x",
        "ONBUILD COPY a",
        "HEALTHCHECK --nope NONE",
        "FROM x AS y\nFROM x AS y",
        "RUN cat<<EOF",
        "RUN [\"<<EOF\"]",
        "COPY --from=\"b\" --link a c",
        "COPY -- --a b",
        "EXPOSE []",
    ] {
        let text = format!("FROM x\n{line}\n");
        assert_eq!(parse(&text).errors, [], "{text}");
    }
}

fn only(text: &str, check: impl Fn(&Instruction<'_>)) {
    let file = parse(text);
    check(file.instructions().last().expect("there is one"));
}

#[test]
fn an_instruction_spans_its_lines_and_heredocs() {
    let text = "\u{feff}# syntax=x\r\nFROM a\r\n\r\nRUN --mount=type=cache <<-EOF \\\r\n  # why\r\n  cat\r\n\tx\r\n\tEOF\r\n# end";
    let file = parse(text);
    assert!(matches!(
        file.items[0].kind,
        ItemKind::Directive { value: "x", .. }
    ));
    assert!(matches!(file.items[2].kind, ItemKind::Blank));
    let run = file.instructions().nth(1).expect("is there");
    assert_eq!(run.lines, (4, 8));
    assert_eq!(run.logical.as_str(), "RUN --mount=type=cache <<-EOF   cat");
    assert_eq!(run.body.of(run.logical.as_str()), "<<-EOF   cat");
    assert!(run.span.of(text).ends_with("\tEOF"));
    assert_eq!(run.comments[0].of(text), "  # why");
    assert_eq!(run.heredocs[0].text, "\tx\r\n");
    assert_eq!(run.heredocs[0].marker.of(text), "<<-EOF");
    assert_eq!(run.flag("mount"), Some("type=cache"));
    assert!(run.heredocs[0].chomp && run.heredocs[0].expand);
}

#[test]
fn blanks_may_stand_behind_a_heredoc_operator() {
    only("FROM a\nRUN cat << 'E F' > x\n$y\nE F\n", |run| {
        assert_eq!(
            (run.heredocs[0].name.as_str(), run.heredocs[0].expand),
            ("E F", false)
        );
        assert_eq!(run.heredocs[0].text, "$y\n");
    });
}

#[test]
fn exec_words_have_their_places() {
    let text = "FROM a\nCMD [ \"sh\", \\\n  \"-c\", \"echo \\\"x\\\"\" ]\n";
    only(text, |cmd| {
        let Arguments::Cmd(Form::Exec(words)) = &cmd.arguments else {
            panic!("{cmd:?}")
        };
        let values: Vec<_> = words.iter().map(|word| word.value.as_ref()).collect();
        assert_eq!(values, ["sh", "-c", "echo \"x\""]);
        assert_eq!(words[1].span.of(text), "\"-c\"");
    });
}

#[test]
fn an_onbuild_holds_an_instruction_of_its_own() {
    let text = "FROM a\nONBUILD COPY --from=b <<EOF \\\n /x\nhi\nEOF\n";
    only(text, |onbuild| {
        let Arguments::Onbuild(copy) = &onbuild.arguments else {
            panic!("{onbuild:?}")
        };
        let Arguments::Copy {
            sources,
            destination,
            ..
        } = &copy.arguments
        else {
            panic!("{copy:?}")
        };
        assert_eq!(sources[0].value, "<<EOF");
        assert_eq!(destination.span.of(text), "/x");
        assert_eq!(copy.span.of(text), "COPY --from=b <<EOF \\\n /x\nhi\nEOF");
        assert_eq!(copy.heredocs, onbuild.heredocs);
        assert_eq!(copy.flag("from"), Some("b"));
    });
}

#[test]
fn pairs_keep_their_quotes() {
    let text = "FROM a\nENV A=\"x y\" B=\\\n\n  z=1\nENV C  d e\nARG F G=\n";
    let file = parse(text);
    let pairs = |nth: usize| {
        let instruction = file.instructions().nth(nth).expect("is there");
        let (Arguments::Env(pairs) | Arguments::Arg(pairs)) = &instruction.arguments else {
            panic!("{instruction:?}")
        };
        let part = |span: Span| span.of(text);
        let pair = |pair: &dfopt::syntax::KeyValue<'_>| {
            (
                part(pair.key.span).to_string(),
                pair.value.as_ref().map(|word| word.value.to_string()),
                pair.legacy,
            )
        };
        pairs.iter().map(pair).collect::<Vec<_>>()
    };
    let some = |text: &str| Some(text.to_string());
    assert_eq!(pairs(1)[0], ("A".to_string(), some("\"x y\""), false));
    assert_eq!(pairs(1)[1], ("B".to_string(), some(""), false));
    assert_eq!(pairs(2), [("C".to_string(), some("d e"), true)]);
    assert_eq!(
        pairs(3),
        [
            ("F".to_string(), None, false),
            ("G".to_string(), some(""), false)
        ]
    );
}
