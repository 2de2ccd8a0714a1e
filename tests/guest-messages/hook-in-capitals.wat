;; expect: warning
;; message: 'ON_UPDATE' is exported, and no hook is called so; did you mean 'on_update'? Export on_update(
;; message: no hook is found in this module
;; line: 7
;; column: 4
(module
  (func (export "ON_UPDATE") (param i64 f32)))
