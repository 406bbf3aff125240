//! What `make` runs, where its `Makefile` is plain enough to be read.
//!
//! Runs nothing and expands only variables that are set once. What it does not follow it says by name.

use std::collections::HashMap;

/// So many targets are followed.
const MOST: usize = 200;

/// Beginnings of lines, and texts, that make a file more than its rules.
const BEYOND: [&str; 15] = [
    "include ",
    "-include ",
    "sinclude ",
    "define ",
    "ifeq",
    "ifneq",
    "ifdef",
    "ifndef",
    ".ONESHELL",
    ".RECIPEPREFIX",
    "vpath ",
    "SHELL",
    "MAKEFLAGS",
    "override ",
    "undefine ",
];

/// Endings of files from which `make` builds a target by rules of its own (GNU make manual, "Catalogue of Built-In Rules").
const SOURCES: [&str; 23] = [
    "o", "c", "cc", "C", "cpp", "p", "f", "F", "m", "r", "s", "S", "mod", "sh", "y", "l", "ym",
    "lm", "def", "sym", "texinfo", "tex", "web",
];
const FUNCTIONS: [&str; 5] = ["shell ", "eval ", "call ", "foreach ", "file "];

#[derive(Debug, Default)]
struct Rule {
    needs: Vec<String>,
    recipe: Vec<String>,
}

#[derive(Debug, Default)]
struct Makefile {
    rules: HashMap<String, Rule>,
    default: Option<String>,
    /// `None` for a variable that is set more than once.
    variables: HashMap<String, Option<String>>,
}

/// The lines of shell text that `make` with these arguments runs, `exists` telling which files there are; else what stands
/// against reading them.
pub(super) fn recipes(
    text: &str,
    arguments: &[&str],
    exists: &dyn Fn(&str) -> bool,
) -> Result<Vec<String>, String> {
    let mut file = read(text)?;
    let mut wanted = Vec::new();
    for word in arguments {
        match word.split_once('=') {
            Some((name, value)) => {
                file.variables
                    .insert(name.to_string(), Some(value.to_string()));
            }
            None if word.starts_with('-') => {
                let plain = word[1..]
                    .bytes()
                    .all(|byte| b"jskBi0123456789".contains(&byte));
                if !plain && !matches!(*word, "--silent" | "--quiet" | "--no-print-directory") {
                    return Err(format!("it is given `{word}`"));
                }
            }
            None => wanted.push(word.to_string()),
        }
    }
    if wanted.is_empty() {
        wanted.push(file.default.clone().ok_or("it has no target")?);
    }
    file.follow(wanted, exists)
}

fn read(text: &str) -> Result<Makefile, String> {
    let mut file = Makefile::default();
    let mut targets: Vec<String> = Vec::new();
    for line in text.replace("\\\r\n", " ").replace("\\\n", " ").lines() {
        if let Some(function) = FUNCTIONS.iter().find(|name| {
            line.contains(&format!("$({name}")) || line.contains(&format!("${{{name}"))
        }) {
            return Err(format!("it uses the function `{}`", function.trim()));
        }
        if let Some(recipe) = line.strip_prefix('\t') {
            for target in &targets {
                let rule = file.rules.entry(target.clone()).or_default();
                rule.recipe.push(recipe.trim().to_string());
            }
            continue;
        }
        let line = line.split('#').next().unwrap_or("").trim();
        let line = line.strip_prefix("export ").unwrap_or(line).trim_start();
        if let Some(word) = BEYOND.iter().find(|word| line.starts_with(**word)) {
            return Err(format!("it has `{}`", word.trim()));
        }
        if line.is_empty() {
            continue;
        }
        match line.find([':', '=', '?', '+', '!']) {
            Some(at) if line[at..].starts_with("!=") => {
                return Err(format!("it has the line `{line}`"));
            }
            Some(at) if is_assignment(&line[at..]) => file.assign(line),
            Some(at) if line[at..].starts_with(':') => {
                targets = file.rule(&line[..at], &line[at + 1..])?
            }
            _ => return Err(format!("it has the line `{line}`")),
        }
    }
    Ok(file)
}

