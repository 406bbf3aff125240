//! The settings of each Dockerfile: the configuration nearest to it, with the command line over it.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::find::{self, Finder};
use super::{File, Problem, Section, Settings};

/// Which files settings are read from.
#[derive(Clone, Debug)]
pub enum Lookup {
    /// The nearest one upward from each Dockerfile.
    Nearest,
    /// This one alone.
    File(PathBuf),
    /// None.
    Nowhere,
}

/// Where settings come from in this run.
pub struct Source {
    folder: PathBuf,
    finder: Finder,
    /// `Some(None)`: from no file.
    fixed: Option<Option<Rc<File>>>,
    /// Of the command line.
    section: Section,
    /// The real path of each folder that was asked for.
    real: HashMap<PathBuf, PathBuf>,
}

impl Source {
    /// Of a run in `folder`. `section` is what its command line says.
    pub fn new(folder: &Path, lookup: &Lookup, section: Section) -> Result<Self, Problem> {
        let fixed = match lookup {
            Lookup::Nearest => None,
            Lookup::File(path) => Some(Some(Rc::new(find::named(path)?))),
            Lookup::Nowhere => Some(None),
        };
        Ok(Source {
            folder: folder.to_path_buf(),
            finder: Finder::default(),
            fixed,
            section,
            real: HashMap::new(),
        })
    }

    /// Of the file at `path`, as named on the command line or found; `None` for a text without a name.
    pub fn of(&mut self, path: Option<&Path>) -> Result<Settings, Problem> {
        self.found(path).map_err(|mut problem| {
            if let Ok(short) = problem.path.strip_prefix(&self.folder) {
                problem.path = short.to_path_buf();
            }
            problem
        })
    }

    fn found(&mut self, path: Option<&Path>) -> Result<Settings, Problem> {
        let parent = path.and_then(Path::parent).unwrap_or(Path::new(""));
        let folder = self.real(parent);
        let file = match &self.fixed {
            Some(fixed) => fixed.clone(),
            None => self.finder.nearest(&folder)?,
        };
        let name = path.and_then(Path::file_name).unwrap_or_default();
        let rules = file.as_ref().and_then(|file| file.rules);
        let mut sections = file.map_or(Vec::new(), |file| {
            self.named(file.sections(&folder.join(name)))
        });
        sections.push(("command line".to_string(), self.section.clone()));
        Ok(Settings::new(sections).with_rules(rules))
    }

    /// The sections with the paths of their files as seen from the folder of the run.
    fn named(&self, sections: Vec<(String, Section)>) -> Vec<(String, Section)> {
        let folder = format!("{}/", self.folder.display());
        let short = |name: String| {
            name.strip_prefix(&folder)
                .map(str::to_string)
                .unwrap_or(name)
        };
        sections
            .into_iter()
            .map(|(name, section)| (short(name), section))
            .collect()
    }

    fn real(&mut self, folder: &Path) -> PathBuf {
        if let Some(known) = self.real.get(folder) {
            return known.clone();
        }
        let full = self.folder.join(folder);
        let real = full.canonicalize().unwrap_or(full);
        self.real.insert(folder.to_path_buf(), real.clone());
        real
    }
}
