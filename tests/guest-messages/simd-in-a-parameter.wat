;; expect: syntax
;; message: SIMD (128-bit vectors) is not supported yet, and 'add' uses it
;; line: 7
;; column: 4
;; binary: 'add' uses it (offset 0x
(module
  (func $add (param v128) (result v128) (local.get 0))
  (func (export "on_update") (param i64 f32)))
