//! Stages from instructions: who starts from whom, who copies from whom, and the scope of each step.

mod reach;

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use crate::model::expand::expand;
use crate::model::launch::copied_names;
use crate::model::run::{Run, Scripts};
use crate::model::scope::{Scope, ShellKind, Variables};
use crate::model::{Base, Stage, Step, image, paths, sh};
use crate::syntax::{Arguments, File, Instruction, KeyValue, Keyword};
use reach::{mark_shipping, sources};

/// Linux refuses longer paths (`PATH_MAX`, limits.h): no need to know them.
const LONGEST_PATH: usize = 4096;

/// The stages of a file, with everything in them resolved.
pub(super) fn stages<'a>(file: &'a File<'a>, scripts: &mut Scripts) -> Vec<Stage<'a>> {
    let mut builder = Builder {
        file,
        globals: Variables::default(),
        names: HashMap::new(),
        stages: Vec::new(),
        scripts,
    };
    for instruction in file.instructions() {
        builder.add(instruction);
    }
    let mut stages = builder.stages;
    mark_shipping(&mut stages);
    stages
}

struct Builder<'a, 's> {
    file: &'a File<'a>,
    globals: Variables,
    names: HashMap<String, usize>,
    stages: Vec<Stage<'a>>,
    scripts: &'s mut Scripts,
}

impl<'a> Builder<'a, '_> {
    fn add(&mut self, instruction: &'a Instruction<'a>) {
        if let Arguments::From { image, name } = &instruction.arguments {
            let name = name.as_ref().map(|name| name.value.to_lowercase());
            self.open(instruction, &image.value, name);
            return;
        }
        let (names, last) = (&self.names, self.stages.len().saturating_sub(1));
        let find = |name: &str| {
            let named = names.get(&name.to_lowercase()).copied();
            named
                .or_else(|| name.parse().ok())
                .filter(|stage| *stage < last)
        };
        match self.stages.last_mut() {
            Some(stage) => {
                let sources = sources(instruction, stage.steps.len(), find);
                stage.sources.extend(sources);
                Self::step(self.file, &self.globals, self.scripts, stage, instruction);
            }
            None => self.global(instruction),
        }
    }

    fn global(&mut self, instruction: &Instruction<'_>) {
        let Arguments::Arg(pairs) = &instruction.arguments else {
            return;
        };
        for pair in pairs {
            let value = pair.value.as_ref().and_then(|value| {
                expand(&value.value, self.file.escape, &|name| {
                    global_value(&self.globals, name)
                })
            });
            self.globals.push(pair.key.value.to_string(), value, false);
        }
    }

    fn open(&mut self, from: &'a Instruction<'a>, image: &str, name: Option<String>) {
        let index = self.stages.len();
        let base = self.base(image);
        let (scope, windows) = self.inherit(&base, from);
        if let Base::Stage(parent) = base {
            self.stages[parent].children.push(index);
        }
        let root = match base {
            Base::Stage(parent) => self.stages[parent].root,
            _ => index,
        };
        if let Some(name) = &name {
            self.names.insert(name.clone(), index);
        }
        self.stages.push(Stage {
            index,
            from,
            name,
            root,
            base,
            steps: Vec::new(),
            scopes: vec![scope],
            variables: Variables::default(),
            copied_names: HashSet::new(),
            sources: Vec::new(),
            children: Vec::new(),
            ships: false,
            results: false,
            windows,
        });
    }

    /// What a `FROM` with this word starts from.
    fn base(&self, image: &str) -> Base {
        let reference = expand(image, self.file.escape, &|name| {
            global_value(&self.globals, name)
        });
        match reference {
            None => Base::Unknown,
            Some(reference) => match self.names.get(&reference.to_lowercase()) {
                Some(stage) => Base::Stage(*stage),
                None if reference == "scratch" => Base::Scratch,
                None if reference.is_empty() => Base::Unknown,
                None => Base::Image(reference),
            },
        }
    }

    fn inherit(&self, base: &Base, from: &Instruction<'_>) -> (Scope, bool) {
        if let Base::Stage(parent) = base {
            let parent = &self.stages[*parent];
            return (
                parent.scopes[parent.scopes.len() - 1].clone(),
                parent.windows,
            );
        }
        let reference = match base {
            Base::Image(reference) => reference.as_str(),
            _ => "",
        };
        let on_windows = from
            .flag("platform")
            .is_some_and(|platform| platform.starts_with("windows"));
        let windows = on_windows || image::is_windows(reference) || self.file.escape == '`';
        let shell = ShellKind::Default(image::default_shell(reference));
        (
            Scope {
                user: None,
                directory: None,
                shell,
            },
            windows,
        )
    }

    fn step(
        file: &'a File<'a>,
        globals: &Variables,
        scripts: &mut Scripts,
        stage: &mut Stage<'a>,
        instruction: &'a Instruction<'a>,
    ) {
        let scope = stage.scopes.len() - 1;
        let version = stage.variables.version();
        let run = match &instruction.arguments {
            Arguments::Run(form) => Some(Run::new(
                file,
                instruction,
                form,
                &stage.scopes[scope],
                stage.windows,
                scripts,
            )),
            _ => None,
        };
        stage.steps.push(Step {
            instruction,
            scope,
            version,
            run,
        });
        stage
            .copied_names
            .extend(copied_names(&instruction.arguments).map(str::to_string));
        Self::note(file.escape, globals, stage, instruction);
        if stage.steps.last().is_some_and(sh::may_be_replaced) {
            stage.change(Scope::forget_sh);
        }
    }

    /// What an instruction changes for the steps behind it.
    fn note(
        escape: char,
        globals: &Variables,
        stage: &mut Stage<'a>,
        instruction: &Instruction<'_>,
    ) {
        let version = stage.variables.version();
        match &instruction.arguments {
            Arguments::Env(pairs) => set(escape, None, &mut stage.variables, pairs, true),
            Arguments::Arg(pairs) => set(escape, Some(globals), &mut stage.variables, pairs, false),
            Arguments::Value(word) if instruction.keyword == Keyword::User => {
                let user = expand_in(escape, &stage.variables, version, &word.value);
                let user = user.as_deref().unwrap_or(&word.value);
                stage.change(|scope| scope.user = Some(user.into()));
            }
            Arguments::Value(word) if instruction.keyword == Keyword::Workdir => {
                let path = expand_in(escape, &stage.variables, version, &word.value);
                stage.change(|scope| {
                    let path =
                        path.and_then(|path| paths::resolve(scope.directory.as_deref(), &path));
                    scope.directory = path.filter(|path| path.len() <= LONGEST_PATH).map(Rc::from);
                });
            }
            Arguments::Shell(words) => {
                let words = words.iter().map(|word| word.value.to_string()).collect();
                stage.change(|scope| scope.shell = ShellKind::from_words(words));
            }
            _ => {}
        }
    }
}

