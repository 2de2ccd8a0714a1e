;; expect: warning
;; message: 'OnCollisionEnter' is exported, and no hook is called so; did you mean 'on_collision'? Export on_collision(
;; message: no hook is found in this module
;; line: 7
;; column: 4
(module
  (func (export "OnCollisionEnter") (param i64 f32)))
