;; expect: syntax
;; message: SIMD (128-bit vectors) is not supported yet, and 'on_update' uses it
;; line: 6
;; binary: (offset 0x
(module
  (func (export "on_update") (param i64 f32)
    (local v128)))
