;; expect: limit
;; message: nested too deep
(module
  (memory (export "memory") 1)
  (func $again (param i32) (result i32)
    (i32.add (call $again (local.get 0)) (i32.const 1)))
  (func (export "on_init") (param $entity i64)
    (drop (call $again (i32.const 1)))))
