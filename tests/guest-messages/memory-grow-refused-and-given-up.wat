;; expect: out_of_memory
;; message: it reached 'unreachable' in on_init
;; message: , after 'grow' gave it -1: a guest may have 1024 pages (67108864 bytes, 64 MiB) of memory; it has 1 page (65536 bytes) and asked for 1024 pages (67108864 bytes) more
;; line: 9
(module
  (memory (export "memory") 1)
  (func (export "on_init") (param i64)
    (if (i32.eq (memory.grow (i32.const 1024)) (i32.const -1))
      (then unreachable))))
