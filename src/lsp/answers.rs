//! What the server says of a document: diagnostics, code actions, formatting, hover.

use std::collections::HashMap;

use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, CodeDescription, Diagnostic,
    DiagnosticSeverity, DocumentChanges, Hover, HoverContents, MarkupContent, MarkupKind,
    NumberOrString, OneOf, OptionalVersionedTextDocumentIdentifier, Position, Range,
    TextDocumentEdit, TextEdit, Uri, WorkspaceEdit,
};

use super::document::{Checked, Document};
use super::{Settings, image};
use crate::pass::{Options, Outcome, Safety};
use crate::passes;
use crate::pipeline::Found;
use crate::report::{applies, catalog, diff, size};
use crate::text::{Edit, Span};

/// All fixes at once, for `editor.codeActionsOnSave` and its likes.
pub(super) const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.dfopt");

/// What is wrong with a document, or could be better in it.
pub(super) fn diagnostics(document: &Document, settings: &Settings) -> Vec<Diagnostic> {
    match document.check(settings) {
        Checked::Misconfigured(problem) => vec![Diagnostic {
            message: problem.to_string(),
            ..error(Range::default())
        }],
        Checked::Invalid(errors) => {
            let one = |range, message: &str| Diagnostic {
                message: message.to_string(),
                ..error(range)
            };
            let range = |span| document.lines.range(&document.text, span);
            errors
                .iter()
                .map(|it| one(range(it.span), &it.message))
                .collect()
        }
        Checked::Found(found, options) => found
            .iter()
            .map(|found| diagnostic(document, found, &options))
            .collect(),
    }
}

fn error(range: Range) -> Diagnostic {
    Diagnostic {
        range,
        severity: Some(DiagnosticSeverity::ERROR),
        source: Some("dfopt".to_string()),
        ..Diagnostic::default()
    }
}

fn diagnostic(document: &Document, found: &Found, options: &Options) -> Diagnostic {
    let finding = &found.finding;
    let (severity, more) = match &finding.outcome {
        Outcome::Refused { reason } => (DiagnosticSeverity::HINT, reason.clone()),
        Outcome::Fix(fix) if applies(found, options) => {
            (DiagnosticSeverity::WARNING, fix.title.clone())
        }
        Outcome::Fix(fix) => (
            DiagnosticSeverity::INFORMATION,
            title(&fix.title, fix.safety),
        ),
    };
    let mut message = format!("{}: {more}", finding.message);
    if let Some(saves) = finding.saves {
        let (size, basis) = (size(saves.bytes), saves.basis.name());
        message.push_str(&format!(" (saves about {size}, {basis})"));
    }
    Diagnostic {
        range: document.lines.range(&document.text, finding.span),
        severity: Some(severity),
        code: Some(NumberOrString::String(found.pass.to_string())),
        code_description: catalog::address(found.pass)
            .and_then(|address| address.parse().ok())
            .map(|href| CodeDescription { href }),
        source: Some("dfopt".to_string()),
        message,
        ..Diagnostic::default()
    }
}

fn title(title: &str, safety: Safety) -> String {
    match safety {
        Safety::Assumes(assumption) => format!("{title} (assumes `{assumption}`)"),
        Safety::Safe | Safety::ShowOnly => title.to_string(),
    }
}

