//! The running function as the loop keeps it, and how it is entered and left.

use std::cell::Cell;

use piccolo::{Context, UserData, Value};

use crate::arithmetic;
use crate::call::Task;
use crate::coroutine::Deliver;
use crate::error::{Fault, Thrown};
use crate::function::{Loaded, LuaFunction, Native};
use crate::host::{self, Wanted};
use crate::instruction::Instruction;
use crate::native::{Cx, Flow};
use crate::table::TableData;
use crate::value::{FunctionRoot, INTERNED, NativeRoot, TableRoot, as_number, as_table, copy, is_long};
use crate::vm::{ABSENT_EQ, ABSENT_NEWINDEX, Vm, WINDOW};

/// Values that are copied one by one.
const FEW: usize = 6;

/// Classes that are gone up without leaving the loop.
const MOST_CLASSES: usize = 8;

pub(super) type Registers<'a, 'gc> = &'a mut [Value<'gc>; WINDOW];

/// The registers of a frame.
#[inline(always)]
pub(super) fn window<'a, 'gc>(stack: &'a mut [Value<'gc>], base: usize) -> Option<Registers<'a, 'gc>> {
    stack.get_mut(base..)?.first_chunk_mut::<WINDOW>()
}

/// What the loop keeps of the running function.
pub(super) struct Running<'gc> {
    pub data: UserData<'gc>,
    /// The function itself, once it was asked for.
    pub function: Option<&'gc LuaFunction<'gc>>,
    pub loaded: &'gc Loaded<'gc>,
    pub code: &'gc [Instruction],
    pub constants: &'gc [Value<'gc>],
    pub base: usize,
    pub pc: usize,
}

impl<'gc> Running<'gc> {
    #[inline(always)]
    pub fn of(vm: &Vm<'gc>) -> Option<Self> {
        let frame = vm.thread.frames.last()?;
        let running = Self::new(frame.function?, None, frame.code?.as_ref(), frame.base as usize);
        Some(Running { pc: frame.pc as usize, ..running })
    }

    /// At a function's start.
    #[inline(always)]
    pub fn new(
        data: UserData<'gc>,
        function: Option<&'gc LuaFunction<'gc>>,
        loaded: &'gc Loaded<'gc>,
        base: usize,
    ) -> Self {
        Running { data, function, loaded, code: &loaded.code, constants: &loaded.constants, base, pc: 0 }
    }
}

/// Copies a value within the stack.
#[inline(always)]
fn copy_one<'gc>(stack: &mut [Value<'gc>], from: usize, to: usize) {
    if from == to {
        return;
    }
    let Some(value) = stack.get(from).map(copy) else { return };
    if let Some(slot) = stack.get_mut(to) {
        *slot = value;
    }
}

/// Copies values within the stack. Few are copied one by one: for them a call of `memmove`, and more so WebAssembly's
/// `memory.copy`, takes longer than the copying.
#[inline]
pub(crate) fn copy_values<'gc>(stack: &mut [Value<'gc>], from: usize, n: usize, to: usize) {
    if from == to {
        return;
    }
    if n > FEW || (from < to && to < from + n) {
        stack.copy_within(from..from + n, to);
        return;
    }
    for i in 0..n {
        copy_one(stack, from + i, to + i);
    }
}

/// Moves a native function's results to where the call wants them.
#[inline(always)]
pub(super) fn take_results<'gc>(
    vm: &mut Vm<'gc>,
    from: usize,
    n: usize,
    func: usize,
    results: u8,
) -> Result<(), Thrown<'gc>> {
    match results {
        1 => {}
        2 => {
            if n > 0 {
                copy_one(&mut vm.thread.stack, from, func);
            } else {
                vm.set_stack(func, Value::Nil);
            }
        }
        _ => return take_many(vm, from, n, func, results),
    }
    Ok(())
}

/// As [`take_results`], for other numbers of results than one and none.
#[inline(never)]
fn take_many<'gc>(
    vm: &mut Vm<'gc>,
    from: usize,
    n: usize,
    func: usize,
    results: u8,
) -> Result<(), Thrown<'gc>> {
    if results == 0 {
        vm.reserve(func + n)?;
        copy_values(&mut vm.thread.stack, from, n, func);
        vm.thread.top = func + n;
        return Ok(());
    }
    let want = usize::from(results) - 1;
    let have = n.min(want);
    copy_values(&mut vm.thread.stack, from, have, func);
    if let Some(missing) = vm.thread.stack.get_mut(func + have..func + want) {
        missing.fill(Value::Nil);
    }
    Ok(())
}

