//! Random numbers: xoshiro256**, as in PUC-Lua, seeded by the engine.

/// The generator of `math.random`.
#[derive(Clone, Debug)]
pub(crate) struct Xoshiro {
    state: [u64; 4],
}

impl Xoshiro {
    /// Seeds as `math.randomseed(n1, n2)` does.
    pub fn new(n1: u64, n2: u64) -> Self {
        let mut random = Self { state: [n1, 0xFF, n2, 0] };
        for _ in 0..16 {
            random.next();
        }
        random
    }

    /// 64 random bits.
    pub fn next(&mut self) -> u64 {
        let [s0, s1, s2, s3] = self.state;
        let s2 = s2 ^ s0;
        let s3 = s3 ^ s1;
        let result = s1.wrapping_mul(5).rotate_left(7).wrapping_mul(9);
        self.state = [s0 ^ s3, s1 ^ s2, s2 ^ s1 << 17, s3.rotate_left(45)];
        result
    }

    /// A float in [0, 1).
    pub fn float(&mut self) -> f64 {
        (self.next() >> 11) as f64 * (0.5 / (1u64 << 52) as f64)
    }

    /// An integer from `low` to `high`, both included, each as likely as the others.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let range = (high as u64).wrapping_sub(low as u64);
        let mut value = self.next();
        if range & range.wrapping_add(1) == 0 {
            value &= range;
        } else {
            let mask = u64::MAX >> range.leading_zeros();
            value &= mask;
            while value > range {
                value = self.next() & mask;
            }
        }
        value.wrapping_add(low as u64) as i64
    }
}
