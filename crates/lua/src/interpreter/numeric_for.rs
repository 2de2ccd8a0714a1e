//! Numeric `for` loops (manual §3.3.5).

use piccolo::Value;

use crate::arithmetic::{self, Number};
use crate::error::Fault;
use crate::value::{as_number, from_number};
use crate::vm::Vm;

/// What is wrong with a numeric loop's values: a step of 0, or the one of them that is no number.
pub(super) enum BadFor {
    ZeroStep,
    NoNumber(usize),
}

/// Mends a loop's value that is the text of a number, so that the loop can be prepared again; fails where it isn't.
#[cold]
pub(super) fn mend_for<'gc>(vm: &mut Vm<'gc>, base: usize, bad: BadFor) -> Result<(), Fault<'gc>> {
    if let BadFor::NoNumber(which) = bad
        && let Some(number) = vm.read_number(&vm.stack_value(base + which))?
    {
        vm.set_stack(base + which, from_number(number));
        return Ok(());
    }
    Err(for_message(vm, base, bad).into())
}

fn for_message<'gc>(vm: &Vm<'gc>, base: usize, bad: BadFor) -> String {
    let (which, what) = match bad {
        BadFor::ZeroStep => return "'for' step is zero".into(),
        BadFor::NoNumber(0) => (0, "initial value"),
        BadFor::NoNumber(1) => (1, "limit"),
        BadFor::NoNumber(_) => (2, "step"),
    };
    let got = vm.type_name(&vm.stack_value(base + which));
    format!("bad 'for' {what} (number expected, got {got})")
}

/// Prepares a numeric loop (manual §3.3.5): whether it runs at all. Of an integer loop the limit becomes the
/// number of rounds after the first, so that nothing can overflow.
#[inline(never)]
pub(super) fn prepare_for(slots: &mut [Value<'_>]) -> Result<bool, BadFor> {
    let [start, limit, step, variable, ..] = slots else { return Ok(false) };
    if let (Value::Integer(first), Value::Integer(by)) = (&*start, &*step) {
        let (first, by) = (*first, *by);
        if by == 0 {
            return Err(BadFor::ZeroStep);
        }
        let last = match *limit {
            Value::Integer(last) => last,
            ref other => {
                let clipped = match as_number(other) {
                    Some(Number::Int(last)) => Some(last),
                    Some(Number::Float(last)) => clip(last, by),
                    None => return Err(BadFor::NoNumber(1)),
                };
                match clipped {
                    Some(last) => last,
                    None => return Ok(false),
                }
            }
        };
        if if by > 0 { first > last } else { first < last } {
            return Ok(false);
        }
        let distance = if by > 0 {
            (last as u64).wrapping_sub(first as u64) / by as u64
        } else {
            (first as u64).wrapping_sub(last as u64) / (by.wrapping_add(1).wrapping_neg() as u64 + 1)
        };
        *limit = Value::Integer(distance as i64);
        *variable = Value::Integer(first);
        return Ok(true);
    }
    let Some(last) = as_number(limit) else { return Err(BadFor::NoNumber(1)) };
    let Some(by) = as_number(step) else { return Err(BadFor::NoNumber(2)) };
    let Some(first) = as_number(start) else { return Err(BadFor::NoNumber(0)) };
    let (first, last, by) = (first.to_f64(), last.to_f64(), by.to_f64());
    if by == 0.0 {
        return Err(BadFor::ZeroStep);
    }
    if if by > 0.0 { last < first } else { first < last } {
        return Ok(false);
    }
    *start = Value::Number(first);
    *limit = Value::Number(last);
    *step = Value::Number(by);
    *variable = Value::Number(first);
    Ok(true)
}

/// A float limit of an integer loop as an integer; `None` where the loop can't run.
fn clip(limit: f64, step: i64) -> Option<i64> {
    let rounded = if step > 0 { limit.floor() } else { limit.ceil() };
    if let Some(limit) = arithmetic::float_to_int(rounded) {
        return Some(limit);
    }
    match (limit > 0.0, step > 0) {
        (true, true) => Some(i64::MAX),
        // NaN too, as in PUC-Lua.
        (false, false) => Some(i64::MIN),
        _ => None,
    }
}
