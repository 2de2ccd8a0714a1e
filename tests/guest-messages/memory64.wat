;; expect: syntax
;; message: memory64 (64-bit addresses) is not supported yet, and memory 0 uses it
;; message: without `-sMEMORY64`
;; line: 7
;; column: 4
(module
  (memory (export "memory") i64 1)
  (func (export "on_update") (param i64 f32)))
