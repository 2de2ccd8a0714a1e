//! Native functions: what they get, and what they may ask the VM to do next.

use std::borrow::Cow;

use gc_arena::Collect;
use piccolo::{Context, UserData, Value};

use crate::arithmetic::{Number, float_to_int};
use crate::error::{Fault, out_of_fuel, out_of_memory};
use crate::stdlib_text::{Budget, TextError};
use crate::value::{TableRoot, to_bytes};
use crate::vm::Vm;

/// A native function.
pub(crate) type NativeFn = for<'gc> fn(&mut Cx<'gc, '_>) -> Result<Flow<'gc>, Fault<'gc>>;

/// What happens after a native function ran.
pub(crate) enum Flow<'gc> {
    /// `n` results from `from` on the stack.
    Return { from: usize, n: usize },
    /// Call the function at `func` with the `n` values after it, then go on.
    Call { func: usize, n: usize, then: Box<dyn Continuation<'gc> + 'gc> },
    /// Give `n` values from `from` to who resumed this coroutine.
    Yield { from: usize, n: usize },
    /// Run a coroutine with `n` values from `from`.
    Resume { coroutine: UserData<'gc>, from: usize, n: usize, is_wrap: bool },
    /// Close the variables of a coroutine that isn't running.
    Close { coroutine: UserData<'gc> },
}

/// A native function that waits for what it called.
pub(crate) trait Continuation<'gc>: Collect {
    /// Goes on with the `n` results, which stand from `from` on.
    fn resume(self: Box<Self>, cx: &mut Cx<'gc, '_>, from: usize, n: usize) -> Result<Flow<'gc>, Fault<'gc>>;

    /// Whether it catches errors.
    fn catches(&self) -> bool {
        false
    }

    /// What stands before the error where it caught one.
    fn failure(&self) -> Value<'gc> {
        Value::Boolean(false)
    }

    /// The file that is being loaded by `require`.
    fn loading(&self) -> Option<&str> {
        None
    }

    /// The message handler for the errors that it catches.
    fn handler(&self) -> Option<Value<'gc>> {
        None
    }

    /// The values that it holds on to.
    fn values(&self) -> Vec<Value<'gc>> {
        Vec::new()
    }

    /// Whether it is a message handler at work.
    fn is_handler(&self) -> bool {
        false
    }
}

/// A native function's view of its call.
pub(crate) struct Cx<'gc, 'a> {
    pub ctx: Context<'gc>,
    pub vm: &'a mut Vm<'gc>,
    /// Where the function stands on the stack; its arguments follow.
    pub func: usize,
    pub nargs: usize,
}

