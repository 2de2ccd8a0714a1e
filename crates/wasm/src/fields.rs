//! Where in a text a module's parts are written, for what is wrong with one that has no code.

use luminara_script::Position;
use wast::core::{ItemKind, ModuleField, ModuleKind};
use wast::parser::{self, ParseBuffer};
use wast::token::Span;

use crate::text;
use crate::unsupported::Place;

/// The parts of a text by kind, in their order, which is that of their indices: imports come first.
#[derive(Default)]
pub struct Fields {
    imports: Vec<Position>,
    functions: Vec<Position>,
    types: Vec<Position>,
    tables: Vec<Position>,
    memories: Vec<Position>,
    globals: Vec<Position>,
    tags: Vec<Position>,
    elements: Vec<Position>,
    exports: Vec<(String, Position)>,
}

impl Fields {
    /// Reads a text. Of one that can't be read nothing is known.
    pub fn of(file: &str, source: &[u8]) -> Self {
        let mut fields = Self::default();
        let Some(text) = std::str::from_utf8(source).ok().filter(|_| !source.starts_with(text::MAGIC)) else {
            return fields;
        };
        let Ok(buffer) = ParseBuffer::new(text) else { return fields };
        let Ok(wast::Wat::Module(module)) = parser::parse::<wast::Wat<'_>>(&buffer) else { return fields };
        let ModuleKind::Text(list) = &module.kind else { return fields };
        for field in list {
            fields.add(field, &|span| text::position(file, text, span));
        }
        fields
    }

    fn add(&mut self, field: &ModuleField<'_>, at: &dyn Fn(Span) -> Position) {
        let (list, span, is_import, exports) = match field {
            ModuleField::Type(ty) => return self.types.push(at(ty.span)),
            ModuleField::Rec(group) => return self.types.extend(group.types.iter().map(|ty| at(ty.span))),
            ModuleField::Elem(segment) => return self.elements.push(at(segment.span)),
            ModuleField::Export(export) => {
                return self.exports.push((export.name.to_owned(), at(export.span)));
            }
            ModuleField::Import(import) => {
                let list = match &import.item.kind {
                    ItemKind::Func(_) => &mut self.functions,
                    ItemKind::Table(_) => &mut self.tables,
                    ItemKind::Memory(_) => &mut self.memories,
                    ItemKind::Global(_) => &mut self.globals,
                    ItemKind::Tag(_) => &mut self.tags,
                };
                (list, import.span, true, &[][..])
            }
            ModuleField::Func(function) => {
                let is_import = matches!(function.kind, wast::core::FuncKind::Import(_));
                (&mut self.functions, function.span, is_import, &function.exports.names[..])
            }
            ModuleField::Table(table) => {
                let is_import = matches!(table.kind, wast::core::TableKind::Import { .. });
                (&mut self.tables, table.span, is_import, &table.exports.names[..])
            }
            ModuleField::Memory(memory) => {
                let is_import = matches!(memory.kind, wast::core::MemoryKind::Import { .. });
                (&mut self.memories, memory.span, is_import, &memory.exports.names[..])
            }
            ModuleField::Global(global) => {
                let is_import = matches!(global.kind, wast::core::GlobalKind::Import(_));
                (&mut self.globals, global.span, is_import, &global.exports.names[..])
            }
            ModuleField::Tag(tag) => {
                let is_import = matches!(tag.kind, wast::core::TagKind::Import(_));
                (&mut self.tags, tag.span, is_import, &tag.exports.names[..])
            }
            ModuleField::Start(_) | ModuleField::Data(_) | ModuleField::Custom(_) => return,
        };
        let position = at(span);
        list.push(position.clone());
        if is_import {
            self.imports.push(position.clone());
        }
        self.exports.extend(exports.iter().map(|name| ((*name).to_owned(), position.clone())));
    }

    /// Where a part is written.
    pub fn position(&self, place: Place) -> Option<Position> {
        let (list, index) = match place {
            Place::Function(index) => (&self.functions, index),
            Place::Type(index) => (&self.types, index),
            Place::Import(index) => (&self.imports, index),
            Place::Table(index) => (&self.tables, index),
            Place::Memory(index) => (&self.memories, index),
            Place::Global(index) => (&self.globals, index),
            Place::Tag(index) => (&self.tags, index),
            Place::Elements(index) => (&self.elements, index),
            Place::Code(_) | Place::Module => return None,
        };
        list.get(index as usize).cloned()
    }

    /// Where what is exported under a name is written.
    pub fn export(&self, name: &str) -> Option<Position> {
        self.exports.iter().find(|(known, _)| known == name).map(|(_, position)| position.clone())
    }
}
