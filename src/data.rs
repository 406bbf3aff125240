//! Facts of the outside world: `rules/*.yaml` as types.
//!
//! The build script turns each file into JSON that is compiled in; it is read on the first use and not before.

/// All facts.
#[derive(Debug, Default)]
pub struct RuleData {}
