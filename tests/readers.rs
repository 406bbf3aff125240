//! Reads the same files with two other crates and compares, each where it is known to be right.
//!
//! Small files are built in; with `DFOPT_CORPUS` set, those of the corpus are read too.

#![expect(
    clippy::print_stderr,
    reason = "a test says what it skipped and counted"
)]

use std::path::PathBuf;

use dfopt::syntax::{Arguments, File, Instruction, Keyword, parse};
use dfopt::text::Span;
use rayon::prelude::*;

const SMALL: &[&str] = &[
    "FROM debian:12\nRUN apt-get update \\\n    # why\n && apt-get install -y curl\nCMD [\"bash\"]\n",
    "ARG V=1\nFROM node:${V} AS build\nWORKDIR /app\nCOPY . .\nENV A=1 B=\"x y\"\nRUN npm ci\n",
    "FROM build\nCOPY --from=build /a /b\nEXPOSE 80 443\nVOLUME /data\nUSER app\nENTRYPOINT [\"/b\"]\n",
    "from alpine\nlabel a=b\nstopsignal SIGTERM\nhealthcheck none\nonbuild run x\n",
];

#[test]
fn parse_dockerfile_agrees() {
    compare("parse-dockerfile", with_parse_dockerfile);
}

#[test]
fn dockerfile_parser_agrees() {
    compare("dockerfile-parser", with_dockerfile_parser);
}

