//! The head of an instruction: its keyword and its flags, up to where its arguments begin.
//!
//! Knows no flag by name. Source: BuildKit, `frontend/dockerfile/parser/split_command.go`.

use std::borrow::Cow;

use crate::syntax::words::{BLANKS, Source};
use crate::syntax::{Flag, Keyword, SyntaxError, Word};
use crate::text::Span;

/// What stands before the arguments. Spans are of the logical line.
pub(super) struct Head<'s> {
    pub keyword: Keyword,
    pub keyword_span: Span,
    pub flags: Vec<Flag<'s>>,
    pub body: Span,
    pub error: Option<SyntaxError>,
}

/// Reads the head of a logical line that begins with its keyword.
pub(super) fn read<'s>(source: Source<'_, 's>) -> Head<'s> {
    let text = source.text().trim_end();
    let end = text.find(BLANKS).unwrap_or(text.len());
    let mut head = Head {
        keyword: keyword(&text[..end]),
        keyword_span: Span::new(0, end),
        flags: Vec::new(),
        body: Span::new(text.len(), text.len()),
        error: None,
    };
    let mut at = end;
    loop {
        at += blanks(&text[at..]);
        if !text[at..].starts_with("--") {
            break;
        }
        let raw = RawFlag::read(text, at);
        at = raw.span.end as usize;
        if raw.garbled && head.error.is_none() {
            let message = "a flag holds a character that BuildKit splits in two";
            head.error = Some(source.error(raw.span, message));
        }
        if raw.text == "--" {
            break;
        }
        head.flags.push(raw.into_flag(source));
    }
    let body = text[at..].trim_start();
    head.body = Span::new(text.len() - body.len(), text.len());
    head
}

/// Bytes of white space at the start of `text`.
fn blanks(text: &str) -> usize {
    text.len() - text.trim_start_matches(BLANKS).len()
}

/// The instruction that `word` names, in any case.
pub(super) fn keyword(word: &str) -> Keyword {
    match word.to_ascii_lowercase().as_str() {
        "add" => Keyword::Add,
        "arg" => Keyword::Arg,
        "cmd" => Keyword::Cmd,
        "copy" => Keyword::Copy,
        "entrypoint" => Keyword::Entrypoint,
        "env" => Keyword::Env,
        "expose" => Keyword::Expose,
        "from" => Keyword::From,
        "healthcheck" => Keyword::Healthcheck,
        "label" => Keyword::Label,
        "maintainer" => Keyword::Maintainer,
        "onbuild" => Keyword::Onbuild,
        "run" => Keyword::Run,
        "shell" => Keyword::Shell,
        "stopsignal" => Keyword::Stopsignal,
        "user" => Keyword::User,
        "volume" => Keyword::Volume,
        "workdir" => Keyword::Workdir,
        _ => Keyword::Unknown,
    }
}

/// A flag word without its quotes and escapes, and where it stood.
struct RawFlag {
    span: Span,
    text: String,
    /// Offset of the first `=`, in the logical line.
    equals: Option<usize>,
    /// BuildKit reads flags byte by byte and takes the bytes 0x85 and 0xA0 of longer characters for white space.
    garbled: bool,
}

impl RawFlag {
    fn read(line: &str, start: usize) -> Self {
        let mut flag = RawFlag {
            span: Span::new(start, line.len()),
            text: String::new(),
            equals: None,
            garbled: false,
        };
        let mut quote = None;
        let mut chars = line[start..].char_indices();
        while let Some((at, ch)) = chars.next() {
            match (quote, ch) {
                (None, ch) if BLANKS.contains(&ch) => {
                    flag.span = Span::new(start, start + at);
                    break;
                }
                (None, '\'' | '"') => quote = Some(ch),
                (Some(open), ch) if ch == open => quote = None,
                (_, '\\') => flag.text.extend(chars.next().map(|(_, ch)| ch)),
                _ => {
                    flag.garbled |= quote.is_none() && splits_in_two(ch);
                    if ch == '=' && flag.equals.is_none() {
                        flag.equals = Some(start + at);
                    }
                    flag.text.push(ch);
                }
            }
        }
        flag
    }

    fn into_flag<'s>(self, source: Source<'_, 's>) -> Flag<'s> {
        let plain = self.span.of(source.text()) == self.text;
        let part = |span: Span, text: &str| match plain {
            true => source.value(span),
            false => Cow::Owned(text.to_string()),
        };
        let (name, value) = match self.text.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (self.text.as_str(), None),
        };
        let (start, end) = (self.span.start as usize + 2, self.span.end as usize);
        let equals = self.equals.unwrap_or(end);
        Flag {
            span: source.place(self.span),
            name: part(Span::new(start.min(equals), equals), &name[2..]),
            value: value.map(|value| {
                let span = Span::new((equals + 1).min(end), end);
                Word {
                    span: source.place(span),
                    value: part(span, value),
                }
            }),
        }
    }
}

fn splits_in_two(ch: char) -> bool {
    let mut buffer = [0; 4];
    let bytes = ch.encode_utf8(&mut buffer).as_bytes();
    bytes.iter().any(|byte| matches!(byte, 0x85 | 0xa0))
}
