//! Finds what of a module isn't supported, after it was refused: a parser or a validator names an opcode or a flag, which tells the person who
//! built the module little.

use wasmparser::{
    AbstractHeapType, BinaryReaderError, BlockType, CompositeInnerType, ConstExpr, ElementItems, Encoding,
    FunctionBody, HeapType, MemoryType, Operator, Parser, Payload, RecGroup, RefType, SubType, TableType,
    TypeRef, ValType,
};

use crate::proposals::Proposal;

/// Where in a module something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// An instruction, by its offset in the module.
    Code(usize),
    /// A function's parameters, results or locals; by its index, as all of these.
    Function(u32),
    /// A type.
    Type(u32),
    /// An import; counted over all kinds.
    Import(u32),
    /// A table.
    Table(u32),
    /// A memory.
    Memory(u32),
    /// A global.
    Global(u32),
    /// A tag of exceptions.
    Tag(u32),
    /// An element segment.
    Elements(u32),
    /// No one place.
    Module,
}

/// The first use of an extension that isn't supported.
pub fn find(module: &[u8]) -> Option<(Proposal, Place)> {
    let mut search = Search { module, ..Search::default() };
    for payload in Parser::new(0).parse_all(module) {
        let Ok(payload) = payload else { return None };
        if let Some(found) = search.look_at(payload) {
            return Some(found);
        }
    }
    None
}

/// What was counted so far.
#[derive(Default)]
struct Search<'a> {
    module: &'a [u8],
    /// The types' indices by function, imports first.
    functions: Vec<u32>,
    imported_functions: u32,
    bodies: u32,
    tables: u32,
    memories: u32,
    globals: u32,
    /// By type: the extension that its parameters or results are of.
    types: Vec<Option<Proposal>>,
}

impl Search<'_> {
    fn look_at(&mut self, payload: Payload<'_>) -> Option<(Proposal, Place)> {
        match payload {
            Payload::Version { encoding: Encoding::Component, .. } => {
                Some((Proposal::Components, Place::Module))
            }
            Payload::TypeSection(groups) => {
                for group in groups.into_iter().map_while(Result::ok) {
                    for ty in group.types() {
                        if let Some(proposal) = of_kind(&group, ty) {
                            return Some((proposal, Place::Type(self.types.len() as u32)));
                        }
                        // What a function's type names is told where that is used: a text need not write it elsewhere.
                        self.types.push(of_signature(ty));
                    }
                }
                None
            }
            Payload::ImportSection(imports) => {
                for (i, import) in imports.into_iter().map_while(Result::ok).enumerate() {
                    let found = match import.ty {
                        TypeRef::Func(ty) => {
                            self.functions.push(ty);
                            self.imported_functions += 1;
                            self.types.get(ty as usize).copied().flatten()
                        }
                        TypeRef::Table(ty) => {
                            self.tables += 1;
                            of_table(&ty)
                        }
                        TypeRef::Memory(ty) => {
                            self.memories += 1;
                            of_memory(&ty)
                        }
                        TypeRef::Global(ty) => {
                            self.globals += 1;
                            of_value(&ty.content_type).or(ty.shared.then_some(Proposal::Threads))
                        }
                        TypeRef::Tag(_) => Some(Proposal::Exceptions),
                    };
                    if let Some(proposal) = found {
                        return Some((proposal, Place::Import(i as u32)));
                    }
                }
                None
            }
            Payload::FunctionSection(functions) => {
                for ty in functions.into_iter().map_while(Result::ok) {
                    let index = self.functions.len() as u32;
                    self.functions.push(ty);
                    if let Some(proposal) = self.types.get(ty as usize).copied().flatten() {
                        return Some((proposal, Place::Function(index)));
                    }
                }
                None
            }
            Payload::TableSection(tables) => {
                for table in tables.into_iter().map_while(Result::ok) {
                    let init = match &table.init {
                        wasmparser::TableInit::Expr(expr) => self.of_constant(expr),
                        wasmparser::TableInit::RefNull => None,
                    };
                    if let Some(proposal) = of_table(&table.ty).or(init) {
                        return Some((proposal, Place::Table(self.tables)));
                    }
                    self.tables += 1;
                }
                None
            }
            Payload::MemorySection(memories) => {
                for memory in memories.into_iter().map_while(Result::ok) {
                    if let Some(proposal) = of_memory(&memory) {
                        return Some((proposal, Place::Memory(self.memories)));
                    }
                    self.memories += 1;
                }
                None
            }
            Payload::TagSection(_) => Some((Proposal::Exceptions, Place::Tag(0))),
            Payload::GlobalSection(globals) => {
                for global in globals {
                    let found = match &global {
                        Ok(global) => of_value(&global.ty.content_type)
                            .or(global.ty.shared.then_some(Proposal::Threads))
                            .or_else(|| self.of_constant(&global.init_expr)),
                        // The reader looks for the end of the constant itself.
                        Err(error) => self.of_error(error),
                    };
                    if let Some(proposal) = found {
                        return Some((proposal, Place::Global(self.globals)));
                    }
                    self.globals += 1;
                }
                None
            }
            Payload::ElementSection(segments) => {
                for (i, segment) in segments.into_iter().map_while(Result::ok).enumerate() {
                    let ElementItems::Expressions(ty, expressions) = segment.items else { continue };
                    let of_items =
                        || expressions.into_iter().flatten().find_map(|expr| self.of_constant(&expr));
                    if let Some(proposal) = of_reference(&ty).or_else(of_items) {
                        return Some((proposal, Place::Elements(i as u32)));
                    }
                }
                None
            }
            Payload::CodeSectionEntry(body) => {
                let index = self.imported_functions + self.bodies;
                self.bodies += 1;
                self.of_body(&body, index)
            }
            _ => None,
        }
    }

    fn of_body(&self, body: &FunctionBody<'_>, index: u32) -> Option<(Proposal, Place)> {
        for local in body.get_locals_reader().ok()?.into_iter().map_while(Result::ok) {
            if let Some(proposal) = of_value(&local.1) {
                return Some((proposal, Place::Function(index)));
            }
        }
        for operator in body.get_operators_reader().ok()?.into_iter_with_offsets() {
            let (at, found) = match operator {
                Ok((operator, at)) => (at, self.of_instruction(at).or_else(|| self.of_immediate(&operator))),
                // What the parser itself doesn't know.
                Err(error) => {
                    return self.of_error(&error).map(|proposal| (proposal, Place::Code(error.offset())));
                }
            };
            if let Some(proposal) = found {
                return Some((proposal, Place::Code(at)));
            }
        }
        None
    }

    fn of_instruction(&self, at: usize) -> Option<Proposal> {
        Proposal::of_instruction(self.module.get(at..)?)
    }

    /// The extension of an instruction that the parser doesn't know. Another error's offset is of no instruction's first byte.
    fn of_error(&self, error: &BinaryReaderError) -> Option<Proposal> {
        error.message().contains("opcode").then(|| self.of_instruction(error.offset())).flatten()
    }

    fn of_immediate(&self, operator: &Operator<'_>) -> Option<Proposal> {
        match operator {
            Operator::Block { blockty } | Operator::Loop { blockty } | Operator::If { blockty } => {
                match blockty {
                    BlockType::Empty => None,
                    BlockType::Type(ty) => of_value(ty),
                    BlockType::FuncType(ty) => self.types.get(*ty as usize).copied().flatten(),
                }
            }
            Operator::TypedSelect { ty } => of_value(ty),
            Operator::RefNull { hty } => of_heap_type(hty),
            Operator::CallIndirect { type_index, .. } | Operator::ReturnCallIndirect { type_index, .. } => {
                self.types.get(*type_index as usize).copied().flatten()
            }
            _ => None,
        }
    }

    fn of_constant(&self, expr: &ConstExpr<'_>) -> Option<Proposal> {
        for operator in expr.get_operators_reader().into_iter_with_offsets() {
            match operator {
                Ok((operator, at)) => {
                    let found = self.of_instruction(at).or_else(|| self.of_immediate(&operator));
                    if found.is_some() {
                        return found;
                    }
                }
                Err(error) => return self.of_error(&error),
            }
        }
        None
    }
}

