;; expect: syntax
;; message: it gives nothing back
;; line: 5
(module
  (func (export "on_update") (param i64 f32) (result i32) (i32.const 0)))
