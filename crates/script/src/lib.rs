//! The scripting interface: what a script sees, defined once for every language.
//!
//! - [`Value`]: what crosses between a script and its host.
//! - [`Registry`]: every module, function, type and component that scripts can use, with its docs.
//!   Languages walk it to bind; `luminara api` walks it to print.
//! - [`Language`] and [`Script`]: what a language crate implements; [`LanguageDef`] and [`Description`]: what it says of itself.
//! - [`Debugger`] and [`Profiler`]: what a language that tools can look into implements beside.
//! - [`ScriptError`] and [`HostError`]: what goes wrong, and where.
//! - [`Limits`]: what a script may use.
//!
//! This crate knows no language, no engine and no browser: the host's state is an opaque `dyn Any` that
//! entry points made by [`macro@module`] downcast.
//!
//! ```
//! use luminara_script::{Registry, math};
//! let mut registry = Registry::default();
//! math::register(&mut registry);
//! let normalize = registry.method("vec3", "normalize").expect("vec3 has it");
//! assert!(normalize.doc.contains("length 1"));
//! ```
#![forbid(unsafe_code)]

// The macros name this crate by its full path, also from within.
extern crate self as luminara_script;

mod color_names;
mod color_spaces;
pub mod convert;
pub mod debug;
pub mod description;
pub mod docs;
pub mod error;
pub mod fix;
pub mod language;
pub mod limits;
pub mod math;
pub mod nearest;
pub mod noise;
pub mod options;
pub mod profile;
pub mod registry;
pub mod structure;
pub mod value;

pub use convert::{Either, FromValue, IntoValue, Rest, ScriptEnum, ScriptType};
pub use debug::{
    BreakOnError, Breakpoint, Debugger, FrameKind, MOST_VARIABLES, Resume, Scope, ScopeKind, StackFrame,
    Stop, StopReason, Variable, VariableId,
};
pub use description::{
    Abilities, CommentSyntax, Description, Highlight, LanguageDef, LanguageExample, LanguageInfo, Making,
    Program, ReadFile, RunProgram, Starter, WriteOutput, no_kit, ready,
};
pub use error::{ErrorKind, HostError, Position, ScriptError, TraceFrame};
pub use fix::{Edit, Fix, TextPlace};
pub use language::{
    Counters, End, FetchedPart, Hook, Host, Instance, Language, LogLevel, Metadata, Outcome, ReadColumn,
    ReloadStrategy, Renewal, Script, Services, Source, WriteColumn,
};
pub use limits::{Limits, OverBudget};
pub use luminara_script_macros::{ScriptEnum, ScriptStruct, VariantDocs, methods, module};
pub use options::Options;
pub use profile::{FileProfile, FunctionProfile, LineProfile, Profile, Profiler, Recording};
pub use registry::{
    Call, CallSite, ConstantDef, FunctionDef, HookDef, HostFn, LibraryEntry, Module, ParamDef, PropertyDef,
    Registry, Type, TypeDef, WordList,
};
pub use structure::{FieldDef, Range, ScriptStruct, StructDef, StructValue};
pub use value::{Color, EntityId, FunctionHandle, InstanceId, Table, Value};
