;; expect: syntax
;; message: there is no module 'wasi_snapshot_preview1' ('fd_write' and 'proc_exit'): that is WASI
;; message: rustc `--target wasm32-unknown-unknown`
;; message: TinyGo `-target=wasm-unknown`
;; line: 8
;; count: 1
(module
  (import "wasi_snapshot_preview1" "fd_write" (func (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func (param i32)))
  (func (export "on_update") (param i64 f32)))
