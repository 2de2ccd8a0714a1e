;; Counts in its memory by steps, and says the count as a digit.
(module
  (import "env" "log" (func $log (param i32 i32)))
  (import "env" "spawn_entity" (func $spawn (result i64)))
  (import "env" "save_state" (func $save (param i32 i32)))
  (import "env" "read_result" (func $read (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "begun 00")
  (global (export "state_version") i32 (i32.const 1))
  (func (export "on_init") (param i64)
    (drop (call $spawn)))
  (func (export "on_update") (param i64 f32)
    (i32.store (i32.const 100) (i32.add (i32.load (i32.const 100)) (i32.const 1) ;; step
    ))
    (i32.store8 (i32.const 6) (i32.add (i32.const 48) (i32.div_u (i32.load (i32.const 100)) (i32.const 10))))
    (i32.store8 (i32.const 7) (i32.add (i32.const 48) (i32.rem_u (i32.load (i32.const 100)) (i32.const 10))))
    (call $log (i32.const 0) (i32.const 8)))
  (func (export "on_reload")
    (call $log (i32.const 0) (i32.const 5))))
