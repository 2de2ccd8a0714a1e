;; expect: out_of_memory
;; message: begins with 1025 pages (67174400 bytes)
;; line: 5
(module
  (memory (export "memory") 1025 1025)
  (func (export "on_init") (param i64)))
