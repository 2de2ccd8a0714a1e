//! [`Compiled`]: a guest's file, checked and ready to be instantiated any number of times.

use std::collections::BTreeMap;
use std::rc::Rc;

use luminara_script::{ErrorKind, Hook, Metadata, Position, ScriptError, Source};
use wasmi::{Engine, ExternType, Module};
use wasmparser::{DataKind, Operator, Parser, Payload};

use crate::check_exports::{warnings, wrong_exports};
use crate::check_imports::wrong_imports;
use crate::fields::Fields;
use crate::guest::Shared;
use crate::instrument::instrument;
use crate::limiter::{self, Defined, MOST_ENTRIES};
use crate::locate::Locations;
use crate::text;
use crate::unsupported::{self, Place};

/// The most bytes of a module.
const MOST_MODULE: usize = 8 << 20;

/// A guest's file, compiled.
pub struct Compiled {
    /// What wasmi runs: the file's module that notes where it is.
    pub module: Module,
    /// Its functions and lines.
    pub locations: Rc<Locations>,
    /// What it says of itself.
    pub metadata: Metadata,
    /// What its memory starts with.
    pub data: Data,
    /// The memories and tables that it defines.
    pub defined: Defined,
    /// The bytes of a page of each memory.
    pub pages: Vec<usize>,
}

/// The active data segments of a module.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Data {
    /// Where the last of them ends in each memory, bytes.
    pub ends: BTreeMap<u32, u32>,
    /// Their memories, places and contents.
    segments: Vec<(u32, u32, Vec<u8>)>,
}

impl Compiled {
    /// Compiles a file and checks what it imports and exports, and what it begins with.
    pub fn new(engine: &Engine, shared: &Shared, source: &Source) -> Result<Self, Vec<ScriptError>> {
        let file = &source.file;
        let syntax = |message: String| {
            vec![ScriptError::new(ErrorKind::Syntax, message, Position::line(file.clone(), 0))]
        };
        if source.bytes.len() > MOST_MODULE {
            return Err(syntax(format!(
                "the module has {} bytes; the most is {MOST_MODULE}",
                source.bytes.len()
            )));
        }
        let luminara_wat::Compiled { module: bytes, parts } =
            text::compile(&shared.host.services, file, &source.bytes).map_err(|error| vec![error])?;
        let fields = Fields::new(file, parts);
        let locations = Rc::new(Locations::of(file, &bytes, !source.bytes.starts_with(text::MAGIC)));
        let unsupported = || unsupported(source, &bytes, &locations, &fields);
        let noting = instrument(&bytes, &locations)
            .map_err(|error| unsupported().unwrap_or_else(|| syntax(parse_message(&error))))?;
        let module = match Module::new(engine, &noting) {
            Ok(module) => module,
            // What is wrong is said of the file as it is, not of what became of it.
            Err(error) => {
                let error = Module::new(engine, &bytes).err().unwrap_or(error);
                return Err(unsupported().unwrap_or_else(|| vec![invalid(file, &error, &locations)]));
            }
        };
        let Beginning { defined, pages, too_large } = begins_with(&bytes, shared.host.limits.memory);
        let mut wrong = wrong_imports(file, &module, &shared.imports, &fields);
        wrong.extend(wrong_exports(file, &module, &fields));
        wrong.extend(too_large.map(|(kind, message, place)| {
            let position = fields.position(place).unwrap_or_else(|| Position::line(file.clone(), 0));
            ScriptError::new(kind, message, position)
        }));
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let mut metadata = metadata(&module, &source.bytes);
        metadata.warnings = warnings(file, &module, &fields, starts_itself(&bytes, &module));
        Ok(Self { metadata, locations, data: data_of(&bytes), module, defined, pages })
    }
}

/// What of a module is an extension that isn't supported, once it was refused; `None` where something else is wrong with it.
fn unsupported(
    source: &Source,
    bytes: &[u8],
    locations: &Locations,
    fields: &Fields,
) -> Option<Vec<ScriptError>> {
    let (proposal, place) = unsupported::find(bytes)?;
    let file = &source.file;
    let position = match place {
        Place::Code(at) => locations.position(at as u32),
        place => fields.position(place),
    };
    let position = position.unwrap_or_else(|| Position::line(file.clone(), 0));
    let user = match place {
        Place::Code(at) => {
            let function = locations.function(at as u32).unwrap_or_default();
            // A text's reader has the line.
            let offset = if position.line > 0 { String::new() } else { format!(" (offset {at:#x})") };
            format!("'{function}' uses it{offset}")
        }
        Place::Function(index) => {
            let start = locations.start(index).filter(|_| position.line == 0);
            let offset = start.map_or(String::new(), |start| format!(" (offset {start:#x})"));
            format!("'{}' uses it{offset}", locations.name(index))
        }
        Place::Type(index) => format!("type {index} is of it"),
        Place::Import(index) => format!("import {index} is of it"),
        Place::Table(index) => format!("table {index} uses it"),
        Place::Memory(index) => format!("memory {index} uses it"),
        Place::Global(index) => format!("global {index} uses it"),
        Place::Tag(index) => format!("tag {index} is of it"),
        Place::Elements(index) => format!("element segment {index} uses it"),
        Place::Module => "the whole file is of it".to_owned(),
    };
    let message = proposal.refusal(&format!(", and {user}"));
    Some(vec![ScriptError::new(ErrorKind::Syntax, message, position)])
}

