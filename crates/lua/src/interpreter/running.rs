//! The running function as the loop keeps it, and how it is entered and left.

use std::cell::Cell;

use gc_arena::lock::RefLock;
use piccolo::{Context, UserData, Value};

use crate::call::Task;
use crate::coroutine::Deliver;
use crate::error::{Fault, Thrown};
use crate::function::{Loaded, LuaFunction, Native};
use crate::host::{self, Wanted};
use crate::instruction::Instruction;
use crate::table::TableData;
use crate::value::{FunctionRoot, NativeRoot, TableRoot, copy, is_long};
use crate::vm::{Vm, WINDOW};

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

/// Copies a value down the stack, in place: taken out and put back it would be moved by wide loads that overlap what was
/// just stored, and such a load waits for the store.
#[inline(always)]
fn copy_down<'gc>(stack: &mut [Value<'gc>], from: usize, to: usize) {
    if from == to {
        return;
    }
    let Some((low, high)) = stack.split_at_mut_checked(from) else { return };
    let (Some(target), Some(source)) = (low.get_mut(to), high.first()) else { return };
    match *source {
        Value::Integer(number) => *target = Value::Integer(number),
        Value::Number(number) => *target = Value::Number(number),
        Value::UserData(data) => *target = Value::UserData(data),
        other => *target = other,
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
                copy_down(&mut vm.thread.stack, from, func);
            } else {
                vm.set_stack(func, Value::Nil);
            }
        }
        0 => {
            vm.reserve(func + n)?;
            if from != func {
                vm.thread.stack.copy_within(from..from + n, func);
            }
            vm.thread.top = func + n;
        }
        _ => {
            let want = usize::from(results) - 1;
            let have = n.min(want);
            if from != func {
                vm.thread.stack.copy_within(from..from + have, func);
            }
            if let Some(missing) = vm.thread.stack.get_mut(func + have..func + want) {
                missing.fill(Value::Nil);
            }
        }
    }
    Ok(())
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
                copy_down(stack, from, func);
            } else if let Some(slot) = stack.get_mut(func) {
                *slot = Value::Nil;
            }
            None
        }
        Deliver::Call(0) => {
            stack.copy_within(from..from + n, func);
            vm.thread.top = func + n;
            None
        }
        Deliver::Call(want) => {
            let want = usize::from(want) - 1;
            let have = n.min(want);
            stack.copy_within(from..from + have, func);
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
    vm.thread.stack.copy_within(from..from + copied, target);
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

/// The table that a metatable has as `__index`.
fn class_of<'gc>(
    metatable: UserData<'gc>,
    index: piccolo::String<'gc>,
) -> Option<&'gc RefLock<TableData<'gc>>> {
    let metatable = metatable.downcast::<TableRoot>().ok()?.borrow();
    metatable.class(index)?.downcast::<TableRoot>().ok()
}

/// A field found in the table that a metatable has as `__index`, or further up, in that class's own classes.
#[inline(never)]
pub(super) fn inherited_field<'gc>(
    mut metatable: UserData<'gc>,
    key: piccolo::String<'gc>,
    index: piccolo::String<'gc>,
    cache: &Cell<u32>,
) -> Option<Value<'gc>> {
    for _ in 0..MOST_CLASSES {
        let class = class_of(metatable, index)?.borrow();
        let found = class.get_cached(cache.get() as usize, key).filter(|value| !matches!(value, Value::Nil));
        if let Some(value) = found {
            return Some(copy(value));
        }
        if let Some(at) = class.find_same(key) {
            cache.set(at as u32);
            return class.value_at(at).filter(|value| !matches!(value, Value::Nil)).map(copy);
        }
        if is_long(key) {
            return None;
        }
        metatable = class.metatable()?;
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
pub(super) fn mark_closing<'gc>(vm: &mut Vm<'gc>, at: usize, name: &str) -> Result<(), Fault<'gc>> {
    let value = vm.stack_value(at);
    if matches!(vm.metamethod(&value, vm.names.close), Value::Nil) {
        return Err(format!("variable '{name}' got a non-closable value").into());
    }
    vm.thread.closing.push(at as u32);
    Ok(())
}

pub(super) fn local_name(loaded: &Loaded<'_>, register: u8, pc: usize) -> String {
    let locals = loaded.proto.locals.iter().rev();
    let mut found = locals.filter(|local| local.register == register && local.start as usize <= pc);
    found.next().map_or("?".into(), |local| local.name.to_string())
}
