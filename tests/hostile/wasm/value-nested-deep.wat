;; expect: limit
;; message: too deep
(module
  (import "luminara" "entity:set_component" (func $set (param i64 i32 i32 i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "Mine")
  (func (export "on_init") (param $entity i64) (local $i i32)
    (loop $again
      (i32.store8 (i32.add (i32.const 8) (i32.mul (local.get $i) (i32.const 5))) (i32.const 12))
      (i32.store8 (i32.add (i32.const 9) (i32.mul (local.get $i) (i32.const 5))) (i32.const 1))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $again (i32.lt_u (local.get $i) (i32.const 1000))))
    (call $set (local.get $entity) (i32.const 0) (i32.const 4) (i32.const 8) (i32.const 5001))))
