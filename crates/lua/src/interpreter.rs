//! The loop that runs bytecode. Fast paths are here; everything else is in [`crate::operation`] and [`crate::call`].

use piccolo::{Context, Value};

use crate::arithmetic;
use crate::call::{Next, Task, internal};
use crate::coroutine::Deliver;
use crate::error::{Fault, Thrown};
use crate::function::{Inlined, LuaFunction, Upvalues};
use crate::host::{self, Object};
use crate::instruction::Instruction;
use crate::native::{Cx, Flow};
use crate::operation::STEPS_OF_TABLE;
use crate::proto::Capture;
use crate::table::new_table;
use crate::value::*;
use crate::vm::{ABSENT_LEN, Vm};

mod numeric_for;
mod running;
mod shorthand;
mod slow;

use numeric_for::{mend_for, prepare_for};
pub(crate) use running::copy_values;
use running::*;
use shorthand::{fields, shorthand, ways_out};

/// Why the loop was left.
pub(crate) enum Exit {
    /// The slice is used up.
    Pause,
    /// Something is to be done outside.
    Next(Next),
    /// A debugger stops the call.
    Stop,
}

/// Why the innermost loop was left.
enum Leave<'gc> {
    /// The instruction's fast path doesn't fit.
    Slow,
    /// A value is to be stored into an object under a key, for which there is no fast path.
    Store([Value<'gc>; 3]),
    /// The fuel is used up.
    Pause,
    /// The bytecode contradicts itself.
    Broken,
    /// Something is to be done that the loop can't; where the instruction is has been noted.
    Task(Task<'gc>),
}

/// Tables whose constructors have more than 128 items or fields are made outside of the loop, which looks at the memory
/// first: `NewTable`'s code for that many.
const MOST_PREPARED: u8 = 65;

/// Runs the Lua function on top until there is something to do that the loop can't. `HOOK`: with the tools looking on.
///
/// Only `pc` and `fuel` change from one instruction to the next; what belongs to the running function is read again when
/// that changes, and the registers are found again when they may have moved.
#[inline(never)]
pub(crate) fn execute<'gc, const HOOK: bool>(
    ctx: Context<'gc>,
    vm: &mut Vm<'gc>,
) -> Result<Exit, Thrown<'gc>> {
    let mut fuel = vm.slice;
    'frame: loop {
        if fuel <= 0 {
            vm.slice = fuel;
            return Ok(Exit::Pause);
        }
        let Some(mut f) = Running::of(vm) else { return Err(internal(ctx)) };
        let mut pc = f.pc;
        'window: loop {
            // The hooked loop comes back here before each instruction.
            let mut is_traced = HOOK;
            if HOOK {
                if let Some(frame) = vm.thread.frames.last_mut() {
                    frame.pc = pc as u32;
                }
                vm.slice = fuel;
                if let Some(exit) = vm.trace(ctx, f.loaded, pc)? {
                    return Ok(exit);
                }
                fuel = vm.slice;
            }
            let Some(r) = window(&mut vm.thread.stack, f.base) else { return Err(internal(ctx)) };

            shorthand!($ 'frame 'window ctx vm f pc r fuel);

            let leave = 'fast: loop {
                ways_out!($ 'fast);
                if HOOK && !std::mem::take(&mut is_traced) {
                    continue 'window;
                }
                let Some(&instruction) = f.code.get(pc) else { broken!() };
                pc += 1;
                fuel -= 1;
                'step: {
                    fields!($ 'step ctx vm r);
                    match instruction {
                        Instruction::Move { a, b } => r[a as usize] = copy(&r[b as usize]),
                        Instruction::LoadInt { a, value } => r[a as usize] = Value::Integer(i64::from(value)),
                        Instruction::LoadFloat { a, value } => {
                            r[a as usize] = Value::Number(f64::from(value))
                        }
                        Instruction::LoadK { a, k } => r[a as usize] = copy(k!(k)),
                        Instruction::LoadKX { a } => {
                            let Some(&Instruction::Extra { high, low }) = f.code.get(pc) else {
                                broken!();
                            };
                            pc += 1;
                            r[a as usize] = copy(k!(usize::from(high) << 16 | usize::from(low)));
                        }
                        Instruction::LoadNil { a, n } => {
                            let end = usize::from(a) + usize::from(n) + 1;
                            if let Some(registers) = r.get_mut(usize::from(a)..end) {
                                registers.fill(Value::Nil);
                            }
                        }
                        Instruction::LoadTrue { a } => r[a as usize] = Value::Boolean(true),
                        Instruction::LoadFalse { a } => r[a as usize] = Value::Boolean(false),
                        Instruction::LoadSelf { a } => r[a as usize] = Value::UserData(f.data),
                        Instruction::NewCell { a } => r[a as usize] = new_cell(ctx, r[a as usize]),
                        Instruction::GetCell { a, b } => r[a as usize] = copy(&read_cell(&r[b as usize])),
                        Instruction::SetCell { a, b } => write_cell(ctx, &r[a as usize], r[b as usize]),
                        Instruction::GetUpvalue { a, b } => {
                            if let Some(value) = upvalues!().get(usize::from(b)) {
                                r[a as usize] = copy(value);
                            }
                        }
                        Instruction::GetUpvalueCell { a, b } => {
                            if let Some(cell) = upvalues!().get(usize::from(b)) {
                                r[a as usize] = copy(&read_cell(cell));
                            }
                        }
                        Instruction::SetUpvalueCell { a, b } => {
                            if let Some(cell) = upvalues!().get(usize::from(a)) {
                                write_cell(ctx, cell, r[b as usize]);
                            }
                        }
                        Instruction::GetGlobal { a, b, c } => {
                            let key = k_string!(c);
                            let Some(environment) = upvalues!().get(usize::from(b)) else {
                                broken!();
                            };
                            get_field!(a, environment, key);
                            // Of the library: on it every script's globals fall back.
                            find_field!(a, environment, None, key);
                        }
                        Instruction::SetGlobal { a, b, c } => {
                            let key = k_string!(b);
                            let Some(environment) = upvalues!().get(usize::from(a)) else {
                                broken!();
                            };
                            set_field!(environment, key, &r[c as usize]);
                            store!(*environment, Value::String(key), r[c as usize]);
                        }
                        Instruction::GetField { a, b, c } => {
                            let key = k_string!(c);
                            get_field!(a, &r[b as usize], key);
                            if let Value::UserData(data) = r[b as usize]
                                && let Ok(object) = data.downcast_static::<Object>()
                            {
                                if let Some(value) = host::component_of(object, key) {
                                    r[a as usize] = value;
                                    break 'step;
                                }
                                save!();
                                match host_field(ctx, vm, data, f.loaded, pc - 1, HOOK) {
                                    Ok(skipped) => pc += skipped,
                                    Err(fault) => fail!(fault),
                                }
                                go_on!();
                            }
                            find_field!(a, &r[b as usize], None, key);
                        }
                        Instruction::SetField { a, b, c } => {
                            let key = k_string!(b);
                            set_field!(&r[a as usize], key, &r[c as usize]);
                            store!(r[a as usize], Value::String(key), r[c as usize]);
                        }
                        Instruction::GetIndex { a, b, c } => {
                            if let Some(table) = as_table(&r[b as usize]) {
                                let table = table.borrow();
                                if let Value::Integer(key) = r[c as usize]
                                    && let Some(value) = table.item(key)
                                {
                                    r[a as usize] = copy(value);
                                    break 'step;
                                }
                                let value = match &r[c as usize] {
                                    Value::String(key) => match table.find_same(*key) {
                                        Some(at) => table.value_at(at).map_or(Value::Nil, copy),
                                        None if is_long(*key) => slow!(),
                                        None => Value::Nil,
                                    },
                                    key => table.get(key),
                                };
                                if !matches!(value, Value::Nil) || table.metatable().is_none() {
                                    r[a as usize] = copy(&value);
                                    break 'step;
                                }
                            }
                            slow!();
                        }
                        Instruction::SetIndex { a, b, c } => {
                            if let Value::UserData(data) = &r[a as usize]
                                && let Ok(table) = data.downcast_write::<TableRoot>(&ctx)
                            {
                                let mut table = table.unlock().borrow_mut();
                                if let Value::Integer(key) = r[b as usize] {
                                    let value = &r[c as usize];
                                    if table.replace_int(key, value) {
                                        break 'step;
                                    }
                                    if matches!(value, Value::Nil) && table.clear_int(key) {
                                        break 'step;
                                    }
                                    if table.metatable().is_none()
                                        && table.is_append(key)
                                        && !matches!(value, Value::Nil)
                                    {
                                        table.append(value);
                                        break 'step;
                                    }
                                } else if let Value::String(key) = r[b as usize]
                                    && let Some(at) = table.find_same(key)
                                    && let Some(slot) = table.value_at_mut(at)
                                    && !matches!(slot, Value::Nil)
                                    && !matches!(r[c as usize], Value::Nil)
                                {
                                    *slot = copy(&r[c as usize]);
                                    break 'step;
                                }
                            }
                            store!(r[a as usize], r[b as usize], r[c as usize]);
                        }
                        Instruction::GetInt { a, b, c } => {
                            if let Some(table) = as_table(&r[b as usize]) {
                                let table = table.borrow();
                                if let Some(value) = table.item(i64::from(c)) {
                                    r[a as usize] = copy(value);
                                    break 'step;
                                }
                                let value = table.get_int(i64::from(c));
                                if !matches!(value, Value::Nil) || table.metatable().is_none() {
                                    r[a as usize] = copy(&value);
                                    break 'step;
                                }
                            }
                            slow!();
                        }
                        Instruction::SetInt { a, b, c } => {
                            let key = i64::from(b);
                            if let Value::UserData(data) = &r[a as usize]
                                && let Ok(table) = data.downcast_write::<TableRoot>(&ctx)
                                && table.unlock().borrow_mut().replace_int(key, &r[c as usize])
                            {
                                break 'step;
                            }
                            slow!();
                        }
                        Instruction::Method { a, b, c } => {
                            let key = k_string!(c);
                            let object = copy(&r[b as usize]);
                            r[usize::from(a.wrapping_add(1))] = object;
                            // Most objects haven't their methods themselves.
                            if let Some(table) = as_table(&object) {
                                let table = table.borrow();
                                if !table.may_have(key)
                                    && let Some(metatable) = table.metatable()
                                {
                                    let cache = cache!();
                                    let index = vm.names.index;
                                    if let Some(value) = class_hit(metatable, key, index, cache) {
                                        r[a as usize] = value;
                                        break 'step;
                                    }
                                    match inherited_field(metatable, key, index, cache) {
                                        Some(value) => {
                                            r[a as usize] = value;
                                            break 'step;
                                        }
                                        None => slow!(),
                                    }
                                }
                            }
                            find_field!(a, &object, vm.string_metatable, key);
                        }
                        Instruction::WriteBackField { a, c, .. }
                        | Instruction::WriteBackIndex { a, c, .. } => {
                            if host::is_written_back(&r[c as usize], &r[a as usize]) {
                                slow!();
                            }
                        }
                        Instruction::IfReceiverChanged => {
                            if std::mem::take(&mut vm.receiver_changed) {
                                pc += 1;
                            }
                        }
                        Instruction::NewTable { a, array, hash } => {
                            if array.max(hash) > MOST_PREPARED {
                                slow!();
                            }
                            let (array, hash) =
                                (Instruction::table_size(array), Instruction::table_size(hash));
                            fuel -= 4;
                            r[a as usize] = Value::UserData(new_table(ctx, array, hash));
                        }
                        Instruction::InitField { a, b, c } => {
                            let key = k_string!(b);
                            if let Value::UserData(data) = &r[a as usize]
                                && let Ok(table) = data.downcast_write::<TableRoot>(&ctx)
                                && table.unlock().borrow_mut().push_field(key, &r[c as usize])
                            {
                                break 'step;
                            }
                            store!(r[a as usize], Value::String(key), r[c as usize]);
                        }
                        Instruction::SetList { .. } => slow!(),
                        Instruction::Extra { .. } => {}

                        Instruction::Add { a, b, c } => {
                            arithmetic!(wrapping_add, +, a, &r[b as usize], &r[c as usize]);
                        }
                        Instruction::Sub { a, b, c } => {
                            arithmetic!(wrapping_sub, -, a, &r[b as usize], &r[c as usize]);
                        }
                        Instruction::Mul { a, b, c } => {
                            arithmetic!(wrapping_mul, *, a, &r[b as usize], &r[c as usize]);
                        }
                        Instruction::Div { a, b, c } => {
                            float_arithmetic!(a, &r[b as usize], &r[c as usize], |x, y| x / y);
                        }
                        Instruction::Pow { a, b, c } => {
                            float_arithmetic!(a, &r[b as usize], &r[c as usize], |x, y| {
                                arithmetic::float_pow(x, y)
                            });
                        }
                        Instruction::Mod { a, b, c } => {
                            modulo!(int_modulo, arithmetic::mod_float, a, &r[b as usize], &r[c as usize]);
                        }
                        Instruction::IDiv { a, b, c } => {
                            modulo!(int_floor_div, arithmetic::idiv_float, a, &r[b as usize], &r[c as usize]);
                        }
                        Instruction::BAnd { a, b, c } => bitwise!(a, b, c, |x, y| x & y),
                        Instruction::BOr { a, b, c } => bitwise!(a, b, c, |x, y| x | y),
                        Instruction::BXor { a, b, c } => bitwise!(a, b, c, |x, y| x ^ y),
                        Instruction::Shl { a, b, c } => {
                            bitwise!(a, b, c, |x, y| arithmetic::shift_left(x, y));
                        }
                        Instruction::Shr { a, b, c } => {
                            bitwise!(a, b, c, |x, y| arithmetic::shift_right(x, y));
                        }
                        Instruction::AddRK { a, b, c } => {
                            arithmetic!(wrapping_add, +, a, &r[b as usize], k!(c));
                        }
                        Instruction::SubRK { a, b, c } => {
                            arithmetic!(wrapping_sub, -, a, &r[b as usize], k!(c));
                        }
                        Instruction::MulRK { a, b, c } => {
                            arithmetic!(wrapping_mul, *, a, &r[b as usize], k!(c));
                        }
                        Instruction::DivRK { a, b, c } => {
                            float_arithmetic!(a, &r[b as usize], k!(c), |x, y| x / y);
                        }
                        Instruction::ModRK { a, b, c } => {
                            modulo!(int_modulo, arithmetic::mod_float, a, &r[b as usize], k!(c));
                        }
                        Instruction::PowRK { a, b, c } => {
                            float_arithmetic!(a, &r[b as usize], k!(c), |x, y| arithmetic::float_pow(x, y));
                        }
                        Instruction::IDivRK { a, b, c } => {
                            modulo!(int_floor_div, arithmetic::idiv_float, a, &r[b as usize], k!(c));
                        }
                        Instruction::AddKR { a, b, c } => {
                            arithmetic!(wrapping_add, +, a, k!(b), &r[c as usize]);
                        }
                        Instruction::SubKR { a, b, c } => {
                            arithmetic!(wrapping_sub, -, a, k!(b), &r[c as usize]);
                        }
                        Instruction::MulKR { a, b, c } => {
                            arithmetic!(wrapping_mul, *, a, k!(b), &r[c as usize]);
                        }
                        Instruction::DivKR { a, b, c } => {
                            float_arithmetic!(a, k!(b), &r[c as usize], |x, y| x / y);
                        }
                        Instruction::Concat { a, b, n } => {
                            save!();
                            match vm.concat(ctx, f.base, a, b, n) {
                                Ok(None) if vm.slice > 0 => go_on!(),
                                Ok(None) => {
                                    fuel = vm.slice;
                                    reload!();
                                }
                                Ok(Some(task)) => task!(task),
                                Err(thrown) => return Err(thrown),
                            }
                        }
                        Instruction::Not { a, b } => {
                            r[a as usize] = Value::Boolean(!truthy(&r[b as usize]));
                        }
                        Instruction::Neg { a, b } => match &r[b as usize] {
                            Value::Integer(x) => r[a as usize] = Value::Integer(x.wrapping_neg()),
                            Value::Number(x) => r[a as usize] = Value::Number(-x),
                            _ => slow!(),
                        },
                        Instruction::BNot { a, b } => match &r[b as usize] {
                            Value::Integer(x) => r[a as usize] = Value::Integer(!x),
                            _ => slow!(),
                        },
                        Instruction::Len { a, b } => {
                            if let Value::String(text) = &r[b as usize] {
                                r[a as usize] = Value::Integer(text.len());
                                break 'step;
                            }
                            if let Some(table) = as_table(&r[b as usize]) {
                                let table = table.borrow();
                                if table.metatable().is_none_or(|of| lacks(of, vm.names.len, ABSENT_LEN)) {
                                    r[a as usize] = Value::Integer(table.length());
                                    break 'step;
                                }
                            }
                            slow!();
                        }

                        Instruction::Jump { high, low } => {
                            let offset = Instruction::jump_offset(high, low);
                            pc = (pc as isize + offset as isize) as usize;
                            if offset < 0 && fuel <= 0 {
                                pause!();
                            }
                        }
                        Instruction::Test { a, when } => branch!(truthy(&r[a as usize]) == when),
                        Instruction::Eq { a, b, when } => {
                            let (x, y) = (&r[a as usize], &r[b as usize]);
                            let truth = match (x, y) {
                                (Value::Integer(x), Value::Integer(y)) => x == y,
                                (Value::UserData(x), Value::UserData(y)) if x != y => {
                                    if !are_plain(*x, *y, vm.names.eq) {
                                        slow!();
                                    }
                                    false
                                }
                                (Value::String(x), Value::String(y)) => match equal_by_hash(*x, *y) {
                                    Some(truth) => truth,
                                    None => slow!(),
                                },
                                (x, y) => {
                                    branch!(raw_equal(x, y) == when);
                                    break 'step;
                                }
                            };
                            branch!(truth == when);
                        }
                        Instruction::EqK { a, k, when } => {
                            let truth = match (&r[a as usize], k!(k)) {
                                (Value::Integer(x), Value::Integer(y)) => x == y,
                                (Value::String(x), Value::String(y)) => match equal_by_hash(*x, *y) {
                                    Some(truth) => truth,
                                    None => slow!(),
                                },
                                (x, y) => {
                                    branch!(raw_equal(x, y) == when);
                                    break 'step;
                                }
                            };
                            branch!(truth == when);
                        }
                        Instruction::Lt { a, b, when } => {
                            compare!(&r[a as usize], &r[b as usize], <, false, when);
                        }
                        Instruction::Le { a, b, when } => {
                            compare!(&r[a as usize], &r[b as usize], <=, true, when);
                        }
                        Instruction::LtI { a, value, when } => compare_small!(a, value, <, when),
                        Instruction::LeI { a, value, when } => compare_small!(a, value, <=, when),
                        Instruction::GtI { a, value, when } => compare_small!(a, value, >, when),
                        Instruction::GeI { a, value, when } => compare_small!(a, value, >=, when),

                        Instruction::Call { a, args, results } => {
                            let func = f.base + usize::from(a);
                            let n = if args == 0 {
                                vm.thread.top.saturating_sub(func + 1)
                            } else {
                                usize::from(args) - 1
                            };
                            let callee = match &r[a as usize] {
                                Value::UserData(data) => Some(*data),
                                _ => None,
                            };
                            save!();
                            if fuel <= 0 {
                                // The call is done again when there is fuel; `top` stays as it is.
                                if let Some(frame) = vm.thread.frames.last_mut() {
                                    frame.pc -= 1;
                                }
                                return Ok(Exit::Pause);
                            }
                            if let Some(data) = callee {
                                if let Ok(function) = data.downcast::<FunctionRoot>() {
                                    let deliver = Deliver::Call(results);
                                    if let Some(base) = vm.push_plain(data, function, func, n, deliver) {
                                        enter!(data, function, base);
                                    }
                                    match vm.push_lua(data, function, func, n, deliver) {
                                        Ok(base) => enter!(data, function, base),
                                        Err(thrown) => fail!(Fault::Thrown(thrown)),
                                    }
                                }
                                let native = match data.downcast::<NativeRoot>() {
                                    Ok(native) => Some((native, n)),
                                    Err(_) => native_behind(vm, data, func, n),
                                };
                                if let Some((native, n)) = native {
                                    if let Err(thrown) = vm.reserve(func + n + 1) {
                                        fail!(Fault::Thrown(thrown));
                                    }
                                    let mut cx = Cx { ctx, vm, func, nargs: n };
                                    match (native.function)(&mut cx) {
                                        Ok(Flow::Return { from, n }) => {
                                            if let Err(thrown) = take_results(vm, from, n, func, results) {
                                                fail!(Fault::Thrown(thrown));
                                            }
                                            go_on!();
                                        }
                                        Ok(flow) => {
                                            let deliver = Deliver::Call(results);
                                            task!(Task::Flow { flow, func, deliver });
                                        }
                                        Err(fault) => return Err(vm.throw_native(ctx, func, fault)),
                                    }
                                }
                            }
                            let deliver = Deliver::Call(results);
                            task!(Task::Call { func, n, deliver });
                        }
                        Instruction::TailCall { a, args } => {
                            let func = f.base + usize::from(a);
                            let n = if args == 0 {
                                vm.thread.top.saturating_sub(func + 1)
                            } else {
                                usize::from(args) - 1
                            };
                            let callee = vm.stack_value(func);
                            save!();
                            if fuel <= 0 {
                                if let Some(frame) = vm.thread.frames.last_mut() {
                                    frame.pc -= 1;
                                }
                                return Ok(Exit::Pause);
                            }
                            let (function, n) = match callee {
                                Value::UserData(data) if data.is::<FunctionRoot>() => (Some(data), n),
                                Value::UserData(data) if data.is::<NativeRoot>() => (None, n),
                                _ => match tail_callee(ctx, vm, func, n) {
                                    Ok(found) => {
                                        fuel = vm.slice;
                                        found
                                    }
                                    Err(fault) => fail!(fault),
                                },
                            };
                            let Some((data, function)) =
                                function.and_then(|data| Some((data, data.downcast::<FunctionRoot>().ok()?)))
                            else {
                                // A native function, such as `setmetatable` at the end of a constructor: an ordinary call, and
                                // the return that follows.
                                let deliver = Deliver::Call(0);
                                let native = match vm.stack_value(func) {
                                    Value::UserData(data) => data.downcast::<NativeRoot>().ok(),
                                    _ => None,
                                };
                                let Some(native) = native else {
                                    task!(Task::Call { func, n, deliver });
                                };
                                match call_native(ctx, vm, native, func, n)? {
                                    Flow::Return { from, n } => match leave(vm, from, n) {
                                        Some(task) => task!(task),
                                        None => {
                                            fuel = vm.slice;
                                            reload!();
                                        }
                                    },
                                    flow => task!(Task::Flow { flow, func, deliver }),
                                }
                            };
                            let Some(frame) = vm.thread.frames.pop() else { broken!() };
                            let target = frame.func as usize;
                            vm.thread.stack.copy_within(func..func + n + 1, target);
                            match vm.push_lua(data, function, target, n, frame.deliver) {
                                Ok(base) => {
                                    if let Some(frame) = vm.thread.frames.last_mut() {
                                        frame.note_tail();
                                    }
                                    enter!(data, function, base)
                                }
                                Err(thrown) => fail!(Fault::Thrown(thrown)),
                            }
                        }
                        Instruction::Return { a, n } => {
                            let from = f.base + usize::from(a);
                            let n =
                                if n == 0 { vm.thread.top.saturating_sub(from) } else { usize::from(n) - 1 };
                            vm.slice = fuel;
                            match leave(vm, from, n) {
                                Some(task) => task!(task),
                                None => reload!(),
                            }
                        }
                        Instruction::Return0 => {
                            vm.slice = fuel;
                            match leave(vm, f.base, 0) {
                                Some(task) => task!(task),
                                None => reload!(),
                            }
                        }
                        Instruction::Return1 { a } => {
                            let from = f.base + usize::from(a);
                            vm.slice = fuel;
                            match leave(vm, from, 1) {
                                Some(task) => task!(task),
                                None => reload!(),
                            }
                        }
                        Instruction::ReturnClose { a, n } => {
                            let from = f.base + usize::from(a);
                            let count = if n == 0 {
                                let saved = vm.thread.frames.last().map_or(0, |frame| frame.top as usize);
                                let top = if saved > 0 { saved } else { vm.thread.top };
                                top.saturating_sub(from)
                            } else {
                                usize::from(n) - 1
                            };
                            save!();
                            if vm.thread.closing.last().is_some_and(|&at| at as usize >= f.base) {
                                // Done again after each of them is closed.
                                if let Some(frame) = vm.thread.frames.last_mut() {
                                    frame.top = (from + count) as u32;
                                }
                                if let Some(task) = vm.close_next(ctx, f.base, Value::Nil)? {
                                    task!(task);
                                }
                            }
                            match leave(vm, from, count) {
                                Some(task) => task!(task),
                                None => reload!(),
                            }
                        }

                        Instruction::ForPrep { a, jump } => {
                            let slots = &mut r[usize::from(a)..];
                            match prepare_for(slots) {
                                Ok(true) => {}
                                Ok(false) => pc += usize::from(jump),
                                Err(bad) => {
                                    save!();
                                    if let Err(fault) = mend_for(vm, f.base + usize::from(a), bad) {
                                        fail!(fault);
                                    }
                                    pc -= 1;
                                    go_on!();
                                }
                            }
                        }
                        Instruction::ForLoop { a, jump } => {
                            let a = usize::from(a);
                            let Some([index, limit, step, variable]) =
                                r.get_mut(a..).and_then(|slots| slots.first_chunk_mut::<4>())
                            else {
                                broken!();
                            };
                            let again = match (&*index, &*limit, &*step) {
                                (Value::Integer(at), Value::Integer(left), Value::Integer(by)) => {
                                    // The limit holds how many rounds are left.
                                    let (at, left, by) = (*at, *left, *by);
                                    if left != 0 {
                                        let next = at.wrapping_add(by);
                                        *limit = Value::Integer(left.wrapping_sub(1));
                                        *index = Value::Integer(next);
                                        *variable = Value::Integer(next);
                                    }
                                    left != 0
                                }
                                (Value::Number(at), Value::Number(end), Value::Number(by)) => {
                                    let next = at + by;
                                    let again = if *by > 0.0 { next <= *end } else { next >= *end };
                                    if again {
                                        *index = Value::Number(next);
                                        *variable = Value::Number(next);
                                    }
                                    again
                                }
                                _ => false,
                            };
                            if again {
                                pc -= usize::from(jump);
                                if fuel <= 0 {
                                    pause!();
                                }
                            }
                        }
                        Instruction::ForInPrep { a, jump } => {
                            if !matches!(r[(usize::from(a) + 3) & 0xFF], Value::Nil) {
                                slow!();
                            }
                            pc += usize::from(jump);
                        }
                        Instruction::ForInCall { a, n } => {
                            let a = usize::from(a);
                            let Some([iterator, state, control, hint, first, second]) =
                                r.get_mut(a..).and_then(|slots| slots.first_chunk_mut::<6>())
                            else {
                                broken!();
                            };
                            if let (Value::UserData(iterator), Some(table)) = (&*iterator, as_table(state))
                                && let Ok(native) = iterator.downcast::<NativeRoot>()
                            {
                                match native.inlined {
                                    Inlined::Next => {
                                        // The fourth value, if it isn't to be closed, holds the position.
                                        let start = match (&*control, &*hint) {
                                            (Value::Nil, Value::Nil | Value::Boolean(_)) => Some(0),
                                            (_, Value::Integer(at)) => Some(*at as usize),
                                            _ => None,
                                        };
                                        if let Some(start) = start {
                                            let table = table.borrow();
                                            let mut at = start;
                                            let found = match table.entry_at(at) {
                                                None => {
                                                    let steps = table.removed_from(at);
                                                    fuel -= (steps / STEPS_OF_TABLE) as i64;
                                                    at += steps;
                                                    table.entry_at(at)
                                                }
                                                found => found,
                                            };
                                            let Some((key, value)) = found else {
                                                *first = Value::Nil;
                                                break 'step;
                                            };
                                            *hint = Value::Integer(at as i64 + 1);
                                            *first = match key {
                                                Some(key) => copy(key),
                                                None => Value::Integer(at as i64 + 1),
                                            };
                                            if n >= 2 {
                                                *second = copy(value);
                                            }
                                            if n > 2 {
                                                r[a + 6..a + 4 + usize::from(n)].fill(Value::Nil);
                                            }
                                            break 'step;
                                        }
                                    }
                                    Inlined::IpairsNext => {
                                        if let Value::Integer(at) = *control {
                                            let next = at.wrapping_add(1);
                                            let table = table.borrow();
                                            let value = table.get_int(next);
                                            let is_nil = matches!(value, Value::Nil);
                                            if !is_nil || table.metatable().is_none() {
                                                *first =
                                                    if is_nil { Value::Nil } else { Value::Integer(next) };
                                                if n >= 2 {
                                                    *second = copy(&value);
                                                }
                                                if n > 2 {
                                                    r[a + 6..a + 4 + usize::from(n)].fill(Value::Nil);
                                                }
                                                break 'step;
                                            }
                                        }
                                    }
                                    Inlined::No => {}
                                }
                            }
                            let (iterator, state, control) = (*iterator, *state, *control);
                            for (i, value) in [iterator, state, control].into_iter().enumerate() {
                                r[(a + 4 + i) & 0xFF] = value;
                            }
                            let func = f.base + a + 4;
                            save!();
                            let deliver = Deliver::Call(n + 1);
                            if let Value::UserData(data) = iterator
                                && let Ok(function) = data.downcast::<FunctionRoot>()
                            {
                                match vm.push_lua(data, function, func, 2, deliver) {
                                    Ok(base) => enter!(data, function, base),
                                    Err(thrown) => fail!(Fault::Thrown(thrown)),
                                }
                            }
                            // What `utf8.codes` and `string.gmatch` return.
                            if let Value::UserData(data) = iterator
                                && let Ok(native) = data.downcast::<NativeRoot>()
                            {
                                match call_native(ctx, vm, native, func, 2)? {
                                    Flow::Return { from, n: have } => {
                                        if let Err(thrown) = take_results(vm, from, have, func, n + 1) {
                                            fail!(Fault::Thrown(thrown));
                                        }
                                        go_on!();
                                    }
                                    flow => task!(Task::Flow { flow, func, deliver }),
                                }
                            }
                            task!(Task::Call { func, n: 2, deliver });
                        }
                        Instruction::ForInLoop { a, jump } => {
                            let a = usize::from(a);
                            let first = copy(&r[(a + 4) & 0xFF]);
                            if !matches!(first, Value::Nil) {
                                r[(a + 2) & 0xFF] = first;
                                pc -= usize::from(jump);
                                if fuel <= 0 {
                                    pause!();
                                }
                            }
                        }

                        Instruction::Vararg { a, n } => {
                            save!();
                            if let Err(thrown) = load_varargs(vm, f.loaded.params, usize::from(a), n) {
                                fail!(Fault::Thrown(thrown));
                            }
                            go_on!();
                        }
                        Instruction::Closure { a, k } => {
                            let Some(&code) = f.loaded.functions.get(usize::from(k)) else {
                                broken!();
                            };
                            fuel -= 4 + (code.as_ref().proto.upvalues.len() >> 2) as i64;
                            let outer = upvalues!();
                            let own = f.data;
                            let upvalues = Upvalues::capture(code.as_ref(), |capture| match capture {
                                Capture::Register(b) => copy(&r[b as usize]),
                                Capture::Upvalue(b) => outer.get(usize::from(b)).map_or(Value::Nil, copy),
                                Capture::Own => Value::UserData(own),
                                Capture::Itself => Value::Nil,
                            });
                            r[a as usize] = Value::UserData(LuaFunction::create(ctx, code, upvalues));
                        }
                        Instruction::Tbc { a } => {
                            if truthy(&r[a as usize]) {
                                slow!();
                            }
                        }
                        Instruction::Close { a } => {
                            let from = f.base + usize::from(a);
                            if vm.thread.closing.last().is_some_and(|&at| at as usize >= from) {
                                slow!();
                            }
                        }
                    }
                }
            };
            if !matches!(leave, Leave::Task(_)) {
                save!();
            }
            let task = match leave {
                Leave::Slow => match slow::step(ctx, vm)? {
                    None => {
                        fuel = vm.slice;
                        reload!();
                    }
                    Some(task) => task,
                },
                Leave::Store([object, key, value]) => match takes_any(&object, vm.names.newindex) {
                    Some(table) => {
                        if let Err(fault) = vm.raw_set(ctx, table, key, value) {
                            fail!(fault);
                        }
                        fuel = vm.slice;
                        reload!();
                    }
                    None => match slow::step(ctx, vm)? {
                        None => {
                            fuel = vm.slice;
                            reload!();
                        }
                        Some(task) => task,
                    },
                },
                Leave::Pause => return Ok(Exit::Pause),
                Leave::Broken => return Err(internal(ctx)),
                Leave::Task(task) => task,
            };
            match vm.drive(ctx, task)? {
                Next::Run if !vm.leaves_loop => {
                    fuel = vm.slice;
                    reload!();
                }
                next => return Ok(Exit::Next(next)),
            }
        }
    }
}
