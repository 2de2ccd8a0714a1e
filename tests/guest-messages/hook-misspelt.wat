;; expect: warning
;; message: 'on_updte' is exported, and no hook is called so; did you mean 'on_update'? Export on_update(
;; message: no hook is found in this module
;; line: 7
;; column: 4
(module
  (func (export "on_updte") (param i64 f32)))
