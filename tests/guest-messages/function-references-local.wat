;; expect: syntax
;; message: typed function references are not supported yet, and 'on_update' uses it
;; line: 6
(module
  (type $f (func))
  (func (export "on_update") (param i64 f32)
    (local (ref null $f))))
