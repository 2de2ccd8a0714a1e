;; expect: host
;; message: is not in the guest's memory
(module
  (import "env" "query_entities" (func $query (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "on_init") (param $entity i64)
    (drop (call $query (i32.const 0) (i32.const 1) (i32.const 0) (i32.const 0x20000001)))))
