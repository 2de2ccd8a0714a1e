;; One instance for all sheep: its globals and its memory are theirs together.
(module
  (import "env" "log" (func $log (param i32 i32)))
  (import "env" "current_entity" (func $current (result i64)))
  (import "env" "script_fields" (func $fields (param i32 i32) (result i32)))
  (import "luminara" "entity.position=" (func $place (param i64 f32 f32 f32)))
  (import "luminara" "entity.name" (func $name (param i64 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (global (export "state_version") i32 (i32.const 1))
  (global $steps (export "steps") (mut f32) (f32.const 0))
  (global $count (export "count") (mut i32) (i32.const 0))
  (data (i32.const 0) "reloaded")
  (data (i32.const 16) "goodbye")

  ;; The fields are a table of one: its tag, a count of 1, the name `stride` behind its length, an integer behind its tag.
  (func (export "on_init") (param $entity i64)
    (drop (call $fields (i32.const 64) (i32.const 64)))
    (call $log (i32.const 73) (i32.const 6))
    (global.set $count (i32.add (global.get $count) (i32.const 1))))

  (func (export "on_update") (param $entity i64) (param $dt f32)
    (if (i64.ne (local.get $entity) (call $current)) (then (unreachable)))
    (global.set $steps (f32.add (global.get $steps) (f32.convert_i32_u (i32.const 1) (; step ;))))
    (call $place (local.get $entity) (global.get $steps) (f32.const 0) (f32.const 0)))

  (func (export "on_event") (param i32 i32 i32)
    (call $log (i32.const 128) (call $name (call $current) (i32.const 128) (i32.const 32))))

  (func (export "on_destroy") (param $entity i64)
    (call $log (i32.const 16) (i32.const 7)))

  (func (export "on_reload")
    (call $log (i32.const 0) (i32.const 8))))
