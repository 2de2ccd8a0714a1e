;; expect: syntax
;; message: exception handling is not supported yet, and 'f' uses it
;; line: 5
(module
  (func $f (param exnref))
  (func (export "on_update") (param i64 f32)))
