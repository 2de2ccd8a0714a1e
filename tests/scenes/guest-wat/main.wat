;; @description The ring, written by hand.
(module
  (import "env" "spawn_entity" (func $spawn (result i64)))
  (import "env" "log" (func $log (param i32 i32)))
  (import "env" "event_id" (func $event_id (param i32 i32) (result i32)))
  (import "env" "send_event" (func $send_event (param i32 i64 i32 i32)))
  (import "env" "query_entities" (func $query (param i32 i32 i32 i32) (result i32)))
  (import "env" "read_column" (func $read_column (param i32 i32 i32 i32 i32) (result i32)))
  (import "env" "write_column" (func $write_column (param i32 i32 i32 i32 i32) (result i32)))
  (import "luminara" "entity.shape=" (func $set_shape (param i64 i32)))
  (import "luminara" "entity.position=" (func $set_position (param i64 f32 f32 f32)))
  (import "luminara" "entity.name=" (func $set_name (param i64 i32 i32)))

  (memory (export "memory") 1)
  (data (i32.const 4) "bead")
  (data (i32.const 8) "made")
  (data (i32.const 16) "ring made")
  (data (i32.const 32) "heard of it")
  ;; Transform and Mesh, by their numbers.
  (data (i32.const 48) "\00\00\00\00\02\00\00\00")
  ;; 64: the entities; 256: their positions.

  (global $time (mut f32) (f32.const 0))

  (func (export "on_init") (param $entity i64) (local $i i32) (local $e i64)
    (loop $next
      (local.set $e (call $spawn))
      (call $set_shape (local.get $e) (i32.const 1))
      (call $set_position (local.get $e)
        (f32.sub (f32.convert_i32_s (local.get $i)) (f32.const 5.5)) (f32.const 1) (f32.const 0))
      (call $set_name (local.get $e) (i32.const 4) (i32.const 4))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $next (i32.lt_s (local.get $i) (i32.const 12))))
    (call $log (i32.const 16) (i32.const 9))
    (call $send_event (call $event_id (i32.const 8) (i32.const 4)) (i64.const -1) (i32.const 0) (i32.const 0)))

  (func (export "on_update") (param $entity i64) (param $dt f32) (local $count i32) (local $i i32) (local $phase f32)
    (global.set $time (f32.add (global.get $time) (local.get $dt)))
    (local.set $count (call $query (i32.const 48) (i32.const 2) (i32.const 64) (i32.const 12)))
    (drop (call $read_column (i32.const 0) (i32.const 0) (i32.const 64) (local.get $count) (i32.const 256)))
    (loop $next
      (local.set $phase
        (f32.add (global.get $time) (f32.mul (f32.convert_i32_s (local.get $i)) (f32.const 0.25))))
      (local.set $phase (f32.sub (local.get $phase) (f32.trunc (local.get $phase))))
      (f32.store offset=260 (i32.mul (local.get $i) (i32.const 12))
        (f32.add (f32.const 1) (f32.mul (local.get $phase) (f32.sub (f32.const 1) (local.get $phase)))))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $next (i32.lt_s (local.get $i) (local.get $count))))
    (drop (call $write_column (i32.const 0) (i32.const 0) (i32.const 64) (local.get $count) (i32.const 256))))

  (func (export "on_event") (param $event i32) (param $data i32) (param $len i32)
    (if (i32.eq (local.get $event) (call $event_id (i32.const 8) (i32.const 4)))
      (then (call $log (i32.const 32) (i32.const 11))))))
