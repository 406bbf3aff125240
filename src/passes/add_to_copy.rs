//! Writes `COPY` for an `ADD` that does nothing which `COPY` does not.
//!
//! # What it does
//! `ADD` also downloads, clones, and unpacks archives, which it knows by what is in them and not by their names: whoever reads
//! `ADD app /app` has to look at `app`. `COPY` only copies.
//!
//! # When it refuses
//! A source is a URL or a repository; its name is that of an archive; it is only known when the build runs, or is a pattern; the
//! build context does not show that it is a directory, or a file that is no archive. Without a build context only `.` is known to be
//! a directory. A flag says what only `ADD` can do (`--checksum`, `--keep-git-dir`, `--unpack`). Nothing is said of a Windows stage.
//!
//! # Fix safety
//! Safe: the same files come to the same place, with the same owner and mode. It saves no bytes.
//!
//! # Sources
//! Dockerfile reference, "Adding local tar archives"; BuildKit at 0bad7f4, `solver/llbsolver/file/unpack.go`: only a source that is
//! itself a regular file and, decompressed if it is gzip, bzip2, xz or zstd (`util/archiveutil/archive.go` at e854ccf), begins
//! with the header of a tar entry is unpacked (read 2026-11-25); hadolint DL3020.

use crate::model::Project;
use crate::model::paths;
use crate::pass::{Context, Finding, Pass, Safety};
use crate::syntax::{Arguments, Instruction, Keyword, Word};
use crate::text::Edit;
use crate::verify::Facet;

/// The pass.
pub const PASS: Pass = Pass {
    name: "add-to-copy",
    summary: "Write COPY for an ADD that neither unpacks nor downloads.",
    safety: Safety::Safe,
    keeps: &[
        Facet::Bases,
        Facet::Commands,
        Facet::InputsButKeyword,
        Facet::Contract,
    ],
    answers: &["DL3020"],
    source: include_str!("add_to_copy.rs"),
    example: include_str!("../../tests/passes/add_to_copy/example.Dockerfile"),
    mentions: &[],
    run,
};

/// Flags that both know and read alike.
const SHARED_FLAGS: [&str; 4] = ["chown", "chmod", "link", "exclude"];

/// How names of archives end, compressed ones included.
const ARCHIVES: [&str; 14] = [
    ".tar", ".gz", ".tgz", ".bz2", ".tbz", ".tbz2", ".xz", ".txz", ".zst", ".tzst", ".lzma", ".z",
    ".lz4", ".br",
];

fn run(context: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for stage in context.model.stages.iter().filter(|stage| !stage.windows) {
        for step in &stage.steps {
            let instruction = step.instruction;
            let (Keyword::Add, Arguments::Copy { sources, .. }) =
                (instruction.keyword, &instruction.arguments)
            else {
                continue;
            };
            let message = "this ADD only copies, which COPY says";
            let span = instruction.span;
            findings.push(match refusal(context.project, instruction, sources) {
                None => {
                    let keyword = instruction.keyword_span;
                    let written = keyword.of(context.model.file.text);
                    let copy = match written.bytes().any(|byte| byte.is_ascii_lowercase()) {
                        true => "copy",
                        false => "COPY",
                    };
                    Finding::safe(
                        span,
                        message,
                        "use COPY",
                        vec![Edit::replace(keyword, copy)],
                    )
                }
                Some(None) => continue,
                Some(Some(reason)) => Finding::refused(span, "ADD where COPY may do", reason),
            });
        }
    }
    findings
}

