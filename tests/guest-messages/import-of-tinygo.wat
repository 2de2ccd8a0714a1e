;; expect: syntax
;; message: that is Go's runtime
;; message: -target=wasm-unknown
;; count: 1
(module
  (import "wasi_snapshot_preview1" "fd_write" (func (param i32 i32 i32 i32) (result i32)))
  (import "gojs" "runtime.sleepTicks" (func (param f64)))
  (func (export "on_update") (param i64 f32)))
