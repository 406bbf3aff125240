//! What base images weigh, in words: as much as was measured, and of what.

use crate::data::images::{Build, ImageSize, Images};

/// What a pull moves before and after, with what was measured and when; `None` where either is not known.
///
/// Compressed bytes of all layers. Nobody measured the size on disk of these images: it is given as a range.
pub fn price(before: &Build, after: &Build) -> Option<String> {
    let images = Images::get();
    let (before, after) = (images.weight(before)?, images.weight(after)?);
    let built = if before.built > after.built {
        before.built
    } else {
        after.built
    };
    Some(format!(
        "a pull of `{}` moves {} and of `{}` {} (compressed, amd64, builds up to {built}, by docker-library/repo-info of {}; on disk not measured)",
        shown(before),
        size(before.compressed),
        shown(after),
        size(after.compressed),
        images.sizes_source().date
    ))
}

/// The part of a message that says what images weigh.
pub fn in_message(message: &str) -> Option<&str> {
    let at = message.find("a pull of `")?;
    Some(&message[at..])
}

/// A message without that.
pub fn left_out(message: &str) -> &str {
    match in_message(message) {
        Some(price) => message[..message.len() - price.len()].trim_end_matches("; "),
        None => message,
    }
}

/// Whether the image behind is known to be the larger one.
pub fn is_larger(before: &Build, after: &Build) -> bool {
    let images = Images::get();
    let pair = images.weight(before).zip(images.weight(after));
    pair.is_some_and(|(before, after)| after.compressed >= before.compressed)
}

fn shown(size: &ImageSize) -> String {
    format!("{}:{}", size.image, size.tag)
}

/// `43 MB`
pub fn size(bytes: u64) -> String {
    match bytes {
        0..10_000_000 => format!("{:.1} MB", bytes as f64 / 1e6),
        _ => format!("{} MB", (bytes + 500_000) / 1_000_000),
    }
}
