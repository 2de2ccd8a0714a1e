;; expect: syntax
;; message: 'dt' is f32 (C float), not f64
;; line: 5
(module
  (func (export "on_update") (param i64 f64)))
