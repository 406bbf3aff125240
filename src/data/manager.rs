//! A package manager as `rules/managers.yaml` has it.

use serde::Deserialize;

use crate::data::{Answer, Docs, Lean};

/// A package manager: one row of `rules/managers.yaml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manager {
    /// Name of the row; the first of `commands`.
    pub name: &'static str,
    /// Commands that run it, without directory.
    #[serde(borrow)]
    pub commands: Vec<&'static str>,
    /// Whether a version may follow a command's name: `pip3.11`.
    #[serde(default)]
    pub versioned: bool,
    /// The module that a Python interpreter runs it by: `python -m pip`.
    #[serde(default)]
    pub python_module: Option<&'static str>,
    /// Its subcommands.
    pub verbs: Verbs,
    /// Flags whose value is the next word.
    pub flags_with_value: ValueFlags,
    /// Flags that answer its questions.
    #[serde(borrow, default)]
    pub yes_flags: Vec<&'static str>,
    /// How a fix answers them.
    #[serde(default)]
    pub answer: Option<Answer>,
    /// How it installs nothing that is only recommended.
    #[serde(default)]
    pub lean: Option<Lean>,
    /// How it installs no documentation.
    #[serde(default)]
    pub docs: Option<Docs>,
    /// Flags with which it makes do with the indexes that are there.
    #[serde(borrow, default)]
    pub offline_flags: Vec<&'static str>,
    /// Flags with which any verb fetches the indexes first.
    #[serde(borrow, default)]
    pub refresh_flags: Vec<&'static str>,
    /// Where package indexes lie.
    #[serde(borrow, default)]
    pub indexes: Vec<&'static str>,
    /// Where downloads lie; `~` is the home directory of the user who runs it.
    #[serde(borrow, default)]
    pub caches: Vec<&'static str>,
    /// Other commands that read these indexes.
    #[serde(borrow, default)]
    pub index_readers: Vec<&'static str>,
    /// What each run that changes packages rewrites: the database of installed packages.
    #[serde(borrow, default)]
    pub database: Vec<&'static str>,
    /// The command that takes the indexes away again.
    #[serde(default)]
    pub cleanup: Option<Cleanup>,
    /// What takes them away as well.
    #[serde(default)]
    pub cleared_by: ClearedBy,
    /// How not to keep them in the first place.
    #[serde(default)]
    pub no_cache: Option<NoCache>,
    /// What the indexes take.
    #[serde(default)]
    pub index_size: Option<Size>,
    /// The page that these facts are from.
    pub source: &'static str,
    /// When the page was read: `2026-11-25`.
    pub date: &'static str,
    /// How sure they are.
    pub grade: Grade,
}

/// The subcommands of a package manager.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Verbs {
    /// Fetch indexes and change no package.
    #[serde(borrow)]
    pub update: Vec<&'static str>,
    /// Bring packages in.
    #[serde(borrow)]
    pub install: Vec<&'static str>,
    /// Bring newer versions of packages that are there.
    #[serde(borrow)]
    pub upgrade: Vec<&'static str>,
    /// Take packages away.
    #[serde(borrow)]
    pub remove: Vec<&'static str>,
    /// Clear caches.
    #[serde(borrow)]
    pub clean: Vec<&'static str>,
    /// Everything else: queries, settings.
    #[serde(borrow)]
    pub other: Vec<&'static str>,
    /// Those of all the above that read package indexes.
    #[serde(borrow)]
    pub read_indexes: Vec<&'static str>,
}

/// What a subcommand is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum VerbKind {
    /// Fetches indexes and changes no package.
    Update,
    /// Brings packages in.
    Install,
    /// Brings newer versions of packages that are there.
    Upgrade,
    /// Takes packages away.
    Remove,
    /// Clears caches.
    Clean,
    /// Everything else.
    Other,
}

