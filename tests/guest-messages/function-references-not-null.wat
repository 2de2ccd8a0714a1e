;; expect: syntax
;; message: typed function references are not supported yet, and 'f' uses it
;; line: 5
(module
  (func $f (param (ref func)))
  (func (export "on_update") (param i64 f32)))
