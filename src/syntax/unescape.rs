//! What a JSON string stands for once its escapes are out.
//!
//! Checks nothing: `json` has. As Go's `encoding/json` does, takes a lone surrogate for U+FFFD.

use std::borrow::Cow;

/// The string that `inner`, the text between the quotes of a valid JSON string, stands for.
pub(super) fn decode(inner: Cow<'_, str>) -> Cow<'_, str> {
    if !inner.contains('\\') {
        return inner;
    }
    let mut out = String::with_capacity(inner.len());
    let mut rest: &str = &inner;
    while let Some((plain, escaped)) = rest.split_once('\\') {
        out.push_str(plain);
        let mut chars = escaped.chars();
        match chars.next() {
            Some('u') => {
                let (ch, used) = unicode(escaped);
                out.push(ch);
                rest = escaped.get(used..).unwrap_or_default();
                continue;
            }
            Some('b') => out.push('\u{8}'),
            Some('f') => out.push('\u{c}'),
            Some('n') => out.push('\n'),
            Some('r') => out.push('\r'),
            Some('t') => out.push('\t'),
            other => out.extend(other),
        }
        rest = chars.as_str();
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The character of `uXXXX`, or of `uXXXX\uXXXX` if the two are a pair, and how many bytes that took.
fn unicode(text: &str) -> (char, usize) {
    let unit = |from: usize| u32::from_str_radix(text.get(from..from + 4)?, 16).ok();
    let first = unit(1).unwrap_or(0xfffd);
    if let Some(ch) = char::from_u32(first) {
        return (ch, 5);
    }
    let second = match text.get(5..7) {
        Some("\\u") => unit(7),
        _ => None,
    };
    match second {
        Some(low @ 0xdc00..0xe000) if first < 0xdc00 => {
            let code = 0x10000 + ((first - 0xd800) << 10) + (low - 0xdc00);
            (
                char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER),
                11,
            )
        }
        _ => (char::REPLACEMENT_CHARACTER, 5),
    }
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn escapes_go() {
        assert_eq!(decode(r#"a\"b\\c\n\/"#.into()), "a\"b\\c\n/");
        assert_eq!(
            decode(r"\u00e9\ud83d\ude00\ud800!\ud800\u0041".into()),
            "é😀\u{fffd}!\u{fffd}A"
        );
    }

    #[test]
    fn plain_text_is_borrowed() {
        assert!(matches!(
            decode("plain".into()),
            std::borrow::Cow::Borrowed("plain")
        ));
    }
}
