//! Conversations with `dfopt lsp`, as an editor leads them.

#![allow(clippy::unwrap_used, reason = "a test may panic and print")]

#[path = "lsp/editor.rs"]
mod editor;

use std::io::{Read, Write};
use std::time::Instant;

use editor::{Editor, URI};
use serde_json::{Value, json};

const TEXT: &str = "FROM debian:bookworm\nRUN apt-get update && apt-get install -y curl\n\
                    RUN echo 😀 && pip install build\n";

/// The text with the edits of an answer made, whose positions are in UTF-16.
fn edited(text: &str, edits: &Value) -> String {
    let offset = |place: &Value| {
        let number = |name: &str| place[name].as_u64().unwrap() as usize;
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let before: usize = lines[..number("line")].iter().map(|line| line.len()).sum();
        let units = lines
            .get(number("line"))
            .map_or(Vec::new(), |line| line.encode_utf16().collect());
        before
            + String::from_utf16(&units[..number("character")])
                .unwrap()
                .len()
    };
    let mut text_edits: Vec<_> = edits.as_array().unwrap().iter().collect();
    text_edits.sort_by_key(|edit| offset(&edit["range"]["start"]));
    let mut out = text.to_string();
    for edit in text_edits.into_iter().rev() {
        let span = offset(&edit["range"]["start"])..offset(&edit["range"]["end"]);
        out.replace_range(span, edit["newText"].as_str().unwrap());
    }
    out
}

const FIXED: &str = "FROM debian:bookworm\nRUN apt-get update && apt-get install -y curl \\\n    \
                     && rm -rf /var/lib/apt/lists/*\nRUN echo 😀 && pip install --no-cache-dir build\n";

#[test]
fn diagnostics_follow_the_text() {
    let mut editor = Editor::start(&[]);
    let found = editor.open(URI, TEXT);
    let codes: Vec<&str> = found
        .iter()
        .map(|one| one["code"].as_str().unwrap())
        .collect();
    assert_eq!(codes, ["drop-apt-lists", "pip-no-cache-dir"]);
    assert_eq!(
        (&found[0]["severity"], &found[0]["source"]),
        (&json!(2), &json!("dfopt"))
    );
    assert_eq!(
        found[0]["range"]["start"],
        json!({ "line": 1, "character": 0 })
    );

    editor.tell(
        "textDocument/didClose",
        json!({ "textDocument": { "uri": URI } }),
    );
    assert!(editor.published().is_empty());
    editor.goodbye();
}

#[test]
fn changes_are_taken_over_piece_by_piece() {
    let mut editor = Editor::start(&[]);
    editor.open(URI, TEXT);
    // A broken line: its error alone. Then the line goes, then the one behind the emoji is fixed by hand.
    let at = |line: u32, character: u32| json!({ "line": line, "character": character });
    let range = |start: Value, end: Value| json!({ "start": start, "end": end });
    editor.change(
        2,
        json!([{ "range": range(at(1, 0), at(1, 3)), "text": "RUM" }]),
    );
    let found = editor.published();
    assert_eq!((found.len(), &found[0]["severity"]), (1, &json!(1)));
    assert!(found[0]["message"].as_str().unwrap().contains("RUM"));
    editor.change(
        3,
        json!([{ "range": range(at(1, 0), at(2, 0)), "text": "" }]),
    );
    assert_eq!(editor.published()[0]["code"], "pip-no-cache-dir");
    // `RUN echo 😀 && pip install` is 26 units long.
    editor.change(
        4,
        json!([{ "range": range(at(1, 26), at(1, 26)), "text": " --no-cache-dir" }]),
    );
    assert!(editor.published().is_empty());
    editor.change(5, json!([{ "text": TEXT }]));
    assert_eq!(editor.published().len(), 2);
    editor.goodbye();
}

#[test]
fn formatting_makes_the_safe_fixes() {
    let mut editor = Editor::start(&[]);
    editor.open(URI, TEXT);
    let edits = editor.format(URI);
    assert_eq!(edited(TEXT, &edits), FIXED);
    // Other documents stay apart; one that is broken or not open is left alone.
    let other = "untitled:Untitled-1";
    editor.open(other, "FROM a\nRUM x\n");
    assert_eq!(editor.format(other), json!([]));
    assert_eq!(editor.format("file:///unknown"), Value::Null);
    assert_eq!(edited(TEXT, &editor.format(URI)), FIXED);
    editor.goodbye();
}

