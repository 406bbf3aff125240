//! Who needs the package indexes that an earlier step left behind.
//!
//! The answer is yes unless the opposite is plain: a script that cannot be read may install packages.

use crate::data::{Manager, RuleData};
use crate::model::commands::{Call, calls};
use crate::model::launch::{Launch, launch};
use crate::model::packages::PackageCall;
use crate::model::run::{Body, RunScript};
use crate::model::{Model, Project, Stage, Step, launch};
use crate::shell;
use crate::syntax::{Arguments, Form};
use crate::text::Span;

/// A script that runs a script that runs a script …: read no deeper than this.
const DEEPEST: usize = 4;

/// Something that relies on package indexes that are already there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// The instruction.
    pub span: Span,
    /// What it does: `runs …`, to follow a line number.
    pub what: String,
}

/// For one package manager: which later step, if any, relies on the indexes present at each place of the file.
#[derive(Debug)]
pub struct IndexNeeds {
    needs: Vec<Need>,
    /// For each stage, for each of its steps and its end: what there is from there on, children included.
    first: Vec<Vec<Option<usize>>>,
}

/// What a step means for the indexes that it finds.
enum Use {
    Needs(String),
    Refreshes,
    Neutral,
}

impl IndexNeeds {
    /// Reads all stages once, from the last to the first.
    pub fn new(
        model: &Model<'_>,
        data: &'static RuleData,
        project: &dyn Project,
        manager: &Manager,
    ) -> Self {
        let mut needs: Vec<Need> = Vec::new();
        let mut first: Vec<Vec<Option<usize>>> = vec![Vec::new(); model.stages.len()];
        for stage in model.stages.iter().rev() {
            let inherited = stage.children.iter().filter_map(|child| first[*child][0]);
            let mut current = inherited.min_by_key(|need| needs[*need].span);
            let reader = Reader {
                model,
                data,
                project,
                manager,
                stage,
            };
            let mut row = vec![current; stage.steps.len() + 1];
            for (index, step) in stage.steps.iter().enumerate().rev() {
                match reader.step(step, index) {
                    Use::Needs(what) => {
                        needs.push(Need {
                            span: step.instruction.span,
                            what,
                        });
                        current = Some(needs.len() - 1);
                    }
                    Use::Refreshes => current = None,
                    Use::Neutral => {}
                }
                row[index] = current;
            }
            first[stage.index] = row;
        }
        IndexNeeds { needs, first }
    }

    /// The first thing behind step `index` of `stage` that relies on the indexes which that step leaves.
    pub fn after(&self, stage: &Stage<'_>, index: usize) -> Option<&Need> {
        self.first[stage.index][index + 1].map(|need| &self.needs[need])
    }
}

struct Reader<'r, 'a> {
    model: &'r Model<'a>,
    data: &'static RuleData,
    project: &'r dyn Project,
    manager: &'r Manager,
    stage: &'r Stage<'a>,
}

impl Reader<'_, '_> {
    fn step(&self, step: &Step<'_>, index: usize) -> Use {
        if let Some(run) = &step.run {
            return match &run.body {
                Body::Script(script) => self.script(script, index),
                Body::Exec(words) => {
                    let words: Vec<String> = words.iter().map(|word| quote(&word.value)).collect();
                    self.text(&words.join(" "), index, 0)
                }
                Body::Opaque(_) => self.mention(step.instruction.span.of(self.model.file.text)),
            };
        }
        match &step.instruction.arguments {
            Arguments::Onbuild(inner) => match &inner.arguments {
                Arguments::Run(_) => self.mention_or_script(inner.logical.as_str(), step),
                _ => Use::Neutral,
            },
            Arguments::Cmd(form) | Arguments::Entrypoint(form) => self.start(step, form),
            _ => Use::Neutral,
        }
    }

    /// A command that runs when the container starts.
    fn start(&self, step: &Step<'_>, form: &Form<'_>) -> Use {
        match form {
            Form::Shell(span) => self.mention(span.of(step.instruction.logical.as_str())),
            Form::Exec(words) => {
                let words: Vec<&str> = words.iter().map(|word| &*word.value).collect();
                self.mention(&words.join(" "))
            }
        }
    }

