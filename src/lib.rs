//! An optimizing compiler for Dockerfiles.

pub mod shell;
pub mod syntax;
pub mod text;
