#![no_main]

use luminara_wasm::imports::Imports;

thread_local! {
    static IMPORTS: Imports = Imports::of(&luminara_engine::api::registry());
}

libfuzzer_sys::fuzz_target!(
    |data: &[u8]| IMPORTS.with(|imports| luminara_fuzz::wasm::host_calls(imports, &[data]))
);
