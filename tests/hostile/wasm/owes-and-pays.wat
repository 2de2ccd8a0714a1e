;; expect: ok
;; says: paid
;; over_budget: pause
;; fuel: 10000
;; frames: 10
;; A call of the host that takes more than the fuel that is left is done, and the next frames pay for it.
(module
  (import "env" "log" (func $log (param i32 i32)))
  (import "env" "event_name" (func $name (param i32 i32 i32) (result i32)))
  (memory (export "memory") 2)
  (data (i32.const 0) "paid")
  (func $give (param i32))
  (func (export "on_init") (param $entity i64)
    (call $log (i32.const 1024) (i32.const 73728))
    (call $give (i32.const 1))
    (call $log (i32.const 0) (i32.const 4))))
