;; expect: syntax
;; message: i32.plus
;; line: 6
(module
  (func (export "on_update") (param i64 f32)
    i32.plus))
