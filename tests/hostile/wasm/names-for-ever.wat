;; expect: limit
;; message: names
(module
  (import "luminara" "event_id" (func $event_id (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "on_update") (param $entity i64) (param $dt f32) (local $n i32)
    (loop $again
      ;; Three bytes of a number, seven bits each, are text.
      (local.set $n (i32.add (local.get $n) (i32.const 1)))
      (i32.store8 (i32.const 4) (i32.and (local.get $n) (i32.const 127)))
      (i32.store8 (i32.const 5) (i32.and (i32.shr_u (local.get $n) (i32.const 7)) (i32.const 127)))
      (drop (call $event_id (i32.const 4) (i32.const 2)))
      (br $again))))