/// Calls a native function where that is too rare to stand in the loop.
#[inline(never)]
pub(super) fn call_native<'gc>(
    ctx: Context<'gc>,
    vm: &mut Vm<'gc>,
    native: &'gc Native<'gc>,
    func: usize,
    n: usize,
) -> Result<Flow<'gc>, Thrown<'gc>> {
    if let Err(thrown) = vm.reserve(func + n + 1) {
        return Err(vm.throw(ctx, Fault::Thrown(thrown)));
    }
    let mut cx = Cx { ctx, vm, func, nargs: n };
    (native.function)(&mut cx).map_err(|fault| vm.throw_native(ctx, func, fault))
}

/// Returns from the running function; a task where its caller isn't a Lua function's ordinary call.
#[inline(always)]
pub(super) fn leave<'gc>(vm: &mut Vm<'gc>, from: usize, n: usize) -> Option<Task<'gc>> {
    let frame = vm.thread.frames.pop()?;
    let func = frame.func as usize;
    let stack = &mut vm.thread.stack;
    match frame.deliver {
        Deliver::Call(1) => None,
        Deliver::Call(2) => {
            if n > 0 {
                copy_one(stack, from, func);
            } else if let Some(slot) = stack.get_mut(func) {
                *slot = Value::Nil;
            }
            None
        }
        deliver => leave_otherwise(vm, from, n, func, deliver),
    }
}

/// Gives the results of a function whose frame is gone to a caller that wants other numbers of them than one and none.
#[inline(never)]
fn leave_otherwise<'gc>(
    vm: &mut Vm<'gc>,
    from: usize,
    n: usize,
    func: usize,
    deliver: Deliver,
) -> Option<Task<'gc>> {
    let stack = &mut vm.thread.stack;
    match deliver {
        Deliver::Call(0) => {
            copy_values(stack, from, n, func);
            vm.thread.top = func + n;
            None
        }
        Deliver::Call(want) => {
            let want = usize::from(want).saturating_sub(1);
            let have = n.min(want);
            copy_values(stack, from, have, func);
            if let Some(missing) = stack.get_mut(func + have..func + want) {
                missing.fill(Value::Nil);
            }
            None
        }
        // A metamethod's result.
        Deliver::Register(a) => {
            let value = if n > 0 { vm.stack_value(from) } else { Value::Nil };
            let base = vm.thread.frames.last()?.base as usize;
            vm.set_stack(base + usize::from(a), value);
            None
        }
        Deliver::Test(_) => {
            let value = if n > 0 { vm.stack_value(from) } else { Value::Nil };
            vm.deliver_value(value, deliver);
            None
        }
        Deliver::Discard => None,
        // A variable was closed.
        Deliver::Again => {
            let frame = vm.thread.frames.last_mut()?;
            frame.pc = frame.pc.saturating_sub(1);
            None
        }
        deliver => Some(Task::Finish { from, n, func, deliver }),
    }
}

/// Loads `...` into registers.
#[inline(never)]
pub(super) fn load_varargs<'gc>(vm: &mut Vm<'gc>, params: usize, a: usize, n: u8) -> Result<(), Thrown<'gc>> {
    let Some(frame) = vm.thread.frames.last() else { return Ok(()) };
    let (have, func, base) = (frame.extra(), frame.func as usize, frame.base as usize);
    let from = func + 1 + params;
    let target = base + a;
    let want = if n == 0 { have } else { usize::from(n) - 1 };
    vm.reserve(target + want)?;
    let copied = have.min(want);
    copy_values(&mut vm.thread.stack, from, copied, target);
    if let Some(missing) = vm.thread.stack.get_mut(target + copied..target + want) {
        missing.fill(Value::Nil);
    }
    if n == 0 {
        vm.slice -= have as i64 / 8;
        vm.thread.top = target + have;
    }
    Ok(())
}

/// The native function that a table is called through, with the table as its first argument. Modules such as `vec3`
/// are called so.
#[inline(never)]
pub(super) fn native_behind<'gc>(
    vm: &mut Vm<'gc>,
    object: UserData<'gc>,
    func: usize,
    n: usize,
) -> Option<(&'gc Native<'gc>, usize)> {
    let handler = vm.metamethod(&Value::UserData(object), vm.names.call);
    let Value::UserData(data) = handler else { return None };
    let native = data.downcast::<NativeRoot>().ok()?;
    vm.reserve(func + n + 2).ok()?;
    vm.thread.stack.copy_within(func..func + n + 1, func + 1);
    vm.set_stack(func, handler);
    Some((native, n + 1))
}

