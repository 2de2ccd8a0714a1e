;; expect: syntax
;; message: there is no module 'gojs'
;; message: that is Go's runtime
;; message: TinyGo
;; count: 1
(module
  (import "gojs" "runtime.wasmExit" (func (param i32)))
  (import "gojs" "syscall/js.valueGet" (func (param i32)))
  (func (export "on_update") (param i64 f32)))
