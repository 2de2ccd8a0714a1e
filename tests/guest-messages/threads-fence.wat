;; expect: syntax
;; message: threads
;; line: 6
(module
  (func (export "on_update") (param i64 f32)
    atomic.fence))
