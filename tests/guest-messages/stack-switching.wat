;; expect: syntax
;; message: stack switching is not supported yet, and type 1 is of it
;; line: 6
(module
  (type $f (func))
  (type $c (cont $f))
  (func (export "on_update") (param i64 f32)))
