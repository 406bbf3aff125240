//! Whether a stage runs a program and compiles nothing.

use crate::model::usage::{Deed, Event};
use crate::model::{Stage, starts};
use crate::pass::Context;

/// Programs of a JDK that its JRE lacks, build tools and interpreters that compile, and programs
/// that its image brings for it; from the JDK's tool specifications and the pages of the tools.
const OF_JDK: [&str; 53] = [
    "javac",
    "javadoc",
    "javap",
    "jar",
    "jarsigner",
    "jcmd",
    "jconsole",
    "jdb",
    "jdeprscan",
    "jdeps",
    "jhsdb",
    "jimage",
    "jinfo",
    "jlink",
    "jmap",
    "jmod",
    "jpackage",
    "jps",
    "jshell",
    "jstack",
    "jstat",
    "jstatd",
    "serialver",
    "mvn",
    "mvnw",
    "gradle",
    "gradlew",
    "ant",
    "sbt",
    "kotlinc",
    "scalac",
    "lein",
    "groovyc",
    "jattach",
    "grails",
    "scala",
    "scala-cli",
    "kotlin",
    "groovy",
    "clj",
    "clojure",
    "boot",
    "jbang",
    "activator",
    "bazel",
    "buck",
    "jruby",
    "spring",
    "native-image",
    "objcopy",
    "objdump",
    "strip",
    "ld",
];

/// Refuses a stage that compiles, or of which that cannot be told.
pub(super) fn only_runs(
    context: &Context<'_>,
    stage: &Stage<'_>,
    events: &[Event],
) -> Result<(), String> {
    let model = context.model;
    if !starts::says_what_runs(model, stage) {
        return Err("no CMD or ENTRYPOINT says what it runs".into());
    }
    for event in events {
        let line = model.lines.line(event.span.start);
        let needs = match &event.deed {
            Deed::Unread(what) => Some(what.clone()),
            Deed::Installs { packages, .. } => packages
                .iter()
                .find(|package| ["maven", "gradle", "ant"].contains(&package.as_str()))
                .map(|package| format!("installs `{package}`")),
            Deed::Runs {
                name, arguments, ..
            } => compiles(name, arguments),
        };
        if let Some(what) = needs {
            return Err(format!("line {line} {what}"));
        }
    }
    Ok(())
}

/// What a command needs the JDK or SDK for, if it does.
fn compiles(name: &str, arguments: &[String]) -> Option<String> {
    let source = |word: &String| word.ends_with(".java");
    if OF_JDK.contains(&name) {
        return Some(format!("runs `{name}`"));
    }
    if name == "java" && arguments.iter().any(source) {
        return Some("gives a source file to `java`".into());
    }
    let first = arguments.first().map_or("", String::as_str);
    let runs =
        first.ends_with(".dll") || first.starts_with('-') && arguments.len() > 1 || first == "exec";
    (name == "dotnet" && !runs).then(|| format!("runs `dotnet {first}`"))
}
