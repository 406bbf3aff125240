//! The passes. The list is the order in which they run.
//!
//! No pass knows another one: what two of them need stands in `model` or `rewrite`.

mod add_to_copy;
mod alpine_base;
mod answer_yes;
mod apk_no_cache;
mod apt_to_apt_get;
mod clean_language_caches;
mod clean_rpm_caches;
mod copy_certificates;
mod copy_with_owner;
mod distroless_base;
mod drop_apt_lists;
mod drop_archives;
mod join_apt_update;
mod jre_base;
mod merge_runs;
mod no_docs;
mod no_install_recommends;
mod no_weak_deps;
mod official_language_image;
mod pip_no_cache_dir;
mod report_base;
mod scratch_base;
mod slim_base;
mod split_stages;
mod useradd_no_log_init;

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
    &copy_certificates::PASS,
    &merge_runs::PASS,
    &join_apt_update::PASS,
    &apt_to_apt_get::PASS,
    &answer_yes::PASS,
    &no_install_recommends::PASS,
    &no_weak_deps::PASS,
    &no_docs::PASS,
    &useradd_no_log_init::PASS,
    &add_to_copy::PASS,
    &copy_with_owner::PASS,
    &drop_archives::PASS,
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
