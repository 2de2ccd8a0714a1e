;; expect: warning
;; message: 'FixedUpdate' is exported, and no hook is called so; did you mean 'on_fixed_update'? Export on_fixed_update(
;; message: no hook is found in this module
;; line: 7
;; column: 4
(module
  (func (export "FixedUpdate") (param i64 f32)))
