//! Has a module note where it is, so that a trap can be told by function and line: wasmi has no traces.
//!
//! A global is added, and before what may trap, `global.set` writes the instruction's offset in the original module. In a stretch of code that
//! runs straight through, one note for each source line is enough; what comes after a label or a call starts a new stretch.

use std::ops::Range;

use wasmparser::{BinaryReaderError, FunctionBody, Operator, Parser, Payload};

use crate::locate::Locations;

/// The name by which the note is exported. No compiler makes one of this name.
pub const NOTE: &str = "luminara:at";

/// The name by which a memory is exported, so that a reload finds those too that the module keeps for itself.
pub fn memory_name(index: u32) -> String {
    format!("luminara:memory {index}")
}

const GLOBAL: u8 = 6;
const EXPORT: u8 = 7;
const CODE: u8 = 10;

/// A module that notes where it is.
pub fn instrument(module: &[u8], locations: &Locations) -> Result<Vec<u8>, BinaryReaderError> {
    let parsed = Parsed::of(module)?;
    let mut out = module.get(..8).unwrap_or_default().to_vec();
    let (mut has_global, mut has_export) = (false, false);
    for section in &parsed.sections {
        let content = module.get(section.content.clone()).unwrap_or_default();
        let order = order_of(section.id);
        if !has_global && order >= order_of(GLOBAL) {
            has_global = true;
            let before = if section.id == GLOBAL { counted(content) } else { (0, &[][..]) };
            // A mutable i32, 0 at first.
            put_section(&mut out, GLOBAL, before, (1, &[0x7f, 0x01, 0x41, 0x00, 0x0b]));
        }
        if !has_export && order >= order_of(EXPORT) {
            has_export = true;
            let before = if section.id == EXPORT { counted(content) } else { (0, &[][..]) };
            let mut exports = Vec::new();
            put_export(&mut exports, NOTE, 3, parsed.globals);
            for index in 0..parsed.memories {
                put_export(&mut exports, &memory_name(index), 2, index);
            }
            put_section(&mut out, EXPORT, before, (1 + parsed.memories, &exports));
        }
        match section.id {
            GLOBAL | EXPORT => {}
            CODE => {
                let mut bodies = Vec::new();
                put_leb(&mut bodies, parsed.bodies.len() as u32);
                for body in &parsed.bodies {
                    let body = rewrite(module, body, &parsed, locations)?;
                    put_leb(&mut bodies, body.len() as u32);
                    bodies.extend_from_slice(&body);
                }
                put_raw_section(&mut out, CODE, &bodies);
            }
            id => put_raw_section(&mut out, id, content),
        }
    }
    Ok(out)
}

struct Section {
    id: u8,
    content: Range<usize>,
}

/// What is known of a module before it is rewritten.
struct Parsed<'a> {
    /// All but custom ones.
    sections: Vec<Section>,
    bodies: Vec<FunctionBody<'a>>,
    imported_functions: u32,
    globals: u32,
    memories: u32,
}

impl<'a> Parsed<'a> {
    fn of(module: &'a [u8]) -> Result<Self, BinaryReaderError> {
        let mut parsed =
            Self { sections: Vec::new(), bodies: Vec::new(), imported_functions: 0, globals: 0, memories: 0 };
        for payload in Parser::new(0).parse_all(module) {
            let payload = payload?;
            if let Some((id, content)) = payload.as_section()
                && id != 0
            {
                parsed.sections.push(Section { id, content });
            }
            match payload {
                Payload::ImportSection(imports) => {
                    for import in imports {
                        match import?.ty {
                            wasmparser::TypeRef::Func(_) => parsed.imported_functions += 1,
                            wasmparser::TypeRef::Global(_) => parsed.globals += 1,
                            wasmparser::TypeRef::Memory(_) => parsed.memories += 1,
                            _ => {}
                        }
                    }
                }
                Payload::MemorySection(memories) => parsed.memories += memories.count(),
                Payload::GlobalSection(globals) => parsed.globals += globals.count(),
                Payload::CodeSectionEntry(body) => parsed.bodies.push(body),
                _ => {}
            }
        }
        Ok(parsed)
    }
}

/// A body with its notes.
fn rewrite(
    module: &[u8],
    body: &FunctionBody<'_>,
    parsed: &Parsed<'_>,
    locations: &Locations,
) -> Result<Vec<u8>, BinaryReaderError> {
    let range = body.range();
    let mut out = Vec::with_capacity(range.len() * 5 / 4);
    let mut copied = range.start;
    let mut noted: Option<u32> = None;
    // Where fuel may run out without anything that traps: in a loop, and in functions that call others.
    let mut forced = calls_others(body, parsed.imported_functions)?;
    let line_of = |at: usize| locations.line(at as u32).map_or(0, |line| line.line);
    for operator in body.get_operators_reader()?.into_iter_with_offsets() {
        let (operator, at) = operator?;
        let what = what_of(&operator, parsed.imported_functions);
        if what == What::Traps || std::mem::take(&mut forced) {
            let line = line_of(at);
            if noted != Some(line) {
                out.extend_from_slice(module.get(copied..at).unwrap_or_default());
                copied = at;
                out.push(0x41);
                put_signed_leb(&mut out, at as i32);
                out.push(0x24);
                put_leb(&mut out, parsed.globals);
                noted = Some(line);
            }
        }
        if what == What::Starts || matches!(operator, Operator::CallIndirect { .. }) {
            noted = None;
        }
        forced |= matches!(operator, Operator::Loop { .. });
    }
    out.extend_from_slice(module.get(copied..range.end).unwrap_or_default());
    Ok(out)
}

