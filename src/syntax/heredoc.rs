//! Heredocs of `RUN`, `COPY` and `ADD`: finding their markers and reading their lines.
//!
//! Chomps no tabs and expands no variable. Source: BuildKit, `frontend/dockerfile/parser/parser.go` (`heredocsFromLine`).

use crate::syntax::directives::GO_SPACE;
use crate::syntax::lexer::{self, Keep};
use crate::syntax::lines::Lines;
use crate::syntax::words::Source;
use crate::syntax::{Heredoc, SyntaxError};
use crate::text::Span;

/// A marker taken apart: `3<<-"EOF"`.
#[derive(Debug, PartialEq)]
pub(super) struct Marker {
    pub name: String,
    pub descriptor: u32,
    pub expand: bool,
    pub chomp: bool,
}

/// A word that looks like a marker and cannot be read as one.
#[derive(Debug, PartialEq)]
pub(super) struct BadMarker;

/// `word` as a marker; `None` if it is an ordinary word.
pub(super) fn marker(word: &str) -> Result<Option<Marker>, BadMarker> {
    let Some((digits, rest)) = word.split_once("<<") else {
        return Ok(None);
    };
    let chomp = rest.starts_with('-');
    let rest = rest
        .strip_prefix('-')
        .unwrap_or(rest)
        .trim_start_matches(GO_SPACE);
    if rest.is_empty() || rest.contains('<') || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(None);
    }
    let read = |quotes| {
        lexer::words(
            rest,
            Keep {
                quotes,
                escapes: false,
            },
        )
        .ok_or(BadMarker)
    };
    let (bare, quoted) = (read(false)?, read(true)?);
    let [bare] = &bare[..] else { return Ok(None) };
    let [quoted] = &quoted[..] else {
        return Err(BadMarker);
    };
    // A name from which quotes were taken off is a quoted one.
    let quotes = |text: &str| text.matches(['\'', '"']).count();
    Ok(Some(Marker {
        name: bare.text.clone(),
        descriptor: match digits.is_empty() {
            true => 0,
            false => digits.parse().unwrap_or(u32::MAX),
        },
        expand: quotes(&bare.text) == quotes(&quoted.text),
        chomp,
    }))
}

/// The markers of a logical line with their places in the file. A line that cannot be lexed has none.
pub(super) fn markers(source: Source<'_, '_>) -> Result<Vec<(Span, Marker)>, SyntaxError> {
    let keep = Keep {
        quotes: true,
        escapes: true,
    };
    let words = lexer::words(source.text(), keep).unwrap_or_default();
    let mut markers = Vec::new();
    for word in words {
        match marker(&word.text) {
            Ok(None) => {}
            Ok(Some(marker)) => markers.push((source.place(word.span), marker)),
            Err(BadMarker) => {
                let message = format!("`{}` cannot be read as the marker of a heredoc", word.text);
                return Err(source.error(word.span, message));
            }
        }
    }
    Ok(markers)
}

/// Reads the lines of one heredoc. Without its terminator it takes the rest of the file and is an error.
pub(super) fn read<'s>(
    text: &'s str,
    lines: &mut Lines<'s>,
    (place, marker): (Span, Marker),
) -> Result<Heredoc<'s>, SyntaxError> {
    let start = lines.position();
    while let Some(line) = lines.next() {
        let content = &text[line.start..line.end];
        let candidate = match marker.chomp {
            true => content.trim_start_matches('\t'),
            false => content,
        };
        if candidate == marker.name {
            let content = Span::new(start, line.from);
            return Ok(Heredoc {
                marker: place,
                name: marker.name,
                descriptor: marker.descriptor,
                expand: marker.expand,
                chomp: marker.chomp,
                content,
                terminator: Span::new(line.start, line.end),
                text: content.of(text),
            });
        }
    }
    Err(SyntaxError {
        span: place,
        message: format!("the heredoc has no line `{}` that ends it", marker.name),
    })
}

#[cfg(test)]
mod tests {
    use super::marker;

    #[test]
    fn a_marker_is_a_whole_word() {
        for word in [
            "cat<<EOF",
            "$((1<<2))",
            "<<<x",
            "<<",
            "<<-",
            "<<\"\"",
            "a<<b",
        ] {
            assert_eq!(marker(word), Ok(None), "{word}");
        }
    }

    #[test]
    fn a_marker_is_taken_apart() {
        let read = marker("3<<-\"EOF\")").expect("reads").expect("is one");
        assert_eq!((read.name.as_str(), read.descriptor), ("EOF)", 3));
        assert!(read.chomp && !read.expand);
        assert!(marker("<<EOF").expect("reads").expect("is one").expand);
    }
}
