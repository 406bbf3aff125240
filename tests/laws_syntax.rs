//! Laws of the reader that hold for any text: it loses no byte, and every span stands where it should.

use std::borrow::Cow;

use dfopt::syntax::{Arguments, File, Form, Instruction, KeyValue, Word, parse};
use dfopt::text::Span;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_text(text in "\\PC{0,200}") {
        check(&text);
    }

    #[test]
    fn any_bytes_that_are_text(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn pieces_of_dockerfiles(pieces in prop::collection::vec(piece(), 0..40)) {
        check(&pieces.concat());
    }
}

/// A piece of a Dockerfile, likely to mean something beside others.
fn piece() -> impl Strategy<Value = String> {
    let pieces = [
        "FROM a AS b",
        "RUN ",
        "RUN\\\n",
        "COPY ",
        "ADD ",
        "ENV ",
        "LABEL ",
        "ARG ",
        "CMD ",
        "SHELL ",
        "HEALTHCHECK ",
        "ONBUILD ",
        "EXPOSE 80",
        "VOLUME ",
        "USER x",
        "WORKDIR /x",
        "STOPSIGNAL 9",
        "MAINTAINER x",
        "ENTRYPOINT ",
        "NOPE ",
        "NONE",
        "CMD",
        "AS",
        "--mount=type=cache,target=/x ",
        "--from=\"b\" ",
        "--link ",
        "-- ",
        "--x='a b'\\ c ",
        "--interval=1s ",
        "=",
        "a=b ",
        "a=\"b c\" ",
        "<<EOF",
        "<< EOF",
        "<<-'EOF' ",
        "3<<X ",
        "\nEOF\n",
        "\n\tEOF\n",
        "X\n",
        "(cat <<EOF)",
        "<<<",
        "\\ \n",
        "\\\r\n",
        "\\\n# note\n",
        "\\\n\n",
        "`\n",
        "# escape=`\n",
        "# syntax=x\n",
        "# check=y\r\n",
        "# note\n",
        "\n",
        "\r\n",
        "\r",
        " ",
        "\t",
        "\u{b}",
        "\u{feff}",
        "\u{85}",
        "\u{a0}",
        "é",
        "😀",
        "[\"a\", \"b\\n\\u00e9\"]",
        "[]",
        "[",
        "]",
        "[\"a\", 1]",
        "\"",
        "'",
        "\\",
        "\\\\",
        "$",
        "${",
        "}",
        ":-",
        "${x:-y}",
        "$(",
        "&& ",
        "#",
        "\0",
    ];
    prop_oneof![
        8 => prop::sample::select(pieces.to_vec()).prop_map(str::to_string),
        1 => "[a-z /.=\"]{1,8}",
    ]
}

fn check(text: &str) {
    let file = parse(text);
    check_tiling(&file);
    for error in &file.errors {
        assert!(
            text.get(error.span.range()).is_some(),
            "{error:?} in {text:?}"
        );
    }
    for item in &file.items {
        if let Some(instruction) = item.instruction() {
            assert!(
                item.span.contains(instruction.span),
                "{instruction:?} in {text:?}"
            );
            check_instruction(text, instruction);
        }
    }
}

fn check_tiling(file: &File<'_>) {
    let mut at = 0;
    for item in &file.items {
        assert_eq!(item.span.start, at, "{:?}", file.text);
        assert!(!item.span.is_empty());
        let whole = item.span.of(file.text);
        assert!(whole.ends_with('\n') || item.span.end as usize == file.text.len());
        at = item.span.end;
    }
    assert_eq!(at as usize, file.text.len());
}

fn check_instruction(text: &str, instruction: &Instruction<'_>) {
    let within = |span: Span| {
        assert!(
            text.get(span.range()).is_some(),
            "{span:?} of {text:?} is no text"
        );
        assert!(
            instruction.span.contains(span),
            "{span:?} outside of {instruction:?} in {text:?}"
        );
    };
    within(instruction.span);
    within(instruction.keyword_span);
    check_logical(text, instruction);
    instruction.comments.iter().for_each(|span| {
        assert!(span.of(text).trim_start().starts_with('#'));
    });
    for flag in &instruction.flags {
        within(flag.span);
        if let Some(value) = &flag.value {
            within(value.span);
            assert!(flag.span.contains(value.span));
        }
    }
    for heredoc in &instruction.heredocs {
        [heredoc.marker, heredoc.content, heredoc.terminator]
            .into_iter()
            .for_each(within);
        assert_eq!(heredoc.content.of(text), heredoc.text);
        assert!(heredoc.content.end <= heredoc.terminator.start);
    }
    for word in words(&instruction.arguments) {
        within(word.span);
        if let Cow::Borrowed(value) = &word.value {
            assert!(word.span.of(text).contains(value), "{word:?} in {text:?}");
        }
    }
    match &instruction.arguments {
        Arguments::Run(form) | Arguments::Cmd(form) | Arguments::Entrypoint(form) => {
            check_form(instruction, form);
        }
        Arguments::Healthcheck(Some(form)) => check_form(instruction, form),
        Arguments::Onbuild(inner) => {
            within(inner.span);
            check_instruction(text, inner);
        }
        _ => {}
    }
}

/// Each byte of the logical line is a byte of the file, in order.
fn check_logical(text: &str, instruction: &Instruction<'_>) {
    let logical = instruction.logical.as_str();
    assert!(logical.get(instruction.body.range()).is_some());
    let mut before = None;
    for (at, byte) in logical.bytes().enumerate() {
        let place = instruction.logical.file_offset(at as u32);
        assert_eq!(
            text.as_bytes()[place as usize],
            byte,
            "byte {at} of {logical:?} in {text:?}"
        );
        assert!(before < Some(place));
        before = Some(place);
    }
}

fn check_form(instruction: &Instruction<'_>, form: &Form<'_>) {
    if let Form::Shell(span) = form {
        assert!(instruction.logical.as_str().get(span.range()).is_some());
        assert!(instruction.body.contains(*span));
    }
}

fn words<'a, 's>(arguments: &'a Arguments<'s>) -> Vec<&'a Word<'s>> {
    match arguments {
        Arguments::Run(Form::Exec(words))
        | Arguments::Cmd(Form::Exec(words))
        | Arguments::Entrypoint(Form::Exec(words))
        | Arguments::Healthcheck(Some(Form::Exec(words)))
        | Arguments::Shell(words)
        | Arguments::Expose(words)
        | Arguments::Volume(words) => words.iter().collect(),
        Arguments::From { image, name } => [image].into_iter().chain(name).collect(),
        Arguments::Copy {
            sources,
            destination,
            ..
        } => sources.iter().chain([destination]).collect(),
        Arguments::Env(pairs) | Arguments::Label(pairs) | Arguments::Arg(pairs) => {
            let both = |pair: &'a KeyValue<'s>| [&pair.key].into_iter().chain(&pair.value);
            pairs.iter().flat_map(both).collect()
        }
        Arguments::Value(word) => vec![word],
        _ => Vec::new(),
    }
}

#[test]
fn words_are_borrowed_unless_a_continuation_lies_inside() {
    let file = parse("FROM a\nCOPY /a \\\n  /b/\\\nc \\\n /d\n");
    let copy = file.instructions().nth(1).expect("is there");
    let borrowed: Vec<_> = words(&copy.arguments)
        .iter()
        .map(|word| (word.value.as_ref(), matches!(word.value, Cow::Borrowed(_))))
        .collect();
    assert_eq!(borrowed, [("/a", true), ("/b/c", false), ("/d", true)]);
}
