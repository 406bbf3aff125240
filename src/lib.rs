//! An optimizing compiler for Dockerfiles.

pub mod cli;
pub mod config;
pub mod data;
pub mod lsp;
pub mod model;
pub mod pass;
pub mod passes;
pub mod pipeline;
pub mod report;
pub mod rewrite;
pub mod shell;
pub mod syntax;
pub mod text;
pub mod verify;
