;; expect: warning
;; message: 'on_updat' is exported
;; message: the hooks that are found are 'on_init' and 'on_event'
;; line: 8
(module
  (func (export "on_init") (param i64))
  (func (export "on_event") (param i32 i32 i32))
  (func (export "on_updat") (param i64 f32)))
