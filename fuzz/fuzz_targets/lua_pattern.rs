#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| luminara_fuzz::lua::pattern(data));
