//! What the compiler makes: functions as data, without a VM.

use std::cell::OnceCell;
use std::rc::Rc;

use gc_arena::metrics::Metrics;

use crate::error::shown;
use crate::instruction::Instruction;
use crate::lexer::Position;
use crate::memory::Account;

/// A constant of a function.
#[derive(Clone, Debug, PartialEq)]
pub enum Constant {
    /// `nil`
    Nil,
    /// `true` or `false`
    Bool(bool),
    /// An integer.
    Int(i64),
    /// A float.
    Float(f64),
    /// A string.
    Str(Rc<[u8]>),
}

impl Constant {
    /// What it owns.
    fn bytes(&self) -> usize {
        match self {
            Constant::Str(text) => text.len(),
            _ => 0,
        }
    }
}

/// Where a closure takes an upvalue from when it is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Capture {
    /// A register of the function that makes it: a value or a cell.
    Register(u8),
    /// An upvalue of that function.
    Upvalue(u8),
    /// That function itself.
    Own,
    /// Nothing: the new function itself, which it loads with `LoadSelf`.
    Itself,
}

/// An upvalue of a function.
#[derive(Clone, Debug)]
pub struct Upvalue {
    /// The variable's name.
    pub name: Rc<str>,
    /// Where it comes from.
    pub capture: Capture,
    /// Whether it is a cell, because somebody changes it.
    pub is_cell: bool,
}

/// Where a local variable lives.
#[derive(Clone, Debug)]
pub struct LocalRange {
    /// The variable's name.
    pub name: Rc<str>,
    /// Its register.
    pub register: u8,
    /// Whether the register holds a cell.
    pub is_cell: bool,
    /// Whether its value stands in the code wherever it is used.
    pub is_constant: bool,
    /// The first instruction at which it has its value.
    pub start: u32,
    /// The first instruction after it.
    pub end: u32,
}

/// What a value was in the source, for messages: `local 'x'`.
#[derive(Clone, Debug)]
pub struct OperandName {
    /// The instruction.
    pub pc: u32,
    /// Which of its operands.
    pub slot: u8,
    /// `local`, `global`, `field`, `method`, `upvalue`, `constant`
    pub kind: &'static str,
    /// The name.
    pub name: Rc<str>,
}

/// A compiled function.
#[derive(Debug)]
pub struct Proto {
    /// The file.
    pub chunk: Rc<str>,
    /// Where the text came from, as `debug.getinfo` says it: `@file`, `=name`, or the text itself.
    pub source: Rc<str>,
    /// Its name in the source; empty for a main chunk or where it has none.
    pub name: String,
    /// Whether it is a file's main function.
    pub is_main: bool,
    /// Where it starts.
    pub position: Position,
    /// Where its `end` stands.
    pub end: Position,
    /// The number of parameters before `...`.
    pub params: u8,
    /// Whether it has `...`.
    pub is_vararg: bool,
    /// Registers used.
    pub stack_size: u8,
    /// The code.
    pub code: Rc<[Instruction]>,
    /// The constants.
    pub constants: Vec<Constant>,
    /// The functions in it.
    pub functions: Vec<Rc<Proto>>,
    /// The upvalues.
    pub upvalues: Vec<Upvalue>,
    /// A position for every instruction.
    pub positions: Vec<Position>,
    /// The local variables, by start.
    pub locals: Vec<LocalRange>,
    /// The names of operands, by instruction.
    pub operands: Vec<OperandName>,
    /// What it takes, once it was brought into a VM.
    pub(crate) memory: OnceCell<Account>,
}

impl Proto {
    /// Tells a VM's collector how much memory the function takes, the ones in it aside. It is counted once, however often
    /// it is brought into the VM.
    pub(crate) fn account(&self, metrics: &Metrics) {
        self.memory.get_or_init(|| {
            let texts: usize = self.constants.iter().map(Constant::bytes).sum();
            let names: usize = self.locals.iter().map(|local| local.name.len()).sum();
            // The names of operands are constants or locals too.
            let bytes = size_of::<Self>()
                + size_of_val::<[Instruction]>(&self.code)
                + self.constants.capacity() * size_of::<Constant>()
                + self.upvalues.capacity() * size_of::<Upvalue>()
                + self.positions.capacity() * size_of::<Position>()
                + self.locals.capacity() * size_of::<LocalRange>()
                + self.operands.capacity() * size_of::<OperandName>()
                + if self.is_main { self.source.len() } else { 0 };
            Account::of(metrics, bytes + texts + names)
        });
    }

    /// Where an instruction comes from.
    pub fn position_at(&self, pc: usize) -> Position {
        self.positions.get(pc).copied().unwrap_or(self.position)
    }

    /// What an operand was in the source, worded for a message: ` (local 'x')`, or empty.
    pub fn describe_operand(&self, pc: usize, slot: u8) -> String {
        self.operand(pc, slot)
            .map_or(String::new(), |name| format!(" ({} '{}')", name.kind, shown(name.name.as_bytes())))
    }

    /// What an operand was in the source.
    pub fn operand(&self, pc: usize, slot: u8) -> Option<&OperandName> {
        let start = self.operands.partition_point(|operand| (operand.pc as usize) < pc);
        let rest = self.operands.get(start..).unwrap_or_default();
        rest.iter().take_while(|operand| operand.pc as usize == pc).find(|operand| operand.slot == slot)
    }

    /// The function as a traceback names it.
    pub fn title(&self) -> String {
        match (self.is_main, self.name.is_empty()) {
            (true, _) => "main chunk".into(),
            (_, false) => format!("function '{}'", shown(self.name.as_bytes())),
            _ => format!("function <{}:{}>", self.chunk, self.position.line),
        }
    }
}
