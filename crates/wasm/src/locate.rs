//! Where a place in a module's code is: its function by the name section, its file and line by DWARF's line table where the module
//! has one, else the offset.

use std::collections::BTreeMap;

use gimli::{DebugLine, DebugLineOffset, EndianSlice, LittleEndian};
use luminara_script::Position;
use smol_str::SmolStr;
use wasmparser::{KnownCustom, Name, Parser, Payload};

use crate::demangle::demangled;

/// A function's place in the module.
struct Function {
    /// Offsets of its body in the module.
    start: u32,
    end: u32,
    /// Its index, imports counted.
    index: u32,
}

/// A row of the line table.
struct Row {
    /// Offset in the module.
    at: u32,
    /// An index into the files; `None` ends a sequence.
    file: Option<u32>,
    line: u32,
    column: u32,
}

/// What a module says of its own code.
#[derive(Default)]
pub struct Locations {
    script: SmolStr,
    functions: Vec<Function>,
    names: BTreeMap<u32, String>,
    rows: Vec<Row>,
    files: Vec<SmolStr>,
}

/// A row's file, line and column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// As the compiler named it.
    pub file: SmolStr,
    /// From 1.
    pub line: u32,
    /// From 1; 0 where it isn't known.
    pub column: u32,
}

impl Locations {
    /// Reads a module, which was made `from_text` or not. What is malformed is left out: an error is no place for another.
    pub fn of(script: &str, module: &[u8], from_text: bool) -> Self {
        let mut locations = Self { script: script.into(), ..Self::default() };
        let mut imported = 0;
        let mut code_start = 0u32;
        let mut debug_line: &[u8] = &[];
        let mut debug_strings: (&[u8], &[u8]) = (&[], &[]);
        for payload in Parser::new(0).parse_all(module) {
            match payload {
                Ok(Payload::ImportSection(imports)) => {
                    let is_function =
                        |import: &wasmparser::Import<'_>| matches!(import.ty, wasmparser::TypeRef::Func(_));
                    imported = imports.into_iter().flatten().filter(is_function).count() as u32;
                }
                Ok(Payload::ExportSection(exports)) => {
                    let functions = exports.into_iter().flatten();
                    let functions = functions.filter(|export| export.kind == wasmparser::ExternalKind::Func);
                    locations.names.extend(functions.map(|export| (export.index, export.name.to_owned())));
                }
                Ok(Payload::CodeSectionStart { range, count, .. }) => {
                    // DWARF counts from the section's content; the text's compiler leaves the count of functions at its front out.
                    let left_out = if from_text { (count.max(1).ilog2() + 7) / 7 } else { 0 };
                    code_start = range.start as u32 + left_out;
                }
                Ok(Payload::CodeSectionEntry(body)) => {
                    let index = imported + locations.functions.len() as u32;
                    let range = body.range();
                    locations.functions.push(Function {
                        start: range.start as u32,
                        end: range.end as u32,
                        index,
                    });
                }
                Ok(Payload::CustomSection(section)) => match section.name() {
                    ".debug_line" => debug_line = section.data(),
                    ".debug_str" => debug_strings.0 = section.data(),
                    ".debug_line_str" => debug_strings.1 = section.data(),
                    _ => {
                        if let KnownCustom::Name(names) = section.as_known() {
                            locations.read_names(names);
                        }
                    }
                },
                Err(_) => break,
                _ => {}
            }
        }
        // A broken line table is as none.
        if locations.read_lines(debug_line, debug_strings, code_start).is_err() {
            locations.rows.clear();
        }
        locations.rows.sort_by_key(|row| row.at);
        locations
    }

    fn read_names(&mut self, names: wasmparser::NameSectionReader<'_>) {
        for name in names.into_iter().flatten() {
            if let Name::Function(map) = name {
                self.names.extend(map.into_iter().flatten().map(|name| (name.index, name.name.to_owned())));
            }
        }
    }