/// Why it has to stay, or that nothing need be said: it does what only `ADD` can do.
fn refusal(
    project: &dyn Project,
    instruction: &Instruction<'_>,
    sources: &[Word<'_>],
) -> Option<Option<String>> {
    if instruction
        .flags
        .iter()
        .any(|flag| !SHARED_FLAGS.contains(&&*flag.name))
    {
        return Some(None);
    }
    let split = instruction.keyword_span.len() != "ADD".len();
    if split {
        return Some(Some("the word is broken over two lines".into()));
    }
    sources.iter().find_map(|source| {
        let value = &*source.value;
        // A heredoc is text, and stays it.
        if value.starts_with("<<") {
            return None;
        }
        let lower = value.to_ascii_lowercase();
        let remote = value.contains("://")
            || value.starts_with("git@")
            || lower.ends_with(".git")
            || lower.contains(".git#");
        if remote || ARCHIVES.iter().any(|end| lower.ends_with(end)) {
            return Some(None);
        }
        unproved(project, value).map(Some)
    })
}

/// Why it is not proved that a source is a directory or a file that is no archive.
fn unproved(project: &dyn Project, source: &str) -> Option<String> {
    if source.contains(['$', '*', '?', '[', '\\']) {
        return Some(format!(
            "which files `{source}` names is only known in the build"
        ));
    }
    let path = paths::resolve(Some("/"), source)?;
    let path = path.trim_start_matches('/');
    if path.is_empty() {
        return None;
    }
    if !project.is_known() {
        return Some(format!(
            "without the build context nothing tells whether `{source}` is an archive"
        ));
    }
    match (project.read(path), project.list(path)) {
        (Some(content), _) if may_be_archive(&content) => {
            Some(format!("`{source}` is an archive or compressed"))
        }
        (Some(_), _) => None,
        (None, Some(names)) if !names.is_empty() => None,
        (None, _) => Some(format!(
            "the build context does not show what `{source}` is"
        )),
    }
}

/// How compressed files begin: gzip, bzip2, xz, zstd.
const COMPRESSED: [&[u8]; 4] = [
    &[0x1f, 0x8b],
    b"BZh",
    &[0xfd, b'7', b'z', b'X', b'Z'],
    &[0x28, 0xb5, 0x2f, 0xfd],
];

/// Whether a file is compressed, or begins with the header of a tar entry: its checksum is right.
fn may_be_archive(content: &[u8]) -> bool {
    // A zstd stream may begin with a frame that is skipped (RFC 8878, 3.1.2).
    let skippable = matches!(content, [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..]);
    if skippable || COMPRESSED.iter().any(|magic| content.starts_with(magic)) {
        return true;
    }
    let Some(header) = content.get(..512) else {
        return false;
    };
    let digits = header[148..156].iter().copied();
    let digits = digits.skip_while(|byte| *byte == b' ');
    let digits: Vec<u8> = digits
        .take_while(|byte| (b'0'..=b'7').contains(byte))
        .collect();
    let told = digits
        .iter()
        .fold(0i64, |sum, digit| sum * 8 + i64::from(digit - b'0'));
    let bytes = header.iter().enumerate();
    let bytes = bytes.map(|(at, byte)| {
        if (148..156).contains(&at) {
            b' '
        } else {
            *byte
        }
    });
    let (unsigned, signed) = bytes.fold((0, 0), |(unsigned, signed), byte| {
        (
            unsigned + i64::from(byte),
            signed + i64::from(byte.cast_signed()),
        )
    });
    !digits.is_empty() && (told == unsigned || told == signed)
}

#[cfg(test)]
mod tests {
    use super::may_be_archive;

    #[test]
    fn knows_archives_by_their_content() {
        let mut header = [0u8; 512];
        header[..5].copy_from_slice(b"a.txt");
        header[148..156].fill(b' ');
        let sum: i64 = header.iter().map(|byte| i64::from(*byte)).sum();
        header[148..154].copy_from_slice(format!("{sum:06o}").as_bytes());
        assert!(may_be_archive(&header));
        assert!(may_be_archive(&[0x1f, 0x8b, 8]));
        assert!(may_be_archive(&[0x5a, 0x2a, 0x4d, 0x18, 4, 0, 0, 0]));
        header[0] = b'b';
        assert!(!may_be_archive(&header));
        assert!(!may_be_archive(b"print('hello')") && !may_be_archive(&[0; 1024]));
    }
}
