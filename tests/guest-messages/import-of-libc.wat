;; expect: syntax
;; message: there is no import 'memcpy' and 'sqrtf' in 'env': that is the library of C
;; message: wasi-libc
;; count: 1
(module
  (import "env" "memcpy" (func (param i32 i32 i32) (result i32)))
  (import "env" "sqrtf" (func (param f32) (result f32)))
  (func (export "on_update") (param i64 f32)))
