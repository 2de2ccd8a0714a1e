//! WebAssembly's text format: what `luminara-wat` makes of it.

use luminara_script::{ErrorKind, Position, ScriptError, Services};
use luminara_wat::Compiled;

use crate::proposals::Proposal;

/// What a module begins with.
pub const MAGIC: &[u8] = b"\0asm";

/// The part of the engine that compiles texts, where a page fetches it.
pub const PART: &str = "wat";

/// The most bytes of a text.
const MOST_TEXT: usize = 2 << 20;

/// A module's bytes: as they are where they are a module already, else compiled.
pub fn compile(services: &Services, file: &str, bytes: &[u8]) -> Result<Compiled, ScriptError> {
    if bytes.starts_with(MAGIC) {
        return Ok(Compiled { module: bytes.to_vec(), parts: Vec::new() });
    }
    let whole = Position { file: file.into(), line: 0, column: 0 };
    let is_binary = file.ends_with(".wasm");
    let text = std::str::from_utf8(bytes).ok().filter(|_| !is_binary).ok_or_else(|| {
        let message = "this is no WebAssembly: a module begins with \\0asm, and a text is UTF-8 in a file that ends in .wat";
        ScriptError::new(ErrorKind::Syntax, message, whole.clone())
    })?;
    if text.len() > MOST_TEXT {
        let message = format!("the text has {} bytes; the most is {MOST_TEXT}", text.len());
        return Err(ScriptError::new(ErrorKind::Limit, message, whole));
    }
    let Some(compiled) = compiled(services, file, text) else {
        let message = "what compiles WebAssembly's text could not be loaded: check the network, then change the file or load the project again";
        return Err(ScriptError::new(ErrorKind::Syntax, message, whole));
    };
    compiled.map_err(|error| {
        let is_component = error.message.contains("parsing components");
        let message = if is_component { Proposal::Components.refusal("") } else { error.message };
        let position = Position { line: error.place.line, column: error.place.column, ..whole };
        ScriptError::new(ErrorKind::Syntax, message, position)
    })
}

/// By the compiler that is at hand.
#[cfg(not(target_family = "wasm"))]
fn compiled(_: &Services, file: &str, text: &str) -> Option<Result<Compiled, luminara_wat::TextError>> {
    Some(luminara_wat::compile(file, text))
}

/// By the one that the page fetched; `None` where it isn't there.
#[cfg(target_family = "wasm")]
fn compiled(
    services: &Services,
    file: &str,
    text: &str,
) -> Option<Result<Compiled, luminara_wat::TextError>> {
    luminara_wat::ask(file, text, |question| (services.part)(PART, question))
}
