//! The conversation: messages in, answers out, one at a time. Answers take a millisecond or so; none is given that is no longer
//! wanted.

use std::collections::{HashMap, VecDeque};
use std::sync::mpsc::{self, Receiver};
use std::thread;

use lsp_server::{Connection, ErrorCode, ExtractError, Message, Notification, Request, RequestId};
use lsp_server::{ProtocolError, Response};
use lsp_types::notification::{
    Cancel, DidChangeConfiguration, DidChangeTextDocument, DidChangeWatchedFiles,
    DidCloseTextDocument, DidOpenTextDocument, DidSaveTextDocument, Exit, Notification as _,
    PublishDiagnostics,
};
use lsp_types::request::{CodeActionRequest, Formatting, HoverRequest, Request as _, Shutdown};
use lsp_types::{
    CancelParams, CodeActionOptions, CodeActionParams, CodeActionProviderCapability,
    DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    DocumentFormattingParams, HoverParams, HoverProviderCapability, InitializeParams,
    InitializeResult, NumberOrString, OneOf, PublishDiagnosticsParams, ServerCapabilities,
    ServerInfo, TextDocumentSyncCapability, TextDocumentSyncKind, Uri,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Settings;
use super::answers::{self, FIX_ALL};
use super::document::Document;

/// A conversation under way.
struct Server<'c> {
    connection: &'c Connection,
    settings: Settings,
    /// Whether the editor takes edits of a version of a document.
    versioned: bool,
    #[allow(
        clippy::mutable_key_type,
        reason = "the protocol's type; never changed"
    )]
    documents: HashMap<Uri, Document>,
    /// Documents whose diagnostics are to be sent.
    stale: Vec<Uri>,
    /// What the editor said, as fast as it said it.
    mail: Receiver<Message>,
    inbox: VecDeque<Message>,
}

/// From the first message to the last.
pub(super) fn serve(connection: &Connection, settings: Settings) -> Result<(), String> {
    let failed = |error: ProtocolError| format!("the editor did not begin as agreed: {error}");
    let (id, params) = connection.initialize_start().map_err(failed)?;
    let params: InitializeParams = serde_json::from_value(params)
        .map_err(|error| format!("the editor did not begin as agreed: {error}"))?;
    let result = InitializeResult {
        capabilities: capabilities(),
        server_info: Some(ServerInfo {
            name: "dfopt".to_string(),
            version: Some(env!("CARGO_PKG_VERSION").to_string()),
        }),
    };
    let result = serde_json::to_value(result).map_err(|error| error.to_string())?;
    connection.initialize_finish(id, result).map_err(failed)?;
    let mut server = Server {
        connection,
        settings,
        versioned: versioned(&params),
        documents: HashMap::new(),
        stale: Vec::new(),
        mail: mail(connection),
        inbox: VecDeque::new(),
    };
    server.converse()
}

/// The connection hands over one message at a time and reads the next only then; to see a cancellation in time, all that was
/// said has to be at hand.
fn mail(connection: &Connection) -> Receiver<Message> {
    let (sender, receiver) = mpsc::channel();
    let incoming = connection.receiver.clone();
    thread::spawn(move || incoming.iter().try_for_each(|message| sender.send(message)));
    receiver
}

fn versioned(params: &InitializeParams) -> bool {
    let workspace = params.capabilities.workspace.as_ref();
    let edits = workspace.and_then(|workspace| workspace.workspace_edit.as_ref());
    edits.and_then(|edits| edits.document_changes) == Some(true)
}

fn capabilities() -> ServerCapabilities {
    ServerCapabilities {
        text_document_sync: Some(TextDocumentSyncCapability::Kind(
            TextDocumentSyncKind::INCREMENTAL,
        )),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![lsp_types::CodeActionKind::QUICKFIX, FIX_ALL]),
            ..CodeActionOptions::default()
        })),
        document_formatting_provider: Some(OneOf::Left(true)),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        ..ServerCapabilities::default()
    }
}

