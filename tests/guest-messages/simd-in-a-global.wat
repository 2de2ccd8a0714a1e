;; expect: syntax
;; message: SIMD (128-bit vectors) is not supported yet, and global 0 uses it
;; line: 5
(module
  (global $zero v128 (v128.const i64x2 0 0))
  (func (export "on_update") (param i64 f32)))
