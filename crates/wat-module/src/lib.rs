//! The compiler of `luminara-wat` as a WebAssembly module: the page fetches it when a project has a file in the text format, and the engine
//! asks it through the page.
#![forbid(unsafe_code)]

/// Answers a question of [`luminara_wat::ask`].
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn answer(question: &[u8]) -> Vec<u8> {
    luminara_wat::answer(question)
}
