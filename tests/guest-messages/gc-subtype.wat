;; expect: syntax
;; message: garbage collection
;; line: 5
(module
  (type $a (sub (func)))
  (func (export "on_update") (param i64 f32)))
