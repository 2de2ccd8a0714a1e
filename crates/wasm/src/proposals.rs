//! The extensions of WebAssembly that aren't supported, and how compilers are told to do without them.

/// An extension of WebAssembly that no guest may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proposal {
    /// Vectors of 128 bits.
    Simd,
    /// Vector instructions whose results depend on the machine.
    RelaxedSimd,
    /// Exceptions with `try_table`.
    Exceptions,
    /// Exceptions as they were before the standard, with `try` and `catch`.
    LegacyExceptions,
    /// Memories and tables with 64-bit addresses.
    Memory64,
    /// Shared memory and atomic instructions.
    Threads,
    /// Structures and arrays that the engine collects.
    Gc,
    /// References with types.
    FunctionReferences,
    /// Continuations.
    StackSwitching,
    /// Strings as references.
    StringReferences,
    /// Memory that is given back.
    MemoryControl,
    /// Modules wrapped into components.
    Components,
}

use Proposal as P;

impl Proposal {
    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            P::Simd => "SIMD (128-bit vectors)",
            P::RelaxedSimd => "relaxed SIMD",
            P::Exceptions => "exception handling",
            P::LegacyExceptions => "exception handling (in its form before the standard)",
            P::Memory64 => "memory64 (64-bit addresses)",
            P::Threads => "threads (shared memory and atomic instructions)",
            P::Gc => "garbage collection (struct, array, i31 and other types of references)",
            P::FunctionReferences => "typed function references",
            P::StackSwitching => "stack switching",
            P::StringReferences => "string references",
            P::MemoryControl => "memory control",
            P::Components => "the component model",
        }
    }

    /// How to build without it.
    pub fn advice(self) -> &'static str {
        match self {
            P::Simd => {
                "build without it: rustc `-C target-feature=-simd128`, clang and Emscripten `-mno-simd128`, AssemblyScript `--disable simd`, Zig `-mcpu=generic`"
            }
            P::RelaxedSimd => {
                "build without it: rustc `-C target-feature=-relaxed-simd,-simd128`, clang and Emscripten `-mno-relaxed-simd -mno-simd128`, AssemblyScript `--disable relaxed-simd --disable simd`"
            }
            P::Exceptions | P::LegacyExceptions => {
                "build without it: rustc `-C panic=abort`, clang `-fno-exceptions`, Emscripten `-fno-exceptions -sSUPPORT_LONGJMP=0`, AssemblyScript `--disable exception-handling`"
            }
            P::Memory64 => {
                "build for 32-bit addresses: rustc `--target wasm32-unknown-unknown`, clang `--target=wasm32`, Emscripten without `-sMEMORY64`, AssemblyScript `--disable memory64`, Zig `-target wasm32-freestanding`"
            }
            P::Threads => {
                "build without them: rustc `-C target-feature=-atomics`, clang and Emscripten `-mno-atomics` without `-pthread`, wasm-ld without `--shared-memory`, AssemblyScript `--disable threads` without `--sharedMemory`"
            }
            P::Gc => {
                "use a compiler that keeps its objects in the guest's memory: Kotlin, Dart, Java and OCaml compilers for WebAssembly GC don't; AssemblyScript `--disable gc`, TeaVM's target without GC"
            }
            P::FunctionReferences => {
                "build without them: clang `-mno-gc`, AssemblyScript `--disable gc`, wasm-opt `--disable-gc`"
            }
            P::StackSwitching => {
                "build without it: give long work away in pieces, a piece each `on_update`, instead of continuations"
            }
            P::StringReferences => {
                "build without them: wasm-opt `--disable-strings`; pass strings by pointer and length"
            }
            P::MemoryControl => "build without it: clang `-mno-memory-control`",
            P::Components => {
                "hand over the core module: rustc `--target wasm32-unknown-unknown` rather than `wasm32-wasip2`, TinyGo `-target=wasm-unknown` rather than `wasip2`, and no `wasm-tools component new` or `jco componentize` behind it"
            }
        }
    }

    /// Whether several are meant by its name.
    fn is_plural(self) -> bool {
        matches!(self, P::Threads | P::FunctionReferences | P::StringReferences)
    }

    /// That it isn't supported, where it is used, and how to build without it.
    pub fn refusal(self, place: &str) -> String {
        let verb = if self.is_plural() { "are" } else { "is" };
        let name = self.name();
        let advice = self.advice();
        format!("{name} {verb} not supported yet{place}; {advice}")
    }

    /// The extension that an instruction is of, which begins with these bytes.
    pub fn of_instruction(code: &[u8]) -> Option<Self> {
        let (first, rest) = code.split_first()?;
        Some(match first {
            0x06 | 0x07 | 0x09 | 0x18 | 0x19 => P::LegacyExceptions,
            0x08 | 0x0a | 0x1f => P::Exceptions,
            0x14 | 0x15 | 0xd4..=0xd6 => P::FunctionReferences,
            0xd3 => P::Gc,
            0xe0..=0xe6 => P::StackSwitching,
            0xfb if leb(rest) >= 0x80 => P::StringReferences,
            0xfb => P::Gc,
            0xfc if leb(rest) == 0x12 => P::MemoryControl,
            0xfd if leb(rest) >= 0x100 => P::RelaxedSimd,
            0xfd => P::Simd,
            0xfe => P::Threads,
            _ => return None,
        })
    }
}

/// The number of up to 32 bits that some bytes begin with.
fn leb(bytes: &[u8]) -> u32 {
    let mut number = 0;
    for (i, byte) in bytes.iter().enumerate().take(5) {
        number |= u32::from(byte & 0x7f) << (7 * i);
        if byte & 0x80 == 0 {
            break;
        }
    }
    number
}
