;; expect: syntax
;; message: threads (shared memory and atomic instructions) are not supported yet, and 'on_update' uses it
;; line: 7
(module
  (memory (export "memory") 1)
  (func (export "on_update") (param i64 f32)
    (drop (i32.atomic.rmw.add (i32.const 0)
      (i32.const 1)))))
