;; expect: syntax
;; message: SIMD
;; line: 6
(module
  (func (export "on_update") (param i64 f32)
    v128.const i32x4 0 0 0 0
    v128.const i32x4 0 0 0 0
    i8x16.relaxed_swizzle
    drop))