/// The fixes that touch a range, each alone, and all of the document at once. `versioned`: the editor takes edits of a version.
pub(super) fn actions(
    document: &Document,
    settings: &Settings,
    params: &CodeActionParams,
    versioned: bool,
) -> Vec<CodeActionOrCommand> {
    let wanted = |kind: &CodeActionKind| {
        let within = |asked: &CodeActionKind| {
            let rest = kind.as_str().strip_prefix(asked.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        let only = params.context.only.as_ref();
        only.is_none_or(|only| only.iter().any(within))
    };
    let mut actions = Vec::new();
    if wanted(&CodeActionKind::QUICKFIX) {
        actions = quick_fixes(document, settings, document.span(params.range));
    }
    if wanted(&FIX_ALL) {
        let new = document.fixed(settings, false);
        let edits = new.map_or(Vec::new(), |new| document.replaced_by(&new));
        if !edits.is_empty() {
            let action = CodeAction {
                title: "dfopt: make all fixes".to_string(),
                kind: Some(FIX_ALL),
                ..CodeAction::default()
            };
            actions.push((action, edits));
        }
    }
    let uri = &params.text_document.uri;
    let complete = |(action, edits): (CodeAction, Vec<TextEdit>)| CodeAction {
        edit: Some(workspace_edit(uri, document, edits, versioned)),
        ..action
    };
    let actions = actions.into_iter().map(complete);
    actions.map(CodeActionOrCommand::from).collect()
}

fn quick_fixes(
    document: &Document,
    settings: &Settings,
    range: Span,
) -> Vec<(CodeAction, Vec<TextEdit>)> {
    let Checked::Found(found, options) = document.check(settings) else {
        return Vec::new();
    };
    let action = |one: &Found| {
        let Outcome::Fix(fix) = &one.finding.outcome else {
            return None;
        };
        let action = CodeAction {
            title: title(&format!("dfopt: {}", fix.title), fix.safety),
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: Some(vec![diagnostic(document, one, &options)]),
            is_preferred: Some(applies(one, &options)),
            ..CodeAction::default()
        };
        let made = fix.safety != Safety::ShowOnly;
        made.then(|| (action, document.edits(&fix.edits)))
    };
    let here = |one: &&Found| touches(one.finding.span, range);
    found.iter().filter(here).filter_map(action).collect()
}

fn touches(span: Span, range: Span) -> bool {
    span.start <= range.end && range.start <= span.end
}

fn workspace_edit(
    uri: &Uri,
    document: &Document,
    edits: Vec<TextEdit>,
    versioned: bool,
) -> WorkspaceEdit {
    if !versioned {
        // A URI is written once and never changed: its hash stays.
        #[allow(clippy::mutable_key_type, reason = "the protocol's type")]
        let changes = HashMap::from([(uri.clone(), edits)]);
        return WorkspaceEdit::new(changes);
    }
    let edit = TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier {
            uri: uri.clone(),
            version: Some(document.version),
        },
        edits: edits.into_iter().map(OneOf::Left).collect(),
    };
    WorkspaceEdit {
        document_changes: Some(DocumentChanges::Edits(vec![edit])),
        ..WorkspaceEdit::default()
    }
}

/// The document with its fixes, as the smallest edits that make it so.
pub(super) fn formatting(document: &Document, settings: &Settings) -> Vec<TextEdit> {
    let new = document.fixed(settings, !settings.format_all);
    new.map_or(Vec::new(), |new| document.replaced_by(&new))
}

/// The image under the cursor, and the pages of the passes that found something there.
pub(super) fn hover(document: &Document, settings: &Settings, at: Position) -> Option<Hover> {
    let Checked::Found(found, options) = document.check(settings) else {
        return None;
    };
    let here = document.span(Range { start: at, end: at });
    let mut place = None;
    let mut pages = Vec::new();
    if let Some((span, page)) = image::page(&document.text, here, &options) {
        place = Some(span);
        pages.push(page);
    }
    let mut names: Vec<&str> = Vec::new();
    for one in found.iter().filter(|one| touches(one.finding.span, here)) {
        place.get_or_insert(one.finding.span);
        if !names.contains(&one.pass) {
            names.push(one.pass);
        }
    }
    let known = names.into_iter().filter_map(passes::find);
    pages.extend(known.map(catalog::markdown));
    let place = place.filter(|_| !pages.is_empty())?;
    Some(Hover {
        contents: HoverContents::Markup(MarkupContent {
            kind: MarkupKind::Markdown,
            value: pages.join("\n\n---\n\n"),
        }),
        range: Some(document.lines.range(&document.text, place)),
    })
}

impl Document {
    fn span(&self, range: Range) -> Span {
        let start = self.lines.offset(&self.text, range.start);
        let end = self.lines.offset(&self.text, range.end).max(start);
        Span::new(start, end)
    }

    fn edits(&self, edits: &[Edit]) -> Vec<TextEdit> {
        let one = |edit: &Edit| TextEdit {
            range: self.lines.range(&self.text, edit.span),
            new_text: edit.text.clone(),
        };
        edits.iter().map(one).collect()
    }

    fn replaced_by(&self, new: &str) -> Vec<TextEdit> {
        self.edits(&diff::edits(&self.text, new))
    }
}
