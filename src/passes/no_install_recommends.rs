//! Gives `apt-get install` the flag `--no-install-recommends`, and names the recommended packages that are used.
//!
//! # What it does
//! apt installs what a package recommends along with it: a compiler with `cmake`, a mail server with `cron`, fonts and image
//! libraries with every `-dev` package. Without them `ffmpeg` takes 150 MB less, `cmake` 80. Some are counted on by those who
//! install the package: `ca-certificates` behind `curl`, `wget` and `git`, a compiler behind `python3-pip` and `npm`,
//! `libc6-dev` behind `gcc`. They are written out, if they are not there, and so are recommended programs that the Dockerfile
//! names, and an `ssh` client behind `git` where it speaks of ssh.
//!
//! # When it refuses
//! What one of the packages recommends is not in the table: it is of a repository of its own, brings a whole desktop, TeX or
//! Office, or the name is only known when the build runs. The package is a file, is taken away (`name-`), or stands in a
//! command of which the text is not known. A package would have to be named, and the file takes away what was not named
//! (`--auto-remove`, `apt-mark`). Settings of apt that COPY or ADD bring may say the same already. Nothing is said
//! where the flag or `APT::Install-Recommends` stands, and in a stage that does not ship.
//!
//! # Fix safety
//! Assumes `recommends-unneeded`: the table and the text of the Dockerfile cannot tell what a program calls when it runs.
//!
//! # Sources
//! Debian Policy 7.2 on Recommends; hadolint DL3015; `rules/packages.yaml`. The saving is the largest of any one package, for
//! what they recommend overlaps.

mod used;

use std::collections::HashSet;

use crate::data::Recommends;
use crate::model::commands::Wrapper;
use crate::model::packages::PackageCall;
use crate::model::{Model, RunScript, Stage};
use crate::pass::{Assumption, Basis, Context, Finding, Fix, Outcome, Pass, Safety, Saving};
use crate::text::{Edit, Span};
use crate::verify::{Choice, Facet};

use used::Used;

/// The pass.
pub const PASS: Pass = Pass {
    name: "no-install-recommends",
    summary: "Install with apt only what is named, needed, or known to be used.",
    safety: Safety::Assumes(Assumption::RecommendsUnneeded),
    keeps: &[
        Facet::Bases,
        Facet::CommandsBut(Choice::Recommends),
        Facet::Inputs,
        Facet::Contract,
    ],
    answers: &["DL3015"],
    source: include_str!("no_install_recommends.rs"),
    example: include_str!("../../tests/passes/no_install_recommends/example.Dockerfile"),
    mentions: &["apt"],
    run,
};

fn run(context: &Context<'_>) -> Vec<Finding> {
    let model = context.model;
    let file = model.file.text.to_ascii_lowercase();
    let mut findings = Vec::new();
    if is_set(&file) || !file.contains("apt") {
        return findings;
    }
    let mut used = Used::new(model, context.data.recommends(), &file);
    let ships = |stage: &&Stage<'_>| !stage.windows && model.ships(stage);
    for stage in model.stages.iter().filter(ships) {
        used.begin_stage();
        for step in &stage.steps {
            let Some(script) = step.run.as_ref().and_then(|run| run.script()) else {
                continue;
            };
            for call in script.calls() {
                let Some(package) = PackageCall::new(context.data, call) else {
                    continue;
                };
                used.follow(&package);
                if !recommends(&package) {
                    continue;
                }
                let install = Install {
                    model,
                    script,
                    package,
                };
                findings.push(install.finding(&mut used));
            }
        }
    }
    findings
}

/// Whether the file, in lower case, says for all installs what becomes of recommended packages.
fn is_set(file: &str) -> bool {
    // Behind a dash it is the flag of one call.
    let mut places = file.match_indices("install-recommends");
    places.any(|(at, _)| !file[..at].ends_with('-'))
}

/// Whether the call installs recommended packages.
fn recommends(package: &PackageCall<'_>) -> bool {
    let flags = [
        "--no-install-recommends",
        "--install-recommends",
        "-s",
        "--simulate",
        "--dry-run",
    ];
    let by_apt = matches!(package.manager.name, "apt" | "apt-get");
    by_apt && package.verb == "install" && !package.has_any_flag(&flags)
}

struct Install<'i, 'a> {
    model: &'i Model<'a>,
    script: &'i RunScript<'a>,
    package: PackageCall<'i>,
}

impl Install<'_, '_> {
    fn finding(&self, used: &mut Used<'_>) -> Finding {
        let span = self.script.text.file_span(self.package.call.simple.span);
        let name = self.package.manager.name;
        let message = format!("`{name} install` also installs what is only recommended");
        match self.fix(used) {
            Err(reason) => Finding::refused(span, message, reason),
            Ok((fix, saves)) => Finding {
                span,
                message,
                saves,
                outcome: Outcome::Fix(fix),
            },
        }
    }