impl Stage<'_> {
    fn change(&mut self, change: impl FnOnce(&mut Scope)) {
        let mut scope = self.scopes[self.scopes.len() - 1].clone();
        change(&mut scope);
        self.scopes.push(scope);
    }
}

/// A global `ARG` in `FROM`: its default, or unknown.
fn global_value<'v>(globals: &'v Variables, name: &str) -> Option<Option<&'v str>> {
    Some(Some(globals.before(name, usize::MAX)?.value.as_deref()?))
}

fn expand_in(escape: char, variables: &Variables, version: usize, word: &str) -> Option<String> {
    expand(word, escape, &|name| {
        Some(Some(variables.before(name, version)?.value.as_deref()?))
    })
}

/// Adds the pairs of one `ENV` or `ARG`; all of them see the values from before the instruction (`ENV`) or in order (`ARG`).
fn set(
    escape: char,
    globals: Option<&Variables>,
    variables: &mut Variables,
    pairs: &[KeyValue<'_>],
    env: bool,
) {
    let before = variables.version();
    for pair in pairs {
        let seen = if env { before } else { variables.version() };
        let value = match &pair.value {
            Some(value) => expand_in(escape, variables, seen, &value.value),
            None => globals
                .and_then(|globals| global_value(globals, &pair.key.value))
                .flatten()
                .map(str::to_string),
        };
        let key = expand_in(escape, variables, seen, &pair.key.value);
        variables.push(
            key.unwrap_or_else(|| pair.key.value.to_string()),
            value,
            env,
        );
    }
}