/// Whether a module does something when it is loaded.
fn starts_itself(bytes: &[u8], module: &Module) -> bool {
    let is_start = |payload: Result<Payload<'_>, _>| matches!(payload, Ok(Payload::StartSection { .. }));
    module.get_export("_initialize").is_some() || Parser::new(0).parse_all(bytes).any(is_start)
}

/// The memories and tables that a module begins with.
#[derive(Default)]
struct Beginning {
    defined: Defined,
    /// The bytes of a page of each memory.
    pages: Vec<usize>,
    /// What is more than it may have: what sort of error that is, its message, and where it is.
    too_large: Option<(ErrorKind, String, Place)>,
}

/// What a module begins with, that may have `most` bytes of memory.
fn begins_with(bytes: &[u8], most: usize) -> Beginning {
    let Beginning { mut defined, mut pages, mut too_large } = Beginning::default();
    let (mut memory, mut entries) = (0u64, 0u64);
    for payload in Parser::new(0).parse_all(bytes).flatten() {
        match payload {
            Payload::MemorySection(memories) => {
                for ty in memories.into_iter().flatten() {
                    let page = 1u64 << ty.page_size_log2.unwrap_or(16).min(16);
                    pages.push(page as usize);
                    memory = memory.saturating_add(ty.initial.saturating_mul(page));
                    if memory > most as u64 && too_large.is_none() {
                        let begins_with = usize::try_from(memory).unwrap_or(usize::MAX);
                        let message = limiter::too_much_memory(most, begins_with);
                        too_large = Some((ErrorKind::OutOfMemory, message, Place::Memory(defined.memories)));
                    }
                    defined.memories += 1;
                }
            }
            Payload::TableSection(tables) => {
                for table in tables.into_iter().flatten() {
                    entries = entries.saturating_add(table.ty.initial);
                    if entries > MOST_ENTRIES as u64 && too_large.is_none() {
                        let begins_with = usize::try_from(entries).unwrap_or(usize::MAX);
                        let message = limiter::too_many_entries(begins_with);
                        too_large = Some((ErrorKind::Limit, message, Place::Table(defined.tables)));
                    }
                    defined.tables += 1;
                }
            }
            _ => {}
        }
    }
    Beginning { defined, pages, too_large }
}

/// What wasmparser says of a broken module, with its offset.
fn parse_message(error: &wasmparser::BinaryReaderError) -> String {
    format!("this is no valid module: {} (offset {:#x})", error.message(), error.offset())
}

/// What wasmi says of an invalid module. A text's error is shown at its line.
fn invalid(file: &str, error: &wasmi::Error, locations: &Locations) -> ScriptError {
    let text = error.to_string();
    let offset = text
        .rsplit_once("(at offset 0x")
        .and_then(|(_, rest)| u32::from_str_radix(rest.trim_end_matches(')'), 16).ok());
    let position = offset.and_then(|at| locations.position(at)).unwrap_or_else(|| Position::line(file, 0));
    let message = match (position.line, text.rsplit_once(" (at offset")) {
        (0, _) | (_, None) => format!("this is no valid module: {text}"),
        (_, Some((message, _))) => message.to_owned(),
    };
    let function =
        offset.and_then(|at| locations.function(at)).map(|name| format!(" in {name}")).unwrap_or_default();
    ScriptError::new(ErrorKind::Syntax, format!("{message}{function}"), position)
}

/// What a module says of itself: its hooks, and in a text the tags of its leading comments.
fn metadata(module: &Module, source: &[u8]) -> Metadata {
    let exports = |name: &str| matches!(module.get_export(name), Some(ExternType::Func(_)));
    let hooks = Hook::ALL
        .into_iter()
        .filter(|hook| exports(hook.name()) || hook.alias().is_some_and(exports))
        .collect();
    let mut metadata = Metadata { hooks, ..Metadata::default() };
    let text = std::str::from_utf8(source).unwrap_or_default();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let Some(comment) = line.strip_prefix(";;") else { break };
        let Some((tag, rest)) = comment.trim().split_once(char::is_whitespace) else { continue };
        let rest = Some(rest.trim().to_owned());
        match tag {
            "@author" => metadata.author = rest,
            "@description" => metadata.description = rest,
            "@version" => metadata.version = rest,
            _ => {}
        }
    }
    metadata
}

/// The active data segments whose places are constants.
fn data_of(module: &[u8]) -> Data {
    let mut data = Data::default();
    for payload in Parser::new(0).parse_all(module).flatten() {
        let Payload::DataSection(segments) = payload else { continue };
        for segment in segments.into_iter().flatten() {
            let DataKind::Active { memory_index, offset_expr } = segment.kind else { continue };
            let first = offset_expr.get_operators_reader().into_iter().next();
            let Some(Ok(Operator::I32Const { value })) = first else { continue };
            let at = value as u32;
            let end = data.ends.entry(memory_index).or_default();
            *end = (*end).max(at.saturating_add(segment.data.len() as u32));
            data.segments.push((memory_index, at, segment.data.to_vec()));
        }
    }
    data
}
