;; expect: syntax
;; message: typed function references are not supported yet, and table 0 uses it
;; line: 6
(module
  (type $f (func))
  (table 1 (ref null $f))
  (func (export "on_update") (param i64 f32)))
