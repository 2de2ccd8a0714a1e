//! Lua 5.4, hosted on piccolo.
//!
//! piccolo gives the garbage-collected arena, strings, values, user data, and the executor with its sequences and
//! fuel. Ours are the front end ([`compile`]), the bytecode, the interpreter's loop, tables, functions, coroutines and
//! the library: piccolo's own lack half of the language, and are several times slower.
//!
//! This crate knows `luminara-script` and nothing else of ours: no engine, no browser.
#![forbid(unsafe_code)]

mod arithmetic;
mod ast;
mod call;
mod compiler;
mod concat;
mod coroutine;
mod description;
mod engine;
mod error;
mod function;
mod hints;
mod host;
mod instruction;
mod interpreter;
mod language;
mod lexer;
mod library_docs;
mod luals;
mod memory;
mod native;
mod operation;
mod parser;
mod power;
mod program;
mod proto;
mod random;
mod reachable;
mod recent_strings;
mod resume;
mod stdlib;
mod stdlib_text;
mod table;
mod tools;
mod unwind;
mod value;
mod vm;

pub use compiler::compile;
pub use description::{DESCRIPTION, LANGUAGE};
pub use language::language;
pub use lexer::{Position, SyntaxError};
pub use library_docs::LIBRARY;
pub use program::{Program, RunError};
pub use proto::Proto;
