//! wasmi's fuel as work.

/// Fuel in a unit of work. wasmi takes about one for an instruction of WebAssembly, which does less than one of another language.
const FUEL_OF_WORK: u64 = 2;

/// The fuel that work is.
pub fn fuel_of(work: u64) -> u64 {
    work.saturating_mul(FUEL_OF_WORK)
}

/// The work that fuel is.
pub fn work_of(fuel: u64) -> u64 {
    fuel.div_ceil(FUEL_OF_WORK)
}
