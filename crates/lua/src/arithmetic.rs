//! Numbers: integers that wrap, floats, and how they convert (manual §3.4.1 to §3.4.3). Transcendental functions go
//! through `libm`, so that they give the same bits on every machine.

use std::cmp::Ordering;

pub use crate::stdlib_text::number::Number;

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

/// A float as the same integer, if there is one.
#[inline]
pub fn float_to_int(value: f64) -> Option<i64> {
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    ((-LIMIT..LIMIT).contains(&value) && value as i64 as f64 == value).then_some(value as i64)
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
    if b == 2.0 { a * a } else { libm::pow(a, b) }
}

/// `a % b`: the sign of the divisor. `None` for an integer zero divisor.
#[inline]
pub fn modulo(a: Number, b: Number) -> Option<Number> {
    match (a, b) {
        (Number::Int(a), Number::Int(b)) => int_modulo(a, b).map(Number::Int),
        _ => Some(Number::Float(float_modulo(a.to_f64(), b.to_f64()))),
    }
}

/// `a % b` of integers; `None` for a zero divisor.
#[inline]
pub fn int_modulo(a: i64, b: i64) -> Option<i64> {
    if b == 0 {
        return None;
    }
    let rest = a.wrapping_rem(b);
    Some(if rest != 0 && (rest ^ b) < 0 { rest + b } else { rest })
}

/// `a % b` of floats.
#[inline]
pub fn float_modulo(a: f64, b: f64) -> f64 {
    let rest = a % b;
    if rest * b < 0.0 { rest + b } else { rest }
}

/// `a // b`, rounded down. `None` for an integer zero divisor.
#[inline]
pub fn floor_div(a: Number, b: Number) -> Option<Number> {
    match (a, b) {
        (Number::Int(a), Number::Int(b)) => int_floor_div(a, b).map(Number::Int),
        _ => Some(Number::Float((a.to_f64() / b.to_f64()).floor())),
    }
}

/// `a // b` of integers; `None` for a zero divisor.
#[inline]
pub fn int_floor_div(a: i64, b: i64) -> Option<i64> {
    if b == 0 {
        return None;
    }
    let quotient = a.wrapping_div(b);
    Some(if a.wrapping_rem(b) != 0 && (a ^ b) < 0 { quotient - 1 } else { quotient })
}

/// `a << b`; a negative count shifts the other way, 64 and more give 0.
#[inline]
pub fn shift_left(a: i64, b: i64) -> i64 {
    match b {
        0..=63 => ((a as u64) << b) as i64,
        -63..=-1 => ((a as u64) >> -b) as i64,
        _ => 0,
    }
}

/// `a < b`, exact between integers and floats.
#[inline]
pub fn less(a: Number, b: Number) -> bool {
    match (a, b) {
        (Number::Int(a), Number::Int(b)) => a < b,
        (Number::Float(a), Number::Float(b)) => a < b,
        (Number::Int(a), Number::Float(b)) => compare_int_float(a, b) == Some(Ordering::Less),
        (Number::Float(a), Number::Int(b)) => compare_int_float(b, a) == Some(Ordering::Greater),
    }
}

/// `a <= b`, exact between integers and floats.
#[inline]
pub fn less_equal(a: Number, b: Number) -> bool {
    match (a, b) {
        (Number::Int(a), Number::Int(b)) => a <= b,
        (Number::Float(a), Number::Float(b)) => a <= b,
        (Number::Int(a), Number::Float(b)) => {
            matches!(compare_int_float(a, b), Some(Ordering::Less | Ordering::Equal))
        }
        (Number::Float(a), Number::Int(b)) => {
            matches!(compare_int_float(b, a), Some(Ordering::Greater | Ordering::Equal))
        }
    }
}

/// `a == b`, exact between integers and floats.
#[inline]
pub fn equal(a: Number, b: Number) -> bool {
    match (a, b) {
        (Number::Int(a), Number::Int(b)) => a == b,
        (Number::Float(a), Number::Float(b)) => a == b,
        (Number::Int(a), Number::Float(b)) | (Number::Float(b), Number::Int(a)) => {
            float_to_int(b) == Some(a)
        }
    }
}

fn compare_int_float(a: i64, b: f64) -> Option<Ordering> {
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    if b.is_nan() {
        return None;
    }
    if b >= LIMIT {
        return Some(Ordering::Less);
    }
    if b < -LIMIT {
        return Some(Ordering::Greater);
    }
    // In range: the integer part decides, then the fraction.
    let whole = b.trunc();
    Some(a.cmp(&(whole as i64)).then_with(|| {
        if b > whole {
            Ordering::Less
        } else if b < whole {
            Ordering::Greater
        } else {
            Ordering::Equal
        }
    }))
}
