//! `luminara`: the same engine, headless.
fn main() {}
