;; expect: syntax
;; message: SIMD (128-bit vectors) is not supported yet
;; message: 'on_update' uses it
;; message: rustc `-C target-feature=-simd128`
;; message: -mno-simd128
;; message: AssemblyScript `--disable simd`
;; line: 12
;; binary: (offset 0x
(module
  (memory (export "memory") 1)
  (func (export "on_update") (param i64 f32)
    (drop (i32x4.extract_lane 0 (i32x4.add (v128.const i32x4 1 2 3 4) (v128.const i32x4 1 2 3 4))))))
