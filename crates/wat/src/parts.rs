//! What a module is made of, and where in its text that is written.

use wast::core::{FuncKind, GlobalKind, ItemKind, MemoryKind, ModuleField, ModuleKind, TableKind, TagKind};
use wast::token::Span;

use crate::{Kind, Part, Place};

/// The parts of a text, in its order.
pub fn parts_of(wat: &wast::Wat<'_>, at: &dyn Fn(Span) -> Place) -> Vec<Part> {
    let wast::Wat::Module(module) = wat else { return Vec::new() };
    let ModuleKind::Text(fields) = &module.kind else { return Vec::new() };
    let mut parts = Vec::new();
    for field in fields {
        add(&mut parts, field, at);
    }
    parts
}

fn add(parts: &mut Vec<Part>, field: &ModuleField<'_>, at: &dyn Fn(Span) -> Place) {
    let mut part = |kind, span: Span, is_import, exports: &[&str]| {
        let exports = exports.iter().map(|name| (*name).to_owned()).collect();
        parts.push(Part { kind, place: at(span), is_import, exports });
    };
    match field {
        ModuleField::Type(ty) => part(Kind::Type, ty.span, false, &[]),
        ModuleField::Rec(group) => {
            for ty in &group.types {
                part(Kind::Type, ty.span, false, &[]);
            }
        }
        ModuleField::Elem(segment) => part(Kind::Elements, segment.span, false, &[]),
        ModuleField::Export(export) => part(Kind::Export, export.span, false, &[export.name]),
        ModuleField::Import(import) => {
            let kind = match &import.item.kind {
                ItemKind::Func(_) => Kind::Function,
                ItemKind::Table(_) => Kind::Table,
                ItemKind::Memory(_) => Kind::Memory,
                ItemKind::Global(_) => Kind::Global,
                ItemKind::Tag(_) => Kind::Tag,
            };
            part(kind, import.span, true, &[]);
        }
        ModuleField::Func(function) => {
            let is_import = matches!(function.kind, FuncKind::Import(_));
            part(Kind::Function, function.span, is_import, &function.exports.names);
        }
        ModuleField::Table(table) => {
            let is_import = matches!(table.kind, TableKind::Import { .. });
            part(Kind::Table, table.span, is_import, &table.exports.names);
        }
        ModuleField::Memory(memory) => {
            let is_import = matches!(memory.kind, MemoryKind::Import { .. });
            part(Kind::Memory, memory.span, is_import, &memory.exports.names);
        }
        ModuleField::Global(global) => {
            let is_import = matches!(global.kind, GlobalKind::Import(_));
            part(Kind::Global, global.span, is_import, &global.exports.names);
        }
        ModuleField::Tag(tag) => {
            let is_import = matches!(tag.kind, TagKind::Import(_));
            part(Kind::Tag, tag.span, is_import, &tag.exports.names);
        }
        ModuleField::Start(_) | ModuleField::Data(_) | ModuleField::Custom(_) => {}
    }
}
