;; expect: syntax
;; message: garbage collection
;; message: 'f' uses it
;; line: 6
(module
  (func $f (param anyref))
  (func (export "on_update") (param i64 f32)))
