;; expect: out_of_memory
;; message: begins with 1025 pages
;; line: 7
(module
  (memory 1000)
  (memory 24)
  (memory (export "memory") 1)
  (func (export "on_init") (param i64)))