    fn fix(&self, used: &mut Used<'_>) -> Result<(Fix, Option<Saving>), String> {
        if let Some(line) = used.brought {
            return Err(format!(
                "line {line} brings settings of apt that may say the same"
            ));
        }
        let packages = self.packages(used.table)?;
        let wanted = self.wanted(&packages, used);
        if let Some((name, words)) = wanted.first().zip(used.automatic) {
            return Err(format!(
                "`{name}` would have to be named, and `{words}` takes away only what is not named"
            ));
        }
        used.note(&self.package, &wanted);
        let before = self.package.before_new_flag(self.script.text.as_str());
        let flag = self.script.text.file_span(before).end;
        let title = match wanted.as_slice() {
            [] => "add `--no-install-recommends`".to_string(),
            names => format!(
                "add `--no-install-recommends`, and name `{}`",
                names.join("`, `")
            ),
        };
        let mut edits = vec![Edit::insert(flag, " --no-install-recommends")];
        edits.extend(self.additions(&packages, &wanted));
        let safety = Safety::Assumes(Assumption::RecommendsUnneeded);
        Ok((
            Fix {
                title,
                safety,
                edits,
            },
            saving(&packages, used.table),
        ))
    }

    /// The packages, versions off, or why not all of them are known.
    fn packages(&self, table: &Recommends) -> Result<Vec<&str>, String> {
        let operands = self.package.operands();
        if operands.is_empty() || self.package.call.wrapper == Some(Wrapper::Words) {
            return Err("its packages stand elsewhere".into());
        }
        let mut packages = Vec::with_capacity(operands.len());
        for (operand, span) in operands.iter().zip(self.package.operand_spans()) {
            let name = operand.split(['=', ':', '/']).next().unwrap_or_default();
            let written = self.script.get(*span);
            match () {
                () if operand.is_empty() => {
                    return Err(format!(
                        "what `{written}` stands for is only known in the build"
                    ));
                }
                () if operand.starts_with(['.', '/']) || operand.ends_with(".deb") => {
                    return Err(format!("`{written}` is a file that may recommend anything"));
                }
                () if !table.knows(name) => {
                    return Err(format!(
                        "what `{name}` recommends may be needed: it is not in dfopt's table"
                    ));
                }
                () => packages.push(name),
            }
        }
        Ok(packages)
    }

    /// Recommended packages that are used and not there, and of what comes with them the same. What is named here has its own
    /// turn; with what was there before, nothing comes.
    fn wanted(&self, packages: &[&str], used: &mut Used<'_>) -> Vec<&'static str> {
        let named: HashSet<&str> = packages.iter().copied().collect();
        let table = used.table;
        let counts = |name: &'static str, tool: bool| {
            !named.contains(name) && !used.is_there(name) && used.has(name, tool)
        };
        table.along(packages, counts).into_iter().collect()
    }

    /// Each new name where it belongs by the alphabet if the packages are sorted, else behind the last; parted as they are.
    fn additions(&self, packages: &[&str], wanted: &[&str]) -> Vec<Edit> {
        let spans = self.package.operand_spans();
        let sorted = packages.len() > 1 && packages.is_sorted();
        let mut places = vec![String::new(); packages.len() + 1];
        for name in wanted {
            let at = match sorted {
                true => packages.partition_point(|package| package < name),
                false => packages.len(),
            };
            places[at] += &match at == packages.len() {
                true => format!("{}{name}", self.gap(at - 1)),
                false => format!("{name}{}", self.gap(at)),
            };
        }
        let file = |span: Span| self.script.text.file_span(span);
        let filled = places
            .into_iter()
            .enumerate()
            .filter(|(_, text)| !text.is_empty());
        let edit = |(at, text): (usize, String)| match spans.get(at) {
            Some(span) => Edit::insert(file(*span).start, text),
            None => Edit::insert(file(spans[at - 1]).end, text),
        };
        filled.map(edit).collect()
    }

    /// What stands in the file between operand `at` and the word before it; one blank if a comment is in it.
    fn gap(&self, at: usize) -> &str {
        let operand = self.package.operand_spans()[at];
        let words = self.package.call.simple.words.iter().map(|word| word.span);
        let before = words.take_while(|span| span.end <= operand.start).last();
        let file = |span| self.script.text.file_span(span);
        let gap = before.map(|before| Span {
            start: file(before).end,
            end: file(operand).start,
        });
        let gap = gap.map_or(" ", |gap| gap.of(self.model.file.text));
        if gap.contains('#') { " " } else { gap }
    }
}

fn saving(packages: &[&str], table: &Recommends) -> Option<Saving> {
    let rows = packages.iter().filter_map(|package| table.row(package));
    let bytes = rows.map(|row| row.bytes).max().filter(|bytes| *bytes > 0)?;
    Some(Saving {
        bytes,
        basis: Basis::Estimate,
    })
}
