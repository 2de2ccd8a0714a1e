;; expect: syntax
;; message: there is no import 'emscripten_resize_heap', 'invoke_vi' and 2 more in 'env'
;; message: that is Emscripten's runtime
;; message: -sSTANDALONE_WASM --no-entry
;; line: 8
;; count: 1
(module
  (import "env" "emscripten_resize_heap" (func (param i32) (result i32)))
  (import "env" "invoke_vi" (func (param i32 i32)))
  (import "env" "__cxa_throw" (func (param i32 i32 i32)))
  (import "wasi_snapshot_preview1" "fd_close" (func (param i32) (result i32)))
  (func (export "on_update") (param i64 f32)))
