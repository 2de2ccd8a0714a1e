;; expect: syntax
;; message: SIMD (128-bit vectors)
;; line: 7
(module
  (memory (export "memory") 1)
  (func (export "on_update") (param i64 f32)
    (v128.store (i32.const 0) (v128.load (i32.const 16)))))
