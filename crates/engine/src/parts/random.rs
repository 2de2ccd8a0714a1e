//! Seeded randomness: one generator for each running script, derived from the project's seed.

use std::collections::BTreeMap;

use luminara_script::InstanceId;
use rand_xoshiro::Xoshiro256StarStar;
use rand_xoshiro::rand_core::{Rng, SeedableRng};

/// The generators of all running scripts.
#[derive(Debug)]
pub struct Random {
    seed: u64,
    generators: BTreeMap<InstanceId, Xoshiro256StarStar>,
}

impl Random {
    /// Derived from a project's seed.
    pub fn new(seed: u64) -> Self {
        Self { seed, generators: BTreeMap::new() }
    }

    /// A seed for an instance: the same for the same project's seed and instance.
    pub fn seed_for(&self, instance: InstanceId) -> u64 {
        self.seed ^ instance.0.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }

    /// An evenly distributed number from 0 up to 1, without 1.
    pub fn unit(&mut self, instance: InstanceId) -> f64 {
        let seed = self.seed_for(instance);
        let generator =
            self.generators.entry(instance).or_insert_with(|| Xoshiro256StarStar::seed_from_u64(seed));
        (generator.next_u64() >> 11) as f64 * (1.0 / (1u64 << 53) as f64)
    }

    /// Starts an instance's numbers anew from a seed of the script's choice.
    pub fn reseed(&mut self, instance: InstanceId, seed: u64) {
        self.generators.insert(instance, Xoshiro256StarStar::seed_from_u64(seed));
    }

    /// Forgets an instance that ended.
    pub fn forget(&mut self, instance: InstanceId) {
        self.generators.remove(&instance);
    }
}
