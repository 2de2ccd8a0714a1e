//! Numbers: integers that wrap, floats, and how they convert (manual §3.4.1 to §3.4.3). Powers are those
//! of [`crate::power`], the same bits on every machine.

use crate::stdlib_text::number;
pub use crate::stdlib_text::number::{
    Number, float_to_int_exact as float_to_int, idiv_float, mod_float, shift_left, shift_right,
};

impl Number {
    /// As a float.
    #[inline]
    pub fn to_f64(self) -> f64 {
        match self {
            Number::Int(value) => value as f64,
            Number::Float(value) => value,
        }
    }

    /// As an integer, if it has no fraction and is in range.
    #[inline]
    pub fn to_int(self) -> Option<i64> {
        match self {
            Number::Int(value) => Some(value),
            Number::Float(value) => float_to_int(value),
        }
    }
}

macro_rules! wrapping_or_float {
    ($(#[$doc:meta])* $name:ident, $wrapping:ident, $op:tt) => {
        $(#[$doc])*
        #[inline]
        pub fn $name(a: Number, b: Number) -> Number {
            match (a, b) {
                (Number::Int(a), Number::Int(b)) => Number::Int(a.$wrapping(b)),
                _ => Number::Float(a.to_f64() $op b.to_f64()),
            }
        }
    };
}

wrapping_or_float!(
    /// `a + b`
    add, wrapping_add, +
);
wrapping_or_float!(
    /// `a - b`
    sub, wrapping_sub, -
);
wrapping_or_float!(
    /// `a * b`
    mul, wrapping_mul, *
);

/// `a / b`
#[inline]
pub fn div(a: Number, b: Number) -> Number {
    Number::Float(a.to_f64() / b.to_f64())
}

/// `a ^ b`
#[inline]
pub fn pow(a: Number, b: Number) -> Number {
    Number::Float(float_pow(a.to_f64(), b.to_f64()))
}

/// `a ^ b` of floats.
#[inline]
pub fn float_pow(a: f64, b: f64) -> f64 {
    if b == 2.0 { a * a } else { crate::power::power(a, b) }
}

/// `a % b`: the sign of the divisor. `None` for an integer zero divisor.
#[inline]
pub fn modulo(a: Number, b: Number) -> Option<Number> {
    match (a, b) {
        (Number::Int(a), Number::Int(b)) => int_modulo(a, b).map(Number::Int),
        _ => Some(Number::Float(mod_float(a.to_f64(), b.to_f64()))),
    }
}

/// `a % b` of integers; `None` for a zero divisor.
#[inline]
pub fn int_modulo(a: i64, b: i64) -> Option<i64> {
    if b == 0 { None } else { Some(number::mod_int(a, b)) }
}

/// `a // b`, rounded down. `None` for an integer zero divisor.
#[inline]
pub fn floor_div(a: Number, b: Number) -> Option<Number> {
    match (a, b) {
        (Number::Int(a), Number::Int(b)) => int_floor_div(a, b).map(Number::Int),
        _ => Some(Number::Float(idiv_float(a.to_f64(), b.to_f64()))),
    }
}

/// `a // b` of integers; `None` for a zero divisor.
#[inline]
pub fn int_floor_div(a: i64, b: i64) -> Option<i64> {
    if b == 0 { None } else { Some(number::idiv_int(a, b)) }
}

/// `a < b`, exact between integers and floats.
#[inline]
pub fn less(a: Number, b: Number) -> bool {
    match (a, b) {
        (Number::Int(a), Number::Int(b)) => a < b,
        (Number::Float(a), Number::Float(b)) => a < b,
        (Number::Int(a), Number::Float(b)) => number::int_lt_float(a, b),
        (Number::Float(a), Number::Int(b)) => number::float_lt_int(a, b),
    }
}

/// `a <= b`, exact between integers and floats.
#[inline]
pub fn less_equal(a: Number, b: Number) -> bool {
    match (a, b) {
        (Number::Int(a), Number::Int(b)) => a <= b,
        (Number::Float(a), Number::Float(b)) => a <= b,
        (Number::Int(a), Number::Float(b)) => number::int_le_float(a, b),
        (Number::Float(a), Number::Int(b)) => number::float_le_int(a, b),
    }
}

/// `a == b`, exact between integers and floats.
#[inline]
pub fn equal(a: Number, b: Number) -> bool {
    match (a, b) {
        (Number::Int(a), Number::Int(b)) => a == b,
        (Number::Float(a), Number::Float(b)) => a == b,
        (Number::Int(a), Number::Float(b)) | (Number::Float(b), Number::Int(a)) => number::int_eq_float(a, b),
    }
}
