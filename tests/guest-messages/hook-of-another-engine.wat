;; expect: warning
;; message: '_ready' is exported, and no hook is called so; did you mean 'on_init'? Export on_init(
;; message: no hook is found in this module
;; line: 7
;; column: 4
(module
  (func (export "_ready") (param i64 f32)))
