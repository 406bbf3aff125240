//! Commands that prepare a base image: installs of distribution packages, new users. A change of base says them otherwise.

use std::rc::Rc;

use crate::data::{RuleData, VerbKind};
use crate::model::commands::Call;
use crate::model::packages::PackageCall;
use crate::verify::commands::Unit;

/// The units that neither install packages of the distribution nor make users.
pub(super) fn without_setup(units: &[Unit]) -> Vec<(usize, &Rc<str>, &str)> {
    let own = units.iter().filter(|unit| !unit.deed.setup);
    own.map(|unit| {
        (
            unit.stage,
            &unit.scope,
            unit.deed.text.trim_start_matches("; "),
        )
    })
    .collect()
}

/// Whether a single command installs packages of the distribution or makes users.
pub(super) fn is_setup(data: &'static RuleData, calls: &[Call<'_>]) -> bool {
    let [only] = calls else {
        return false;
    };
    let users = [
        "useradd", "groupadd", "adduser", "addgroup", "usermod", "gpasswd",
    ];
    let installs = PackageCall::new(data, only).is_some_and(|package| {
        package.kind == VerbKind::Install && !package.manager.database.is_empty()
    });
    installs || only.name().is_some_and(|name| users.contains(&name))
}
