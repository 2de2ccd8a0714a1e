//! Whose a foreign import is, and how that compiler is told to do without it: a module that was built for a system, a page or a runtime of its own
//! expects functions of those.

/// What compilers build for when nobody told them otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Toolchain {
    /// A system: files, clocks, arguments.
    Wasi,
    /// Emscripten's runtime in a page.
    Emscripten,
    /// Exceptions and type information of C++.
    CppRuntime,
    /// JavaScript that wasm-bindgen writes.
    WasmBindgen,
    /// AssemblyScript's bindings to a page.
    AssemblyScript,
    /// Go's own runtime in a page, or TinyGo's.
    Go,
    /// A shared library.
    PositionIndependent,
    /// Interfaces of the component model.
    Component,
    /// Strings of JavaScript, or whatever else a page would hand in.
    JavaScript,
    /// The library of C.
    LibC,
    /// The test suite of the specification.
    SpecTest,
}

use Toolchain as T;

impl Toolchain {
    /// Whose an import is that we don't have; `None` where that can't be told.
    pub fn of(module: &str, name: &str) -> Option<Self> {
        let begins = |prefixes: &[&str]| prefixes.iter().any(|prefix| name.starts_with(prefix));
        match module {
            "spectest" => return Some(T::SpecTest),
            "go" | "gojs" => return Some(T::Go),
            "wbg"
            | "__wbindgen_placeholder__"
            | "__wbindgen_externref_xform__"
            | "__wbindgen_anyref_xform__" => {
                return Some(T::WasmBindgen);
            }
            "GOT.mem" | "GOT.func" | "GOT.data.internal" => return Some(T::PositionIndependent),
            // Emscripten shortens the names of a small build.
            "a" if name.len() <= 2 => return Some(T::Emscripten),
            "asm2wasm" => return Some(T::Emscripten),
            "Date" | "Math" | "console" | "performance" | "document" | "window" | "process" | "crypto" => {
                return Some(T::AssemblyScript);
            }
            _ => {}
        }
        if module.starts_with("wasi_") || module == "wasix_32v1" {
            return Some(T::Wasi);
        }
        if module.starts_with("wasm:")
            || module.starts_with("./")
            || module.ends_with(".js")
            || module.ends_with(".mjs")
        {
            let is_bindgen = module.ends_with("_bg.js") || begins(&["__wbg_", "__wbindgen_"]);
            return Some(if is_bindgen { T::WasmBindgen } else { T::JavaScript });
        }
        if module.contains(':')
            || module.starts_with("cm32p2")
            || module == "$root"
            || module.starts_with("[export]")
        {
            return Some(T::Component);
        }
        if begins(&["__wbg_", "__wbindgen_"]) {
            return Some(T::WasmBindgen);
        }
        if module != "env" {
            return None;
        }
        if begins(&[
            "__memory_base",
            "__table_base",
            "__stack_pointer",
            "__tls_base",
            "__indirect_function_table",
        ]) {
            return Some(T::PositionIndependent);
        }
        if begins(&["runtime.", "syscall/js.", "syscall.", "debug"]) && name.contains('.') {
            return Some(T::Go);
        }
        if begins(&[
            "Date.",
            "Math.",
            "console.",
            "performance.",
            "process.",
            "crypto.",
            "document.",
            "window.",
            "Reflect.",
            "trace",
        ]) {
            return Some(T::AssemblyScript);
        }
        if begins(&[
            "__cxa_",
            "__cpp_exception",
            "__gxx_",
            "_Unwind_",
            "__c_longjmp",
            "llvm_eh_",
            "__resumeException",
        ]) {
            return Some(T::CppRuntime);
        }
        const OF_EMSCRIPTEN: [&str; 22] = [
            "emscripten_",
            "_emscripten_",
            "invoke_",
            "_embind_",
            "_emval_",
            "__syscall_",
            "__asyncjs_",
            "__asyncify",
            "__em_js",
            "__assert_fail",
            "_abort_js",
            "_tzset_js",
            "_localtime_js",
            "_gmtime_js",
            "_mktime_js",
            "_mmap_js",
            "_munmap_js",
            "_setitimer_js",
            "getTempRet0",
            "setTempRet0",
            "__handle_stack_overflow",
            "segfault",
        ];
        if begins(&OF_EMSCRIPTEN) || is_graphics(name) {
            return Some(T::Emscripten);
        }
        const OF_LIBC: [&str; 40] = [
            "malloc", "free", "calloc", "realloc", "memcpy", "memmove", "memset", "memcmp", "strlen",
            "strcmp", "strncmp", "strcpy", "strcat", "strdup", "strstr", "strtol", "atoi", "atof", "printf",
            "puts", "putchar", "fprintf", "snprintf", "sprintf", "sin", "cos", "tan", "atan2", "sinf",
            "cosf", "sqrtf", "pow", "powf", "fmod", "fmodf", "exp", "rand", "srand", "qsort", "exit",
        ];
        OF_LIBC.contains(&name).then_some(T::LibC)
    }

