//! The official image that a stage starts from, and how its `FROM` is rewritten.
//!
//! Judges nothing: says which build a reference names today, and gives an edit or the reason why there is none.

mod known;

use crate::data::images::{Build, Image, Suite, architecture};
use crate::model::{Base, Model, Stage};
use crate::syntax::image::ImageReference;
use crate::syntax::{Arguments, Word};
use crate::text::{Edit, Span};

pub use known::Known;

/// Architectures that a substitute must not lose where neither the file nor the user names a platform.
const COMMON: [&str; 2] = ["amd64", "arm64v8"];

/// The base of a stage: an official image, under whatever name.
#[derive(Clone, Debug)]
pub struct Origin<'m> {
    /// The reference as written, variables and all.
    pub word: &'m Word<'m>,
    /// The reference with its variables replaced by their defaults.
    pub expanded: &'m str,
    /// Familiar name of the image.
    pub name: &'m str,
    /// The tag, defaults put in.
    pub tag: Option<&'m str>,
    /// The digest, if it is pinned.
    pub digest: Option<&'m str>,
    /// The build that the tag names; `None` for one that is not built any more.
    pub build: Option<Build>,
    /// What is known of the image.
    pub image: Option<&'static Image>,
    /// The release that it is built on, where known.
    pub suite: Option<&'static Suite>,
    /// The value of `--platform`.
    pub platform: Option<&'m str>,
    /// Platforms that the model is built for, if any are named.
    targets: &'m [String],
}

/// The origins of all stages of a file that start from an official image.
#[derive(Debug)]
pub struct Origins<'m> {
    by_stage: Vec<Option<Origin<'m>>>,
}

impl<'m> Origins<'m> {
    /// Looks up each reference once.
    pub fn new<'a>(model: &'m Model<'a>) -> Self
    where
        'a: 'm,
    {
        Self::with(model, &Known::default())
    }

    /// The same with what was looked up before.
    pub fn with<'a>(model: &'m Model<'a>, known: &Known) -> Self
    where
        'a: 'm,
    {
        let of = |stage| Origin::of(stage, &model.platforms, known);
        Origins {
            by_stage: model.stages.iter().map(of).collect(),
        }
    }

    /// The origin of a stage; `None` for a stage that starts from another one or from an image that is not official.
    pub fn of(&self, stage: &Stage<'_>) -> Option<&Origin<'m>> {
        self.by_stage.get(stage.index)?.as_ref()
    }
}

impl<'m> Origin<'m> {
    fn of<'a>(stage: &'m Stage<'a>, targets: &'m [String], known: &Known) -> Option<Self>
    where
        'a: 'm,
    {
        let Base::Image(expanded) = &stage.base else {
            return None;
        };
        let Arguments::From { image: word, .. } = &stage.from.arguments else {
            return None;
        };
        let named = known.named(expanded)?;
        let reference = ImageReference::parse(expanded);
        Some(Origin {
            word,
            expanded,
            name: named.name,
            tag: reference.tag,
            digest: reference.digest,
            build: named.build,
            image: named.image,
            suite: named.suite,
            platform: stage.from.flag("platform"),
            targets,
        })
    }
}

