;; expect: syntax
;; message: the export 'on_update' is expected to be (i64, f32), got (i64, f64)
(module
  (memory (export "memory") 1)
  (func (export "on_update") (param i64 f64)))