#[test]
fn fixes_one_by_one_and_all_at_once() {
    let mut editor = Editor::start(&[]);
    editor.open(URI, TEXT);
    let quick = editor.actions(2, json!(["quickfix"]));
    assert_eq!(quick.len(), 1);
    assert_eq!(quick[0]["title"], "dfopt: add `--no-cache-dir`");
    assert_eq!(quick[0]["diagnostics"][0]["code"], "pip-no-cache-dir");
    let change = &quick[0]["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({ "uri": URI, "version": 1 }));
    let edit = &change["edits"][0];
    assert_eq!(
        edit["range"]["start"],
        json!({ "line": 2, "character": 26 })
    );

    let all = editor.actions(0, json!(["source.fixAll.dfopt"]));
    assert_eq!(
        (all.len(), &all[0]["kind"]),
        (1, &json!("source.fixAll.dfopt"))
    );
    let edits = &all[0]["edit"]["documentChanges"][0]["edits"];
    assert_eq!(edited(TEXT, edits), FIXED);
    assert_eq!(editor.actions(0, json!(["source.fixAll"])).len(), 1);
    assert_eq!(
        editor.actions(0, json!(["source.organizeImports"])).len(),
        0
    );
    assert_eq!(editor.actions(1, Value::Null).len(), 2);
    editor.goodbye();
}

#[test]
fn hover_explains_the_pass() {
    let mut editor = Editor::start(&[]);
    editor.open(URI, TEXT);
    let mut hover = |line: u32| {
        let position = json!({ "line": line, "character": 5 });
        let params = json!({ "textDocument": { "uri": URI }, "position": position });
        editor.ask("textDocument/hover", params)
    };
    let page = hover(1)["contents"]["value"].to_string();
    assert!(
        page.contains("# drop-apt-lists") && page.contains("When it refuses"),
        "{page}"
    );
    assert!(!page.contains("a pull moves"), "{page}");
    editor.goodbye();
}

#[test]
fn hover_shows_the_image_and_its_other_forms() {
    let mut editor = Editor::start(&[]);
    let text = "ARG V=3.12\nFROM python:$V AS build\nFROM corp.example/own:1\nFROM python:2.6\n";
    editor.open(URI, text);
    let mut hover = |line: u32| {
        let position = json!({ "line": line, "character": 7 });
        let params = json!({ "textDocument": { "uri": URI }, "position": position });
        editor.ask("textDocument/hover", params)
    };
    let answer = hover(1);
    assert_eq!(
        answer["range"]["start"],
        json!({ "line": 1, "character": 0 })
    );
    let page = answer["contents"]["value"].as_str().unwrap();
    for part in [
        "**python:3.12**: debian ",
        " glibc, ",
        "| `python:3.12-slim` | ",
        "`python:3.12-alpine`",
        " MB | ",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert_eq!(hover(0), Value::Null);
    assert_eq!(hover(2), Value::Null);
    assert!(
        hover(3)["contents"]["value"]
            .as_str()
            .unwrap()
            .contains("Not among the tags")
    );
    editor.goodbye();
}

#[test]
fn a_request_that_is_cancelled_is_not_worked_on() {
    let mut editor = Editor::start(&[]);
    editor.open(URI, TEXT);
    // While the first is worked on the others arrive, the cancellation with them.
    let run = "RUN apt-get update && apt-get install -y curl\nENV A=b\n";
    let large = format!("FROM debian:bookworm\n{}", run.repeat(2000));
    let other = "file:///nowhere/large/Dockerfile";
    let document = json!({ "uri": other, "languageId": "dockerfile", "version": 1, "text": large });
    let params = |uri: &str| json!({ "textDocument": { "uri": uri }, "options": { "tabSize": 4, "insertSpaces": true } });
    editor.tell("textDocument/didOpen", json!({ "textDocument": document }));
    let first = editor.request("textDocument/formatting", params(other));
    let second = editor.request("textDocument/formatting", params(other));
    editor.tell("$/cancelRequest", json!({ "id": second }));
    let third = editor.request("textDocument/formatting", params(URI));
    assert!(editor.wait(first)["result"].is_array());
    assert_eq!(editor.wait(second)["error"]["code"], -32800);
    assert!(editor.wait(third)["result"].is_array());
    editor.goodbye();
}

#[test]
fn bad_messages_end_nothing() {
    let mut editor = Editor::start(&[]);
    let id = editor.request("textDocument/rename", json!({}));
    assert_eq!(editor.wait(id)["error"]["code"], -32601);
    let id = editor.request("textDocument/hover", json!({ "position": 1 }));
    assert_eq!(editor.wait(id)["error"]["code"], -32602);
    editor.tell("textDocument/didOpen", json!("nonsense"));
    editor.tell("$/cancelRequest", json!({ "id": 99 }));
    // A position behind the text, and an end before its start.
    editor.open(URI, TEXT);
    let far = json!({ "line": 99, "character": 99 });
    let near = json!({ "line": 0, "character": 0 });
    let change = json!([{ "range": { "start": far, "end": near }, "text": "RUN true\n" }]);
    editor.change(2, change);
    assert_eq!(editor.published().len(), 2);
    editor.goodbye();
}

#[test]
fn broken_json_ends_the_server_with_an_error() {
    let mut editor = Editor::start(&[]);
    let text = "{ \"jsonrpc\": ";
    write!(editor.input, "Content-Length: {}\r\n\r\n{text}", text.len()).unwrap();
    drop(editor.input);
    let status = editor.child.wait().unwrap();
    assert_eq!(status.code(), Some(2));
    let mut said = String::new();
    editor
        .child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut said)
        .unwrap();
    assert!(said.starts_with("error: "), "{said}");
}

#[test]
fn formatting_on_save_is_fast() {
    let run = "RUN apt-get update && apt-get install -y curl\nCOPY a /b\nENV A=b\n";
    let text = format!("FROM debian:bookworm\n{}", run.repeat(100));
    let mut editor = Editor::start(&[]);
    editor.open(URI, &text);
    let mut times: Vec<_> = (0..20)
        .map(|_| {
            let start = Instant::now();
            editor.format(URI);
            start.elapsed()
        })
        .collect();
    times.sort();
    println!(
        "formatting of {} lines: {:?}",
        text.lines().count(),
        times[10]
    );
    // Ten milliseconds in a release build; this bound holds in any build on a busy machine.
    assert!(times[10].as_millis() < 2000, "{times:?}");
    editor.goodbye();
}
