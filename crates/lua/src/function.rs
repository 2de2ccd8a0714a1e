//! Functions: ours, made from a [`Proto`] in the VM, and native ones.

use std::cell::Cell;
use std::rc::Rc;

use gc_arena::{Collect, Gc};
use piccolo::{Context, UserData, Value};

use crate::instruction::Instruction;
use crate::memory::Account;
use crate::native::NativeFn;
use crate::proto::{Capture, Constant, Proto};
use crate::value::{FunctionRoot, NativeRoot, constant_string};
use crate::vm::WINDOW;

/// A function's code in the VM: its constants are values.
#[derive(Collect)]
#[collect(no_drop)]
pub(crate) struct Loaded<'gc> {
    #[collect(require_static)]
    pub proto: Rc<Proto>,
    /// The code, which is the prototype's: one step nearer.
    #[collect(require_static)]
    pub code: Rc<[Instruction]>,
    pub constants: Box<[Value<'gc>]>,
    pub functions: Box<[Gc<'gc, Loaded<'gc>>]>,
    /// By instruction: where in a table its key was found last.
    #[collect(require_static)]
    pub cache: Box<[Cell<u32>]>,
    pub params: usize,
    pub is_vararg: bool,
    pub stack_size: usize,
    /// What has to be on the stack above a function of this code for [`crate::vm::Vm::push_plain`]; more than there ever is
    /// where it takes `...`.
    pub room: usize,
    memory: Account,
}

impl<'gc> Loaded<'gc> {
    /// Brings a compiled function into the VM.
    pub fn new(ctx: Context<'gc>, proto: &Rc<Proto>) -> Gc<'gc, Self> {
        let constants = proto.constants.iter().map(|constant| match constant {
            Constant::Nil => Value::Nil,
            Constant::Bool(value) => Value::Boolean(*value),
            Constant::Int(value) => Value::Integer(*value),
            Constant::Float(value) => Value::Number(*value),
            Constant::Str(text) => constant_string(ctx, text),
        });
        let constants: Box<[_]> = constants.collect();
        let bytes = constants.len() * size_of::<Value<'gc>>() + proto.code.len() * size_of::<u32>();
        proto.account(ctx.metrics());
        let functions = proto.functions.iter().map(|function| Self::new(ctx, function)).collect();
        let loaded = Loaded {
            proto: proto.clone(),
            code: proto.code.clone(),
            constants,
            functions,
            cache: vec![Cell::new(0); proto.code.len()].into(),
            params: usize::from(proto.params),
            is_vararg: proto.is_vararg,
            stack_size: usize::from(proto.stack_size),
            room: if proto.is_vararg { usize::MAX / 2 } else { 1 + usize::from(proto.stack_size) + WINDOW },
            memory: Account::of(ctx.metrics(), bytes),
        };
        Gc::new(&ctx, loaded)
    }
}

/// A Lua function: code and upvalues.
#[derive(Collect)]
#[collect(no_drop)]
pub(crate) struct LuaFunction<'gc> {
    pub code: Gc<'gc, Loaded<'gc>>,
    pub upvalues: Upvalues<'gc>,
    /// Only of a function with many upvalues.
    memory: Option<Box<Account>>,
}

/// A function's upvalues: values, or cells where the variable changes. The first are kept in the function itself: most have
/// no more.
#[derive(Collect)]
#[collect(no_drop)]
pub(crate) struct Upvalues<'gc> {
    first: [Value<'gc>; INLINE],
    rest: Box<[Value<'gc>]>,
    count: u32,
}

/// Upvalues that a function has in itself.
const INLINE: usize = 2;

impl<'gc> Upvalues<'gc> {
    /// The upvalues of a function of this code, each as its capture says.
    #[inline(always)]
    pub fn capture(code: &Loaded<'gc>, value: impl Fn(Capture) -> Value<'gc>) -> Self {
        let upvalues = &code.proto.upvalues;
        let mut first = [Value::Nil; INLINE];
        for (slot, upvalue) in first.iter_mut().zip(upvalues) {
            *slot = value(upvalue.capture);
        }
        let rest = match upvalues.get(INLINE..) {
            Some(rest) if !rest.is_empty() => rest.iter().map(|upvalue| value(upvalue.capture)).collect(),
            _ => Box::default(),
        };
        Self { first, rest, count: upvalues.len() as u32 }
    }

    /// An upvalue by its number.
    #[inline(always)]
    pub fn get(&self, i: usize) -> Option<&Value<'gc>> {
        match self.first.get(i) {
            Some(value) => Some(value),
            None => self.rest.get(i - INLINE),
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.count as usize
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Value<'gc>> {
        self.first.iter().chain(&self.rest).take(self.len())
    }
}

impl<'gc> LuaFunction<'gc> {
    /// A new function value.
    pub fn create(ctx: Context<'gc>, code: Gc<'gc, Loaded<'gc>>, upvalues: Upvalues<'gc>) -> UserData<'gc> {
        /// Upvalues that take no more memory than the function itself.
        const FEW: usize = 8;
        let memory = (upvalues.len() > FEW).then(|| {
            let bytes = upvalues.len() * size_of::<Value<'gc>>();
            Box::new(Account::of(ctx.metrics(), bytes))
        });
        UserData::new::<FunctionRoot>(&ctx, LuaFunction { code, upvalues, memory })
    }
}

/// What the interpreter knows of a native function, to do its work without calling it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Inlined {
    No,
    Next,
    IpairsNext,
}

/// A function in Rust.
#[derive(Collect)]
#[collect(no_drop)]
pub(crate) struct Native<'gc> {
    #[collect(require_static)]
    pub function: NativeFn,
    /// Its name in messages.
    #[collect(require_static)]
    pub name: &'static str,
    #[collect(require_static)]
    pub inlined: Inlined,
    /// An index that tells it which of many it is.
    pub tag: u32,
    pub upvalue: Value<'gc>,
}

impl<'gc> Native<'gc> {
    /// A new native function value.
    pub fn create(ctx: Context<'gc>, name: &'static str, function: NativeFn) -> Value<'gc> {
        Self::with(ctx, name, function, 0, Value::Nil)
    }

    /// A new native function value with something of its own.
    pub fn with(
        ctx: Context<'gc>,
        name: &'static str,
        function: NativeFn,
        tag: u32,
        upvalue: Value<'gc>,
    ) -> Value<'gc> {
        let native = Native { function, name, inlined: Inlined::No, tag, upvalue };
        Value::UserData(UserData::new::<NativeRoot>(&ctx, native))
    }
}

/// Copies a compiled function's upvalues for a file's main function: the environment.
pub(crate) fn main_function<'gc>(
    ctx: Context<'gc>,
    proto: &Rc<Proto>,
    environment: Value<'gc>,
) -> UserData<'gc> {
    let code = Loaded::new(ctx, proto);
    let is_cell = proto.upvalues.first().is_some_and(|upvalue| upvalue.is_cell);
    let environment = if is_cell { crate::value::new_cell(ctx, environment) } else { environment };
    let upvalues = Upvalues::capture(code.as_ref(), |_| environment);
    LuaFunction::create(ctx, code, upvalues)
}
