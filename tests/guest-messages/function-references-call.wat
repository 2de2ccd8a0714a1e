;; expect: syntax
;; message: typed function references are not supported yet, and 'on_update' uses it
;; line: 7
(module
  (type $f (func))
  (func (export "on_update") (param i64 f32)
    (call_ref $f (ref.null $f))))
