//! The passes. The list is the order in which they run.
//!
//! No pass knows another one: what two of them need stands in `model` or `rewrite`.

mod alpine_base;
mod apk_no_cache;
mod clean_language_caches;
mod clean_rpm_caches;
mod distroless_base;
mod drop_apt_lists;
mod join_apt_update;
mod jre_base;
mod merge_runs;
mod official_language_image;
mod pip_no_cache_dir;
mod report_base;
mod scratch_base;
mod slim_base;
mod split_stages;

use crate::pass::Pass;

/// Every pass, in running order: stages and base images come first, so that the others see what the file will build on; merging
/// comes before cleanup, so that a layer is cleaned once.
pub const ALL: &[&Pass] = &[
    &split_stages::PASS,
    &slim_base::PASS,
    &official_language_image::PASS,
    &jre_base::PASS,
    &report_base::PASS,
    &alpine_base::PASS,
    &distroless_base::PASS,
    &scratch_base::PASS,
    &merge_runs::PASS,
    &join_apt_update::PASS,
    &drop_apt_lists::PASS,
    &clean_rpm_caches::PASS,
    &apk_no_cache::PASS,
    &pip_no_cache_dir::PASS,
    &clean_language_caches::PASS,
];

/// The pass called `name`.
pub fn find(name: &str) -> Option<&'static Pass> {
    ALL.iter().copied().find(|pass| pass.name == name)
}
