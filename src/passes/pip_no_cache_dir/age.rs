//! Whether the pip that a stage calls is new enough to know `--no-cache-dir`: 6.0, of December 2014.

use crate::model::commands::Call;
use crate::model::image::{self, Age};
use crate::model::packages::PackageCall;
use crate::model::{Model, Stage};
use crate::pass::Context;

/// What the file tells about the age of pip in one stage.
pub(super) struct Ages {
    /// Why the pip of the base image, or of its packages, may be too old.
    old: Option<String>,
    /// Commands whose pip was brought up to date, and in which step; in a stage before this one, none.
    upgraded: Vec<(String, Option<usize>)>,
}

impl Ages {
    pub(super) fn new(context: &Context<'_>, stage: &Stage<'_>) -> Self {
        let mut ages = Ages {
            old: None,
            upgraded: Vec::new(),
        };
        let mut packaged = false;
        let mut next = Some(stage);
        while let Some(current) = next {
            for (index, step) in current.steps.iter().enumerate() {
                let Some(script) = step.run.as_ref().and_then(|run| run.script()) else {
                    continue;
                };
                let text = script.text.as_str();
                if !text.contains("pip") {
                    continue;
                }
                let at = (current.index == stage.index).then_some(index);
                for call in script.calls() {
                    packaged |= installs_pip(context, call);
                    let names = upgrades(context, call, text).into_iter();
                    ages.upgraded.extend(names.map(|name| (name, at)));
                }
            }
            next = context.model.parent(current);
        }
        ages.old = too_old(context.model, stage, packaged);
        ages
    }

    /// Why the pip that `package` runs in step `index` may not know the flag.
    pub(super) fn too_old(&self, package: &PackageCall<'_>, index: usize) -> Option<String> {
        let name = package.call.words.first()?.as_deref()?;
        // In the same `RUN` the shell may still remember where the old one lies.
        let new = |(upgraded, at): &(String, Option<usize>)| {
            (upgraded == name || upgraded == "*") && at.is_none_or(|at| at < index)
        };
        match self.upgraded.iter().any(new) {
            true => None,
            false => self.old.clone(),
        }
    }
}

fn too_old(model: &Model<'_>, stage: &Stage<'_>, packaged: bool) -> Option<String> {
    let image = model.root_image(stage);
    let shown = image.unwrap_or("the base image");
    match image.map_or(Age::Unknown, image::age) {
        Age::Old => Some(format!(
            "pip on `{shown}` may be older than 6.0 and not know `--no-cache-dir`"
        )),
        Age::Unknown if packaged => Some(format!(
            "the age of `{shown}` is not known, and the pip that its packages bring may be older than 6.0"
        )),
        Age::Recent | Age::Unknown => None,
    }
}

/// Whether a call installs pip from the distribution.
fn installs_pip(context: &Context<'_>, call: &Call<'_>) -> bool {
    let package = PackageCall::new(context.data, call);
    package
        .filter(|package| package.manager.python_module.is_none())
        .is_some_and(|package| package.operands().iter().any(|it| it.contains("pip")))
}

/// The commands whose pip is the newest one from then on: `pip install -U pip`, `easy_install pip`, `python get-pip.py`.
fn upgrades(context: &Context<'_>, call: &Call<'_>, text: &str) -> Option<String> {
    let word = call.words.first()?.as_deref()?;
    if let Some(package) = PackageCall::new(context.data, call) {
        let upgrades = package.manager.python_module.is_some()
            && package.verb == "install"
            && package.has_any_flag(&["-U", "--upgrade"])
            && package.operands().contains(&"pip");
        return (upgrades && call.top).then(|| word.to_string());
    }
    let whole = call.simple.span.of(text);
    let brings = call
        .name()
        .is_some_and(|name| name.starts_with("easy_install"))
        && call.arguments().contains(&"pip")
        || whole.contains("get-pip.py") && call.name().is_some_and(|it| it.starts_with("python"));
    (brings && call.top).then(|| "*".to_string())
}
