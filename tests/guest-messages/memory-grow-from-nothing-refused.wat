;; expect: ok
(module
  (memory (export "memory") 0)
  (func $start
    (if (i32.ne (memory.grow (i32.const 1025)) (i32.const -1)) (then unreachable)))
  (start $start)
  (func (export "on_init") (param i64)))
