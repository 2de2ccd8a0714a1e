;; expect: syntax
;; message: there is no module 'Luminara'
;; message: did you mean 'luminara'?
(module
  (import "Luminara" "nothing" (func))
  (func (export "on_update") (param i64 f32)))