impl<'gc> Cx<'gc, '_> {
    /// An argument, from 0; nil beyond the last.
    #[inline]
    pub fn arg(&self, i: usize) -> Value<'gc> {
        if i >= self.nargs {
            return Value::Nil;
        }
        self.vm.stack_value(self.func + 1 + i)
    }

    /// All arguments.
    pub fn args(&self) -> &[Value<'gc>] {
        let start = self.func + 1;
        self.vm.thread.stack.get(start..start + self.nargs).unwrap_or_default()
    }

    /// The function itself, as a native.
    pub fn native(&self) -> Option<&'gc crate::function::Native<'gc>> {
        match self.vm.thread.stack.get(self.func) {
            Some(Value::UserData(data)) => data.downcast::<crate::value::NativeRoot>().ok(),
            _ => None,
        }
    }

    #[inline]
    pub fn none(&mut self) -> Result<Flow<'gc>, Fault<'gc>> {
        Ok(Flow::Return { from: self.func, n: 0 })
    }

    #[inline]
    pub fn one(&mut self, value: Value<'gc>) -> Result<Flow<'gc>, Fault<'gc>> {
        if let Some(slot) = self.vm.thread.stack.get_mut(self.func) {
            *slot = value;
        }
        Ok(Flow::Return { from: self.func, n: 1 })
    }

    pub fn many(&mut self, values: &[Value<'gc>]) -> Result<Flow<'gc>, Fault<'gc>> {
        self.vm.reserve(self.func + values.len())?;
        for (i, value) in values.iter().enumerate() {
            self.vm.set_stack(self.func + i, *value);
        }
        Ok(Flow::Return { from: self.func, n: values.len() })
    }

    pub fn boolean(&mut self, value: bool) -> Result<Flow<'gc>, Fault<'gc>> {
        self.one(Value::Boolean(value))
    }

    /// A string result.
    pub fn bytes(&mut self, bytes: &[u8]) -> Result<Flow<'gc>, Fault<'gc>> {
        let value = self.text(bytes)?;
        self.one(value)
    }

    /// A string result that owns its bytes.
    pub fn owned(&mut self, bytes: Vec<u8>) -> Result<Flow<'gc>, Fault<'gc>> {
        self.check_string(bytes.len())?;
        let value = self.vm.checked_string_from_vec(self.ctx, bytes);
        self.one(Value::String(value))
    }

    /// A new string.
    pub fn text(&mut self, bytes: &[u8]) -> Result<Value<'gc>, Fault<'gc>> {
        Ok(self.vm.text(self.ctx, bytes)?)
    }

    /// Puts bytes behind a text that is being made. It is paid for, and has to fit, before it grows.
    #[inline]
    pub fn append(&mut self, text: &mut Vec<u8>, bytes: &[u8]) -> Result<(), Fault<'gc>> {
        self.make_room(text, bytes.len())?;
        text.extend_from_slice(bytes);
        Ok(())
    }

    /// Makes room behind a text that is being made.
    #[inline]
    pub fn make_room(&mut self, text: &mut Vec<u8>, bytes: usize) -> Result<(), Fault<'gc>> {
        /// Up to this many bytes growing isn't worth a look.
        const SHORT: usize = 1024;
        let length = text.len().saturating_add(bytes);
        if length > text.capacity() && length > SHORT { self.grow_text(text, length) } else { Ok(()) }
    }

    #[cold]
    fn grow_text(&mut self, text: &mut Vec<u8>, length: usize) -> Result<(), Fault<'gc>> {
        self.check_string(length)?;
        let most = self.vm.longest_string().max(length);
        let capacity = length.max(text.capacity().saturating_mul(2)).min(most);
        self.check_memory(capacity)?;
        text.reserve_exact(capacity - text.len());
        Ok(())
    }

    /// Calls `function` with `args`, to go on with `then`. The call stands above this function's arguments.
    pub fn call(
        &mut self,
        function: Value<'gc>,
        args: &[Value<'gc>],
        then: Box<dyn Continuation<'gc> + 'gc>,
    ) -> Result<Flow<'gc>, Fault<'gc>> {
        let func = self.func + 1 + self.nargs;
        self.vm.reserve(func + 1 + args.len())?;
        match (args, self.vm.thread.stack.get_mut(func..)) {
            // Of comparing and replacing.
            ([first, second], Some([callee, one, two, ..])) => {
                *callee = function;
                *one = *first;
                *two = *second;
            }
            _ => {
                self.vm.set_stack(func, function);
                for (i, arg) in args.iter().enumerate() {
                    self.vm.set_stack(func + 1 + i, *arg);
                }
            }
        }
        Ok(Flow::Call { func, n: args.len(), then })
    }

    /// Takes fuel for work done.
    #[inline]
    pub fn charge(&mut self, steps: usize) -> Result<(), Fault<'gc>> {
        self.vm.charge(steps)?;
        Ok(())
    }

    /// Takes fuel for a look at each of the arguments.
    pub fn charge_values(&mut self) -> Result<(), Fault<'gc>> {
        self.charge(self.nargs / 4)
    }

    /// A budget for the work of text functions: what is left of the call's fuel.
    pub fn budget(&self) -> Budget {
        Budget::new(self.vm.fuel_to_borrow().max(0) as u64)
    }

    /// Takes what a text function used of a budget.
    pub fn settle(&mut self, before: u64, budget: &Budget) -> Result<(), Fault<'gc>> {
        self.charge(before.saturating_sub(budget.remaining()) as usize / 4)
    }

    /// Fails before a string of that many bytes is made, if there is no room for it.
    pub fn check_string(&mut self, bytes: usize) -> Result<(), Fault<'gc>> {
        Ok(self.vm.check_string(bytes)?)
    }

    /// Takes fuel for a look at that many bytes.
    #[inline]
    pub fn charge_bytes(&mut self, bytes: usize) -> Result<(), Fault<'gc>> {
        Ok(self.vm.charge_bytes(bytes)?)
    }

    /// Fails if that many more bytes would exceed the memory limit.
    pub fn check_memory(&mut self, bytes: usize) -> Result<(), Fault<'gc>> {
        if self.vm.has_memory(bytes) { Ok(()) } else { Err(Fault::Thrown(out_of_memory())) }
    }

    // Arguments.

    /// The error for an argument, from 0.
    pub fn bad_argument<T>(&self, i: usize, message: &str) -> Result<T, Fault<'gc>> {
        let name = self.native().map_or("?", |native| native.name);
        // It goes by the name that its caller has for it; called by another native function, by its full name.
        let called = self.vm.called_name();
        let name = match &called {
            Some(called) => called.as_str(),
            None if self.vm.is_lua_on_top() => name.rsplit('.').next().unwrap_or(name),
            None => name,
        };
        let mut position = i + 1;
        if self.vm.is_method_call() {
            position -= 1;
            if position == 0 {
                return Err(format!("calling '{name}' on bad self ({message})").into());
            }
        }
        Err(format!("bad argument #{position} to '{name}' ({message})").into())
    }

    pub fn bad_type<T>(&self, i: usize, expected: &str) -> Result<T, Fault<'gc>> {
        let got = if i >= self.nargs { "no value".into() } else { self.vm.type_name(&self.arg(i)) };
        self.bad_argument(i, &format!("{expected} expected, got {got}"))
    }

    /// The error of a text function.
    pub fn text_error(&self, error: TextError) -> Fault<'gc> {
        match error {
            TextError::Message(message) => Fault::Message(message.into_owned()),
            TextError::Argument { position, message } => {
                match self.bad_argument::<()>(position.saturating_sub(1), &message) {
                    Err(fault) => fault,
                    Ok(()) => Fault::Message(message.into_owned()),
                }
            }
            TextError::BudgetExhausted => Fault::Thrown(out_of_fuel()),
            TextError::TooLong => Fault::Thrown(out_of_memory()),
        }
    }

    pub fn any(&self, i: usize) -> Result<Value<'gc>, Fault<'gc>> {
        if i >= self.nargs {
            return self.bad_argument(i, "value expected");
        }
        Ok(self.arg(i))
    }

    pub fn table(&self, i: usize) -> Result<UserData<'gc>, Fault<'gc>> {
        match self.arg(i) {
            Value::UserData(data) if data.is::<TableRoot>() => Ok(data),
            _ => self.bad_type(i, "table"),
        }
    }

    pub fn function(&self, i: usize) -> Result<Value<'gc>, Fault<'gc>> {
        let value = self.arg(i);
        if crate::value::is_function(&value) { Ok(value) } else { self.bad_type(i, "function") }
    }

    pub fn number(&mut self, i: usize) -> Result<Number, Fault<'gc>> {
        match self.vm.read_number(&self.arg(i))? {
            Some(number) => Ok(number),
            None => self.bad_type(i, "number"),
        }
    }

    pub fn float(&mut self, i: usize) -> Result<f64, Fault<'gc>> {
        Ok(self.number(i)?.to_f64())
    }

    #[inline]
    pub fn integer(&mut self, i: usize) -> Result<i64, Fault<'gc>> {
        match self.arg(i) {
            Value::Integer(value) => Ok(value),
            _ => self.converted_integer(i),
        }
    }

    #[inline(never)]
    fn converted_integer(&mut self, i: usize) -> Result<i64, Fault<'gc>> {
        match self.number(i)? {
            Number::Int(value) => Ok(value),
            Number::Float(value) => match float_to_int(value) {
                Some(value) => Ok(value),
                None => self.bad_argument(i, "number has no integer representation"),
            },
        }
    }

    pub fn integer_or(&mut self, i: usize, default: i64) -> Result<i64, Fault<'gc>> {
        match self.arg(i) {
            Value::Nil => Ok(default),
            Value::Integer(value) => Ok(value),
            _ => self.converted_integer(i),
        }
    }

    pub fn string(&self, i: usize) -> Result<Cow<'gc, [u8]>, Fault<'gc>> {
        match to_bytes(&self.arg(i)) {
            Some(bytes) => Ok(bytes),
            None => self.bad_type(i, "string"),
        }
    }

    pub fn string_or(&self, i: usize, default: &'static str) -> Result<Cow<'gc, [u8]>, Fault<'gc>> {
        if matches!(self.arg(i), Value::Nil) { Ok(default.as_bytes().into()) } else { self.string(i) }
    }
}

/// Returns what was called, as it is.
#[derive(Collect)]
#[collect(require_static)]
pub(crate) struct PassOn;

impl<'gc> Continuation<'gc> for PassOn {
    fn resume(self: Box<Self>, _: &mut Cx<'gc, '_>, from: usize, n: usize) -> Result<Flow<'gc>, Fault<'gc>> {
        Ok(Flow::Return { from, n })
    }
}
