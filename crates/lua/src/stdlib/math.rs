//! Mathematical functions (manual §6.7). Transcendental ones are the nearest float to what they stand for, by `pxfm` and
//! [`crate::power`], or `libm`'s: the same on every machine.

use gc_arena::Collect;
use piccolo::{Context, Value};

use crate::arithmetic::{Number, float_pow, float_to_int, less};
use crate::error::Fault;
use crate::native::{Continuation, Cx, Flow};
use crate::operation::Outcome;
use crate::power;
use crate::random::Xoshiro;
use crate::stdlib_text::number::{float_to_int_ceil, float_to_int_floor};
use crate::table::raw_set_field;
use crate::value::{as_number, literal, truthy};
use crate::vm::Vm;

type Result<'gc> = std::result::Result<Flow<'gc>, Fault<'gc>>;

pub(super) fn install<'gc>(ctx: Context<'gc>, vm: &mut Vm<'gc>) {
    let math = super::module(
        ctx,
        vm,
        "math",
        &[
            ("math.abs", abs),
            ("math.ceil", ceil),
            ("math.floor", floor),
            ("math.max", max),
            ("math.min", min),
            ("math.fmod", fmod),
            ("math.modf", modf),
            ("math.sqrt", |cx| real(cx, f64::sqrt)),
            ("math.sin", |cx| real(cx, pxfm::f_sin)),
            ("math.cos", |cx| real(cx, pxfm::f_cos)),
            ("math.tan", |cx| real(cx, pxfm::f_tan)),
            ("math.asin", |cx| real(cx, libm::asin)),
            ("math.acos", |cx| real(cx, libm::acos)),
            ("math.exp", |cx| real(cx, pxfm::f_exp)),
            // Of Lua 5.1, as 5.4 has them where it is built to be compatible.
            ("math.sinh", |cx| real(cx, |x| if x == 0.0 { x } else { pxfm::f_sinh(x) })),
            ("math.cosh", |cx| real(cx, pxfm::f_cosh)),
            ("math.tanh", |cx| real(cx, pxfm::f_tanh)),
            ("math.log10", |cx| real(cx, power::log10)),
            ("math.pow", pow),
            ("math.frexp", frexp),
            ("math.ldexp", ldexp),
            ("math.deg", |cx| real(cx, |x| x * (180.0 / std::f64::consts::PI))),
            ("math.rad", |cx| real(cx, |x| x * (std::f64::consts::PI / 180.0))),
            ("math.atan", atan),
            ("math.log", log),
            ("math.tointeger", tointeger),
            ("math.type", type_),
            ("math.ult", ult),
            ("math.random", random),
            ("math.randomseed", randomseed),
        ],
    );
    raw_set_field(ctx, math, "pi", Value::Number(std::f64::consts::PI));
    raw_set_field(ctx, math, "huge", Value::Number(f64::INFINITY));
    raw_set_field(ctx, math, "maxinteger", Value::Integer(i64::MAX));
    raw_set_field(ctx, math, "mininteger", Value::Integer(i64::MIN));
}

fn real<'gc>(cx: &mut Cx<'gc, '_>, f: fn(f64) -> f64) -> Result<'gc> {
    let x = cx.float(0)?;
    cx.one(Value::Number(f(x)))
}

fn abs<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let value = match cx.arg(0) {
        Value::Integer(x) => Value::Integer(x.wrapping_abs()),
        _ => Value::Number(cx.float(0)?.abs()),
    };
    cx.one(value)
}

/// A number that is written as text is a float, as in PUC-Lua.
fn round<'gc>(cx: &mut Cx<'gc, '_>, to_float: fn(f64) -> f64, to_int: fn(f64) -> Option<i64>) -> Result<'gc> {
    let value = match cx.arg(0) {
        Value::Integer(x) => Value::Integer(x),
        _ => {
            let x = cx.float(0)?;
            to_int(x).map_or(Value::Number(to_float(x)), Value::Integer)
        }
    };
    cx.one(value)
}

fn floor<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    round(cx, f64::floor, float_to_int_floor)
}

fn ceil<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    round(cx, f64::ceil, float_to_int_ceil)
}

/// A search for the value at one end: anything that `<` compares, as in PUC-Lua.
#[derive(Collect)]
#[collect(require_static)]
struct Extreme {
    is_max: bool,
    best: usize,
    next: usize,
}

impl Extreme {
    fn advance<'gc>(mut self, cx: &mut Cx<'gc, '_>) -> Result<'gc> {
        while self.next < cx.nargs {
            let (best, next) = (cx.arg(self.best), cx.arg(self.next));
            let (x, y) = if self.is_max { (best, next) } else { (next, best) };
            let is_better = match (as_number(&x), as_number(&y)) {
                (Some(x), Some(y)) => less(x, y),
                _ => match cx.vm.less(&x, &y, false)? {
                    Outcome::Value(value) => truthy(&value),
                    Outcome::CallNot { .. } => false,
                    Outcome::Call { function, args, n } => {
                        let args = args.get(..n).unwrap_or_default();
                        return cx.call(function, args, Box::new(self));
                    }
                },
            };
            self.take(is_better);
        }
        let best = cx.arg(self.best);
        cx.one(best)
    }

