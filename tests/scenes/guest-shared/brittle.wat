;; Ends at the fifth call: for all three, and says so once.
(module
  (memory (export "memory") 1)
  (global $calls (mut i32) (i32.const 0))
  (func (export "on_update") (param $entity i64) (param $dt f32)
    (global.set $calls (i32.add (global.get $calls) (i32.const 1)))
    (if (i32.eq (global.get $calls) (i32.const 5)) (then
      (loop $again (br $again))))))
