;; expect: syntax
;; message: garbage collection
;; message: 'on_update' uses it
;; line: 7
(module
  (func (export "on_update") (param i64 f32)
    (drop (ref.i31 (i32.const 1)))))
