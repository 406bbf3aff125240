//! An editor's side of a conversation with `dfopt lsp`.

#![allow(clippy::unwrap_used, reason = "a test may panic and print")]

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

pub const URI: &str = "file:///nowhere/app/Dockerfile";

/// An editor that talks to a server of its own.
pub struct Editor {
    pub child: Child,
    pub input: ChildStdin,
    output: BufReader<ChildStdout>,
    next: i64,
    diagnostics: Vec<Value>,
    /// Answers to requests that nobody waited for yet.
    answers: Vec<Value>,
}

impl Editor {
    /// Says hello; only the passes that these tests are about run.
    pub fn start(args: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_dfopt"))
            .args([
                "lsp",
                "--no-config",
                "--only",
                "drop-apt-lists,pip-no-cache-dir",
            ])
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut editor = Editor {
            input: child.stdin.take().unwrap(),
            output: BufReader::new(child.stdout.take().unwrap()),
            child,
            next: 0,
            diagnostics: Vec::new(),
            answers: Vec::new(),
        };
        let capabilities = json!({ "workspace": { "workspaceEdit": { "documentChanges": true } } });
        let hello = json!({ "processId": null, "rootUri": null, "capabilities": capabilities });
        let answer = editor.ask("initialize", hello);
        assert_eq!(answer["serverInfo"]["name"], "dfopt");
        assert_eq!(answer["capabilities"]["textDocumentSync"], 2);
        editor.tell("initialized", json!({}));
        editor
    }

    fn send(&mut self, message: &Value) {
        let text = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{text}", text.len()).unwrap();
        self.input.flush().unwrap();
    }

    pub fn tell(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    pub fn request(&mut self, method: &str, params: Value) -> i64 {
        self.next += 1;
        let id = self.next;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        id
    }

    fn read(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert!(
                self.output.read_line(&mut line).unwrap() > 0,
                "the server is gone"
            );
            if line.trim().is_empty() {
                break;
            }
            if let Some(value) = line.strip_prefix("Content-Length: ") {
                length = value.trim().parse().unwrap();
            }
        }
        let mut body = vec![0; length];
        self.output.read_exact(&mut body).unwrap();
        serde_json::from_slice(&body).unwrap()
    }

    /// The answer to request `id`, `result` or `error`; diagnostics that come first are kept.
    pub fn wait(&mut self, id: i64) -> Value {
        if let Some(at) = self.answers.iter().position(|answer| answer["id"] == id) {
            return self.answers.remove(at);
        }
        loop {
            let message = self.read();
            if message["method"] == "textDocument/publishDiagnostics" {
                self.diagnostics.push(message["params"].clone());
            } else if message["id"] == id {
                return message;
            } else {
                self.answers.push(message);
            }
        }
    }

    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        let id = self.request(method, params);
        let answer = self.wait(id);
        assert!(answer.get("error").is_none(), "{answer}");
        answer["result"].clone()
    }

    pub fn open(&mut self, uri: &str, text: &str) -> Vec<Value> {
        let document =
            json!({ "uri": uri, "languageId": "dockerfile", "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
        self.published()
    }

    pub fn published(&mut self) -> Vec<Value> {
        if self.diagnostics.is_empty() {
            let message = self.read();
            assert_eq!(
                message["method"], "textDocument/publishDiagnostics",
                "{message}"
            );
            self.diagnostics.push(message["params"].clone());
        }
        let params = self.diagnostics.remove(0);
        params["diagnostics"].as_array().unwrap().clone()
    }

    pub fn change(&mut self, version: i32, changes: Value) {
        let document = json!({ "uri": URI, "version": version });
        let params = json!({ "textDocument": document, "contentChanges": changes });
        self.tell("textDocument/didChange", params);
    }

    pub fn format(&mut self, uri: &str) -> Value {
        let options = json!({ "tabSize": 4, "insertSpaces": true });
        let params = json!({ "textDocument": { "uri": uri }, "options": options });
        self.ask("textDocument/formatting", params)
    }

    pub fn actions(&mut self, line: u32, only: Value) -> Vec<Value> {
        let at = json!({ "line": line, "character": 3 });
        let params = json!({
            "textDocument": { "uri": URI },
            "range": { "start": at, "end": at },
            "context": { "diagnostics": [], "only": only },
        });
        let answer = self.ask("textDocument/codeAction", params);
        answer.as_array().unwrap().clone()
    }

    pub fn goodbye(mut self) {
        assert_eq!(self.ask("shutdown", Value::Null), Value::Null);
        self.tell("exit", Value::Null);
        assert!(self.child.wait().unwrap().success());
    }
}
