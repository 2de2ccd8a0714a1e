;; expect: syntax
;; message: garbage collection
;; message: type 0 is of it
;; line: 6
(module
  (rec (type $a (func)) (type $b (func)))
  (func (export "on_update") (param i64 f32)))
