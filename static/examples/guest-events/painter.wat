;; @description Paints what bounced, and says how many that were after every ten.
(module
  (import "env" "event_id" (func $event_id (param i32 i32) (result i32)))
  (import "env" "send_event" (func $send_event (param i32 i64 i32 i32)))
  (import "env" "read_result" (func $read_result (param i32 i32 i32) (result i32)))
  (import "env" "random" (func $random (result f32)))
  (import "luminara" "entity.color=" (func $set_color (param i64 f32 f32 f32 f32)))

  (memory (export "memory") 1)
  (data (i32.const 0) "bounced")
  (data (i32.const 16) "painted")
  ;; 32: the event's data. 64: the answer's: a tag for an integer, and its eight bytes.
  (data (i32.const 64) "\03")
  (global $painted (export "painted") (mut i64) (i64.const 0))
  (global (export "state_version") i32 (i32.const 1))

  (func (export "on_event") (param $event i32) (param $data i32) (param $len i32)
    (if (i32.ne (local.get $event) (call $event_id (i32.const 0) (i32.const 7))) (then (return)))
    ;; Without an `alloc` of its own, a guest reads the data where it likes: tag 11 and the entity's number.
    (if (i32.lt_s (call $read_result (i32.const 0) (i32.const 32) (i32.const 9)) (i32.const 9)) (then (return)))
    (call $set_color (i64.load offset=1 (i32.const 32))
      (call $random) (f32.add (f32.const 0.3) (f32.mul (call $random) (f32.const 0.5))) (f32.const 0.8) (f32.const 1))
    (global.set $painted (i64.add (global.get $painted) (i64.const 1)))
    (if (i64.eqz (i64.rem_s (global.get $painted) (i64.const 10)))
      (then
        (i64.store offset=1 (i32.const 64) (global.get $painted))
        (call $send_event (call $event_id (i32.const 16) (i32.const 7)) (i64.const -1) (i32.const 64) (i32.const 9))))))
