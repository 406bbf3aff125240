//! Annotations of GitHub Actions: one line a finding (`::warning file=…,line=…::message`).

use super::{applies, json};
use crate::pass::{Options, Outcome};
use crate::pipeline::Found;
use crate::text::LineIndex;

/// The findings of a file; refusals are left out, for they ask nobody to act.
pub fn findings(path: &str, text: &str, found: &[Found], options: &Options) -> String {
    let lines = LineIndex::new(text);
    let mut out = String::new();
    for one in found {
        let Outcome::Fix(fix) = &one.finding.outcome else {
            continue;
        };
        let level = match applies(one, options) {
            true => "warning",
            false => "notice",
        };
        let end = lines
            .line(one.finding.span.end.saturating_sub(1))
            .max(one.line);
        let message = format!("{}: {}", one.finding.message, fix.title);
        out.push_str(&format!(
            "::{level} file={},line={},endLine={end},col={},title={}::{}\n",
            property(path),
            one.line,
            one.column,
            property(&format!("dfopt {}", one.pass)),
            data(&message),
        ));
    }
    out
}

/// Something that went wrong.
pub fn error(error: &json::Error) -> String {
    let mut out = format!("::error file={}", property(&error.path));
    if let (Some(line), Some(column)) = (error.line, error.column) {
        out.push_str(&format!(",line={line},col={column}"));
    }
    format!("{out},title=dfopt::{}\n", data(&error.message))
}

/// Text behind `::`, escaped as the runner undoes it.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
