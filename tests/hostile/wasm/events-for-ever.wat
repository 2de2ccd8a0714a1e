;; expect: limit
;; message: events
(module
  (import "luminara" "events.send" (func $send (param i32 i32 i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "ping")
  (func (export "on_update") (param $entity i64) (param $dt f32)
    (loop $again
      (call $send (i32.const 0) (i32.const 4) (i32.const 0) (i32.const 0))
      (br $again))))
