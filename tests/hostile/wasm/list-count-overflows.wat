;; expect: host
;; message: is not in the guest's memory
(module
  (import "luminara" "world.destroy_all" (func $destroy_all (param i32 i32)))
  (memory (export "memory") 1)
  (func (export "on_init") (param $entity i64)
    (call $destroy_all (i32.const 0) (i32.const 0x20000001))))
