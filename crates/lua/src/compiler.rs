//! The tree to bytecode: statements and scopes. Expressions are in `compiler/expression.rs`.

mod assignment;
mod expression;
mod fold;
mod operator;

use std::cell::OnceCell;
use std::collections::HashMap;
use std::rc::Rc;

use crate::ast::*;
use crate::instruction::Instruction;
use crate::lexer::{Position, SyntaxError};
use crate::parser;
use crate::proto::{Capture, Constant, LocalRange, OperandName, Proto, Upvalue};

/// One register is kept free for the result of a metamethod call.
const MAX_REGISTERS: usize = 250;

/// Compiles a file; `chunk` is its name in messages.
pub fn compile(source: &[u8], chunk: &str) -> Result<Rc<Proto>, Vec<SyntaxError>> {
    compile_tree(parser::parse(source, true)?, chunk, &format!("@{chunk}"))
}

/// Compiles a text that is no file: a first line with `#` is an error. `name` is what it is called in full.
pub(crate) fn compile_text(source: &[u8], chunk: &str, name: &str) -> Result<Rc<Proto>, Vec<SyntaxError>> {
    compile_tree(parser::parse(source, false)?, chunk, name)
}

fn compile_tree(tree: Chunk, chunk: &str, source: &str) -> Result<Rc<Proto>, Vec<SyntaxError>> {
    let mut compiler = Compiler {
        locals: &tree.locals,
        registers: vec![0; tree.locals.len()],
        constants: vec![None; tree.locals.len()],
        chunk: chunk.into(),
        source: source.into(),
        functions: Vec::new(),
    };
    compiler.function(&tree.main, true).map_err(|error| vec![error])
}

type Compile<T> = Result<T, SyntaxError>;

#[derive(Clone, PartialEq, Eq, Hash)]
enum ConstantKey {
    Nil,
    Bool(bool),
    Int(i64),
    Float(u64),
    Str(Rc<[u8]>),
}

struct Block {
    /// Active variables at its start.
    first_local: usize,
    first_label: usize,
    first_goto: usize,
    is_loop: bool,
    /// It has to-be-closed variables.
    has_close: bool,
}

struct Label {
    name: Rc<str>,
    pc: usize,
    line: u32,
    active: usize,
}

/// A jump to a label that hasn't come yet.
struct Goto {
    name: Rc<str>,
    /// The jump to patch.
    pc: usize,
    position: Position,
    active: usize,
    /// A `Close` stands before it, to be used if it leaves such variables' scope.
    close: Option<usize>,
}

struct ActiveLocal {
    id: LocalId,
    register: u8,
    range: usize,
    is_close: bool,
}

#[derive(Default)]
struct FunctionBuilder {
    code: Vec<Instruction>,
    positions: Vec<Position>,
    constants: Vec<Constant>,
    constant_index: HashMap<ConstantKey, usize>,
    functions: Vec<Rc<Proto>>,
    locals: Vec<LocalRange>,
    operands: Vec<OperandName>,
    active: Vec<ActiveLocal>,
    blocks: Vec<Block>,
    labels: Vec<Label>,
    /// By name: the label that a goto can see.
    visible_labels: HashMap<Rc<str>, usize>,
    /// In the order of the source; none where its label came.
    gotos: Vec<Option<Goto>>,
    /// By name: those of the gotos whose label hasn't come, the last one last.
    pending_gotos: HashMap<Rc<str>, Vec<usize>>,
    free: usize,
    max: usize,
    /// The local that holds the function itself, if nobody changes it.
    own_local: Option<LocalId>,
    has_close: bool,
}

/// A local variable's value that never changes.
#[derive(Clone)]
struct Known {
    value: Constant,
    /// PUC-Lua's compiler knows it too: the variable is a `<const>` of what is constant itself (`luaK_exp2const` of lcode.c).
    is_const: bool,
}

struct Compiler<'a> {
    locals: &'a [LocalInfo],
    /// By local: its register.
    registers: Vec<u8>,
    /// By local: its value, for those that are constants.
    constants: Vec<Option<Known>>,
    chunk: Rc<str>,
    source: Rc<str>,
    functions: Vec<FunctionBuilder>,
}

