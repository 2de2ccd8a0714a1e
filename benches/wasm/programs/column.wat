;; The positions of 1,000 entities, read twenty times a frame.
(module
  (import "luminara" "spawn_entity" (func $spawn (result i64)))
  (import "luminara" "read_column" (func $read_column (param i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  ;; 0: the entities; 8192: their positions.
  (func (export "on_init") (param $entity i64) (local $i i32)
    (loop $next
      (i64.store (i32.mul (local.get $i) (i32.const 8)) (call $spawn))
      (br_if $next (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 1000)))))
  (func (export "on_update") (param $entity i64) (param $dt f32) (local $i i32)
    (local.set $i (i32.const 20))
    (loop $next
      (drop (call $read_column (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 1000) (i32.const 8192)))
      (br_if $next (local.tee $i (i32.sub (local.get $i) (i32.const 1)))))))
