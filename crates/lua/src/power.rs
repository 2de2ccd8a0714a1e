//! Powers and logarithms, correctly rounded: worked out to about a hundred bits, as a sum of two floats (Dekker, "A
//! floating-point technique for extending the available precision", 1971), and rounded once. Only additions,
//! multiplications and divisions, so every machine gives the same bits; no tables, so it costs the download next to
//! nothing. A result that is nearer than 2^-90 to the middle between two floats is taken to be that middle, which only
//! happens where it is.

/// A number as the sum of two floats, of which the first is the nearest to it.
#[derive(Clone, Copy)]
struct Double {
    high: f64,
    low: f64,
}

/// `ln 2` in parts, the first of so few bits that its product with an exponent is exact.
const LN_2: [f64; 3] = [0.693_147_180_559_208_2, 7.371_002_565_167_799e-13, 1.947_045_092_380_75e-31];
/// `1 / ln 2` and `1 / ln 10`.
const LOG2_E: Double = Double { high: std::f64::consts::LOG2_E, low: 2.035_527_374_093_103_3e-17 };
const LOG10_E: Double = Double { high: std::f64::consts::LOG10_E, low: 1.098_319_650_216_765e-17 };

/// The sum of two floats, the first being the larger.
fn ordered_sum(a: f64, b: f64) -> Double {
    let high = a + b;
    Double { high, low: b - (high - a) }
}

/// The sum of two floats (Knuth).
fn sum(a: f64, b: f64) -> Double {
    let high = a + b;
    let rest = high - a;
    Double { high, low: (a - (high - rest)) + (b - rest) }
}

/// A float in two halves of 26 bits (Veltkamp).
fn halves(a: f64) -> (f64, f64) {
    let scaled = 134_217_729.0 * a;
    let high = scaled - (scaled - a);
    (high, a - high)
}

/// The product of two floats, none of them huge.
fn product(a: f64, b: f64) -> Double {
    let high = a * b;
    let ((a1, a2), (b1, b2)) = (halves(a), halves(b));
    Double { high, low: ((a1 * b1 - high) + a1 * b2 + a2 * b1) + a2 * b2 }
}

impl Double {
    const fn of(high: f64) -> Self {
        Double { high, low: 0.0 }
    }

    fn plus(self, other: Double) -> Double {
        let high = sum(self.high, other.high);
        ordered_sum(high.high, high.low + (self.low + other.low))
    }

    fn times(self, other: Double) -> Double {
        let high = product(self.high, other.high);
        ordered_sum(high.high, high.low + (self.high * other.low + self.low * other.high))
    }

    fn times_float(self, factor: f64) -> Double {
        let high = product(self.high, factor);
        ordered_sum(high.high, high.low + self.low * factor)
    }

    /// `1 / self`
    fn inverse(self) -> Double {
        let high = 1.0 / self.high;
        let back = product(high, self.high);
        let rest = ((1.0 - back.high) - back.low) - high * self.low;
        ordered_sum(high, high * rest)
    }

    /// `self * 2^exponent` as the nearest float; `self` lies between 1/2 and 2^65.
    fn round(self, exponent: i32) -> f64 {
        let mut high = self.high;
        let place = exponent + exponent_of(high);
        if place > 1100 {
            return f64::INFINITY;
        }
        if place < -1100 {
            return 0.0;
        }
        if place < -1022 {
            let scale = power_of_two(-exponent_of(high));
            return round_small(high * scale, self.low * scale, place);
        }
        // In the middle: to the even neighbour.
        let half = power_of_two(exponent_of(high) - 53);
        if (self.low.abs() - half).abs() < half * 1e-12 && high.to_bits() & 1 == 1 {
            let up = self.low > 0.0;
            high = f64::from_bits(if up { high.to_bits() + 1 } else { high.to_bits() - 1 });
        }
        // In two steps, since the power itself may not be a float.
        let first = exponent / 2;
        high * power_of_two(first) * power_of_two(exponent - first)
    }
}

/// `(high + low) * 2^place` where that has fewer bits than other floats: a multiple of 2^-1074. `high` lies between 1 and 2.
fn round_small(high: f64, low: f64, place: i32) -> f64 {
    const SHIFT: f64 = 4_503_599_627_370_496.0;
    let unit = place + 1074;
    let scale = if unit < -1000 { 0.0 } else { power_of_two(unit) };
    let (high, low) = (high * scale, low * scale);
    let mut whole = (high + SHIFT) - SHIFT;
    let rest = (high - whole) + low;
    if rest > 0.5 {
        whole += 1.0;
    } else if rest < -0.5 {
        whole -= 1.0;
    }
    f64::from_bits(whole as u64)
}

/// The exponent of a float that is normal and positive.
fn exponent_of(x: f64) -> i32 {
    (x.to_bits() >> 52) as i32 - 1023
}

/// `2^exponent`, which has to be a normal float.
fn power_of_two(exponent: i32) -> f64 {
    f64::from_bits(((exponent + 1023) as u64) << 52)
}

/// A positive finite float as a number from 1 to 2 and an exponent.
fn split(x: f64) -> (f64, i32) {
    let (x, more) = if x < f64::MIN_POSITIVE { (x * 18_014_398_509_481_984.0, -54) } else { (x, 0) };
    let exponent = exponent_of(x);
    (x * power_of_two(-exponent / 2) * power_of_two(-exponent - -exponent / 2), exponent + more)
}