impl Compiler<'_> {
    fn builder(&mut self) -> &mut FunctionBuilder {
        if self.functions.is_empty() {
            self.functions.push(FunctionBuilder::default());
        }
        let last = self.functions.len() - 1;
        &mut self.functions[last]
    }

    fn emit(&mut self, instruction: Instruction, position: Position) -> usize {
        let builder = self.builder();
        builder.code.push(instruction);
        builder.positions.push(position);
        builder.code.len() - 1
    }

    fn pc(&mut self) -> usize {
        self.builder().code.len()
    }

    fn error<T>(&self, message: impl Into<String>, position: Position) -> Compile<T> {
        Err(SyntaxError { message: message.into(), position })
    }

    // Registers.

    fn reserve(&mut self, n: usize, position: Position) -> Compile<u8> {
        let builder = self.builder();
        let first = builder.free;
        builder.free += n;
        builder.max = builder.max.max(builder.free);
        if builder.free > MAX_REGISTERS {
            return self.error("function or expression needs too many registers", position);
        }
        Ok(first as u8)
    }

    fn free_to(&mut self, register: usize) {
        self.builder().free = register;
    }

    fn free(&mut self) -> usize {
        self.builder().free
    }

    /// The first register above the active variables.
    fn first_temporary(&mut self) -> usize {
        self.builder().active.last().map_or(0, |local| usize::from(local.register) + 1)
    }

    // Constants.

    fn constant(&mut self, constant: Constant, position: Position) -> Compile<usize> {
        let key = match &constant {
            Constant::Nil => ConstantKey::Nil,
            Constant::Bool(value) => ConstantKey::Bool(*value),
            Constant::Int(value) => ConstantKey::Int(*value),
            Constant::Float(value) => ConstantKey::Float(value.to_bits()),
            Constant::Str(text) => ConstantKey::Str(text.clone()),
        };
        let builder = self.builder();
        if let Some(&index) = builder.constant_index.get(&key) {
            return Ok(index);
        }
        let index = builder.constants.len();
        builder.constants.push(constant);
        builder.constant_index.insert(key, index);
        if index >= 1 << 24 {
            return self.error("function has too many constants", position);
        }
        Ok(index)
    }

    fn small_constant(&mut self, constant: Constant, position: Position) -> Compile<Option<u8>> {
        Ok(u8::try_from(self.constant(constant, position)?).ok())
    }

    // Jumps.

    fn jump(&mut self, position: Position) -> usize {
        self.emit(Instruction::jump(0), position)
    }

    fn patch(&mut self, jump: usize, target: usize) {
        let offset = target as i32 - jump as i32 - 1;
        self.builder().code[jump] = Instruction::jump(offset);
    }

    fn patch_here(&mut self, jumps: &[usize]) {
        let here = self.pc();
        for &jump in jumps {
            self.patch(jump, here);
        }
    }

    fn jump_to(&mut self, target: usize, position: Position) {
        let jump = self.jump(position);
        self.patch(jump, target);
    }

    fn short_jump(&mut self, distance: usize, position: Position) -> Compile<u16> {
        match u16::try_from(distance) {
            Ok(distance) => Ok(distance),
            Err(_) => self.error("control structure too long", position),
        }
    }

    // Functions.

    fn function(&mut self, function: &Function, is_main: bool) -> Compile<Rc<Proto>> {
        let own_local = function.own_local.filter(|&id| !self.locals[id as usize].assigned);
        self.functions.push(FunctionBuilder { own_local, ..Default::default() });
        self.open_block(false);
        let position = function.position;
        self.reserve(function.params.len(), position)?;
        for (i, &param) in function.params.iter().enumerate() {
            self.activate(param, i as u8, position);
        }
        self.block_statements(&function.body, true)?;
        self.close_block(function.end)?;
        let has_close = self.builder().has_close;
        if has_close {
            self.emit(Instruction::ReturnClose { a: 0, n: 1 }, function.end);
        } else {
            self.emit(Instruction::Return0, function.end);
        }
        let upvalues = function.upvalues.iter().map(|upvalue| self.upvalue(upvalue)).collect();
        let upvalues: Vec<Upvalue> = upvalues;
        let builder = self.functions.pop().unwrap_or_default();
        Ok(Rc::new(Proto {
            chunk: self.chunk.clone(),
            source: self.source.clone(),
            name: function.name.clone(),
            is_main,
            position,
            end: function.end,
            params: function.params.len() as u8,
            is_vararg: function.is_vararg,
            stack_size: (builder.max + 2).min(255) as u8,
            code: builder.code.into(),
            constants: builder.constants,
            functions: builder.functions,
            upvalues,
            positions: builder.positions,
            locals: builder.locals,
            operands: builder.operands,
            memory: OnceCell::new(),
        }))
    }

    /// How the function on top, which is about to be finished, gets an upvalue from the one below it.
    fn upvalue(&self, upvalue: &UpvalueDef) -> Upvalue {
        let top = self.functions.len().saturating_sub(1);
        let own = self.functions.get(top).and_then(|builder| builder.own_local);
        let parent_own = top.checked_sub(1).and_then(|i| self.functions.get(i)).and_then(|b| b.own_local);
        let capture = match upvalue.source {
            UpvalueSource::Local(id) if own == Some(id) => Capture::Itself,
            UpvalueSource::Local(id) => Capture::Register(self.registers[id as usize]),
            UpvalueSource::Upvalue(_) if parent_own == Some(upvalue.origin) => Capture::Own,
            UpvalueSource::Upvalue(index) => Capture::Upvalue(index),
        };
        let is_cell = self.locals[upvalue.origin as usize].needs_cell();
        Upvalue { name: upvalue.name.clone(), capture, is_cell }
    }

    // Scopes.

    fn open_block(&mut self, is_loop: bool) {
        let builder = self.builder();
        let block = Block {
            first_local: builder.active.len(),
            first_label: builder.labels.len(),
            first_goto: builder.gotos.len(),
            is_loop,
            has_close: false,
        };
        builder.blocks.push(block);
    }

    /// Ends a block: its variables go, its labels go, its unresolved gotos become the enclosing block's.
    fn close_block(&mut self, position: Position) -> Compile<()> {
        let pc = self.pc();
        let builder = self.builder();
        let Some(block) = builder.blocks.pop() else { return Ok(()) };
        let register = builder.active.get(block.first_local).map_or(0, |local| local.register);
        if block.is_loop {
            self.resolve_gotos("break", block.first_goto, block.first_local, true, position)?;
        }
        if block.has_close {
            self.emit(Instruction::Close { a: register }, position);
        }
        let builder = self.builder();
        for label in builder.labels.drain(block.first_label..) {
            builder.visible_labels.remove(&label.name);
        }
        let free = builder.active.get(block.first_local).map(|local| usize::from(local.register));
        let end = builder.code.len().max(pc) as u32;
        for local in builder.active.drain(block.first_local..) {
            if let Some(range) = builder.locals.get_mut(local.range) {
                range.end = end;
            }
        }
        if let Some(free) = free {
            builder.free = free;
        }
        let is_function = builder.blocks.is_empty();
        for goto in builder.gotos.iter_mut().skip(block.first_goto).flatten() {
            if goto.active > block.first_local {
                goto.active = block.first_local;
                if block.has_close {
                    // Leaving the block closes its variables.
                    let register = free.unwrap_or(0) as u8;
                    if let Some(close) = goto.close {
                        builder.code[close] = Instruction::Close { a: register };
                    }
                }
            }
        }
        if is_function && let Some(goto) = builder.gotos.iter().skip(block.first_goto).flatten().next() {
            let message = if &*goto.name == "break" {
                format!("break outside loop at line {}", goto.position.line)
            } else {
                format!("no visible label '{}' for <goto> at line {}", goto.name, goto.position.line)
            };
            let position = goto.position;
            return self.error(message, position);
        }
        Ok(())
    }

    /// Patches the pending gotos of the current block to a label that stands here.
    fn resolve_gotos(
        &mut self,
        name: &str,
        first: usize,
        active: usize,
        at_block_end: bool,
        position: Position,
    ) -> Compile<()> {
        let here = self.pc();
        let builder = self.builder();
        let Some(pending) = builder.pending_gotos.get_mut(name) else { return Ok(()) };
        let start = pending.partition_point(|&i| i < first);
        for i in pending.split_off(start) {
            let Some(goto) = self.builder().gotos.get_mut(i).and_then(Option::take) else { continue };
            if goto.active < active && !at_block_end {
                let line = goto.position.line;
                let id = self.builder().active.get(goto.active).map_or(0, |local| local.id);
                let variable = self.locals[id as usize].name.clone();
                let message =
                    format!("<goto {name}> at line {line} jumps into the scope of local '{variable}'");
                return self.error(message, position);
            }
            self.patch(goto.pc, here);
        }
        Ok(())
    }

    fn activate(&mut self, id: LocalId, register: u8, position: Position) {
        self.registers[id as usize] = register;
        let info = &self.locals[id as usize];
        let is_cell = info.needs_cell();
        if is_cell {
            self.emit(Instruction::NewCell { a: register }, position);
        }
        let is_close = info.attribute == Attribute::Close;
        let name = info.name.clone();
        let is_constant = self.constants[id as usize].is_some();
        let start = self.pc() as u32;
        let builder = self.builder();
        let range = builder.locals.len();
        builder.locals.push(LocalRange { name, register, is_cell, is_constant, start, end: start });
        builder.active.push(ActiveLocal { id, register, range, is_close });
    }

    fn block(&mut self, block: &crate::ast::Block) -> Compile<()> {
        self.open_block(false);
        self.block_statements(block, true)?;
        self.close_block(block.last)
    }

    /// `is_over`: whether nothing that sees the block's variables follows.
    fn block_statements(&mut self, block: &crate::ast::Block, is_over: bool) -> Compile<()> {
        // A label at a block's end counts as outside the scope of the block's variables.
        let last = block.statements.iter().rposition(|s| !matches!(s.kind, StatementKind::Label(_)));
        for (i, statement) in block.statements.iter().enumerate() {
            if let StatementKind::Label(name) = &statement.kind {
                let is_last = is_over && last.is_none_or(|last| i > last);
                self.label(name, statement.position, is_last)?;
                continue;
            }
            self.statement(statement)?;
            let temporaries = self.first_temporary();
            self.free_to(temporaries);
        }
        Ok(())
    }

    fn label(&mut self, name: &Rc<str>, position: Position, is_last: bool) -> Compile<()> {
        let builder = self.builder();
        if let Some(label) = builder.visible_labels.get(name).and_then(|&i| builder.labels.get(i)) {
            let message = format!("label '{name}' already defined on line {}", label.line);
            return self.error(message, position);
        }
        let (first_goto, first_local) =
            builder.blocks.last().map_or((0, 0), |block| (block.first_goto, block.first_local));
        let active = if is_last { first_local } else { builder.active.len() };
        let pc = builder.code.len();
        builder.visible_labels.insert(name.clone(), builder.labels.len());
        builder.labels.push(Label { name: name.clone(), pc, line: position.line, active });
        self.resolve_gotos(name, first_goto, active, is_last, position)
    }

    fn goto(&mut self, name: Rc<str>, position: Position) {
        let builder = self.builder();
        if let Some(label) = builder.visible_labels.get(&name).and_then(|&i| builder.labels.get(i)) {
            let (pc, active) = (label.pc, label.active);
            let closing = builder.active.iter().skip(active).find(|local| local.is_close);
            if let Some(register) = closing.map(|local| local.register) {
                self.emit(Instruction::Close { a: register }, position);
            }
            self.jump_to(pc, position);
            return;
        }
        // Forward: whether something has to be closed is known when the blocks between end.
        let may_close = builder.has_close;
        let active = builder.active.len();
        let close = may_close.then(|| self.emit(Instruction::jump(0), position));
        let pc = self.jump(position);
        let builder = self.builder();
        builder.pending_gotos.entry(name.clone()).or_default().push(builder.gotos.len());
        builder.gotos.push(Some(Goto { name, pc, position, active, close }));
    }

    // Statements.

    fn statement(&mut self, statement: &Statement) -> Compile<()> {
        let position = statement.position;
        match &statement.kind {
            StatementKind::Local { locals, values } => self.local(locals, values, position),
            StatementKind::LocalFunction { local, function } => {
                self.local_function(*local, function, position)
            }
            StatementKind::Assign { targets, values } => self.assign(targets, values, position),
            StatementKind::Call(call) => self.call_statement(call),
            StatementKind::Do(body) => self.block(body),
            StatementKind::While { condition, body } => self.while_loop(condition, body, position),
            StatementKind::Repeat { body, condition } => self.repeat_loop(body, condition, position),
            StatementKind::If { arms, otherwise } => self.if_statement(arms, otherwise.as_ref()),
            StatementKind::NumericFor { variable, range, body } => {
                self.numeric_for(*variable, range, body, position)
            }
            StatementKind::GenericFor { variables, values, body } => {
                self.generic_for(variables, values, body, position)
            }
            StatementKind::Return { values, last } => self.return_statement(values, position, *last),
            StatementKind::Break => {
                self.goto("break".into(), position);
                Ok(())
            }
            StatementKind::Goto(name) => {
                self.goto(name.clone(), position);
                Ok(())
            }
            StatementKind::Label(_) => Ok(()),
        }
    }

    fn local(&mut self, locals: &[LocalId], values: &[Expr], position: Position) -> Compile<()> {
        let base = self.free();
        // As PUC-Lua's: the last of as many.
        if let (true, Some(local), Some(value)) = (locals.len() == values.len(), locals.last(), values.last())
        {
            self.remember_constant(*local, value);
        }
        self.expressions_to_registers(values, locals.len(), position)?;
        self.free_to(base + locals.len());
        for (i, &local) in locals.iter().enumerate() {
            let register = (base + i) as u8;
            self.activate(local, register, position);
            if self.locals[local as usize].attribute == Attribute::Close {
                let builder = self.builder();
                builder.has_close = true;
                if let Some(block) = builder.blocks.last_mut() {
                    block.has_close = true;
                }
                self.emit(Instruction::Tbc { a: register }, position);
            }
        }
        Ok(())
    }

    fn local_function(&mut self, local: LocalId, function: &Function, position: Position) -> Compile<()> {
        let register = self.reserve(1, position)?;
        if self.locals[local as usize].needs_cell() {
            self.emit(Instruction::LoadNil { a: register, n: 0 }, position);
            self.activate(local, register, position);
            let value = self.reserve(1, position)?;
            self.closure(function, value)?;
            self.emit(Instruction::SetCell { a: register, b: value }, position);
            return Ok(());
        }
        self.activate(local, register, position);
        self.closure(function, register)
    }

    fn while_loop(&mut self, condition: &Expr, body: &crate::ast::Block, position: Position) -> Compile<()> {
        let start = self.pc();
        let free = self.free();
        let exits = self.condition(condition, false)?;
        self.free_to(free);
        self.open_block(true);
        self.block(body)?;
        self.jump_to(start, position);
        self.patch_here(&exits);
        self.close_block(body.end)
    }

    fn repeat_loop(&mut self, body: &crate::ast::Block, condition: &Expr, position: Position) -> Compile<()> {
        let start = self.pc();
        self.open_block(true);
        self.open_block(false);
        self.block_statements(body, false)?;
        let exits = self.condition(condition, true)?;
        let builder = self.builder();
        let closing = builder.blocks.last().filter(|block| block.has_close);
        let register =
            closing.and_then(|block| builder.active.get(block.first_local)).map(|local| local.register);
        if let Some(register) = register {
            self.emit(Instruction::Close { a: register }, position);
        }
        self.jump_to(start, condition.position);
        self.patch_here(&exits);
        self.close_block(condition.position)?;
        self.close_block(condition.position)
    }

    fn if_statement(
        &mut self,
        arms: &[(Expr, crate::ast::Block)],
        otherwise: Option<&crate::ast::Block>,
    ) -> Compile<()> {
        let mut ends = Vec::new();
        for (i, (condition, body)) in arms.iter().enumerate() {
            let free = self.free();
            let next = self.condition(condition, false)?;
            self.free_to(free);
            self.block(body)?;
            if i + 1 < arms.len() || otherwise.is_some() {
                ends.push(self.jump(body.end));
            }
            self.patch_here(&next);
        }
        if let Some(body) = otherwise {
            self.block(body)?;
        }
        self.patch_here(&ends);
        Ok(())
    }

    /// Makes a hidden variable of a loop, so that its register stays taken.
    fn hide(&mut self, register: u8, is_close: bool) {
        let start = self.pc() as u32;
        let builder = self.builder();
        let range = builder.locals.len();
        let name = "(for state)".into();
        builder.locals.push(LocalRange {
            name,
            register,
            is_cell: false,
            is_constant: false,
            start,
            end: start,
        });
        builder.active.push(ActiveLocal { id: 0, register, range, is_close });
    }

    fn numeric_for(
        &mut self,
        variable: LocalId,
        range: &NumericRange,
        body: &crate::ast::Block,
        position: Position,
    ) -> Compile<()> {
        self.open_block(true);
        let base = self.expression_next(&range.start)?;
        self.expression_next(&range.limit)?;
        match &range.step {
            Some(step) => {
                self.expression_next(step)?;
            }
            None => {
                let a = self.reserve(1, position)?;
                self.emit(Instruction::LoadInt { a, value: 1 }, position);
            }
        }
        for i in 0..3 {
            self.hide(base + i, false);
        }
        let prepare = self.emit(Instruction::ForPrep { a: base, jump: 0 }, position);
        self.open_block(false);
        let register = self.reserve(1, position)?;
        self.activate(variable, register, position);
        self.block_statements(body, true)?;
        self.close_block(body.last)?;
        let end = self.pc();
        let jump = self.short_jump(end - prepare, position)?;
        self.builder().code[prepare] = Instruction::ForPrep { a: base, jump };
        self.emit(Instruction::ForLoop { a: base, jump }, position);
        self.close_block(position)
    }

    fn generic_for(
        &mut self,
        variables: &[LocalId],
        values: &[Expr],
        body: &crate::ast::Block,
        position: Position,
    ) -> Compile<()> {
        self.open_block(true);
        let base = self.free() as u8;
        let value_position = values.first().map_or(position, |value| value.position);
        self.expressions_to_registers(values, 4, value_position)?;
        self.free_to(usize::from(base) + 4);
        for i in 0..4 {
            self.hide(base + i, i == 3);
        }
        let builder = self.builder();
        builder.has_close = true;
        if let Some(block) = builder.blocks.last_mut() {
            block.has_close = true;
        }
        let prepare = self.emit(Instruction::ForInPrep { a: base, jump: 0 }, value_position);
        self.open_block(false);
        let n = variables.len();
        let first = self.reserve(n, position)?;
        // Room for the call: the function and its two arguments.
        if n < 3 {
            self.reserve(3 - n, position)?;
            self.free_to(usize::from(first) + n);
        }
        for (i, &variable) in variables.iter().enumerate() {
            self.activate(variable, first + i as u8, position);
        }
        self.block_statements(body, true)?;
        self.close_block(body.last)?;
        let call = self.pc();
        let jump = self.short_jump(call - prepare - 1, position)?;
        self.builder().code[prepare] = Instruction::ForInPrep { a: base, jump };
        let n = u8::try_from(n).unwrap_or(u8::MAX);
        let pc = self.emit(Instruction::ForInCall { a: base, n }, value_position);
        self.name_operand(pc, 0, "for iterator", "for iterator".into());
        let jump = self.short_jump(call + 2 - prepare - 1, position)?;
        self.emit(Instruction::ForInLoop { a: base, jump }, value_position);
        self.close_block(body.end)
    }

    fn return_statement(&mut self, values: &[Expr], position: Position, last: Position) -> Compile<()> {
        let has_close = self.builder().has_close_in_scope();
        let free = self.free();
        if !has_close {
            match values {
                [] => {
                    self.emit(Instruction::Return0, position);
                    return Ok(());
                }
                [Expr { kind: ExprKind::Call(..) | ExprKind::Method(..), .. }] => {
                    let (a, args, pc) = self.call_parts(&values[0])?;
                    self.builder().code[pc] = Instruction::TailCall { a, args };
                    // What a native function returned to the tail call.
                    self.emit(Instruction::Return { a, n: 0 }, position);
                    self.free_to(free);
                    return Ok(());
                }
                [value] if !is_multiple(value) => {
                    let a = self.expression_any(value)?;
                    self.emit(Instruction::Return1 { a }, position);
                    self.free_to(free);
                    return Ok(());
                }
                _ => {}
            }
        }
        let a = self.free() as u8;
        let n = match self.expressions_open(values)? {
            Some(n) => u8::try_from(n + 1).unwrap_or(u8::MAX),
            None => 0,
        };
        if has_close {
            self.emit(Instruction::ReturnClose { a, n }, last);
        } else {
            self.emit(Instruction::Return { a, n }, position);
        }
        self.free_to(free);
        Ok(())
    }
}

impl FunctionBuilder {
    /// Whether a return from here leaves the scope of something that may have to be closed.
    fn has_close_in_scope(&self) -> bool {
        self.active.iter().any(|local| local.is_close)
    }
}

fn is_multiple(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Call(..) | ExprKind::Method(..) | ExprKind::Vararg)
}
