;; expect: ok
;; says: pages
(module
  (import "env" "log" (func $log (param i32 i32)))
  (memory (export "memory") 10 (pagesize 1))
  (data (i32.const 4) "pages")
  (func (export "on_init") (param i64)
    (if (i32.ne (memory.grow (i32.const 5)) (i32.const 10)) (then unreachable))
    (if (i32.ne (memory.size) (i32.const 15)) (then unreachable))
    (call $log (i32.const 4) (i32.const 5))))
