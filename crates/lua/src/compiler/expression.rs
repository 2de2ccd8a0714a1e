//! Expressions to bytecode.

use std::rc::Rc;

use super::fold::is_truthy;
use super::{Compile, Compiler, is_multiple};
use crate::ast::*;
use crate::instruction::Instruction;
use crate::lexer::Position;
use crate::proto::{Constant, OperandName};

/// A key as an index instruction takes it.
#[derive(Clone, Copy)]
pub(super) enum Key {
    Constant(u8),
    Int(u8),
    Register(u8),
}

impl Compiler<'_> {
    pub(super) fn name_operand(&mut self, pc: usize, slot: u8, kind: &'static str, name: Rc<str>) {
        self.builder().operands.push(OperandName { pc: pc as u32, slot, kind, name });
    }

    /// Notes what an operand is called in the source, as PUC-Lua's messages do (`varinfo` of ldebug.c).
    pub(super) fn describe(&mut self, pc: usize, slot: u8, expr: &Expr) {
        let (kind, name): (_, Rc<str>) = match (self.fold_for_message(expr), &expr.kind) {
            (Some(Constant::Str(text)), _) => ("constant", c_text(&text)),
            (Some(_), _) => return,
            (None, ExprKind::Paren(inner)) => return self.describe(pc, slot, inner),
            // Of a choice that is known, only what is chosen is left; of any other, nobody knows where its value came from.
            (None, ExprKind::And(left, right)) if self.always_is(left, true) => {
                return self.describe(pc, slot, right);
            }
            (None, ExprKind::Or(left, right)) if self.always_is(left, false) => {
                return self.describe(pc, slot, right);
            }
            (None, ExprKind::Variable(Variable::Local(_), name)) => ("local", name.clone()),
            (None, ExprKind::Variable(Variable::Upvalue(..), name)) => ("upvalue", name.clone()),
            (None, ExprKind::Global(_, name)) => ("global", name.clone()),
            (None, ExprKind::Index(object, key)) => match self.fold_for_message(key) {
                Some(Constant::Str(name)) => {
                    let kind = if is_environment(object) { "global" } else { "field" };
                    (kind, c_text(&name))
                }
                Some(Constant::Int(0..=255)) => ("field", "integer index".into()),
                _ => ("field", "?".into()),
            },
            _ => return,
        };
        self.name_operand(pc, slot, kind, name);
    }

    /// Whether a condition is always true, or always false, as PUC-Lua sees it: `x or 1` is true whatever `x` is (`luaK_goiftrue` of lcode.c).
    fn always_is(&self, mut expr: &Expr, mut truth: bool) -> bool {
        loop {
            if let Some(constant) = self.fold_for_message(expr) {
                return is_truthy(&constant) == truth;
            }
            expr = match &expr.kind {
                ExprKind::Paren(inner) => inner,
                ExprKind::Unary(UnaryOp::Not, inner) => {
                    truth = !truth;
                    inner
                }
                ExprKind::And(_, right) | ExprKind::Or(_, right) if !self.always_is(right, truth) => {
                    return false;
                }
                // The right side alone settles an `or` that is true and an `and` that is false.
                ExprKind::And(left, _) if truth => left,
                ExprKind::Or(left, _) if !truth => left,
                ExprKind::And(..) | ExprKind::Or(..) => return true,
                _ => return false,
            };
        }
    }

    /// The global in which a called function was looked up, as operand 1.
    fn describe_owner(&mut self, pc: usize, object: &Expr) {
        if let ExprKind::Global(..) = &object.kind {
            self.describe(pc, 1, object);
        }
    }

    // Lists.

    /// Evaluates expressions into `want` consecutive new registers.
    pub(super) fn expressions_to_registers(
        &mut self,
        values: &[Expr],
        want: usize,
        position: Position,
    ) -> Compile<()> {
        let base = self.free();
        for (i, value) in values.iter().enumerate() {
            if i + 1 == values.len() && is_multiple(value) && want > i {
                self.multiple(value, Some(want - i))?;
                return Ok(());
            }
            let register = self.expression_next(value)?;
            if i >= want {
                self.free_to(usize::from(register));
            }
        }
        let have = values.len().min(want);
        if want > have {
            let a = self.reserve(want - have, position)?;
            self.emit(Instruction::LoadNil { a, n: (want - have - 1) as u8 }, position);
        }
        self.free_to(base + want);
        Ok(())
    }

    /// Evaluates expressions into new registers: how many, or `None` when the last one fills up to the top.
    pub(super) fn expressions_open(&mut self, values: &[Expr]) -> Compile<Option<usize>> {
        for (i, value) in values.iter().enumerate() {
            if i + 1 == values.len() && is_multiple(value) {
                self.multiple(value, None)?;
                return Ok(None);
            }
            self.expression_next(value)?;
        }
        Ok(Some(values.len()))
    }

    /// A call or `...` into the next registers: `want` values, or all.
    fn multiple(&mut self, expr: &Expr, want: Option<usize>) -> Compile<()> {
        let n = want.map_or(0, |want| u8::try_from(want + 1).unwrap_or(u8::MAX));
        let base = self.free();
        if let ExprKind::Vararg = expr.kind {
            let a = self.reserve(want.unwrap_or(1).max(1), expr.position)?;
            self.emit(Instruction::Vararg { a, n }, expr.position);
        } else {
            let (a, args, pc) = self.call_parts(expr)?;
            self.builder().code[pc] = Instruction::Call { a, args, results: n };
        }
        self.free_to(base);
        self.reserve(want.unwrap_or(0), expr.position)?;
        Ok(())
    }

    // Single values.

    /// Evaluates into a new register.
    pub(super) fn expression_next(&mut self, expr: &Expr) -> Compile<u8> {
        let register = self.reserve(1, expr.position)?;
        self.expression_to(expr, register)?;
        self.free_to(usize::from(register) + 1);
        Ok(register)
    }

    /// The register of a plain local variable.
    pub(super) fn local_register(&self, expr: &Expr) -> Option<u8> {
        let ExprKind::Variable(Variable::Local(id), _) = expr.kind else { return None };
        let plain = !self.locals[id as usize].needs_cell() && self.constants[id as usize].is_none();
        plain.then(|| self.registers[id as usize])
    }

    /// Evaluates into any register: a local variable's own, or a new one.
    pub(super) fn expression_any(&mut self, expr: &Expr) -> Compile<u8> {
        if let ExprKind::Paren(inner) = &expr.kind {
            return self.expression_any(inner);
        }
        match self.local_register(expr) {
            Some(register) => Ok(register),
            None => self.expression_next(expr),
        }
    }

    pub(super) fn key(&mut self, key: &Expr) -> Compile<Key> {
        match self.fold(key) {
            Some(Constant::Int(value @ 0..=255)) => return Ok(Key::Int(value as u8)),
            Some(constant @ Constant::Str(_)) => {
                if let Some(k) = self.small_constant(constant, key.position)? {
                    return Ok(Key::Constant(k));
                }
            }
            _ => {}
        }
        Ok(Key::Register(self.expression_any(key)?))
    }

    pub(super) fn string_key(&mut self, name: &str, position: Position) -> Compile<Key> {
        let constant = Constant::Str(name.as_bytes().into());
        if let Some(k) = self.small_constant(constant.clone(), position)? {
            return Ok(Key::Constant(k));
        }
        let register = self.reserve(1, position)?;
        self.load_constant(constant, register, position)?;
        Ok(Key::Register(register))
    }

    pub(super) fn get(&mut self, a: u8, b: u8, key: Key, position: Position) -> usize {
        let instruction = match key {
            Key::Constant(c) => Instruction::GetField { a, b, c },
            Key::Int(c) => Instruction::GetInt { a, b, c },
            Key::Register(c) => Instruction::GetIndex { a, b, c },
        };
        self.emit(instruction, position)
    }

    pub(super) fn set(&mut self, a: u8, key: Key, c: u8, position: Position) -> usize {
        let instruction = match key {
            Key::Constant(b) => Instruction::SetField { a, b, c },
            Key::Int(b) => Instruction::SetInt { a, b, c },
            Key::Register(b) => Instruction::SetIndex { a, b, c },
        };
        self.emit(instruction, position)
    }

    pub(super) fn load_constant(&mut self, constant: Constant, a: u8, position: Position) -> Compile<()> {
        let instruction = match constant {
            Constant::Nil => Instruction::LoadNil { a, n: 0 },
            Constant::Bool(true) => Instruction::LoadTrue { a },
            Constant::Bool(false) => Instruction::LoadFalse { a },
            Constant::Int(value) if i16::try_from(value).is_ok() => {
                Instruction::LoadInt { a, value: value as i16 }
            }
            Constant::Float(value)
                if value as i16 as f64 == value && (value != 0.0 || value.is_sign_positive()) =>
            {
                Instruction::LoadFloat { a, value: value as i16 }
            }
            constant => {
                let k = self.constant(constant, position)?;
                if let Ok(k) = u16::try_from(k) {
                    Instruction::LoadK { a, k }
                } else {
                    self.emit(Instruction::LoadKX { a }, position);
                    Instruction::Extra { high: (k >> 16) as u8, low: k as u16 }
                }
            }
        };
        self.emit(instruction, position);
        Ok(())
    }

    /// Evaluates into a register, which must not be a variable's that the expression still reads, unless the
    /// expression is [`Compiler::writes_last`].
    pub(super) fn expression_to(&mut self, expr: &Expr, a: u8) -> Compile<()> {
        let position = expr.position;
        let free = self.free();
        if let Some(constant) = self.fold(expr) {
            return self.load_constant(constant, a, position);
        }
        match &expr.kind {
            ExprKind::Nil
            | ExprKind::True
            | ExprKind::False
            | ExprKind::Int(_)
            | ExprKind::Float(_)
            | ExprKind::Str(_) => {}
            ExprKind::Vararg => {
                self.emit(Instruction::Vararg { a, n: 2 }, position);
            }
            ExprKind::Function(function) => self.closure(function, a)?,
            ExprKind::Variable(variable, _) => self.variable(variable, a, position),
            ExprKind::Global(env, name) => self.global(env, name, a, position)?,
            ExprKind::Index(object, key) => {
                let b = self.object(object, a)?;
                let key = self.key(key)?;
                let pc = self.get(a, b, key, position);
                self.describe(pc, 0, object);
            }
            ExprKind::Call(..) | ExprKind::Method(..) if self.is_scratch(a) => {
                let (args, pc) = self.call_at(expr, a)?;
                self.builder().code[pc] = Instruction::Call { a, args, results: 2 };
            }
            ExprKind::Call(..) | ExprKind::Method(..) => {
                let (from, args, pc) = self.call_parts(expr)?;
                self.builder().code[pc] = Instruction::Call { a: from, args, results: 2 };
                self.emit(Instruction::Move { a, b: from }, position);
            }
            ExprKind::Binary(op, left, right) => self.binary(*op, left, right, a, position)?,
            ExprKind::Unary(op, operand) => {
                let b = self.expression_any(operand)?;
                let instruction = match op {
                    UnaryOp::Neg => Instruction::Neg { a, b },
                    UnaryOp::Not => Instruction::Not { a, b },
                    UnaryOp::Len => Instruction::Len { a, b },
                    UnaryOp::BNot => Instruction::BNot { a, b },
                };
                let pc = self.emit(instruction, position);
                self.describe(pc, 0, operand);
            }
            ExprKind::And(..) | ExprKind::Or(..) => self.choice(expr, a)?,
            ExprKind::Table(fields) => self.table(fields, a, position)?,
            ExprKind::Paren(inner) => self.expression_to(inner, a)?,
        }
        self.free_to(free);
        Ok(())
    }

    /// Whether a register is the last one that is taken, and no variable's: a value may be put together in it.
    fn is_scratch(&mut self, a: u8) -> bool {
        usize::from(a) >= self.first_temporary() && usize::from(a) + 1 == self.free()
    }

    /// An operand or an object to be indexed: in a variable's register, or in `scratch` if that is no variable's.
    pub(super) fn object(&mut self, object: &Expr, scratch: u8) -> Compile<u8> {
        if let Some(register) = self.local_register(object) {
            return Ok(register);
        }
        let a = if self.is_scratch(scratch) { scratch } else { self.reserve(1, object.position)? };
        self.suffixes(object, a)
    }

    /// Evaluates what indexes and calls are applied to, and those, one after the other, in the register `a`, which has to be
    /// the last one. Gives where the value is: a variable's register, where nothing is applied to it.
    pub(super) fn suffixes(&mut self, expr: &Expr, a: u8) -> Compile<u8> {
        let mut links = Vec::new();
        let mut first = expr;
        while let ExprKind::Index(object, _) | ExprKind::Call(object, _) | ExprKind::Method(object, ..) =
            &first.kind
        {
            links.push(first);
            first = object;
        }
        let mut object = match self.local_register(first) {
            Some(register) => register,
            None => {
                self.expression_to(first, a)?;
                a
            }
        };
        while let Some(link) = links.pop() {
            if let ExprKind::Index(inner, key) = &link.kind {
                let key = self.key(key)?;
                let pc = self.get(a, object, key, link.position);
                self.describe(pc, 0, inner);
            } else {
                let (args, pc) = self.call_of(link, object, a)?;
                self.builder().code[pc] = Instruction::Call { a, args, results: 2 };
            }
            self.free_to(usize::from(a) + 1);
            object = a;
        }
        Ok(object)
    }

    fn variable(&mut self, variable: &Variable, a: u8, position: Position) {
        let instruction = match *variable {
            Variable::Local(id) => {
                let b = self.registers[id as usize];
                if self.locals[id as usize].needs_cell() {
                    Instruction::GetCell { a, b }
                } else if a == b {
                    return;
                } else {
                    Instruction::Move { a, b }
                }
            }
            Variable::Upvalue(b, id) => {
                if self.locals[id as usize].needs_cell() {
                    Instruction::GetUpvalueCell { a, b }
                } else if self.builder().own_local == Some(id) {
                    Instruction::LoadSelf { a }
                } else {
                    Instruction::GetUpvalue { a, b }
                }
            }
        };
        self.emit(instruction, position);
    }

    /// The upvalue of an environment that never changes, which has instructions of its own.
    pub(super) fn plain_environment(&self, env: &Variable) -> Option<u8> {
        let Variable::Upvalue(index, id) = *env else { return None };
        (!self.locals[id as usize].needs_cell()).then_some(index)
    }

    pub(super) fn name_environment(&mut self, pc: usize, env: &Variable) {
        let kind = if matches!(env, Variable::Local(_)) { "local" } else { "upvalue" };
        self.name_operand(pc, 0, kind, "_ENV".into());
    }

    pub(super) fn environment(&mut self, env: &Variable, position: Position) -> Compile<u8> {
        if let Variable::Local(id) = *env
            && !self.locals[id as usize].needs_cell()
        {
            return Ok(self.registers[id as usize]);
        }
        let register = self.reserve(1, position)?;
        self.variable(env, register, position);
        Ok(register)
    }

    fn global(&mut self, env: &Variable, name: &Rc<str>, a: u8, position: Position) -> Compile<()> {
        let constant = Constant::Str(name.as_bytes().into());
        let small = self.small_constant(constant, position)?;
        if let (Some(b), Some(c)) = (self.plain_environment(env), small) {
            let pc = self.emit(Instruction::GetGlobal { a, b, c }, position);
            self.name_operand(pc, 0, "upvalue", "_ENV".into());
            return Ok(());
        }
        let b = self.environment(env, position)?;
        let key = self.string_key(name, position)?;
        let pc = self.get(a, b, key, position);
        self.name_environment(pc, env);
        Ok(())
    }

    pub(super) fn closure(&mut self, function: &Function, a: u8) -> Compile<()> {
        let proto = self.function(function, false)?;
        let builder = self.builder();
        builder.functions.push(proto);
        let k = builder.functions.len() - 1;
        let k = self.short_jump(k, function.position)?;
        self.emit(Instruction::Closure { a, k }, function.position);
        Ok(())
    }

    fn table(&mut self, fields: &[Field], a: u8, position: Position) -> Compile<()> {
        const BATCH: usize = 50;
        // Items are gathered in registers right above the table's, so it has to be the last one.
        let last = usize::from(a) + 1 == self.free();
        let table = if last { a } else { self.reserve(1, position)? };
        let items = fields.iter().filter(|field| matches!(field, Field::Item(_))).count();
        let size = Instruction::table_size_code;
        let (array, hash) = (size(items), size(fields.len() - items));
        self.emit(Instruction::NewTable { a: table, array, hash }, position);
        let (mut pending, mut stored) = (0, 0);
        // A key that isn't a name may be any of the names, so those after it have to be looked up.
        let mut names = Vec::new();
        let mut is_known = true;
        for (i, field) in fields.iter().enumerate() {
            match field {
                Field::Item(value) => {
                    if i + 1 == fields.len() && is_multiple(value) {
                        self.multiple(value, None)?;
                        self.set_list(table, 0, stored, value.position);
                        pending = 0;
                        break;
                    }
                    self.expression_next(value)?;
                    pending += 1;
                    if pending == BATCH {
                        self.set_list(table, pending, stored, value.position);
                        stored += pending;
                        pending = 0;
                    }
                }
                Field::Named(key, value) => {
                    let free = self.free();
                    let key_register = self.key(key)?;
                    let c = self.expression_any(value)?;
                    match key_register {
                        Key::Constant(b) if is_known && !names.contains(&b) => {
                            names.push(b);
                            self.emit(Instruction::InitField { a: table, b, c }, key.position);
                        }
                        key_register => {
                            is_known &= !matches!(key_register, Key::Register(_));
                            self.set(table, key_register, c, key.position);
                        }
                    }
                    self.free_to(free);
                }
            }
        }
        if pending > 0 {
            self.set_list(table, pending, stored, position);
        }
        self.free_to(usize::from(table) + 1);
        if table != a {
            self.emit(Instruction::Move { a, b: table }, position);
        }
        Ok(())
    }

    fn set_list(&mut self, table: u8, n: usize, stored: usize, position: Position) {
        self.emit(Instruction::SetList { a: table, n: n as u8 }, position);
        let (high, low) = ((stored >> 16) as u8, stored as u16);
        self.emit(Instruction::Extra { high, low }, position);
        self.free_to(usize::from(table) + 1);
    }

    // Calls.

    /// Evaluates a call's function and arguments and emits the call, to be patched by the caller:
    /// (register of the function, arguments as the instruction takes them, the call).
    pub(super) fn call_parts(&mut self, expr: &Expr) -> Compile<(u8, u8, usize)> {
        let a = self.reserve(1, expr.position)?;
        let (args, pc) = self.call_at(expr, a)?;
        Ok((a, args, pc))
    }

    /// The same with the function in a given register, which has to be the last one.
    fn call_at(&mut self, expr: &Expr, a: u8) -> Compile<(u8, usize)> {
        let (ExprKind::Call(object, _) | ExprKind::Method(object, ..)) = &expr.kind else {
            return self.error("call expected", expr.position);
        };
        let object = self.suffixes(object, a)?;
        self.call_of(expr, object, a)
    }

    /// Evaluates the arguments of a call and emits it, with the function or the method's object in `object`.
    fn call_of(&mut self, expr: &Expr, object: u8, a: u8) -> Compile<(u8, usize)> {
        let position = expr.position;
        let (args, implicit) = match &expr.kind {
            ExprKind::Call(_, args) => {
                if object != a {
                    self.emit(Instruction::Move { a, b: object }, position);
                }
                (args, 0)
            }
            ExprKind::Method(inner, name, args) => {
                self.method(inner, name, object, a, position)?;
                (args, 1)
            }
            _ => return self.error("call expected", position),
        };
        let n = match self.expressions_open(args)? {
            Some(n) => u8::try_from(n + implicit + 1).unwrap_or(u8::MAX),
            None => 0,
        };
        let pc = self.emit(Instruction::Call { a, args: n, results: 1 }, position);
        match &expr.kind {
            ExprKind::Call(function, _) => {
                self.describe(pc, 0, function);
                if let ExprKind::Index(object, _) = &function.kind {
                    self.describe_owner(pc, object);
                }
            }
            ExprKind::Method(object, name, _) => {
                self.name_operand(pc, 0, "method", name.clone());
                self.describe_owner(pc, object);
            }
            _ => {}
        }
        Ok((n, pc))
    }

    /// Looks a method up: the function goes to `a`, which has to be the last register, and the object right behind it.
    fn method(&mut self, object: &Expr, name: &Rc<str>, b: u8, a: u8, position: Position) -> Compile<()> {
        self.reserve(1, position)?;
        let key = self.string_key(name, position)?;
        let pc = if let Key::Constant(c) = key {
            self.emit(Instruction::Method { a, b, c }, position)
        } else {
            self.emit(Instruction::Move { a: a + 1, b }, position);
            self.get(a, a + 1, key, position)
        };
        self.describe(pc, 0, object);
        self.free_to(usize::from(a) + 2);
        Ok(())
    }

    /// A call whose results are dropped. A method that changes its receiver, a copy of what an index read, has
    /// the change written back: `entity.transform:look_at(p)`.
    pub(super) fn call_statement(&mut self, call: &Expr) -> Compile<()> {
        let free = self.free();
        let ExprKind::Method(object, ..) = &call.kind else {
            self.call_parts(call)?;
            self.free_to(free);
            return Ok(());
        };
        if !matches!(object.kind, ExprKind::Index(..)) {
            self.call_parts(call)?;
            self.free_to(free);
            return Ok(());
        }
        let mut levels = Vec::new();
        let value = self.chain(object, &mut levels)?;
        let position = call.position;
        let a = self.reserve(1, position)?;
        self.call_of(call, value, a)?;
        if !levels.is_empty() {
            self.emit(Instruction::IfReceiverChanged, position);
            let skip = self.jump(position);
            self.write_back(&levels);
            self.patch_here(&[skip]);
        }
        self.free_to(free);
        Ok(())
    }
}

/// A text up to its first zero byte, which is where messages end it.
fn c_text(bytes: &[u8]) -> Rc<str> {
    let end = bytes.iter().position(|&byte| byte == 0).unwrap_or(bytes.len());
    String::from_utf8_lossy(bytes.get(..end).unwrap_or_default()).into()
}

/// `_ENV`, whose fields are the globals.
fn is_environment(expr: &Expr) -> bool {
    matches!(&expr.kind, ExprKind::Variable(_, name) if &**name == "_ENV")
}