/// `e^x - 1` for `|x| < 0.4`, exact to a part of itself.
fn exp_minus_one(x: Double) -> Double {
    const HALVINGS: i32 = 6;
    let scale = power_of_two(-HALVINGS);
    let r = Double { high: x.high * scale, low: x.low * scale };
    // 1/7! + r/8! + … is small enough to need no second float.
    let h = r.high;
    let tail = 1.0 / 5040.0
        + h * (1.0 / 40_320.0
            + h * (1.0 / 362_880.0
                + h * (1.0 / 3_628_800.0 + h * (1.0 / 39_916_800.0 + h * (1.0 / 479_001_600.0)))));
    // 1/n! as two floats, from 6! down to 2!.
    const INVERSES: [Double; 5] = [
        Double { high: 0.001_388_888_888_888_889, low: -5.300_543_954_373_577e-20 },
        Double { high: 0.008_333_333_333_333_333, low: 1.156_482_317_317_871_4e-19 },
        Double { high: 0.041_666_666_666_666_664, low: 2.312_964_634_635_743e-18 },
        Double { high: 0.166_666_666_666_666_66, low: 9.251_858_538_542_97e-18 },
        Double::of(0.5),
    ];
    let mut value = Double::of(tail);
    for inverse in INVERSES {
        value = inverse.plus(r.times(value));
    }
    // r + r² (1/2! + …)
    value = r.plus(r.times(r).times(value));
    for _ in 0..HALVINGS {
        let square = value.times(value);
        value = Double { high: 2.0 * value.high, low: 2.0 * value.low }.plus(square);
    }
    value
}

/// `ln x` of a positive finite float.
fn logarithm(x: f64) -> Double {
    let (mut m, mut exponent) = split(x);
    if m > std::f64::consts::SQRT_2 {
        (m, exponent) = (m * 0.5, exponent + 1);
    }
    // From a float's logarithm on: ln m = y + ln(m e^-y), and m e^-y is nearly 1.
    let y = libm::log(m);
    let grown = exp_minus_one(Double::of(-y)).times_float(m);
    let rest = Double::of(m - 1.0).plus(grown);
    let t = rest.high;
    let fine = Double::of(y).plus(rest).plus(Double::of(t * t * (t / 3.0 - 0.5)));
    if exponent == 0 {
        return fine;
    }
    let e = f64::from(exponent);
    let [high, middle, low] = LN_2;
    let coarse = Double::of(e * high).plus(product(e, middle)).plus(Double::of(e * low));
    coarse.plus(fine)
}

/// `e^x` as the nearest float.
fn exponential(x: Double) -> f64 {
    if x.high > 710.0 {
        return f64::INFINITY;
    }
    if x.high < -746.0 {
        return 0.0;
    }
    let k = (x.high * std::f64::consts::LOG2_E).round();
    let [high, middle, low] = LN_2;
    let rest = x.plus(Double::of(-k * high)).plus(product(-k, middle)).plus(Double::of(-k * low));
    Double::of(1.0).plus(exp_minus_one(rest)).round(k as i32)
}

/// `x^n` of a number from 1 to 2 and a small exponent, from the left, so that what has few bits is exact.
fn small_power(x: f64, n: u32) -> Double {
    let mut value = Double::of(x);
    for bit in (0..n.ilog2()).rev() {
        value = value.times(value);
        if n >> bit & 1 == 1 {
            value = value.times_float(x);
        }
    }
    value
}

/// `x^y`
#[inline(never)]
pub(crate) fn power(x: f64, y: f64) -> f64 {
    /// Whole exponents up to this are multiplied out.
    const SMALL: f64 = 64.0;
    let size = x.abs();
    if size == 0.0 || size == 1.0 || y == 0.0 || !size.is_finite() || !y.is_finite() {
        // What the C standard lists, which takes no calculation.
        return libm::pow(x, y);
    }
    if y == 0.5 && x > 0.0 {
        return x.sqrt();
    }
    let is_whole = y == y.trunc();
    if x < 0.0 && !is_whole {
        return f64::NAN;
    }
    let is_odd = is_whole && y.abs() < 9_007_199_254_740_992.0 && y % 2.0 != 0.0;
    let value = if is_whole && y.abs() <= SMALL {
        let n = y.abs() as u32;
        let (m, exponent) = split(size);
        let value = small_power(m, n);
        let exponent = exponent * n as i32;
        if y > 0.0 {
            value.round(exponent)
        } else {
            // The inverse of what is less than 2^65, brought to where it can be rounded.
            let place = exponent_of(value.high);
            let scale = power_of_two(-place);
            Double { high: value.high * scale, low: value.low * scale }.inverse().round(-exponent - place)
        }
    } else if y.abs() > 1e20 {
        // The nearest floats to 1 are 2^-53 away from it.
        if (size > 1.0) == (y > 0.0) { f64::INFINITY } else { 0.0 }
    } else {
        exponential(logarithm(size).times_float(y))
    };
    if x < 0.0 && is_odd { -value } else { value }
}

/// The natural logarithm, the one of base 2 and that of base 10.
fn scaled_logarithm(x: f64, scale: Option<Double>) -> f64 {
    if x.is_nan() || x < 0.0 {
        return f64::NAN;
    }
    if x == 0.0 {
        return f64::NEG_INFINITY;
    }
    if x.is_infinite() || x == 1.0 {
        return if x == 1.0 { 0.0 } else { x };
    }
    let value = logarithm(x);
    scale.map_or(value, |scale| value.times(scale)).high
}

/// `ln x`
pub(crate) fn ln(x: f64) -> f64 {
    scaled_logarithm(x, None)
}

/// The logarithm of base 2.
pub(crate) fn log2(x: f64) -> f64 {
    scaled_logarithm(x, Some(LOG2_E))
}

/// The logarithm of base 10.
pub(crate) fn log10(x: f64) -> f64 {
    scaled_logarithm(x, Some(LOG10_E))
}
