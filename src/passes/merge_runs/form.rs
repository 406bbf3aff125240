//! How the scripts of several `RUN`s are written in one, so that they do what they did apart.
//!
//! Lists of commands are joined by `&&`. Where one begins with `set -e;` they become statements under it, for left of `&&` that
//! option does nothing. A part that would leave something behind, or whose failure would not be seen, stands in brackets.

use std::collections::BTreeSet;

use super::Part;
use super::shape::{COMMON, Header, PIPEFAIL, Shape};
use crate::model::errexit::ERREXIT;
use crate::rewrite::Join;

/// How one part stands in the merged `RUN`.
#[derive(Clone, Debug, Default)]
pub(super) struct Placed {
    /// In `( … )`.
    pub brackets: bool,
    /// Without its header, which is in force already.
    pub headless: bool,
    /// With this at the start of the brackets.
    pub undo: String,
    /// With `;` for each `&&`.
    pub statements: bool,
    /// With `;` for the `&&` behind its header.
    pub opened: bool,
}

/// How all of them stand.
#[derive(Debug)]
pub(super) struct Plan {
    /// What is put before the first.
    pub header: Option<String>,
    /// What joins them.
    pub join: Join,
    /// Each part.
    pub parts: Vec<Placed>,
}

impl Plan {
    /// Whether nothing is needed but `&&` between them.
    pub(super) fn is_plain(&self) -> bool {
        let plain = |placed: &Placed| !placed.brackets && !placed.headless && !placed.statements;
        self.join == Join::And && self.header.is_none() && self.parts.iter().all(plain)
    }
}

/// What `set` has put in force, and whether the shell was started with `-e`.
struct Force {
    options: BTreeSet<String>,
    shell: bool,
}

impl Force {
    /// Whether a list of commands does the same under these options.
    fn is_harmless_to(&self, shape: &Shape) -> bool {
        let harmless = |option: &String| match option.as_str() {
            ERREXIT => shape.and_list && shape.heedless,
            "u" => !shape.expands,
            PIPEFAIL => !shape.pipes,
            _ => true,
        };
        self.options.iter().all(harmless)
    }

    /// What takes these options back.
    fn undo(&self) -> Option<String> {
        let letters: String = self
            .options
            .iter()
            .filter(|option| !(self.shell && *option == ERREXIT))
            .map(String::as_str)
            .collect();
        let known = !letters.contains('<');
        known.then(|| match letters.is_empty() {
            true => String::new(),
            false => format!("set +{letters}; "),
        })
    }
}

/// How `parts` are written as one, or why they cannot be.
pub(super) fn plan(parts: &[&Part<'_, '_>], errexit: bool) -> Result<Plan, String> {
    let shapes: Vec<&Shape> = parts.iter().map(|part| part.shape()).collect();
    let plain = |shape: &&Shape| {
        let statement = shape.header.as_ref().is_some_and(|header| header.statement);
        !statement && !shape.sets && (!errexit || shape.and_list && shape.heedless)
    };
    match shapes.iter().all(plain) {
        true => joined(&shapes).or_else(|_| statements(&shapes, errexit)),
        false => statements(&shapes, errexit),
    }
}

/// Joined by `&&`. No part minds `set -e` but by its own header.
fn joined(shapes: &[&Shape]) -> Result<Plan, String> {
    let mut parts = vec![Placed::default(); shapes.len()];
    let mut later: Vec<&Shape> = Vec::new();
    for (index, shape) in shapes.iter().enumerate().rev() {
        let last = index + 1 == shapes.len();
        let options = shape.header.as_ref().map(|header| header.options.clone());
        let errexit = options
            .as_ref()
            .is_some_and(|options| options.contains(ERREXIT));
        if errexit && !last && !shape.heedless {
            return Err("`set -e` would no longer hold inside of its last command".into());
        }
        let force = Force {
            options: options.unwrap_or_default(),
            shell: false,
        };
        let same = |other: &&Shape| {
            let other = other.header.as_ref();
            other.is_some_and(|other| other.options == force.options)
        };
        let leaks = shape.state
            || !force.options.is_empty()
                && !later
                    .iter()
                    .all(|other| same(other) || force.is_harmless_to(other));
        let bare = shape.pure || index == 0 && shape.ends_pure;
        parts[index].brackets = !bare || leaks && !last;
        later.push(shape);
    }
    drop_headers(&mut parts, shapes);
    Ok(Plan {
        header: None,
        join: Join::And,
        parts,
    })
}

