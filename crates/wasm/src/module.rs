//! [`Compiled`]: a guest's file, checked and ready to be instantiated any number of times.

use std::rc::Rc;

use luminara_script::nearest::suggestion;
use luminara_script::{ErrorKind, Hook, Metadata, Position, ScriptError, Source};
use wasmi::{Engine, ExternType, FuncType, Module, ValType};
use wasmparser::{DataKind, Operator, Parser, Payload};

use crate::imports::{Imports, MODULE, PLAIN_MODULE};
use crate::instrument::instrument;
use crate::locate::Locations;
use crate::signature::{Number, Signature, of_export};
use crate::text;

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
}

/// The active data segments of a module.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Data {
    /// Where the last of them ends, bytes.
    pub end: u32,
    /// Their places and contents.
    segments: Vec<(u32, Vec<u8>)>,
}

impl Compiled {
    /// Compiles a file and checks what it imports and exports.
    pub fn new(engine: &Engine, imports: &Imports, source: &Source) -> Result<Self, Vec<ScriptError>> {
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
        let bytes = text::compile(file, &source.bytes).map_err(|error| vec![error])?;
        let locations = Rc::new(Locations::of(file, &bytes, !source.bytes.starts_with(text::MAGIC)));
        let noting = instrument(&bytes, &locations).map_err(|error| syntax(parse_message(&error)))?;
        let module = match Module::new(engine, &noting) {
            Ok(module) => module,
            // What is wrong is said of the file as it is, not of what became of it.
            Err(error) => {
                let error = Module::new(engine, &bytes).err().unwrap_or(error);
                return Err(vec![invalid(file, &error, &locations)]);
            }
        };
        let wrong: Vec<ScriptError> = wrong_imports(&module, imports)
            .into_iter()
            .chain(wrong_exports(&module))
            .map(|message| ScriptError::new(ErrorKind::Syntax, message, Position::line(file.clone(), 0)))
            .collect();
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let metadata = metadata(&module, &source.bytes);
        Ok(Self { metadata, locations, data: data_of(&bytes), module })
    }
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

/// What of the imports isn't there, or is of another type.
fn wrong_imports(module: &Module, imports: &Imports) -> Vec<String> {
    let mut wrong = Vec::new();
    for import in module.imports() {
        let (from, name) = (import.module(), import.name());
        let known = imports.find(from, name);
        match (import.ty(), known) {
            (ExternType::Func(ty), Some((_, import))) => {
                let got = signature_of(ty);
                if got.as_ref() != Some(&import.signature) {
                    wrong.push(format!("the import '{name}' is {}, got {}", import.signature, shown(ty)));
                }
            }
            (ExternType::Func(_), None) if from == MODULE || from == PLAIN_MODULE => {
                let names = imports.iter().filter(|import| from == MODULE || import.is_plain());
                let hint = suggestion(name, names.map(|import| import.name.as_str()));
                wrong.push(format!("there is no import '{name}' in '{from}'{hint}"));
            }
            (ExternType::Func(_), None) => {
                wrong.push(format!("there is no module '{from}' (imports come from '{MODULE}' or '{PLAIN_MODULE}'); '{name}' is not there"));
            }
            _ => wrong.push(format!(
                "the import '{name}' of '{from}' is no function; a guest defines its memory, tables and globals itself"
            )),
        }
    }
    wrong
}

/// What of the exports that the host calls has another type.
fn wrong_exports(module: &Module) -> Vec<String> {
    let mut wrong = Vec::new();
    for export in module.exports() {
        let name = export.name();
        match (export.ty(), of_export(name)) {
            (ExternType::Func(ty), Some(expected)) => {
                if signature_of(ty).as_ref() != Some(&expected) {
                    wrong
                        .push(format!("the export '{name}' is expected to be {expected}, got {}", shown(ty)));
                }
            }
            (_, Some(expected)) => {
                wrong.push(format!("the export '{name}' is expected to be a function {expected}"))
            }
            (ExternType::Memory(_), None) | (_, None) => {}
        }
    }
    wrong
}

/// A function's type in our terms; `None` where it has a type that crosses to no host function.
fn signature_of(ty: &FuncType) -> Option<Signature> {
    let number = |ty: &ValType| match ty {
        ValType::I32 => Some(Number::I32),
        ValType::I64 => Some(Number::I64),
        ValType::F32 => Some(Number::F32),
        ValType::F64 => Some(Number::F64),
        _ => None,
    };
    let params = ty.params().iter().map(number).collect::<Option<_>>()?;
    let result = match ty.results() {
        [] => None,
        [result] => Some(number(result)?),
        _ => return None,
    };
    Some(Signature { params, result })
}

fn shown(ty: &FuncType) -> String {
    match signature_of(ty) {
        Some(signature) => signature.to_string(),
        None => format!("a function of {} parameters and {} results", ty.params().len(), ty.results().len()),
    }
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
            let DataKind::Active { offset_expr, .. } = segment.kind else { continue };
            let first = offset_expr.get_operators_reader().into_iter().next();
            let Some(Ok(Operator::I32Const { value })) = first else { continue };
            let at = value as u32;
            data.end = data.end.max(at.saturating_add(segment.data.len() as u32));
            data.segments.push((at, segment.data.to_vec()));
        }
    }
    data
}
