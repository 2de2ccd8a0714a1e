;; expect: timeout
;; message: used up its fuel
(module
  (import "env" "query_entities" (func $query (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "\00\00\00\00")
  (func (export "on_update") (param $entity i64) (param $dt f32)
    (loop $again
      (drop (call $query (i32.const 0) (i32.const 1) (i32.const 8) (i32.const 8000)))
      (br $again))))
