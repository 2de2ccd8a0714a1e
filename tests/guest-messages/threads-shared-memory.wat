;; expect: syntax
;; message: threads (shared memory and atomic instructions) are not supported yet, and memory 0 uses it
;; message: without `-pthread`
;; line: 6
(module
  (memory (export "memory") 1 2 shared)
  (func (export "on_update") (param i64 f32)))