fn calls_others(body: &FunctionBody<'_>, imported: u32) -> Result<bool, BinaryReaderError> {
    for operator in body.get_operators_reader()? {
        match operator? {
            Operator::Call { function_index } if function_index >= imported => return Ok(true),
            Operator::CallIndirect { .. } => return Ok(true),
            _ => {}
        }
    }
    Ok(false)
}

#[derive(PartialEq, Eq)]
enum What {
    /// May trap, or calls the host.
    Traps,
    /// What follows may be reached from elsewhere, or after other functions ran.
    Starts,
    Neither,
}

fn what_of(operator: &Operator<'_>, imported: u32) -> What {
    use Operator as O;
    match operator {
        O::Call { function_index } if *function_index < imported => What::Traps,
        O::Loop { .. } | O::Else | O::End | O::Call { .. } => What::Starts,
        O::CallIndirect { .. } | O::ReturnCallIndirect { .. } | O::Unreachable => What::Traps,
        O::ReturnCall { function_index } if *function_index < imported => What::Traps,
        O::I32DivS | O::I32DivU | O::I32RemS | O::I32RemU => What::Traps,
        O::I64DivS | O::I64DivU | O::I64RemS | O::I64RemU => What::Traps,
        O::I32TruncF32S | O::I32TruncF32U | O::I32TruncF64S | O::I32TruncF64U => What::Traps,
        O::I64TruncF32S | O::I64TruncF32U | O::I64TruncF64S | O::I64TruncF64U => What::Traps,
        O::I32Load { .. } | O::I64Load { .. } | O::F32Load { .. } | O::F64Load { .. } => What::Traps,
        O::I32Load8S { .. } | O::I32Load8U { .. } | O::I32Load16S { .. } | O::I32Load16U { .. } => {
            What::Traps
        }
        O::I64Load8S { .. } | O::I64Load8U { .. } | O::I64Load16S { .. } | O::I64Load16U { .. } => {
            What::Traps
        }
        O::I64Load32S { .. } | O::I64Load32U { .. } => What::Traps,
        O::I32Store { .. } | O::I64Store { .. } | O::F32Store { .. } | O::F64Store { .. } => What::Traps,
        O::I32Store8 { .. } | O::I32Store16 { .. } => What::Traps,
        O::I64Store8 { .. } | O::I64Store16 { .. } | O::I64Store32 { .. } => What::Traps,
        O::MemoryGrow { .. } | O::MemoryCopy { .. } | O::MemoryFill { .. } | O::MemoryInit { .. } => {
            What::Traps
        }
        O::TableGet { .. } | O::TableSet { .. } | O::TableGrow { .. } | O::TableFill { .. } => What::Traps,
        O::TableCopy { .. } | O::TableInit { .. } => What::Traps,
        _ => What::Neither,
    }
}

/// Sections have a fixed order, which is not that of their numbers.
fn order_of(id: u8) -> u8 {
    match id {
        13 => 11, // tags, behind the memories
        12 => 19, // the count of data segments, before the code
        id => id * 2,
    }
}

/// A section's count and the rest of it.
fn counted(content: &[u8]) -> (u32, &[u8]) {
    let mut count = 0u32;
    for (i, byte) in content.iter().enumerate().take(5) {
        count |= u32::from(byte & 0x7f) << (7 * i);
        if byte & 0x80 == 0 {
            return (count, content.get(i + 1..).unwrap_or_default());
        }
    }
    (0, &[])
}

fn put_export(out: &mut Vec<u8>, name: &str, kind: u8, index: u32) {
    put_leb(out, name.len() as u32);
    out.extend_from_slice(name.as_bytes());
    out.push(kind);
    put_leb(out, index);
}

fn put_section(out: &mut Vec<u8>, id: u8, (count, rest): (u32, &[u8]), (more, added): (u32, &[u8])) {
    let mut content = Vec::with_capacity(rest.len() + added.len() + 5);
    put_leb(&mut content, count.saturating_add(more));
    content.extend_from_slice(rest);
    content.extend_from_slice(added);
    put_raw_section(out, id, &content);
}

fn put_raw_section(out: &mut Vec<u8>, id: u8, content: &[u8]) {
    out.push(id);
    put_leb(out, content.len() as u32);
    out.extend_from_slice(content);
}

fn put_leb(out: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn put_signed_leb(out: &mut Vec<u8>, mut value: i32) {
    loop {
        let byte = (value & 0x7f) as u8;
        value >>= 7;
        if (value == 0 && byte & 0x40 == 0) || (value == -1 && byte & 0x40 != 0) {
            out.push(byte);
            return;
        }
        out.push(byte | 0x80);
    }
}