fn is_assignment(rest: &str) -> bool {
    ["=", "?=", "+=", ":=", "::=", ":::="]
        .iter()
        .any(|sign| rest.starts_with(sign))
}

impl Makefile {
    fn assign(&mut self, line: &str) {
        let Some((name, value)) = line.split_once('=') else {
            return;
        };
        let fixed = !name.ends_with(['?', '+']);
        let name = name.trim_end_matches([':', '?', '+']).trim();
        let value = Some(value.trim().to_string()).filter(|_| fixed);
        let known = self.variables.contains_key(name);
        let value = value.filter(|_| !known);
        self.variables.insert(name.to_string(), value);
    }

    fn rule(&mut self, targets: &str, rest: &str) -> Result<Vec<String>, String> {
        let rest = rest.trim_start_matches(':');
        let (needs, recipe) = rest.split_once(';').unwrap_or((rest, ""));
        if targets.contains(['%', '$']) || needs.contains(['%', ':', '=']) {
            return Err(format!("it has the rule `{}`", targets.trim()));
        }
        let names: Vec<String> = targets.split_whitespace().map(str::to_string).collect();
        for name in &names {
            if self.default.is_none() && !name.starts_with('.') {
                self.default = Some(name.clone());
            }
            let rule = self.rules.entry(name.clone()).or_default();
            let needs = needs.split_whitespace().filter(|need| *need != "|");
            rule.needs.extend(needs.map(str::to_string));
            if !recipe.trim().is_empty() {
                rule.recipe.push(recipe.trim().to_string());
            }
        }
        Ok(names)
    }

    fn follow(
        &self,
        mut wanted: Vec<String>,
        exists: &dyn Fn(&str) -> bool,
    ) -> Result<Vec<String>, String> {
        let (mut lines, mut done) = (Vec::new(), Vec::new());
        while let Some(target) = wanted.pop() {
            if done.contains(&target) {
                continue;
            }
            if done.len() > MOST {
                return Err("it has too many targets".into());
            }
            let phony = self
                .rules
                .get(".PHONY")
                .is_some_and(|it| it.needs.contains(&target));
            let own = self.rules.get(&target);
            if !phony && own.is_none_or(|rule| rule.recipe.is_empty()) {
                built_in(&target, exists)?;
            }
            match own {
                Some(rule) => {
                    if rule.recipe.is_empty() && !phony && rule.needs.is_empty() {
                        return Err(format!("its target `{target}` has no recipe"));
                    }
                    for need in &rule.needs {
                        wanted.extend(self.expanded(need).split_whitespace().map(str::to_string));
                    }
                    lines.extend(rule.recipe.iter().map(|line| self.line(line)));
                }
                None if exists(&target) => {}
                None => return Err(format!("it has no rule for `{target}`")),
            }
            done.push(target);
        }
        Ok(lines)
    }

    /// A line of a recipe as the shell gets it.
    fn line(&self, line: &str) -> String {
        self.expanded(line.trim_start_matches(['@', '-', '+', ' ', '\t']))
    }

    /// A text with its variables put in; what is not known becomes a variable of the shell that nobody sets.
    fn expanded(&self, text: &str) -> String {
        let mut out = text.to_string();
        for _ in 0..4 {
            if !out.contains("$(") && !out.contains("${") {
                break;
            }
            out = self.once(&out);
        }
        out.replace("$$", "$")
    }

