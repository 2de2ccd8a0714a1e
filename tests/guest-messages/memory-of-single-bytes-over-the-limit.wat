;; expect: out_of_memory
;; message: begins with 67108865 bytes
;; line: 5
(module
  (memory (export "memory") 67108865 (pagesize 1))
  (func (export "on_init") (param i64)))
