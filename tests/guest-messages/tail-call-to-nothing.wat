;; expect: runtime
;; message: on_update
;; line: 8
(module
  (table 1 funcref)
  (type $f (func))
  (func (export "on_update") (param i64 f32)
    (return_call_indirect (type $f)
      (i32.const 0))))