    /// What it is, and how to build instead. Begins behind `there is no module 'x' here ('y'): ` or the like.
    pub fn advice(self) -> &'static str {
        match self {
            T::Wasi => {
                "that is WASI, a system's files, clock and arguments, which a guest doesn't have. Build for no system: rustc `--target wasm32-unknown-unknown`, clang `--target=wasm32 -nostdlib -Wl,--no-entry`, TinyGo `-target=wasm-unknown`, Zig `-target wasm32-freestanding`, AssemblyScript without wasi-shim, Emscripten without printf and files; print by 'log' and take the time from 'get_time'"
            }
            T::Emscripten => {
                "that is Emscripten's runtime, which its page has and a guest doesn't. Build with `-sSTANDALONE_WASM --no-entry -sFILESYSTEM=0 -fno-exceptions -sSUPPORT_LONGJMP=0 -sALLOW_MEMORY_GROWTH=1 -sMALLOC=emmalloc -O2`, without `-sASYNCIFY`, `-pthread`, EM_JS, SDL and OpenGL; or by clang `--target=wasm32 -nostdlib -Wl,--no-entry`. Draw and print by the functions of 'luminara'"
            }
            T::CppRuntime => {
                "that is the runtime of C++ for exceptions, destructors at exit and static variables. Build with `-fno-exceptions -fno-rtti -fno-threadsafe-statics -fno-use-cxa-atexit`, or link a libc++abi"
            }
            T::WasmBindgen => {
                "that is wasm-bindgen, which calls JavaScript, and a guest has none. Build without crates that use it (wasm-bindgen, js-sys, web-sys, and the features `js` or `wasm_js` of getrandom, `wasm-bindgen` of chrono, instant, uuid), and don't run wasm-pack or wasm-bindgen on the module: `cargo build --target wasm32-unknown-unknown`. Time comes from 'get_time', random numbers from 'random'"
            }
            T::AssemblyScript => {
                "that is AssemblyScript's binding to a page, which a guest doesn't have; 'abort' and 'seed' are there. Use 'get_time' instead of Date and performance, 'random' instead of crypto, and 'log' instead of console and trace (`--use trace=`)"
            }
            T::Go => {
                "that is Go's runtime in a page, which a guest doesn't have. Build by TinyGo: `tinygo build -target=wasm-unknown -no-debug -gc=leaking`, with `//go:wasmexport on_update` above the hooks and `//go:wasmimport luminara world.spawn` above imports, without fmt, os, time and syscall/js"
            }
            T::PositionIndependent => {
                "that is what a shared library expects of who loads it. Link a whole module: clang without `-fPIC`, `-shared` and `--experimental-pic`, Emscripten without `-sSIDE_MODULE`, wasm-ld without `--import-memory` and `--import-table`, Zig without `-fPIC` and `-dynamic`"
            }
            T::Component => {
                "that is an interface of the component model, which is not supported yet. Hand over a core module: rustc `--target wasm32-unknown-unknown` rather than `wasm32-wasip2`, TinyGo `-target=wasm-unknown` rather than `wasip2`, and without wit-bindgen"
            }
            T::JavaScript => {
                "that is JavaScript beside the module, and a guest has none. Use what 'luminara' and 'env' have instead; string builtins of JavaScript (`-sJS_STRING_BUILTINS`, compilers for WebAssembly GC) are not supported yet"
            }
            T::LibC => {
                "that is the library of C, which a guest brings along itself. Link one (wasi-libc, Emscripten's, `#include \"luminara.h\"` needs none), or write the function; clang's `-fno-builtin` keeps it from calling memcpy and memset, and without `-Wl,--allow-undefined` the linker says what is missing"
            }
            T::SpecTest => "that is a module of the specification's tests, which a guest doesn't have",
        }
    }
}

/// Graphics and sound that Emscripten brings into a page: `glClear`, `SDL_Init`, `alGenBuffers`.
fn is_graphics(name: &str) -> bool {
    ["gl", "egl", "glfw", "glut", "al", "alc"].iter().any(|prefix| {
        name.strip_prefix(prefix)
            .is_some_and(|rest| rest.starts_with(|letter: char| letter.is_ascii_uppercase()))
    }) || name.starts_with("SDL_")
}
