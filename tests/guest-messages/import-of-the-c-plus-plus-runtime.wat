;; expect: syntax
;; message: that is the runtime of C++
;; message: -fno-exceptions -fno-rtti
(module
  (import "env" "__cxa_atexit" (func (param i32 i32 i32) (result i32)))
  (import "env" "__cxa_throw" (func (param i32 i32 i32)))
  (func (export "on_update") (param i64 f32)))
