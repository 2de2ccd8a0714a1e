;; expect: syntax
;; message: the import 'memory' of 'env' is no function; a guest defines its memory itself and exports it as 'memory': build without wasm-ld's and Zig's `--import-memory`, AssemblyScript's `--importMemory`
;; line: 5
(module
  (import "env" "memory" (memory 1))
  (func (export "on_update") (param i64 f32)))