/// Leaves out each header that repeats the one in force.
fn drop_headers(parts: &mut [Placed], shapes: &[&Shape]) {
    let mut force: Option<&Header> = None;
    for (placed, shape) in parts.iter_mut().zip(shapes) {
        let Some(header) = shape.header.as_ref().filter(|_| !placed.brackets) else {
            continue;
        };
        placed.headless = force.is_some_and(|force| force.options == header.options);
        force = Some(header);
    }
}

/// Statements under `set -e`.
fn statements(shapes: &[&Shape], errexit: bool) -> Result<Plan, String> {
    let (header, options) = shared(shapes, errexit);
    let force = Force {
        options,
        shell: errexit,
    };
    let mut parts = Vec::with_capacity(shapes.len());
    for (index, shape) in shapes.iter().enumerate() {
        let last = index + 1 == shapes.len();
        let begins = header.is_none() && index == 0;
        parts.push(placed(shape, &force, begins, last)?);
    }
    Ok(Plan {
        header,
        join: Join::Semicolon,
        parts,
    })
}

/// The `set …;` at the start of a script.
fn statement<'s>(shape: &&'s Shape) -> Option<&'s Header> {
    shape.header.as_ref().filter(|header| header.statement)
}

/// The header to put before all of them, if the first has none, and the options then in force.
fn shared(shapes: &[&Shape], errexit: bool) -> (Option<String>, BTreeSet<String>) {
    let own = shapes.first().and_then(|shape| shape.header.as_ref());
    if let Some(header) = own.filter(|own| errexit || own.options.contains(ERREXIT)) {
        return (None, header.options.clone());
    }
    if errexit {
        return (None, BTreeSet::new());
    }
    let at = shapes.iter().position(|shape| statement(shape).is_some());
    let header = at.and_then(|at| statement(&shapes[at]));
    let usable = header.filter(|header| {
        let common = |option: &String| COMMON.contains(&option.as_str());
        let force = Force {
            options: header.options.clone(),
            shell: false,
        };
        let before = &shapes[..at.unwrap_or(0)];
        header.options.contains(ERREXIT)
            && header.options.iter().all(common)
            && before.iter().all(|shape| match &shape.header {
                Some(own) => own.options == header.options,
                None => force.is_harmless_to(shape) && !shape.sets,
            })
    });
    match usable {
        Some(header) => (Some(header.text.clone()), header.options.clone()),
        None => (Some("set -e".into()), BTreeSet::from([ERREXIT.to_string()])),
    }
}

/// A part whose options are those in force.
fn under_its_own_options(shape: &Shape, mut placed: Placed, begins: bool, last: bool) -> Placed {
    let own = shape.header.is_some();
    placed.headless = own && !begins;
    let convertible = shape.and_list && shape.heedless && !shape.negated;
    let free = last || !shape.state && !shape.sets;
    placed.statements = free && !last && !shape.stops && convertible;
    placed.brackets = !free || !last && !shape.stops && !convertible;
    // A header that opens the RUN is not to be shut in.
    placed.headless |= placed.brackets && begins && own;
    placed
}

fn placed(shape: &Shape, force: &Force, begins: bool, last: bool) -> Result<Placed, String> {
    let own = shape.header.as_ref();
    let mut placed = Placed {
        opened: begins && own.is_some_and(|own| !own.statement),
        ..Placed::default()
    };
    let same = match own {
        Some(own) => own.options == force.options,
        None => force.options.is_empty(),
    };
    if same {
        return Ok(under_its_own_options(shape, placed, begins, last));
    }
    if let Some(own) = own {
        if !own.options.is_superset(&force.options) {
            return Err("the two set different shell options".into());
        }
        placed.brackets = !last;
        return Ok(placed);
    }
    if force.is_harmless_to(shape) && !shape.sets {
        let alone = shape.and_list && shape.elements == 1;
        let convertible = shape.and_list && shape.heedless;
        let free = last || !shape.state && !shape.negated;
        placed.statements = free && !last && !alone && convertible;
        placed.brackets = !free || !last && !alone && !convertible;
        return Ok(placed);
    }
    placed.undo = force.undo().ok_or("the two set different shell options")?;
    placed.brackets = true;
    Ok(placed)
}
