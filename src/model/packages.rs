//! Calls of package managers as facts.

use crate::data::{Manager, RuleData, VerbKind};
use crate::model::commands::Call;
use crate::model::paths;
use crate::text::Span;

/// A call of a package manager.
#[derive(Debug)]
pub struct PackageCall<'c> {
    /// The command.
    pub call: &'c Call<'c>,
    /// The manager, as `rules/managers.yaml` has it.
    pub manager: &'static Manager,
    /// What it is told to do.
    pub kind: VerbKind,
    /// The verb as written.
    pub verb: &'c str,
    /// Where the verb stands in the script's text.
    pub verb_span: Span,
    /// The words behind the command and before the verb, and behind it; values of flags are in neither.
    flags: Vec<&'c str>,
    operands: Vec<&'c str>,
    operand_spans: Vec<Span>,
}

impl<'c> PackageCall<'c> {
    /// The call as one of a package manager, if it is one whose verb is known.
    pub fn new(data: &'static RuleData, call: &'c Call<'c>) -> Option<Self> {
        let (manager, skip) = call.manager(data)?;
        let arguments = call.arguments();
        let arguments = arguments.get(skip..)?;
        let at = manager.verb_index(arguments)?;
        let verb = *arguments.get(at)?;
        let kind = manager.verbs.kind(verb)?;
        let verb_span = call.simple.words.get(call.first + 1 + skip + at)?.span;
        let mut flags: Vec<&str> = arguments[..at]
            .iter()
            .copied()
            .filter(|word| word.starts_with('-'))
            .collect();
        let spans = call.simple.words.iter().map(|word| word.span);
        let behind = arguments[at + 1..].iter().copied();
        let mut behind = behind.zip(spans.skip(call.first + 2 + skip + at));
        let (mut operands, mut operand_spans) = (Vec::new(), Vec::new());
        while let Some((word, span)) = behind.next() {
            if !word.starts_with('-') {
                operands.push(word);
                operand_spans.push(span);
                continue;
            }
            flags.push(word);
            if manager.takes_value(word, true) {
                behind.next();
            }
        }
        Some(PackageCall {
            call,
            manager,
            kind,
            verb,
            verb_span,
            flags,
            operands,
            operand_spans,
        })
    }

    /// Whether it has this flag, alone or in a cluster of short flags, or as `flag=value`.
    pub fn has_flag(&self, flag: &str) -> bool {
        let letter = flag.strip_prefix('-').filter(|rest| rest.len() == 1);
        self.flags.iter().any(|given| {
            let given = given.split_once('=').map_or(*given, |(name, _)| name);
            let cluster = given
                .strip_prefix('-')
                .filter(|rest| !rest.starts_with('-'));
            given == flag
                || letter
                    .zip(cluster)
                    .is_some_and(|(letter, cluster)| cluster.contains(letter))
        })
    }

    /// Whether it has one of these flags.
    pub fn has_any_flag(&self, flags: &[&str]) -> bool {
        flags.iter().any(|flag| self.has_flag(flag))
    }

    /// Packages, or whatever else stands behind the verb; an empty word for each without a fixed value.
    pub fn operands(&self) -> &[&'c str] {
        &self.operands
    }

    /// Where the operands stand in the script's text.
    pub fn operand_spans(&self) -> &[Span] {
        &self.operand_spans
    }

    /// Behind which word a new flag goes: the verb, or the flags right behind it that only answer or quieten.
    pub fn before_new_flag(&self, text: &str) -> Span {
        let words = self.call.simple.words.iter().map(|word| word.span);
        let behind = words.skip_while(|span| span.start < self.verb_span.end);
        let short = |flag: &str| {
            let letters = flag.strip_prefix('-').unwrap_or_default();
            !letters.is_empty() && letters.bytes().all(|letter| matches!(letter, b'y' | b'q'))
        };
        let plain = |span: &Span| {
            let flag = span.of(text);
            short(flag) || self.manager.yes_flags.contains(&flag)
        };
        behind.take_while(plain).last().unwrap_or(self.verb_span)
    }

    /// Whether it needs package indexes that an earlier call fetched.
    pub fn needs_index(&self) -> bool {
        let own = self
            .manager
            .no_cache
            .as_ref()
            .is_some_and(|no_cache| self.has_flag(no_cache.flag));
        self.manager.verbs.reads_indexes(self.verb)
            && !own
            && !self.has_any_flag(&self.manager.refresh_flags)
    }

    /// Whether it brings fresh package indexes.
    pub fn refreshes(&self) -> bool {
        self.kind == VerbKind::Update || self.has_any_flag(&self.manager.refresh_flags)
    }

    /// Whether both use the same package indexes.
    pub fn shares_index(&self, manager: &Manager) -> bool {
        !manager.indexes.is_empty() && self.manager.indexes == manager.indexes
    }

    /// Whether both keep the same database of installed packages.
    pub fn shares_database(&self, other: &PackageCall<'_>) -> bool {
        self.manager
            .database
            .iter()
            .any(|path| other.manager.database.contains(path))
    }
}

/// What a plain `rm` deletes: its absolute operands, unquoted `*` and `?` kept. Empty for any other command, and where an
/// operand is relative or not fixed.
pub fn deleted_paths(call: &Call<'_>, text: &str) -> Vec<String> {
    if call.name() != Some("rm") {
        return Vec::new();
    }
    let words = call
        .simple
        .words
        .iter()
        .skip(call.first + 1)
        .map(|word| word.unquoted(text));
    let operands = words.filter(|word| !word.as_deref().is_some_and(|word| word.starts_with('-')));
    let absolute = operands.map(|word| paths::resolve(None, &word?));
    absolute
        .collect::<Option<Vec<String>>>()
        .unwrap_or_default()
}
