//! Instructions whose fast path doesn't fit: metamethods, conversions, and what is too rare to stand in the loop.

use piccolo::{Context, Value};

use super::running::{local_name, mark_closing};
use crate::call::{Task, internal};
use crate::coroutine::Deliver;
use crate::error::{Fault, Thrown, out_of_memory};
use crate::instruction::Instruction;
use crate::operation::{Operator, Outcome};
use crate::table::{Entry, change, new_table};
use crate::value::truthy;
use crate::vm::{Vm, lua_function};

/// Does the instruction that the frame on top has just stepped over. A task where something has to be called for it.
#[inline(never)]
pub(super) fn step<'gc>(ctx: Context<'gc>, vm: &mut Vm<'gc>) -> Result<Option<Task<'gc>>, Thrown<'gc>> {
    use Instruction as I;
    let Some(frame) = vm.thread.frames.last() else { return Err(internal(ctx)) };
    let Some(function) = lua_function(frame) else { return Err(internal(ctx)) };
    let (base, pc) = (frame.base as usize, frame.pc as usize);
    let Some(&instruction) = function.code.proto.code.get(pc.wrapping_sub(1)) else {
        return Err(internal(ctx));
    };
    let register = |i: u8| vm.stack_value(base + usize::from(i));
    let constant = |i: u8| function.code.constants.get(usize::from(i)).copied().unwrap_or_default();
    let upvalue = |i: u8| function.upvalues.get(usize::from(i)).copied().unwrap_or_default();
    let integer = |i: i8| Value::Integer(i64::from(i));

    let (a, (op, x, y)) = match instruction {
        I::Add { a, b, c } => (a, (Operator::Add, register(b), register(c))),
        I::Sub { a, b, c } => (a, (Operator::Sub, register(b), register(c))),
        I::Mul { a, b, c } => (a, (Operator::Mul, register(b), register(c))),
        I::Div { a, b, c } => (a, (Operator::Div, register(b), register(c))),
        I::Mod { a, b, c } => (a, (Operator::Mod, register(b), register(c))),
        I::Pow { a, b, c } => (a, (Operator::Pow, register(b), register(c))),
        I::IDiv { a, b, c } => (a, (Operator::IDiv, register(b), register(c))),
        I::BAnd { a, b, c } => (a, (Operator::BAnd, register(b), register(c))),
        I::BOr { a, b, c } => (a, (Operator::BOr, register(b), register(c))),
        I::BXor { a, b, c } => (a, (Operator::BXor, register(b), register(c))),
        I::Shl { a, b, c } => (a, (Operator::Shl, register(b), register(c))),
        I::Shr { a, b, c } => (a, (Operator::Shr, register(b), register(c))),
        I::AddRK { a, b, c } => (a, (Operator::Add, register(b), constant(c))),
        I::SubRK { a, b, c } => (a, (Operator::Sub, register(b), constant(c))),
        I::MulRK { a, b, c } => (a, (Operator::Mul, register(b), constant(c))),
        I::DivRK { a, b, c } => (a, (Operator::Div, register(b), constant(c))),
        I::ModRK { a, b, c } => (a, (Operator::Mod, register(b), constant(c))),
        I::PowRK { a, b, c } => (a, (Operator::Pow, register(b), constant(c))),
        I::IDivRK { a, b, c } => (a, (Operator::IDiv, register(b), constant(c))),
        I::AddKR { a, b, c } => (a, (Operator::Add, constant(b), register(c))),
        I::SubKR { a, b, c } => (a, (Operator::Sub, constant(b), register(c))),
        I::MulKR { a, b, c } => (a, (Operator::Mul, constant(b), register(c))),
        I::DivKR { a, b, c } => (a, (Operator::Div, constant(b), register(c))),
        I::Neg { a, b } => (a, (Operator::Neg, register(b), register(b))),
        I::BNot { a, b } => (a, (Operator::BNot, register(b), register(b))),
        _ => {
            let (outcome, deliver) = match instruction {
                I::GetGlobal { a, b, c } => (vm.index(ctx, &upvalue(b), &constant(c)), Deliver::Register(a)),
                I::GetField { a, b, c } => (vm.index(ctx, &register(b), &constant(c)), Deliver::Register(a)),
                I::GetIndex { a, b, c } => (vm.index(ctx, &register(b), &register(c)), Deliver::Register(a)),
                I::GetInt { a, b, c } => {
                    let key = Value::Integer(i64::from(c));
                    (vm.index(ctx, &register(b), &key), Deliver::Register(a))
                }
                // The object has been moved to where it is the first argument.
                I::Method { a, c, .. } => {
                    let object = register(a.wrapping_add(1));
                    (vm.index(ctx, &object, &constant(c)), Deliver::Register(a))
                }
                I::SetGlobal { a, b, c } => {
                    (vm.set_index(ctx, &upvalue(a), &constant(b), &register(c)), Deliver::Discard)
                }
                I::SetField { a, b, c } | I::WriteBackField { a, b, c } => {
                    (vm.set_index(ctx, &register(a), &constant(b), &register(c)), Deliver::Discard)
                }
                I::SetIndex { a, b, c } | I::WriteBackIndex { a, b, c } => {
                    (vm.set_index(ctx, &register(a), &register(b), &register(c)), Deliver::Discard)
                }
                I::SetInt { a, b, c } => {
                    let key = Value::Integer(i64::from(b));
                    (vm.set_index(ctx, &register(a), &key, &register(c)), Deliver::Discard)
                }
                I::Len { a, b } => (vm.len(&register(b)), Deliver::Register(a)),
                I::Eq { a, b, when } => (vm.equal(ctx, &register(a), &register(b)), Deliver::Test(when)),
                I::EqK { a, k, when } => (vm.equal(ctx, &register(a), &constant(k)), Deliver::Test(when)),
                I::Lt { a, b, when } => (vm.less(&register(a), &register(b), false), Deliver::Test(when)),
                I::Le { a, b, when } => (vm.less(&register(a), &register(b), true), Deliver::Test(when)),
                I::LtI { a, value, when } => {
                    (vm.less(&register(a), &integer(value), false), Deliver::Test(when))
                }
                I::LeI { a, value, when } => {
                    (vm.less(&register(a), &integer(value), true), Deliver::Test(when))
                }
                I::GtI { a, value, when } => {
                    (vm.less(&integer(value), &register(a), false), Deliver::Test(when))
                }
                I::GeI { a, value, when } => {
                    (vm.less(&integer(value), &register(a), true), Deliver::Test(when))
                }
                I::NewTable { a, array, hash } => {
                    let table = large_table(ctx, vm, array, hash)
                        .map_err(|thrown| vm.throw(ctx, Fault::Thrown(thrown)))?;
                    vm.set_stack(base + usize::from(a), table);
                    return Ok(None);
                }
                I::SetList { a, n } => return set_list(ctx, vm, base, a, n),
                I::ForInPrep { a, jump } => {
                    if let Some(frame) = vm.thread.frames.last_mut() {
                        frame.pc += u32::from(jump);
                    }
                    let at = base + usize::from(a) + 3;
                    if !truthy(&vm.stack_value(at)) {
                        return Ok(None);
                    }
                    let done = mark_closing(vm, at, "(for state)");
                    return done.map(|()| None).map_err(|fault| vm.throw(ctx, fault));
                }
                I::Tbc { a } => {
                    let name = local_name(&function.code, a, pc);
                    let done = mark_closing(vm, base + usize::from(a), &name);
                    return done.map(|()| None).map_err(|fault| vm.throw(ctx, fault));
                }
                // It is done again after each variable that is closed.
                I::Close { a } => return vm.close_next(ctx, base + usize::from(a), Value::Nil),
                _ => return Err(internal(ctx)),
            };
            return settle(ctx, vm, outcome, deliver);
        }
    };
    let outcome = vm.arithmetic(ctx, op, &x, &y);
    settle(ctx, vm, outcome, Deliver::Register(a))
}