    /// Text that is not read as a shell would: any word that may use the indexes counts.
    fn mention(&self, text: &str) -> Use {
        let words =
            text.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')));
        let reads = |word: &&str| self.reads_by_name(word) || self.manager_named(word);
        match words.into_iter().find(reads) {
            Some(word) => Use::Needs(format!("mentions `{word}`")),
            None => Use::Neutral,
        }
    }

    fn mention_or_script(&self, text: &str, step: &Step<'_>) -> Use {
        match self.mention(text) {
            Use::Neutral
                if text.contains(".sh") || text.contains("sh -c") || text.contains("| sh") =>
            {
                Use::Needs(format!(
                    "runs a script in each child image (`{}`)",
                    first_line(text)
                ))
            }
            found => {
                let _ = step;
                found
            }
        }
    }

    fn manager_named(&self, word: &str) -> bool {
        self.data
            .manager(word)
            .is_some_and(|manager| manager.indexes == self.manager.indexes)
    }

    fn reads_by_name(&self, word: &str) -> bool {
        self.manager.index_readers.contains(&word) || launch::INSTALLERS.contains(&word)
    }

    fn script(&self, script: &RunScript<'_>, index: usize) -> Use {
        self.commands(
            &calls(&script.tree, script.text.as_str()),
            script.text.as_str(),
            index,
            0,
        )
    }

    fn text(&self, text: &str, index: usize, depth: usize) -> Use {
        if depth > DEEPEST {
            return Use::Needs("runs scripts that run scripts".into());
        }
        let tree = shell::parse(text, shell::Dialect::Bash);
        if tree.has_opaque() {
            return self.mention(text);
        }
        self.commands(&calls(&tree, text), text, index, depth)
    }

    fn commands(&self, calls: &[Call<'_>], text: &str, index: usize, depth: usize) -> Use {
        for call in calls {
            match self.command(call, text, index, depth) {
                Use::Neutral => {}
                decided => return decided,
            }
        }
        Use::Neutral
    }

    fn command(&self, call: &Call<'_>, text: &str, index: usize, depth: usize) -> Use {
        let shown = || format!("runs `{}`", first_line(call.simple.span.of(text)));
        if let Some(package) =
            PackageCall::new(self.data, call).filter(|call| call.shares_index(self.manager))
        {
            return match () {
                () if package.refreshes() && call.top && depth == 0 => Use::Refreshes,
                () if package.needs_index() => Use::Needs(shown()),
                () => Use::Neutral,
            };
        }
        if call.name().is_some_and(|name| self.reads_by_name(name)) {
            return Use::Needs(shown());
        }
        let may = || Use::Needs(format!("{}, which may install packages", shown()));
        match launch(call, text, self.stage) {
            Launch::Program => Use::Neutral,
            Launch::Text(inner) => self.nested(&inner, index, depth),
            Launch::File(path) => match self.copied(&path, index) {
                Some(inner) => self.nested(&inner, index, depth),
                None => may(),
            },
            Launch::Unknown => may(),
        }
    }

    /// A script inside a command: an update in it is not counted on.
    fn nested(&self, text: &str, index: usize, depth: usize) -> Use {
        match self.text(text, index, depth + 1) {
            Use::Refreshes => Use::Neutral,
            decided => decided,
        }
    }

    /// The text of a script that an earlier COPY or ADD of this stage brought from the build context.
    fn copied(&self, path: &str, index: usize) -> Option<String> {
        let step = self.stage.steps.get(index)?;
        let path = launch::from_context(self.stage, index, self.stage.scope(step), path)?;
        String::from_utf8(self.project.read(&path)?.into_owned()).ok()
    }
}

fn quote(word: &str) -> String {
    format!("'{}'", word.replace('\'', r"'\''"))
}

/// A text for a message: its first line, cut at 60 characters.
fn first_line(text: &str) -> String {
    let line = text.lines().next().unwrap_or("").trim();
    match line.char_indices().nth(60) {
        Some((cut, _)) => format!("{}…", &line[..cut]),
        None => line.to_string(),
    }
}
