;; expect: syntax
;; message: SIMD (128-bit vectors) is not supported yet, and import 0 is of it
;; line: 5
(module
  (import "env" "log" (func (param v128)))
  (func (export "on_update") (param i64 f32)))