/// Whether a metatable has no such metamethod, which it remembers by a bit.
#[inline(never)]
pub(super) fn lacks<'gc>(metatable: UserData<'gc>, name: piccolo::String<'gc>, bit: u32) -> bool {
    let Ok(table) = metatable.downcast::<TableRoot>() else { return false };
    let table = table.borrow();
    if !table.is_known_absent(bit) {
        if !matches!(table.get_string(name), Value::Nil) {
            return false;
        }
        table.note_absent(bit);
    }
    true
}

/// Whether two objects are tables without `__eq`, which are equal only if they are one.
#[inline(never)]
pub(super) fn are_plain<'gc>(x: UserData<'gc>, y: UserData<'gc>, eq: piccolo::String<'gc>) -> bool {
    [x, y].into_iter().all(|data| {
        let Ok(table) = data.downcast::<TableRoot>() else { return false };
        let metatable = table.borrow().metatable();
        metatable.is_none_or(|metatable| lacks(metatable, eq, ABSENT_EQ))
    })
}

/// The table, if it takes any new field: it has no `__newindex`.
#[inline(never)]
pub(super) fn takes_any<'gc>(object: &Value<'gc>, newindex: piccolo::String<'gc>) -> Option<UserData<'gc>> {
    let Value::UserData(data) = object else { return None };
    let metatable = data.downcast::<TableRoot>().ok()?.borrow().metatable();
    metatable.is_none_or(|metatable| lacks(metatable, newindex, ABSENT_NEWINDEX)).then_some(*data)
}

/// `x < y` or `x <= y` of an integer and a float, and of short strings.
#[inline(never)]
pub(super) fn compare_others<'gc>(x: &Value<'gc>, y: &Value<'gc>, or_equal: bool) -> Option<bool> {
    if let (Value::String(x), Value::String(y)) = (x, y) {
        let (x, y) = (x.as_bytes(), y.as_bytes());
        let is_short = x.len().min(y.len()) <= INTERNED;
        return is_short.then(|| if or_equal { x <= y } else { x < y });
    }
    let (x, y) = (as_number(x)?, as_number(y)?);
    Some(if or_equal { arithmetic::less_equal(x, y) } else { arithmetic::less(x, y) })
}

/// What a tail call of something that is no Lua function comes to: the Lua function that it is called through, or none where
/// that is a native one, and how many arguments there are then.
#[inline(never)]
pub(super) fn tail_callee<'gc>(
    ctx: Context<'gc>,
    vm: &mut Vm<'gc>,
    func: usize,
    n: usize,
) -> Result<(Option<UserData<'gc>>, usize), Fault<'gc>> {
    let n = vm.resolve_callee(ctx, func, n)?;
    Ok(match vm.stack_value(func) {
        Value::UserData(data) if data.is::<FunctionRoot>() => (Some(data), n),
        _ => (None, n),
    })
}

/// A field found in the table that a metatable has as `__index`, where both were found last. The object itself was looked
/// at before, so the cache may serve its class.
#[inline(always)]
pub(super) fn class_hit<'gc>(
    metatable: UserData<'gc>,
    key: piccolo::String<'gc>,
    index: piccolo::String<'gc>,
    cache: &Cell<u32>,
) -> Option<Value<'gc>> {
    let metatable = metatable.downcast::<TableRoot>().ok()?.borrow();
    let class = metatable.class_hit(index)?.downcast::<TableRoot>().ok()?.borrow();
    class.get_cached(cache.get() as usize, key).filter(|value| !matches!(value, Value::Nil)).map(copy)
}

/// A field of an object, or of the class of one that lacks it; nil where nothing has it. Nothing where it takes more to tell.
#[inline(never)]
pub(super) fn find_field<'gc>(
    object: &Value<'gc>,
    strings: Option<UserData<'gc>>,
    key: piccolo::String<'gc>,
    index: piccolo::String<'gc>,
    cache: &Cell<u32>,
) -> Option<Value<'gc>> {
    let metatable = match as_table(object) {
        Some(table) => {
            let table = table.borrow();
            if table.may_have(key) {
                if let Some(at) = table.find_same(key) {
                    if let Some(value) = table.value_at(at).filter(|value| !matches!(value, Value::Nil)) {
                        cache.set(at as u32);
                        return Some(copy(value));
                    }
                } else if is_long(key) {
                    return None;
                }
            }
            match table.metatable() {
                Some(metatable) => metatable,
                None => return Some(Value::Nil),
            }
        }
        None if matches!(object, Value::String(_)) => strings?,
        None => return None,
    };
    class_hit(metatable, key, index, cache).or_else(|| inherited_field(metatable, key, index, cache))
}

