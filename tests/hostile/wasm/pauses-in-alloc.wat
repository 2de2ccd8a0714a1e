;; expect: timeout
;; message: in alloc
;; over_budget: pause
;; fuel: 100000
;; A place for an event's data can't be waited for.
(module
  (import "env" "event_id" (func $event_id (param i32 i32) (result i32)))
  (import "env" "send_event" (func $send (param i32 i64 i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "go")
  (data (i32.const 8) "\02")
  (func $alloc (export "alloc") (param $size i32) (result i32)
    (loop $again (br $again))
    (unreachable))
  (func (export "on_event") (param i32 i32 i32))
  (func (export "on_init") (param $entity i64)
    (call $send (call $event_id (i32.const 0) (i32.const 2)) (i64.const -1) (i32.const 8) (i32.const 1))))