    fn take(&mut self, is_better: bool) {
        if is_better {
            self.best = self.next;
        }
        self.next += 1;
    }
}

impl<'gc> Continuation<'gc> for Extreme {
    fn resume(mut self: Box<Self>, cx: &mut Cx<'gc, '_>, from: usize, n: usize) -> Result<'gc> {
        let is_better = n > 0 && truthy(&cx.vm.stack_value(from));
        self.take(is_better);
        self.advance(cx)
    }
}

fn extreme<'gc>(cx: &mut Cx<'gc, '_>, is_max: bool) -> Result<'gc> {
    cx.any(0)?;
    cx.charge_values()?;
    Extreme { is_max, best: 0, next: 1 }.advance(cx)
}

fn max<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    extreme(cx, true)
}

fn min<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    extreme(cx, false)
}

fn fmod<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    // Text that reads as an integer counts as a float here.
    let value = match (cx.arg(0), cx.arg(1)) {
        (Value::Integer(_), Value::Integer(0)) => return cx.bad_argument(1, "zero"),
        (Value::Integer(x), Value::Integer(y)) => Value::Integer(x.wrapping_rem(y)),
        _ => {
            let (y, x) = (cx.float(1)?, cx.float(0)?);
            Value::Number(x % y)
        }
    };
    cx.one(value)
}

fn modf<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let number = cx.number(0)?;
    let x = number.to_f64();
    let whole = match number {
        Number::Int(x) => Value::Integer(x),
        Number::Float(x) => float_to_int(x.trunc()).map_or(Value::Number(x.trunc()), Value::Integer),
    };
    let fraction = if x.is_infinite() { 0.0 } else { x - x.trunc() };
    cx.many(&[whole, Value::Number(fraction)])
}

fn atan<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let y = cx.float(0)?;
    let x = if matches!(cx.arg(1), Value::Nil) { 1.0 } else { cx.float(1)? };
    cx.one(Value::Number(libm::atan2(y, x)))
}

fn log<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let x = cx.float(0)?;
    let value = if matches!(cx.arg(1), Value::Nil) {
        power::ln(x)
    } else {
        match cx.float(1)? {
            2.0 => power::log2(x),
            10.0 => power::log10(x),
            base => power::ln(x) / power::ln(base),
        }
    };
    cx.one(Value::Number(value))
}

fn pow<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let (x, y) = (cx.float(0)?, cx.float(1)?);
    cx.one(Value::Number(float_pow(x, y)))
}

/// A float as a fraction from 1/2 to 1 and a power of two.
fn frexp<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let x = cx.float(0)?;
    let (fraction, exponent) = if x.is_finite() { libm::frexp(x) } else { (x, 0) };
    cx.many(&[Value::Number(fraction), Value::Integer(i64::from(exponent))])
}

fn ldexp<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    // As C's `int`.
    let (x, exponent) = (cx.float(0)?, cx.integer(1)? as i32);
    cx.one(Value::Number(libm::ldexp(x, exponent)))
}

fn tointeger<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let value = match cx.any(0)? {
        Value::Number(x) => float_to_int(x),
        other => cx.vm.read_number(&other)?.and_then(Number::to_int),
    };
    cx.one(value.map_or(Value::Nil, Value::Integer))
}

fn type_<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let value = match as_number(&cx.any(0)?) {
        Some(Number::Int(_)) => literal(cx.ctx, "integer"),
        Some(Number::Float(_)) => literal(cx.ctx, "float"),
        None => Value::Nil,
    };
    cx.one(value)
}

pub(super) fn ult<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let (a, b) = (cx.integer(0)?, cx.integer(1)?);
    cx.boolean((a as u64) < b as u64)
}

fn random<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let (low, high) = match cx.nargs {
        0 => {
            let value = cx.vm.outside.random.float();
            return cx.one(Value::Number(value));
        }
        1 => {
            let high = cx.integer(0)?;
            if high == 0 {
                let bits = cx.vm.outside.random.next();
                return cx.one(Value::Integer(bits as i64));
            }
            (1, high)
        }
        2 => (cx.integer(0)?, cx.integer(1)?),
        _ => return Err("wrong number of arguments".into()),
    };
    if low > high {
        return cx.bad_argument(0, "interval is empty");
    }
    let value = cx.vm.outside.random.between(low, high);
    cx.one(Value::Integer(value))
}

fn randomseed<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let (first, second) = if cx.nargs == 0 {
        (cx.vm.outside.random.next(), cx.vm.outside.random.next())
    } else {
        let first = match cx.number(0)? {
            Number::Int(x) => x,
            number => float_to_int(number.to_f64()).unwrap_or(number.to_f64().to_bits() as i64),
        };
        (first as u64, cx.integer_or(1, 0)? as u64)
    };
    cx.vm.outside.random = Xoshiro::new(first, second);
    cx.many(&[Value::Integer(first as i64), Value::Integer(second as i64)])
}
