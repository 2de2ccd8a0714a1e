;; expect: syntax
;; message: memory64 (64-bit addresses) is not supported yet, and table 0 uses it
;; line: 5
(module
  (table i64 1 funcref)
  (func (export "on_update") (param i64 f32)))
