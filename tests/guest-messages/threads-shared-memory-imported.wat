;; expect: syntax
;; message: threads (shared memory and atomic instructions) are not supported yet, and import 0
;; line: 5
(module
  (import "env" "memory" (memory 1 2 shared))
  (func (export "on_update") (param i64 f32)))
