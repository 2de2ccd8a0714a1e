;; expect: limit
;; message: spawned in one frame
(module
  (import "env" "spawn_entity" (func $spawn (result i64)))
  (memory (export "memory") 1)
  (func (export "on_update") (param $entity i64) (param $dt f32)
    (loop $again
      (drop (call $spawn))
      (br $again))))