    fn read_lines(
        &mut self,
        section: &[u8],
        (strings, line_strings): (&[u8], &[u8]),
        code_start: u32,
    ) -> Result<(), gimli::Error> {
        let lines = DebugLine::new(section, LittleEndian);
        let mut at = 0;
        while at < section.len() {
            let program = lines.program(DebugLineOffset(at), 4, None, None)?;
            let header = program.header();
            // The length field is not counted in the length.
            at += header.unit_length() + 4;
            let first_file = self.files.len() as u32;
            let name_of = |value: gimli::AttributeValue<EndianSlice<'_, LittleEndian>>| -> SmolStr {
                let bytes = match value {
                    gimli::AttributeValue::String(bytes) => bytes.slice(),
                    gimli::AttributeValue::DebugStrRef(offset) => c_string(strings, offset.0),
                    gimli::AttributeValue::DebugLineStrRef(offset) => c_string(line_strings, offset.0),
                    _ => &[],
                };
                SmolStr::new(String::from_utf8_lossy(bytes))
            };
            let version = header.version();
            self.files.extend(header.file_names().iter().map(|file| name_of(file.path_name())));
            let mut rows = program.rows();
            while let Some((_, row)) = rows.next_row()? {
                let index = row.file_index() as u32;
                // Files are counted from 1 up to DWARF 4, from 0 after that.
                let index = if version >= 5 { Some(index) } else { index.checked_sub(1) };
                let column = match row.column() {
                    gimli::ColumnType::LeftEdge => 0,
                    gimli::ColumnType::Column(column) => column.get() as u32,
                };
                self.rows.push(Row {
                    at: (row.address() as u32).saturating_add(code_start),
                    file: index.filter(|_| !row.end_sequence()).map(|index| first_file + index),
                    line: row.line().map_or(0, |line| line.get() as u32),
                    column,
                });
            }
        }
        Ok(())
    }

    /// The function that an offset is in, as a trace names it.
    pub fn function(&self, at: u32) -> Option<String> {
        let after = self.functions.partition_point(|function| function.start <= at);
        let function = self.functions.get(after.checked_sub(1)?).filter(|function| at < function.end)?;
        Some(self.name(function.index))
    }

    /// Where a function's body begins in the module, by its index.
    pub fn start(&self, index: u32) -> Option<u32> {
        self.functions.iter().find(|function| function.index == index).map(|function| function.start)
    }

    /// A function's name by its index, imports counted.
    pub fn name(&self, index: u32) -> String {
        match self.names.get(&index) {
            Some(name) => demangled(name),
            None => format!("function {index}"),
        }
    }

    /// The file and line of an offset, as the module's compiler has them.
    pub fn line(&self, at: u32) -> Option<Line> {
        let after = self.rows.partition_point(|row| row.at <= at);
        let row = self.rows.get(after.checked_sub(1)?)?;
        let file = self.files.get(row.file? as usize)?.clone();
        (row.line > 0).then_some(Line { file, line: row.line, column: row.column })
    }

    /// A place in the script's own file, where the module was made from it, else the file without a line.
    pub fn position(&self, at: u32) -> Option<Position> {
        let line = self.line(at).filter(|line| line.file == self.script);
        Some(Position {
            file: self.script.clone(),
            line: line.as_ref().map_or(0, |line| line.line),
            column: line.map_or(0, |line| line.column),
        })
    }
}

fn c_string(section: &[u8], at: usize) -> &[u8] {
    let rest = section.get(at..).unwrap_or_default();
    rest.split(|byte| *byte == 0).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_its_own_lines() {
        let text = "(module\n  (func $f\n    nop\n    unreachable))\n";
        let module = luminara_wat::compile("a.wat", text).unwrap().module;
        let locations = Locations::of("a.wat", &module, true);
        let body = locations.functions.first().unwrap();
        // After the locals, of which there are none.
        let line = |at: u32| locations.position(body.start + at).map(|position| position.line);
        assert_eq!(locations.function(body.start + 1).as_deref(), Some("f"));
        assert_eq!((line(1), line(2)), (Some(3), Some(4)));
    }
}
