//! Assignments, and what they write back along a chain of indexes.

use super::expression::Key;
use super::operator::is_arithmetic;
use super::{Compile, Compiler};
use crate::ast::*;
use crate::instruction::Instruction;
use crate::lexer::Position;
use crate::proto::Constant;

/// Levels of a chain that are written back. `scene.entity.transform.position.x` has three.
const MOST_LEVELS: usize = 16;

/// A level of a chain of indexes: `container[key]` was read into `value`.
pub(super) struct Level {
    container: u8,
    key: Key,
    value: u8,
    position: Position,
}

/// An assignment's target, its parts evaluated.
enum Target {
    Local(u8),
    Cell(u8),
    UpvalueCell(u8),
    Global { upvalue: u8, key: u8 },
    Index { object: u8, key: Key, levels: Vec<Level> },
}

impl Compiler<'_> {
    pub(super) fn assign(&mut self, targets: &[Expr], values: &[Expr], position: Position) -> Compile<()> {
        let free = self.free();
        if let ([target], [value]) = (targets, values) {
            if let Some(register) = self.local_register(target) {
                if writes_last(value) {
                    self.expression_to(value, register)?;
                } else {
                    let b = self.expression_next(value)?;
                    self.emit(Instruction::Move { a: register, b }, position);
                }
                self.free_to(free);
                return Ok(());
            }
            let target_parts = self.target(target, false)?;
            let value = self.expression_any(value)?;
            self.store(&target_parts, value, target)?;
            self.free_to(free);
            return Ok(());
        }
        // Registers of variables that are assigned to here must not be read later as objects or keys.
        let assigns_local = targets.iter().any(|target| self.local_register(target).is_some());
        let mut parts = Vec::with_capacity(targets.len());
        for target in targets {
            parts.push(self.target(target, assigns_local)?);
        }
        let base = self.free();
        self.expressions_to_registers(values, targets.len(), position)?;
        for (i, (part, target)) in parts.iter().zip(targets).enumerate().rev() {
            self.store(part, (base + i) as u8, target)?;
        }
        self.free_to(free);
        Ok(())
    }

    fn target(&mut self, target: &Expr, copy: bool) -> Compile<Target> {
        let position = target.position;
        match &target.kind {
            ExprKind::Variable(Variable::Local(id), _) => {
                let register = self.registers[*id as usize];
                let is_cell = self.locals[*id as usize].needs_cell();
                Ok(if is_cell { Target::Cell(register) } else { Target::Local(register) })
            }
            ExprKind::Variable(Variable::Upvalue(index, _), _) => Ok(Target::UpvalueCell(*index)),
            ExprKind::Global(env, name) => {
                let constant = Constant::Str(name.as_bytes().into());
                let small = self.small_constant(constant, position)?;
                if let (Some(upvalue), Some(key)) = (self.plain_environment(env), small) {
                    return Ok(Target::Global { upvalue, key });
                }
                let object = self.environment(env, position)?;
                let key = self.string_key(name, position)?;
                Ok(Target::Index { object, key, levels: Vec::new() })
            }
            ExprKind::Index(object, key) => {
                let mut levels = Vec::new();
                let object = self.chain(object, &mut levels)?;
                let object = if copy { self.copy(object, position)? } else { object };
                let mut key = self.key(key)?;
                if let (true, Key::Register(register)) = (copy, key) {
                    key = Key::Register(self.copy(register, position)?);
                }
                Ok(Target::Index { object, key, levels })
            }
            _ => self.error("cannot assign", position),
        }
    }

    pub(super) fn copy(&mut self, register: u8, position: Position) -> Compile<u8> {
        if usize::from(register) >= self.first_temporary() {
            return Ok(register);
        }
        let a = self.reserve(1, position)?;
        self.emit(Instruction::Move { a, b: register }, position);
        Ok(a)
    }

    /// Evaluates an object to be indexed, keeping the containers that it was read from: the nearest ones, since no value of
    /// the host has values in it any deeper.
    pub(super) fn chain(&mut self, object: &Expr, levels: &mut Vec<Level>) -> Compile<u8> {
        let mut links = Vec::new();
        let mut first = object;
        while links.len() < MOST_LEVELS
            && let ExprKind::Index(container, key) = &first.kind
        {
            links.push((&**container, &**key, first.position));
            first = container;
        }
        let mut register = self.expression_any(first)?;
        while let Some((container, key, position)) = links.pop() {
            let key = self.key(key)?;
            let value = self.reserve(1, position)?;
            let pc = self.get(value, register, key, position);
            self.describe(pc, 0, container);
            levels.push(Level { container: register, key, value, position });
            register = value;
        }
        Ok(register)
    }

    fn store(&mut self, target: &Target, value: u8, expr: &Expr) -> Compile<()> {
        let position = expr.position;
        match target {
            Target::Local(a) => {
                self.emit(Instruction::Move { a: *a, b: value }, position);
            }
            Target::Cell(a) => {
                self.emit(Instruction::SetCell { a: *a, b: value }, position);
            }
            Target::UpvalueCell(a) => {
                self.emit(Instruction::SetUpvalueCell { a: *a, b: value }, position);
            }
            Target::Global { upvalue, key } => {
                let pc = self.emit(Instruction::SetGlobal { a: *upvalue, b: *key, c: value }, position);
                self.name_operand(pc, 0, "upvalue", "_ENV".into());
            }
            Target::Index { object, key, levels } => {
                let pc = self.set(*object, *key, value, position);
                match &expr.kind {
                    ExprKind::Index(object, _) => self.describe(pc, 0, object),
                    ExprKind::Global(env, _) => self.name_environment(pc, env),
                    _ => {}
                }
                self.write_back(levels);
            }
        }
        Ok(())
    }

    pub(super) fn write_back(&mut self, levels: &[Level]) {
        for level in levels.iter().rev() {
            let (a, c) = (level.container, level.value);
            match level.key {
                Key::Constant(b) => {
                    self.emit(Instruction::WriteBackField { a, b, c }, level.position);
                }
                Key::Register(b) => {
                    self.emit(Instruction::WriteBackIndex { a, b, c }, level.position);
                }
                // No object of the host has numbered fields.
                Key::Int(_) => {}
            }
        }
    }
}

/// Whether evaluating into a variable's register is safe although the expression reads the variable: all
/// reading is done before the one write.
fn writes_last(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Binary(op, ..) => is_arithmetic(*op) || *op == BinaryOp::Concat,
        ExprKind::Paren(inner) => writes_last(inner),
        ExprKind::And(..) | ExprKind::Or(..) | ExprKind::Table(_) | ExprKind::Vararg => false,
        _ => true,
    }
}