/// What a second reader says of a file.
enum Second {
    Agrees,
    Differs(String),
    /// It refuses a file that BuildKit accepts, or the file uses what it is known to get wrong.
    Skipped(&'static str),
}

fn compare(name: &str, second: fn(&File<'_>) -> Second) {
    for text in SMALL {
        if let Second::Differs(detail) = second(&parse(text)) {
            panic!("{name} on {text:?}: {detail}");
        }
    }
    let Some(texts) = corpus() else {
        eprintln!("{name}: skipped the corpus: DFOPT_CORPUS is not set");
        return;
    };
    let results: Vec<_> = texts
        .par_iter()
        .filter_map(|(path, text)| {
            let file = parse(text);
            file.errors.is_empty().then(|| (path, second(&file)))
        })
        .collect();
    let mut skipped = std::collections::BTreeMap::<&str, usize>::new();
    let mut differing = 0;
    for (path, result) in &results {
        match result {
            Second::Agrees => {}
            Second::Skipped(cause) => *skipped.entry(cause).or_default() += 1,
            Second::Differs(detail) => {
                differing += 1;
                if differing <= 20 {
                    eprintln!("{name}: {}: {detail}", path.display());
                }
            }
        }
    }
    eprintln!(
        "{name}: {} accepted files, skipped {skipped:?}, {differing} differ",
        results.len()
    );
    assert_eq!(differing, 0);
}

fn corpus() -> Option<Vec<(PathBuf, String)>> {
    let root = PathBuf::from(std::env::var_os("DFOPT_CORPUS")?);
    let folders = std::fs::read_dir(&root)
        .expect("the corpus is readable")
        .flatten();
    let files = folders.filter_map(|folder| std::fs::read_dir(folder.path()).ok());
    let files = files.flat_map(|files| files.flatten().map(|file| file.path()));
    let texts = files.filter_map(|path| Some((path.clone(), std::fs::read_to_string(path).ok()?)));
    Some(texts.collect())
}

/// Compares the keywords, their order and their places, and the image of each `FROM`.
fn with_parse_dockerfile(file: &File<'_>) -> Second {
    use parse_dockerfile::Instruction as Other;
    if file.instructions().any(splits_its_keyword) {
        return Second::Skipped("a keyword split by a continuation: it wants keywords whole");
    }
    if escapes_line_end(file) {
        return Second::Skipped(
            "two escape characters at a line end: it takes them for a continuation",
        );
    }
    let Ok(other) = parse_dockerfile::parse(file.text) else {
        return Second::Skipped("refused: it is stricter than BuildKit");
    };
    // It counts from behind a byte-order mark.
    let mark = file.text.len() - file.text.trim_start_matches('\u{feff}').len();
    let theirs = other.instructions.iter().map(|instruction| {
        let (keyword, span) = place(instruction);
        let image = match instruction {
            Other::From(from) => from.image.value.to_string(),
            _ => String::new(),
        };
        (
            keyword,
            Span::new(mark + span.start, mark + span.end),
            image,
        )
    });
    let ours = file.instructions().map(|instruction| {
        (
            instruction.keyword,
            instruction.keyword_span,
            image(instruction).to_string(),
        )
    });
    same(ours.collect(), theirs.collect())
}

fn place(instruction: &parse_dockerfile::Instruction<'_>) -> (Keyword, std::ops::Range<usize>) {
    use parse_dockerfile::Instruction as Other;
    let (keyword, theirs) = match instruction {
        Other::Add(it) => (Keyword::Add, &it.add),
        Other::Arg(it) => (Keyword::Arg, &it.arg),
        Other::Cmd(it) => (Keyword::Cmd, &it.cmd),
        Other::Copy(it) => (Keyword::Copy, &it.copy),
        Other::Entrypoint(it) => (Keyword::Entrypoint, &it.entrypoint),
        Other::Env(it) => (Keyword::Env, &it.env),
        Other::Expose(it) => (Keyword::Expose, &it.expose),
        Other::From(it) => (Keyword::From, &it.from),
        Other::Healthcheck(it) => (Keyword::Healthcheck, &it.healthcheck),
        Other::Label(it) => (Keyword::Label, &it.label),
        Other::Maintainer(it) => (Keyword::Maintainer, &it.maintainer),
        Other::Onbuild(it) => (Keyword::Onbuild, &it.onbuild),
        Other::Run(it) => (Keyword::Run, &it.run),
        Other::Shell(it) => (Keyword::Shell, &it.shell),
        Other::Stopsignal(it) => (Keyword::Stopsignal, &it.stopsignal),
        Other::User(it) => (Keyword::User, &it.user),
        Other::Volume(it) => (Keyword::Volume, &it.volume),
        Other::Workdir(it) => (Keyword::Workdir, &it.workdir),
        _ => return (Keyword::Unknown, 0..0),
    };
    (keyword, theirs.span.clone())
}

/// Compares the kinds and their order, where each begins, and the image of each `FROM`.
fn with_dockerfile_parser(file: &File<'_>) -> Second {
    if let Some(cause) = beyond_dockerfile_parser(file) {
        return Second::Skipped(cause);
    }
    let Ok(other) = dockerfile_parser::Dockerfile::parse(file.text) else {
        return Second::Skipped("refused: it is stricter than BuildKit");
    };
    let theirs = other.instructions.iter().map(|instruction| {
        use dockerfile_parser::Instruction as Other;
        let (kind, image) = match instruction {
            Other::From(it) => ("from".to_string(), it.image.content.clone()),
            Other::Arg(_) => ("arg".to_string(), String::new()),
            Other::Label(_) => ("label".to_string(), String::new()),
            Other::Run(_) => ("run".to_string(), String::new()),
            Other::Entrypoint(_) => ("entrypoint".to_string(), String::new()),
            Other::Cmd(_) => ("cmd".to_string(), String::new()),
            Other::Copy(_) => ("copy".to_string(), String::new()),
            Other::Env(_) => ("env".to_string(), String::new()),
            Other::Misc(it) => (it.instruction.content.to_lowercase(), String::new()),
        };
        (kind, instruction.span().start, image)
    });
    let ours = file.instructions().map(|instruction| {
        let kind = format!("{:?}", instruction.keyword).to_lowercase();
        (
            kind,
            instruction.span.start as usize,
            image(instruction).to_string(),
        )
    });
    same(ours.collect(), theirs.collect())
}

/// What dockerfile-parser 0.9 reads wrong without saying so.
fn beyond_dockerfile_parser(file: &File<'_>) -> Option<&'static str> {
    if file.text.starts_with('\u{feff}') {
        return Some("a byte-order mark: it takes it for text");
    }
    if file.escape == '`' {
        return Some("backtick escapes: it knows the backslash only");
    }
    if escapes_line_end(file) {
        return Some("two backslashes at a line end: it takes them for a continuation");
    }
    if file
        .instructions()
        .any(|it| image(it).contains(['"', '<', '%']))
    {
        return Some("an image that is no valid reference: it leaves it out");
    }
    if file.instructions().any(|it| !it.heredocs.is_empty()) {
        return Some("heredocs: it takes their lines for instructions");
    }
    if file.instructions().any(splits_its_keyword) {
        return Some("a keyword split by a continuation: it wants keywords whole");
    }
    let blank = |it: &Instruction<'_>| {
        it.span
            .of(file.text)
            .lines()
            .any(|line| line.trim().is_empty())
    };
    if file.instructions().any(blank) {
        return Some("a blank line inside a continuation: it ends the instruction there");
    }
    let comment = |it: &Instruction<'_>| it.body.of(it.logical.as_str()).contains('#');
    if file
        .instructions()
        .any(|it| comment(it) || !it.comments.is_empty())
    {
        return Some("`#` in arguments: it may take it for a comment, and the next line with it");
    }
    None
}

fn image<'a>(instruction: &'a Instruction<'_>) -> &'a str {
    match &instruction.arguments {
        Arguments::From { image, .. } => &image.value,
        _ => "",
    }
}

fn splits_its_keyword(instruction: &Instruction<'_>) -> bool {
    let word = instruction
        .logical
        .as_str()
        .split(char::is_whitespace)
        .next();
    word.is_none_or(|word| word.len() != instruction.keyword_span.len())
}

fn escapes_line_end(file: &File<'_>) -> bool {
    let twice = [file.escape, file.escape].iter().collect::<String>();
    file.text
        .lines()
        .any(|line| line.trim_end().ends_with(&twice))
}

fn same<T: PartialEq + std::fmt::Debug>(ours: Vec<T>, theirs: Vec<T>) -> Second {
    if ours == theirs {
        return Second::Agrees;
    }
    let first = ours
        .iter()
        .zip(&theirs)
        .position(|(ours, theirs)| ours != theirs);
    let at = first.unwrap_or(ours.len().min(theirs.len()));
    Second::Differs(format!("{:?} against {:?}", ours.get(at), theirs.get(at)))
}