    fn once(&self, text: &str) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some(at) = rest.find('$') {
            out.push_str(&rest[..at]);
            rest = &rest[at + 1..];
            let close = match rest.chars().next() {
                Some('(') => ')',
                Some('{') => '}',
                Some('$') => {
                    out.push_str("$$");
                    rest = &rest[1..];
                    continue;
                }
                Some(c) if "@<^*?+|".contains(c) => {
                    out.push_str("\"$$MADE\"");
                    rest = &rest[1..];
                    continue;
                }
                _ => {
                    out.push_str("$$MADE");
                    rest = rest
                        .char_indices()
                        .nth(1)
                        .map_or("", |(next, _)| &rest[next..]);
                    continue;
                }
            };
            let end = rest.find(close).unwrap_or(rest.len());
            out.push_str(&self.value(&rest[1..end.max(1)]));
            rest = rest.get(end + 1..).unwrap_or("");
        }
        out + rest
    }

    fn value(&self, name: &str) -> String {
        let built_in = [
            ("MAKE", "make"),
            ("CC", "cc"),
            ("CXX", "c++"),
            ("AR", "ar"),
            ("RM", "rm -f"),
            ("CURDIR", "."),
        ];
        let default = built_in.iter().find(|(known, _)| *known == name);
        match (self.variables.get(name), default) {
            (Some(Some(value)), _) => value.clone(),
            (None, Some((_, value))) => (*value).to_string(),
            _ => "$$MADE".to_string(),
        }
    }
}

/// Refuses a target without a recipe that `make` knows how to build.
fn built_in(target: &str, exists: &dyn Fn(&str) -> bool) -> Result<(), String> {
    let stem = target
        .rsplit_once('.')
        .filter(|(_, end)| SOURCES.contains(end));
    let stems = [target].into_iter().chain(stem.map(|(stem, _)| stem));
    for stem in stems {
        let mut sources = SOURCES.iter().map(|end| format!("{stem}.{end}"));
        if let Some(source) = sources.find(|source| source != target && exists(source)) {
            return Err(format!(
                "it may build `{target}` from `{source}` by a rule of its own"
            ));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::recipes;

    const TEXT: &str = "PY = python\n.PHONY: all deps\nall: deps app.py ## builds\n\t@$(PY) app.py $@\ndeps:\n\tpip install -r \\\n\t  requirements.txt\n";

    #[test]
    fn plain_rules_are_read() {
        let exists = |path: &str| path == "app.py";
        let lines = recipes(TEXT, &[], &exists).unwrap();
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[0], "python app.py \"$MADE\"");
        assert!(lines[1].starts_with("pip install -r"));
        let lines = recipes(TEXT, &["deps", "PY=python3", "-j4"], &exists).unwrap();
        assert_eq!(lines.len(), 1);
    }

    #[test]
    fn rules_of_its_own_are_refused() {
        for (text, target, source) in [
            ("all: tool\ntool: tool.c\n", "tool", "tool.c"),
            (
                "all: main.o\n\tld main.o\nmain.o: main.c\n",
                "main.o",
                "main.c",
            ),
        ] {
            let exists = |path: &str| path == source;
            let why = format!("it may build `{target}` from `{source}` by a rule of its own");
            assert_eq!(recipes(text, &[], &exists), Err(why), "{text}");
        }
    }

    #[test]
    fn the_rest_is_refused_by_name() {
        let exists = |_: &str| false;
        for (text, words, what) in [
            ("include x.mk\nall:\n\ttrue\n", &[][..], "it has `include`"),
            (
                "V = $(shell git describe)\nall:\n\ttrue\n",
                &[],
                "it uses the function `shell`",
            ),
            ("%.o: %.c\n\tcc $<\n", &[], "it has the rule `%.o`"),
            (
                "all: main.o\n\tcc main.o\n",
                &[],
                "it has no rule for `main.o`",
            ),
            ("all:\n\ttrue\n", &["-C", "x"], "it is given `-C`"),
            ("", &[], "it has no target"),
            (
                "V != date\nall:\n\ttrue\n",
                &[],
                "it has the line `V != date`",
            ),
            (
                "export SHELL := /bin/bash\nall:\n\ttrue\n",
                &[],
                "it has `SHELL`",
            ),
        ] {
            assert_eq!(
                recipes(text, words, &exists),
                Err(what.to_string()),
                "{text}"
            );
        }
    }
}
