//! The COPY and ADD that bring what a `chown` or `chmod` is about.

use crate::model::commands::base_name;
use crate::model::ownership::{Kind, Setting, destination};
use crate::model::{Model, Stage, Step, paths};
use crate::pass::Context;
use crate::syntax::{Arguments, ItemKind, Keyword};
use crate::text::Edit;

/// How many steps back are looked at; a stage with more between COPY and `chown` is left alone.
const FARTHEST: usize = 100;

/// What brings files to the path of a setting, in one stage and before it.
pub(super) struct Copies<'c, 'a> {
    context: &'c Context<'c>,
    steps: Vec<&'c Step<'a>>,
    /// Where each of them puts things.
    targets: Vec<String>,
    /// The first step of the stage among them.
    pub(super) first: usize,
    /// Whether all there is is one file, as the build context shows.
    pub(super) one_file: bool,
}

/// Whether a step is COPY or ADD.
pub(super) fn is_copy(step: &Step<'_>) -> bool {
    matches!(step.instruction.arguments, Arguments::Copy { .. })
}

impl<'c, 'a> Copies<'c, 'a> {
    /// Those before step `index` of `stage`; `None` if there is none, or if without `-R` the path is not known to be a file.
    pub(super) fn new(
        context: &'c Context<'c>,
        stage: &'c Stage<'a>,
        index: usize,
        setting: &Setting,
    ) -> Option<Self> {
        let start = index.saturating_sub(FARTHEST);
        let mut copies = Copies {
            context,
            steps: Vec::new(),
            targets: Vec::new(),
            first: 0,
            one_file: false,
        };
        for (at, step) in stage.steps[start..index].iter().enumerate() {
            let Some(Some(target)) = destination(stage, step) else {
                continue;
            };
            if paths::within(&target, &setting.path) {
                if copies.steps.is_empty() {
                    copies.first = start + at;
                }
                copies.steps.push(step);
                copies.targets.push(target);
            }
        }
        copies.one_file = copies.is_one_file(setting);
        let about = !copies.steps.is_empty() && (setting.recursive.is_some() || copies.one_file);
        about.then_some(copies)
    }

    fn is_one_file(&self, setting: &Setting) -> bool {
        let ([step], [target]) = (self.steps.as_slice(), self.targets.as_slice()) else {
            return false;
        };
        let Arguments::Copy {
            sources,
            destination,
            ..
        } = &step.instruction.arguments
        else {
            return false;
        };
        let [source] = sources.as_slice() else {
            return false;
        };
        let named =
            base_name(&source.value) == base_name(target) && !destination.value.ends_with('/');
        let path = paths::resolve(Some("/"), &source.value).unwrap_or_default();
        *target == setting.path
            && named
            && step.instruction.flag("from").is_none()
            && self
                .context
                .project
                .read(path.trim_start_matches('/'))
                .is_some()
    }

    /// What the flag of COPY is to say; else why COPY cannot say it.
    pub(super) fn value(&self, setting: &Setting, buildkit: bool) -> Result<String, String> {
        let Some(value) = setting.value.as_deref() else {
            return Err(format!(
                "{} is only known in the build",
                match setting.kind {
                    Kind::Owner => "the owner",
                    Kind::Mode => "the mode",
                }
            ));
        };
        match setting.kind {
            Kind::Owner => self.owner(value),
            Kind::Mode => Self::mode(value, buildkit),
        }
    }

    fn owner(&self, value: &str) -> Result<String, String> {
        let plain = |name: &str| {
            name.bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
        };
        let (user, group) = value.split_once(':').unwrap_or((value, ""));
        let from_elsewhere = self
            .steps
            .iter()
            .any(|step| step.instruction.flag("from").is_some());
        match (user, group) {
            _ if !plain(user) || !plain(group) => {
                Err(format!("`{value}` is no plain user and group"))
            }
            (_, "") if value.ends_with(':') => {
                Err(format!("`{value}` means a group that dfopt does not know"))
            }
            // What is copied from the build context belongs to root.
            ("", _) | (_, "") if from_elsewhere => Err(
                "what is copied from another stage keeps a user or group that dfopt does not know"
                    .into(),
            ),
            ("", group) => Ok(format!("0:{group}")),
            (user, "") => Ok(format!("{user}:0")),
            (user, group) => Ok(format!("{user}:{group}")),
        }
    }

    fn mode(value: &str, buildkit: bool) -> Result<String, String> {
        let octal = value.bytes().all(|byte| (b'0'..=b'7').contains(&byte));
        let digits = value.len() == 3 || value.len() == 4 && value.starts_with('0');
        if !octal || !digits {
            return Err(format!(
                "`{value}` is no plain mode like 755, which COPY takes"
            ));
        }
        match buildkit {
            true => Ok(value.to_string()),
            false => Err("`--chmod` needs BuildKit, and nothing in the file does".into()),
        }
    }

    /// Whether each of them can say it for all that it brings.
    pub(super) fn check(&self, setting: &Setting) -> Result<(), String> {
        for (step, target) in self.steps.iter().zip(&self.targets) {
            let line = self.context.model.lines.line(step.instruction.span.start);
            let refuse = |what: &str| Err(format!("line {line} {what}"));
            let flags = &step.instruction.flags;
            if flags.iter().any(|flag| flag.name == setting.kind.flag()) {
                return refuse(&format!("sets {} already", super::noun(setting.kind)));
            }
            if flags
                .iter()
                .any(|flag| !matches!(&*flag.name, "from" | "chown" | "chmod" | "exclude"))
            {
                return refuse("has flags that change how things are copied");
            }
            let below = target
                .strip_prefix(setting.path.trim_end_matches('/'))
                .unwrap_or_default();
            // A mode is not set on a directory that is made for the copy.
            let deepest = match setting.kind {
                Kind::Owner => 1,
                Kind::Mode => 0,
            };
            let depth = below.split('/').filter(|part| !part.is_empty()).count();
            if depth > deepest {
                return refuse("also makes directories between, which it would not set");
            }
            if step.instruction.keyword == Keyword::Add && !copies_directories(step) {
                return refuse("may unpack an archive, or download");
            }
        }
        Ok(())
    }

    /// The flag on each of them, behind those that are there.
    pub(super) fn edits(&self, kind: Kind, value: &str) -> Vec<Edit> {
        let steps = self.steps.iter().map(|step| step.instruction);
        let edit = steps.map(|instruction| {
            let keyword = instruction.keyword_span.end;
            let at = instruction
                .flags
                .last()
                .map_or(keyword, |flag| flag.span.end);
            Edit::insert(at, format!(" --{}={value}", kind.flag()))
        });
        edit.collect()
    }
}

/// Whether every source is surely a directory of the build context.
fn copies_directories(step: &Step<'_>) -> bool {
    let Arguments::Copy { sources, .. } = &step.instruction.arguments else {
        return false;
    };
    let directory =
        |source: &str| (source == "." || source.ends_with('/')) && !source.contains(':');
    sources.iter().all(|source| directory(&source.value))
}

/// Whether the file cannot be built without BuildKit.
pub(super) fn uses_buildkit(model: &Model<'_>) -> bool {
    model.file.items.iter().any(|item| match &item.kind {
        ItemKind::Directive { name, .. } => name == "syntax",
        ItemKind::Instruction(instruction) => {
            let new =
                |name: &str| matches!(name, "mount" | "network" | "security" | "link" | "chmod");
            let has_new = instruction.flags.iter().any(|flag| new(&flag.name));
            has_new || !instruction.heredocs.is_empty()
        }
        _ => false,
    })
}
