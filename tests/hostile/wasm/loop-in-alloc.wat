;; expect: timeout
;; message: used up its fuel
(module
  (import "luminara" "events.send" (func $send (param i32 i32 i32 i32)))
  (memory (export "memory") 1)
  (func (export "alloc") (param i32) (result i32)
    (loop $again (br $again)) (unreachable))
  (func (export "on_event") (param i32 i32 i32))
  (data (i32.const 0) "ping")
  (data (i32.const 8) "\05\00\00\00\00")
  (func (export "on_init") (param $entity i64)
    (call $send (i32.const 0) (i32.const 4) (i32.const 8) (i32.const 5))))