/// Does what an operation came to: its value is delivered, its metamethod called, its fault thrown.
fn settle<'gc>(
    ctx: Context<'gc>,
    vm: &mut Vm<'gc>,
    outcome: Result<Outcome<'gc>, Fault<'gc>>,
    deliver: Deliver,
) -> Result<Option<Task<'gc>>, Thrown<'gc>> {
    match outcome {
        Ok(Outcome::Value(value)) => {
            vm.deliver_value(value, deliver);
            Ok(None)
        }
        Ok(Outcome::Call { function, args, n }) => {
            let args = args.get(..n).unwrap_or_default();
            let task = vm.call_above(ctx, function, args, deliver)?;
            vm.enter(ctx, task)
        }
        Ok(Outcome::CallNot { function, args }) => {
            let deliver = match deliver {
                Deliver::Test(when) => Deliver::Test(!when),
                deliver => deliver,
            };
            vm.call_above(ctx, function, &args, deliver).map(Some)
        }
        Err(fault) => Err(vm.throw(ctx, fault)),
    }
}

/// A new table with room for many items, as far as there is memory.
fn large_table<'gc>(
    ctx: Context<'gc>,
    vm: &mut Vm<'gc>,
    array: u8,
    hash: u8,
) -> Result<Value<'gc>, Thrown<'gc>> {
    /// The greatest size: what a constructor has more than that grows as it is filled.
    const MOST: u8 = 16;
    let size = |code: u8| if code == 0 { 0 } else { 1usize << (code - 1).min(MOST) };
    let (array, hash) = (size(array), size(hash));
    vm.charge((array + hash) / 4)?;
    let bytes = array * size_of::<Value<'gc>>() + hash * size_of::<Entry<'gc>>();
    if !vm.has_memory(bytes) {
        return Err(out_of_memory());
    }
    Ok(Value::UserData(new_table(ctx, array, hash)))
}

/// Stores a constructor's items, and steps over the `Extra` that says from where on.
fn set_list<'gc>(
    ctx: Context<'gc>,
    vm: &mut Vm<'gc>,
    base: usize,
    a: u8,
    n: u8,
) -> Result<Option<Task<'gc>>, Thrown<'gc>> {
    let first = base + usize::from(a) + 1;
    let Some(frame) = vm.thread.frames.last_mut() else { return Err(internal(ctx)) };
    let extra = lua_function(frame).and_then(|function| function.code.proto.code.get(frame.pc as usize));
    let Some(&Instruction::Extra { high, low }) = extra else { return Err(internal(ctx)) };
    frame.pc += 1;
    let start = usize::from(high) << 16 | usize::from(low);
    let count = if n == 0 { vm.thread.top.saturating_sub(first) } else { usize::from(n) };
    vm.slice -= count as i64;
    let Value::UserData(table) = vm.stack_value(first - 1) else { return Err(internal(ctx)) };
    let items = vm.thread.stack.get(first..first + count).unwrap_or_default();
    let grown = change(ctx, table, |table| {
        let before = table.bytes();
        table.set_items(&ctx, start, items);
        table.bytes().saturating_sub(before)
    });
    if grown > 4096
        && let Err(fault) = vm.account_growth(grown)
    {
        return Err(vm.throw(ctx, fault));
    }
    Ok(None)
}