impl Origin<'_> {
    /// The image as a message names it: with its tag, as expanded, without registry.
    pub fn shown(&self) -> String {
        match self.tag {
            Some(tag) => format!("{}:{tag}", self.name),
            None => self.name.to_string(),
        }
    }

    /// Whether `build` can stand in for this one on the platform that the file names, or on the two that nearly all images are
    /// built for; else what stands against it.
    pub fn same_platforms(&self, build: &Build) -> Result<(), String> {
        let shown = format!("{}:{}", build.image, build.tag);
        match self.platform {
            Some(platform) if !platform.contains('$') => match build.runs_on(platform) {
                true => Ok(()),
                false => Err(format!("`{shown}` is not built for {platform}")),
            },
            _ => match self
                .lost_platforms(build)
                .into_iter()
                .find(|lost| self.is_target(lost))
            {
                None => Ok(()),
                Some(platform) => Err(format!(
                    "`{shown}` is not built for {platform}, `{}` is",
                    self.shown()
                )),
            },
        }
    }

    /// Whether images are built for an architecture.
    fn is_target(&self, name: &str) -> bool {
        let is_it = |platform: &String| architecture(platform) == Some(name);
        match self.targets {
            [] => COMMON.contains(&name),
            targets => targets.iter().any(is_it),
        }
    }

    /// Architectures that this image is built for and `build` is not.
    fn lost_platforms(&self, build: &Build) -> Vec<&'static str> {
        let theirs: Vec<&str> = build.platforms.split(' ').collect();
        let own = self.build.as_ref().map_or("", |own| own.platforms);
        own.split(' ')
            .filter(|platform| !platform.is_empty() && !theirs.contains(platform))
            .collect()
    }

    /// What a message adds where `build` is built for fewer architectures: ` (not built for i386)`.
    pub fn without(&self, build: &Build) -> String {
        match (self.platform, self.lost_platforms(build).as_slice()) {
            (Some(_), _) | (None, []) => String::new(),
            (None, lost) => format!(" (not built for {})", lost.join(", ")),
        }
    }

    /// Puts another tag behind the same name, registry and all.
    pub fn retag(&self, tag: &str) -> Result<Edit, String> {
        self.may_change()?;
        let written = &*self.word.value;
        let reference = ImageReference::parse(written);
        let Some(own) = reference.tag else {
            if written.contains('$') {
                return Err(self.chosen(written));
            }
            let end = self.end_of_name(written)?;
            return Ok(Edit::insert(end, format!(":{tag}")));
        };
        let end = self.end_of_name(written)?;
        if written[..written.len() - own.len()].contains('$') {
            return Err(self.chosen(written));
        }
        let start = end - own.len() as u32;
        if !own.contains('$') {
            return Ok(Edit::replace(Span { start, end }, tag));
        }
        let (at, text) = self.insertion(own, tag)?;
        Ok(Edit::insert(start + at, &text))
    }

    /// Puts another image in the place of this one.
    pub fn replace(&self, image: &str) -> Result<Edit, String> {
        self.may_change()?;
        let written = &*self.word.value;
        if written.contains('$') {
            return Err(self.chosen(written));
        }
        let familiar = ImageReference::parse(written).familiar();
        if familiar != self.name {
            return Err(format!(
                "`{written}` comes through a mirror, and dfopt does not know what else that holds"
            ));
        }
        let end = self.end_of_name(written)?;
        let span = Span {
            start: end - written.len() as u32,
            end,
        };
        Ok(Edit::replace(span, image))
    }

    fn may_change(&self) -> Result<(), String> {
        match self.digest {
            Some(_) => Err(format!(
                "`{}` is pinned by its digest, and only the registry knows that of another image",
                self.shown()
            )),
            None => Ok(()),
        }
    }

    /// Where the reference ends in the file, if it stands there as it is read.
    fn end_of_name(&self, written: &str) -> Result<u32, String> {
        match self.word.span.len() == written.len() {
            true => Ok(self.word.span.end),
            false => Err("its name is quoted or goes over two lines".into()),
        }
    }

    fn chosen(&self, written: &str) -> String {
        format!("`{written}` is chosen by a build argument, for which a caller may give any image")
    }

    /// The text that turns this tag into `wanted`, and where in the tag as written it goes: only beside one variable, called
    /// a version and with a number for its default.
    fn insertion(&self, written: &str, wanted: &str) -> Result<(u32, String), String> {
        let refuse = || self.chosen(self.word.value.as_ref());
        let own = self.tag.ok_or_else(refuse)?;
        let dollar = written.find('$').ok_or_else(refuse)?;
        let (name, end) = variable(&written[dollar..]).ok_or_else(refuse)?;
        let (before, behind) = (&written[..dollar], &written[dollar + end..]);
        let value = own
            .strip_prefix(before)
            .and_then(|rest| rest.strip_suffix(behind))
            .ok_or_else(refuse)?;
        let number = value
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.');
        let more = wanted.len().checked_sub(own.len()).ok_or_else(refuse)?;
        if behind.contains('$') || !number || !name.to_ascii_uppercase().contains("VERSION") {
            return Err(refuse());
        }
        let fixed = before.len() + value.len();
        let places = (fixed..=own.len())
            .rev()
            .find(|at| wanted.starts_with(&own[..*at]) && wanted.ends_with(&own[*at..]));
        let at = places.ok_or_else(refuse)?;
        let in_written = dollar + end + (at - fixed);
        Ok((in_written as u32, wanted[at..at + more].to_string()))
    }
}

/// The name of the variable that begins `text`, and where its text ends.
fn variable(text: &str) -> Option<(&str, usize)> {
    let inner = text.strip_prefix('$')?;
    let (inner, braces) = match inner.strip_prefix('{') {
        Some(inner) => (inner, 3),
        None => (inner, 1),
    };
    let end = inner
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .unwrap_or(inner.len());
    let closed = braces == 1 || inner[end..].starts_with('}');
    closed.then_some((&inner[..end], end + braces))
}
