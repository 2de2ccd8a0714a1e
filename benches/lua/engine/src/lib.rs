//! What `npm run bench:lua` runs as one WebAssembly module: our Lua VM, piccolo's own interpreter as a peer, and the engine, to time
//! what crossing between it and scripts costs. It is built with the settings of the engine that is shipped, and is no part of it.
#![forbid(unsafe_code)]

#[cfg(feature = "boundary")]
mod boundary;

use luminara_lua::Program;
use luminara_script::Limits;
use piccolo::{Closure, Executor, Lua};
use wasm_bindgen::prelude::wasm_bindgen;

/// Our VM, metered as the engine's is, with limits that are never reached.
#[wasm_bindgen]
pub struct Ours(Program);

#[wasm_bindgen]
impl Ours {
    /// A VM with the whole library.
    #[wasm_bindgen(constructor)]
    #[expect(clippy::new_without_default, reason = "JavaScript makes them")]
    pub fn new() -> Self {
        Self(Program::new(Limits::UNLIMITED))
    }

    /// Runs a program to its end; its error, if it fails.
    pub fn run(&mut self, source: &str) -> Option<String> {
        self.0.run(source.as_bytes(), "program").err().map(|error| error.message)
    }
}

/// piccolo's own interpreter.
#[wasm_bindgen]
pub struct Piccolo(Lua);

#[wasm_bindgen]
impl Piccolo {
    /// A VM with all that piccolo has of the library.
    #[wasm_bindgen(constructor)]
    #[expect(clippy::new_without_default, reason = "JavaScript makes them")]
    pub fn new() -> Self {
        Self(Lua::core())
    }

    /// Runs a program to its end; its error, if it fails.
    pub fn run(&mut self, source: &str) -> Option<String> {
        let executor = self.0.try_enter(|ctx| {
            let closure = Closure::load(ctx, Some("program"), source.as_bytes())?;
            Ok(ctx.stash(Executor::start(ctx, closure.into(), ())))
        });
        let result = executor.and_then(|executor| self.0.execute::<()>(&executor));
        result.err().map(|error| error.to_string())
    }
}