impl Server<'_> {
    fn converse(&mut self) -> Result<(), String> {
        while let Some(message) = self.next() {
            match message {
                Message::Request(request) if request.method == Shutdown::METHOD => {
                    self.send(Response::new_ok(request.id, ()));
                    return self.part();
                }
                Message::Request(request) => self.answer(request),
                Message::Notification(notification) => self.note(notification),
                Message::Response(_) => {}
            }
        }
        Err("the editor went away without a goodbye".to_string())
    }

    /// After the editor asked to shut down it says no more than `exit`.
    fn part(&mut self) -> Result<(), String> {
        while let Some(message) = self.next() {
            match message {
                Message::Notification(one) if one.method == Exit::METHOD => return Ok(()),
                Message::Request(request) => {
                    let message = "dfopt was asked to shut down".to_string();
                    let code = ErrorCode::InvalidRequest as i32;
                    self.send(Response::new_err(request.id, code, message));
                }
                Message::Notification(_) | Message::Response(_) => {}
            }
        }
        Err("the editor went away without a goodbye".to_string())
    }

    /// The next message that still counts. Diagnostics are sent when no message waits, so that fast typing is not slowed down.
    fn next(&mut self) -> Option<Message> {
        self.inbox.extend(self.mail.try_iter());
        self.drop_cancelled();
        if self.inbox.is_empty() {
            self.publish();
            self.inbox.push_back(self.mail.recv().ok()?);
        }
        self.inbox.pop_front()
    }

    fn drop_cancelled(&mut self) {
        let cancelled = |message: &Message| match message {
            Message::Notification(one) if one.method == Cancel::METHOD => {
                let params = serde_json::from_value::<CancelParams>(one.params.clone()).ok()?;
                Some(match params.id {
                    NumberOrString::Number(id) => RequestId::from(id),
                    NumberOrString::String(id) => RequestId::from(id),
                })
            }
            _ => None,
        };
        let ids: Vec<RequestId> = self.inbox.iter().filter_map(cancelled).collect();
        for id in ids {
            let is_it =
                |message: &Message| matches!(message, Message::Request(one) if one.id == id);
            if let Some(at) = self.inbox.iter().position(is_it) {
                self.inbox.remove(at);
                let code = ErrorCode::RequestCanceled as i32;
                self.send(Response::new_err(id, code, "cancelled".to_string()));
            }
        }
    }

    fn send(&self, message: impl Into<Message>) {
        // With the writer gone the next read ends the conversation.
        let _ = self.connection.sender.send(message.into());
    }

    fn answer(&self, request: Request) {
        let response = match request.method.as_str() {
            CodeActionRequest::METHOD => respond(request, |params: CodeActionParams| {
                let document = self.documents.get(&params.text_document.uri)?;
                let settings = &self.settings;
                Some(answers::actions(
                    document,
                    settings,
                    &params,
                    self.versioned,
                ))
            }),
            Formatting::METHOD => respond(request, |params: DocumentFormattingParams| {
                let document = self.documents.get(&params.text_document.uri)?;
                Some(answers::formatting(document, &self.settings))
            }),
            HoverRequest::METHOD => respond(request, |params: HoverParams| {
                let place = params.text_document_position_params;
                let document = self.documents.get(&place.text_document.uri)?;
                answers::hover(document, &self.settings, place.position)
            }),
            method => {
                let message = format!("dfopt does not know `{method}`");
                Response::new_err(request.id, ErrorCode::MethodNotFound as i32, message)
            }
        };
        self.send(response);
    }

    fn note(&mut self, notification: Notification) {
        match notification.method.as_str() {
            DidOpenTextDocument::METHOD => {
                if let Some(params) = read::<DidOpenTextDocumentParams>(notification) {
                    let opened = params.text_document;
                    let document = Document::new(&opened.uri, opened.version, opened.text);
                    self.documents.insert(opened.uri.clone(), document);
                    self.stale.push(opened.uri);
                }
            }
            DidChangeTextDocument::METHOD => {
                if let Some(params) = read::<DidChangeTextDocumentParams>(notification) {
                    let changed = params.text_document;
                    if let Some(document) = self.documents.get_mut(&changed.uri) {
                        document.change(changed.version, params.content_changes);
                        self.stale.push(changed.uri);
                    }
                }
            }
            DidCloseTextDocument::METHOD => {
                if let Some(params) = read::<DidCloseTextDocumentParams>(notification) {
                    self.documents.remove(&params.text_document.uri);
                    self.stale.push(params.text_document.uri);
                }
            }
            DidSaveTextDocument::METHOD
            | DidChangeConfiguration::METHOD
            | DidChangeWatchedFiles::METHOD => self.stale.extend(self.documents.keys().cloned()),
            _ => {}
        }
    }

    fn publish(&mut self) {
        let mut stale = std::mem::take(&mut self.stale);
        stale.sort();
        stale.dedup();
        for uri in stale {
            let document = self.documents.get(&uri);
            let params = PublishDiagnosticsParams {
                diagnostics: document.map_or(Vec::new(), |document| {
                    answers::diagnostics(document, &self.settings)
                }),
                version: document.map(|document| document.version),
                uri,
            };
            let method = PublishDiagnostics::METHOD.to_string();
            self.send(Notification::new(method, params));
        }
    }
}

fn read<T: DeserializeOwned>(notification: Notification) -> Option<T> {
    serde_json::from_value(notification.params).ok()
}

/// The answer to a request with these parameters; `null` where there is nothing to say.
fn respond<P: DeserializeOwned, A: Serialize>(
    request: Request,
    answer: impl FnOnce(P) -> Option<A>,
) -> Response {
    let method = request.method.clone();
    let id = request.id.clone();
    match request.extract::<P>(&method) {
        Ok((id, params)) => Response::new_ok(id, answer(params)),
        Err(ExtractError::JsonError { error, .. }) => {
            Response::new_err(id, ErrorCode::InvalidParams as i32, error.to_string())
        }
        Err(ExtractError::MethodMismatch(_)) => Response::new_ok(id, ()),
    }
}