/// Stores a value under a name, if it isn't where it was found last, and neither memory nor a metamethod is needed for it:
/// whether it was stored.
#[inline(never)]
pub(super) fn put_field<'gc>(
    table: &mut TableData<'gc>,
    key: piccolo::String<'gc>,
    value: &Value<'gc>,
    cache: &Cell<u32>,
) -> bool {
    let found = if table.may_have(key) { table.find_same(key) } else { None };
    if let Some(at) = found {
        cache.set(at as u32);
        if let Some(slot) = table.value_at_mut(at)
            && !matches!(slot, Value::Nil)
        {
            *slot = copy(value);
            return true;
        }
    } else if is_long(key) {
        return false;
    }
    // The metatable is borrowed where it is the table itself.
    let takes_any = table.metatable().is_none_or(|metatable| {
        let metatable = metatable.downcast::<TableRoot>().ok().and_then(|table| table.try_borrow().ok());
        metatable.is_some_and(|metatable| metatable.is_known_absent(ABSENT_NEWINDEX))
    });
    match found {
        _ if !takes_any => false,
        Some(at) => {
            table.revive(at, value);
            true
        }
        None => table.push_field(key, value),
    }
}

/// A field found in the table that a metatable has as `__index`, or further up, in that class's own classes; nil where
/// none of them has it. Nothing where it takes more to tell.
#[inline(never)]
pub(super) fn inherited_field<'gc>(
    mut metatable: UserData<'gc>,
    key: piccolo::String<'gc>,
    index: piccolo::String<'gc>,
    cache: &Cell<u32>,
) -> Option<Value<'gc>> {
    for _ in 0..MOST_CLASSES {
        let class = match metatable.downcast::<TableRoot>().ok()?.borrow().class(index) {
            Value::UserData(class) => class.downcast::<TableRoot>().ok()?.borrow(),
            Value::Nil => return Some(Value::Nil),
            _ => return None,
        };
        let found = class.get_cached(cache.get() as usize, key).filter(|value| !matches!(value, Value::Nil));
        if let Some(value) = found {
            return Some(copy(value));
        }
        if class.may_have(key) {
            if let Some(at) = class.find_same(key) {
                cache.set(at as u32);
                return class.value_at(at).filter(|value| !matches!(value, Value::Nil)).map(copy);
            }
            if is_long(key) {
                return None;
            }
        }
        match class.metatable() {
            Some(above) => metatable = above,
            None => return Some(Value::Nil),
        }
    }
    None
}

/// Does a `GetField` of an object of the host. Of `entity.position.x` only the number is kept, so no vector is made for it:
/// how many of the instructions that follow are done too.
#[inline(never)]
pub(super) fn host_field<'gc>(
    ctx: Context<'gc>,
    vm: &mut Vm<'gc>,
    data: UserData<'gc>,
    loaded: &'gc Loaded<'gc>,
    pc: usize,
    is_traced: bool,
) -> Result<usize, Fault<'gc>> {
    let name = |c: u8| match loaded.constants.get(usize::from(c)) {
        Some(Value::String(name)) => Some(*name),
        _ => None,
    };
    let (Some(Instruction::GetField { a, c, .. }), Some(cache), Ok(object), Some(frame)) = (
        loaded.code.get(pc),
        loaded.cache.get(pc),
        data.downcast_static::<host::Object>(),
        vm.thread.frames.last(),
    ) else {
        return Ok(0);
    };
    let Some(key) = name(*c) else { return Ok(0) };
    let component = match loaded.code.get(pc + 1) {
        Some(Instruction::GetField { a: to, b, c }) if !is_traced && b == a && to == a => {
            name(*c).and_then(host::component_name)
        }
        _ => None,
    };
    let wanted = Wanted { at: frame.base as usize + usize::from(*a), component };
    let is_component = host::field(vm, ctx, data, object, key, cache, wanted)?;
    vm.slice -= i64::from(is_component);
    Ok(usize::from(is_component))
}

/// Notes that a variable has to be closed.
pub(super) fn mark_closing<'gc>(
    vm: &mut Vm<'gc>,
    at: usize,
    name: impl FnOnce() -> String,
) -> Result<(), Fault<'gc>> {
    let value = vm.stack_value(at);
    if matches!(vm.metamethod(&value, vm.names.close), Value::Nil) {
        return Err(format!("variable '{}' got a non-closable value", name()).into());
    }
    vm.thread.closing.push(at as u32);
    Ok(())
}

pub(super) fn local_name(loaded: &Loaded<'_>, register: u8, pc: usize) -> String {
    let locals = loaded.proto.locals.iter().rev();
    let mut found = locals.filter(|local| local.register == register && local.start as usize <= pc);
    found.next().map_or("?".into(), |local| local.name.to_string())
}
