;; expect: limit
;; message: spawned in one frame
(module
  (import "luminara" "catch_errors" (func $catch_errors (param i32) (result i32)))
  (import "env" "spawn_entity" (func $spawn (result i64)))
  (memory (export "memory") 1)
  (func (export "on_update") (param $entity i64) (param $dt f32)
    (drop (call $catch_errors (i32.const 1)))
    (loop $again
      (drop (call $spawn))
      (br $again))))
