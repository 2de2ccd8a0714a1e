;; expect: limit
;; message: nested too deep
(module
  (memory (export "memory") 1)
  (func $a (call $b) (drop (i32.load (i32.const 0))))
  (func $b (call $a) (drop (i32.load (i32.const 0))))
  (func (export "on_init") (param $entity i64)
    (call $a)))
