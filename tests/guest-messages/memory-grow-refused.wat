;; expect: ok
;; says: goes on
(module
  (import "env" "log" (func $log (param i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "goes on")
  (func (export "on_init") (param i64)
    (if (i32.ne (memory.grow (i32.const 1024)) (i32.const -1)) (then unreachable))
    (if (i32.ne (memory.size) (i32.const 1)) (then unreachable))
    (if (i32.ne (memory.grow (i32.const 1023)) (i32.const 1)) (then unreachable))
    (if (i32.ne (memory.grow (i32.const 0)) (i32.const 1024)) (then unreachable))
    (if (i32.ne (memory.grow (i32.const -1)) (i32.const -1)) (then unreachable))
    (call $log (i32.const 0) (i32.const 7))))
