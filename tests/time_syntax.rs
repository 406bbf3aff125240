//! The reader takes linear time, whatever the text is made of.

use std::time::{Duration, Instant};

use dfopt::syntax::parse;

/// A name, how many parts to start from, and the text with that many.
type Shape = (&'static str, usize, fn(usize) -> String);

#[test]
fn time_grows_with_the_text() {
    let shapes: [Shape; 8] = [
        ("continuation lines", 25_000, |n| {
            format!("FROM a\nRUN x{}\n", " \\\n && y".repeat(n))
        }),
        ("instructions", 50_000, |n| {
            format!("FROM a\n{}", "RUN apt-get update\n".repeat(n))
        }),
        ("pairs", 50_000, |n| {
            format!("FROM a\nENV a=b{}\n", " \\\n c=\"d e\"".repeat(n))
        }),
        ("comments", 100_000, |n| {
            format!("FROM a\nRUN x \\\n{} y\n", "# note\n".repeat(n))
        }),
        ("open heredocs", 50_000, |n| {
            format!("FROM a\n{}", "RUN <<X\n".repeat(n))
        }),
        ("markers", 20_000, |n| {
            format!("FROM a\nRUN {}\n", " \\\n <<X".repeat(n))
        }),
        ("open braces", 50_000, |n| {
            format!("FROM a\nRUN <<X {}\n", " \\\n ${a:-".repeat(n))
        }),
        ("brackets", 50_000, |n| {
            format!("FROM a\nCMD {}\n", " \\\n[".repeat(n))
        }),
    ];
    for (name, n, shape) in shapes {
        let (small, large) = (shape(n), shape(4 * n));
        let (mut once, mut four_times) = (Duration::MAX, Duration::MAX);
        let linear = (0..TRIES).any(|_| {
            once = once.min(time(&small));
            four_times = four_times.min(time(&large));
            four_times < once * 10 + Duration::from_millis(50)
        });
        assert!(
            linear,
            "{name}: {once:?}, then {four_times:?} for four times as much"
        );
    }
}

#[test]
fn a_large_file_is_read_at_once() {
    let lines = "RUN --mount=type=cache,target=/x apt-get update && \\\n    apt-get install -y curl\n# note\n";
    let text = format!("FROM a\n{}", lines.repeat(5_000_000 / lines.len()));
    let in_time = (0..TRIES).any(|_| time(&text) < Duration::from_secs(3));
    assert!(in_time, "{} bytes took too long", text.len());
    assert!(parse(&text).errors.is_empty());
}

/// So often a busy machine may disturb a measurement.
const TRIES: usize = 12;

fn time(text: &str) -> Duration {
    let start = Instant::now();
    std::hint::black_box(parse(text));
    start.elapsed()
}
