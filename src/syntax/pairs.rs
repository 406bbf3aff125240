//! The pairs of `ENV`, `LABEL` and `ARG`: `name=value`, `name value`, or a name alone.
//!
//! Source: BuildKit, `frontend/dockerfile/parser/line_parsers.go` (`parseNameVal`, `parseNameOrNameVal`).

use crate::syntax::arguments::{Reader, Refusal};
use crate::syntax::words::{BLANKS, split_quoted};
use crate::syntax::{Arguments, KeyValue, SyntaxError};
use crate::text::Span;

impl<'s> Reader<'_, 's> {
    /// The pairs of `ENV` and `LABEL`.
    pub fn pairs(&self) -> Result<Vec<KeyValue<'s>>, Refusal> {
        let body = self.head.body;
        let words = split_quoted(self.body(), body.start, self.source.escape);
        let Some(first) = words.first() else {
            return self.refuse(format!("{} needs at least one argument", self.name()));
        };
        if !first.of(self.source.text()).contains('=') {
            return Ok(vec![self.legacy_pair()?]);
        }
        let mut pairs = Vec::with_capacity(words.len());
        for word in &words {
            let pair = self.pair(*word);
            if pair.value.is_none() {
                return Err(Refusal {
                    error: self.source.error(
                        *word,
                        format!("`{}` has no `=`: write `name=value`", pair.key.value),
                    ),
                    by_parser: true,
                });
            }
            pairs.push(pair);
        }
        self.named(pairs)
    }

    /// `key value`: the rest of the line is the value.
    fn legacy_pair(&self) -> Result<KeyValue<'s>, Refusal> {
        let (body, text) = (self.head.body, self.body());
        let Some(end) = text.find(BLANKS) else {
            return Err(Refusal {
                error: self
                    .source
                    .error(body, format!("{} needs a name and a value", self.name())),
                by_parser: true,
            });
        };
        let value = text[end..].trim_start_matches(BLANKS);
        let key = Span {
            start: body.start,
            end: body.start + end as u32,
        };
        let value = Span {
            start: body.end - value.len() as u32,
            end: body.end,
        };
        Ok(KeyValue {
            key: self.source.word(key),
            value: Some(self.source.word(value)),
            legacy: true,
        })
    }

    fn pair(&self, word: Span) -> KeyValue<'s> {
        let equals = word
            .of(self.source.text())
            .find('=')
            .map(|at| word.start + at as u32);
        let end = equals.unwrap_or(word.end);
        let value = equals.map(|at| {
            self.source.word(Span {
                start: at + 1,
                end: word.end,
            })
        });
        KeyValue {
            key: self.source.word(Span {
                start: word.start,
                end,
            }),
            value,
            legacy: false,
        }
    }

    fn named(&self, pairs: Vec<KeyValue<'s>>) -> Result<Vec<KeyValue<'s>>, Refusal> {
        match pairs.iter().find(|pair| pair.key.value.is_empty()) {
            None => Ok(pairs),
            Some(pair) => Err(SyntaxError {
                span: pair.key.span,
                message: format!("{} needs a name before `=`", self.name()),
            }
            .into()),
        }
    }

    /// The names of `ARG`, each with its default if it has one.
    pub fn arg(&self) -> Result<Arguments<'s>, Refusal> {
        let words = split_quoted(self.body(), self.head.body.start, self.source.escape);
        if words.is_empty() {
            return self.refuse("ARG needs at least one argument");
        }
        let pairs = words.into_iter().map(|word| self.pair(word)).collect();
        Ok(Arguments::Arg(self.named(pairs)?))
    }
}
