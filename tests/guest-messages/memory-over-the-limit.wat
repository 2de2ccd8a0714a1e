;; expect: out_of_memory
;; message: a guest may have 1024 pages (67108864 bytes, 64 MiB) of memory; this one begins with 1025 pages (67174400 bytes)
;; line: 5
(module
  (memory (export "memory") 1025)
  (func (export "on_init") (param i64)))
