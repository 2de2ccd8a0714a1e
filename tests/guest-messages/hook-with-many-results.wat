;; expect: syntax
;; message: one result at most
;; line: 5
(module
  (func (export "on_update") (param i64 f32) (result i32 i32) (i32.const 0) (i32.const 0)))
