//! Values of flags that have a form of their own: mounts, devices, intervals. Each check gives what is wrong, if anything.
//!
//! Source: BuildKit, `frontend/dockerfile/instructions` (`commands_runmount.go`, `commands_rundevice.go`, `parse.go`).

/// Before variables are expanded BuildKit looks only at the list itself and at `from`.
pub(super) fn mount_problem(value: &str) -> Option<String> {
    let Some(fields) = comma_separated(value) else {
        return Some(format!("`{value}` is no comma separated list"));
    };
    let from = fields.iter().filter_map(|field| field.split_once('='));
    let mut from = from.filter(|(key, _)| key.eq_ignore_ascii_case("from"));
    let variable = |value: &str| value.find('$').is_some_and(|at| at + 1 < value.len());
    from.any(|(_, value)| variable(value))
        .then(|| "`from` of a mount takes no variables: name a stage instead".to_string())
}

/// Devices take `name` and `required`.
pub(super) fn device_problem(value: &str) -> Option<String> {
    let Some(fields) = comma_separated(value) else {
        return Some(format!("`{value}` is no comma separated list"));
    };
    let mut named = false;
    for field in &fields {
        let (key, value) = match field.split_once('=') {
            Some((key, value)) => (key.to_lowercase(), Some(value)),
            None => (field.to_lowercase(), None),
        };
        let bad = match (key.as_str(), value) {
            ("required", None) => false,
            ("required", Some(value)) => !is_bool(value),
            ("name", Some(value)) => {
                let twice = named;
                named = !value.is_empty();
                twice
            }
            _ => std::mem::replace(&mut named, true),
        };
        if bad {
            return Some(format!("`{field}` says nothing about a device"));
        }
    }
    None
}

/// What Go's `strconv.ParseBool` reads.
fn is_bool(value: &str) -> bool {
    let known = [
        "1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False",
    ];
    known.contains(&value)
}

/// The fields of one line of comma separated values; a field may be quoted, `""` in it stands for one quote.
fn comma_separated(line: &str) -> Option<Vec<String>> {
    if line.is_empty() {
        return None;
    }
    let mut fields = Vec::new();
    let mut rest = line;
    loop {
        let field;
        (field, rest) = match rest.strip_prefix('"') {
            Some(quoted) => quoted_field(quoted)?,
            None => {
                let end = rest.find(',').unwrap_or(rest.len());
                let bare = &rest[..end];
                if bare.contains('"') {
                    return None;
                }
                (bare.to_string(), &rest[end..])
            }
        };
        fields.push(field);
        match rest.strip_prefix(',') {
            Some(next) => rest = next,
            None => return rest.is_empty().then_some(fields),
        }
    }
}

/// A field up to its closing quote, and what follows.
fn quoted_field(text: &str) -> Option<(String, &str)> {
    let mut field = String::new();
    let mut rest = text;
    loop {
        let (part, after) = rest.split_once('"')?;
        field.push_str(part);
        match after.strip_prefix('"') {
            Some(next) => {
                field.push('"');
                rest = next;
            }
            None => return Some((field, after)),
        }
    }
}

/// A duration as Go writes them (`1m30s`); 0 or at least a millisecond.
pub(super) fn interval_problem(value: &str) -> Option<String> {
    if value.is_empty() {
        return None;
    }
    match nanoseconds(value) {
        None => Some(format!("`{value}` is no duration: write `30s` or `1m30s`")),
        Some(time) if time != 0.0 && time < 1e6 => {
            Some(format!("`{value}` is less than a millisecond"))
        }
        Some(_) => None,
    }
}

/// What Go's `time.ParseDuration` reads, in nanoseconds.
fn nanoseconds(text: &str) -> Option<f64> {
    let negative = text.starts_with('-');
    let mut rest = text.strip_prefix(['+', '-']).unwrap_or(text);
    if rest == "0" {
        return Some(0.0);
    }
    let mut sum = 0.0;
    while {
        let number = rest
            .find(|ch: char| !ch.is_ascii_digit() && ch != '.')
            .unwrap_or(rest.len());
        let after = &rest[number..];
        let unit = after
            .find(|ch: char| ch.is_ascii_digit() || ch == '.')
            .unwrap_or(after.len());
        // Go reads `1.` and `.5`, and so does Rust; neither reads `.`.
        sum += rest[..number].parse::<f64>().ok()? * unit_nanoseconds(&after[..unit])?;
        rest = &after[unit..];
        !rest.is_empty()
    } {}
    let fits = sum < i64::MAX as f64;
    fits.then_some(if negative { -sum } else { sum })
}

fn unit_nanoseconds(unit: &str) -> Option<f64> {
    Some(match unit {
        "ns" => 1.0,
        "us" | "µs" | "μs" => 1e3,
        "ms" => 1e6,
        "s" => 1e9,
        "m" => 60e9,
        "h" => 3600e9,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{comma_separated, interval_problem};

    #[test]
    fn lists_may_be_quoted() {
        let fields = comma_separated(r#"type=cache,"target=/a,b""#).expect("reads");
        assert_eq!(fields, ["type=cache", "target=/a,b"]);
        assert!(comma_separated("").is_none());
        assert!(comma_separated("a\"b").is_none());
        assert!(comma_separated("\"a").is_none());
    }

    #[test]
    fn intervals_are_go_durations() {
        for good in ["30s", "1m30s", "0", "1.5h", "0s", ""] {
            assert_eq!(interval_problem(good), None, "{good}");
        }
        for bad in ["30", "1us", "-1s", "s", "."] {
            assert!(interval_problem(bad).is_some(), "{bad}");
        }
    }
}