/// Flags whose value is the next word; `--flag=value` is one word and needs no entry.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ValueFlags {
    /// Wherever they stand.
    #[serde(borrow)]
    pub anywhere: Vec<&'static str>,
    /// Only before the verb.
    #[serde(borrow)]
    pub before_verb: Vec<&'static str>,
    /// Only behind the verb.
    #[serde(borrow)]
    pub after_verb: Vec<&'static str>,
}

/// A command that takes package indexes away.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cleanup {
    /// The command, as a fix writes it.
    pub command: &'static str,
    /// Whether there is nothing to take away unless an `update` verb ran: the other verbs fetch no index.
    pub needs_update: bool,
}

/// What takes package indexes away, however it is written.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ClearedBy {
    /// Command and verb, as leading words: `apt-get distclean`.
    #[serde(borrow)]
    pub commands: Vec<&'static str>,
    /// Directories: deleting one, all that is in it, or a directory above it.
    #[serde(borrow)]
    pub paths: Vec<&'static str>,
}

/// A flag with which nothing is kept.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoCache {
    /// The flag; it goes right behind the verb.
    pub flag: &'static str,
    /// The verbs that take it and would keep something without it.
    #[serde(borrow)]
    pub verbs: Vec<&'static str>,
    /// Environment variables that say the same.
    #[serde(borrow, default)]
    pub env: Vec<&'static str>,
    /// Flags and environment variables that choose a cache of one's own.
    #[serde(borrow, default)]
    pub conflicts: Vec<&'static str>,
}

/// A size with where it comes from.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Size {
    /// Bytes on disk.
    pub bytes: u64,
    /// Whether it was measured for this very thing.
    pub basis: SizeBasis,
    /// What was measured, or what the estimate rests on.
    pub note: &'static str,
    /// Where it was measured, or the page.
    pub source: &'static str,
    /// When.
    pub date: &'static str,
}

/// How sure a [`Size`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SizeBasis {
    /// Measured.
    Measured,
    /// Told or measured for a like thing.
    Estimate,
}

/// How sure what a fix writes is, and where indexes lie; lists of verbs and flags may hold more than the page does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Grade {
    /// Seen in the program: a run, its help or its installed manual.
    Verified,
    /// Read in the named page.
    Known,
    /// From memory: may never carry a safe fix.
    Believed,
}

impl Manager {
    /// Whether the word behind `flag` is its value. `after_verb`: whether the flag stands behind the verb.
    pub fn takes_value(&self, flag: &str, after_verb: bool) -> bool {
        let flags = &self.flags_with_value;
        let placed = if after_verb {
            &flags.after_verb
        } else {
            &flags.before_verb
        };
        flags.anywhere.contains(&flag) || placed.contains(&flag)
    }

    /// Where the verb stands in `arguments`, the words behind the command.
    pub fn verb_index(&self, arguments: &[&str]) -> Option<usize> {
        let mut at = 0;
        while let Some(word) = arguments.get(at) {
            if !word.starts_with('-') {
                return Some(at);
            }
            at += if self.takes_value(word, false) { 2 } else { 1 };
        }
        None
    }
}

impl Verbs {
    /// What `verb` is for; `None` if it is not a verb of this manager.
    pub fn kind(&self, verb: &str) -> Option<VerbKind> {
        let kinds = [
            (&self.update, VerbKind::Update),
            (&self.install, VerbKind::Install),
            (&self.upgrade, VerbKind::Upgrade),
            (&self.remove, VerbKind::Remove),
            (&self.clean, VerbKind::Clean),
            (&self.other, VerbKind::Other),
        ];
        let found = kinds.into_iter().find(|(verbs, _)| verbs.contains(&verb))?;
        Some(found.1)
    }

    /// Whether `verb` reads package indexes.
    pub fn reads_indexes(&self, verb: &str) -> bool {
        self.read_indexes.contains(&verb)
    }

    /// All verbs.
    pub fn all(&self) -> impl Iterator<Item = &'static str> {
        let lists = [
            &self.update,
            &self.install,
            &self.upgrade,
            &self.remove,
            &self.clean,
            &self.other,
        ];
        lists.into_iter().flatten().copied()
    }
}
