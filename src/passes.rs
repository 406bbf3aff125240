//! The passes. The list is the order in which they run.

use crate::pass::Pass;

/// Every pass, in running order.
pub const ALL: &[&Pass] = &[];

/// The pass called `name`.
pub fn find(name: &str) -> Option<&'static Pass> {
    ALL.iter().copied().find(|pass| pass.name == name)
}
