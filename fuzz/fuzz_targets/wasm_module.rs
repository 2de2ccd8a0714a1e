#![no_main]

// The first byte says whether the others are a module or what one is made of.
libfuzzer_sys::fuzz_target!(|data: &[u8]| match data.split_first() {
    Some((first, rest)) if first % 2 == 0 => luminara_fuzz::wasm::module(rest),
    Some((_, rest)) => {
        if let Some(module) = luminara_fuzz::valid::module(rest) {
            luminara_fuzz::wasm::module(&module);
        }
    }
    None => {}
});