/// Of what isn't a plain type of functions.
fn of_kind(group: &RecGroup, ty: &SubType) -> Option<Proposal> {
    if ty.composite_type.shared {
        return Some(Proposal::Threads);
    }
    match &ty.composite_type.inner {
        CompositeInnerType::Struct(_) | CompositeInnerType::Array(_) => Some(Proposal::Gc),
        CompositeInnerType::Cont(_) => Some(Proposal::StackSwitching),
        CompositeInnerType::Func(_) => {
            let is_plain = ty.is_final && ty.supertype_idx.is_none() && !group.is_explicit_rec_group();
            (!is_plain).then_some(Proposal::Gc)
        }
    }
}

/// Of a function's parameters and results.
fn of_signature(ty: &SubType) -> Option<Proposal> {
    match &ty.composite_type.inner {
        CompositeInnerType::Func(function) => {
            function.params().iter().chain(function.results()).find_map(of_value)
        }
        _ => None,
    }
}

fn of_memory(memory: &MemoryType) -> Option<Proposal> {
    match (memory.memory64, memory.shared) {
        (_, true) => Some(Proposal::Threads),
        (true, _) => Some(Proposal::Memory64),
        _ => None,
    }
}

fn of_table(table: &TableType) -> Option<Proposal> {
    match (table.table64, table.shared) {
        (_, true) => Some(Proposal::Threads),
        (true, _) => Some(Proposal::Memory64),
        _ => of_reference(&table.element_type),
    }
}

fn of_value(ty: &ValType) -> Option<Proposal> {
    match ty {
        ValType::V128 => Some(Proposal::Simd),
        ValType::Ref(ty) => of_reference(ty),
        _ => None,
    }
}

fn of_reference(ty: &RefType) -> Option<Proposal> {
    of_heap_type(&ty.heap_type()).or((!ty.is_nullable()).then_some(Proposal::FunctionReferences))
}

fn of_heap_type(ty: &HeapType) -> Option<Proposal> {
    use AbstractHeapType as A;
    match ty {
        HeapType::Concrete(_) => Some(Proposal::FunctionReferences),
        HeapType::Abstract { shared: true, .. } => Some(Proposal::Threads),
        HeapType::Abstract { ty: A::Func | A::Extern, .. } => None,
        HeapType::Abstract { ty: A::Exn | A::NoExn, .. } => Some(Proposal::Exceptions),
        HeapType::Abstract { ty: A::Cont | A::NoCont, .. } => Some(Proposal::StackSwitching),
        HeapType::Abstract { .. } => Some(Proposal::Gc),
    }
}
