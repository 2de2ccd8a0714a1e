;; Works for a while every now and then: some eight million units of fuel, five frames' worth. What is to be called meanwhile waits.
(module
  (import "env" "log" (func $log (param i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "worked")
  (data (i32.const 16) "heard")
  (data (i32.const 32) "gone")
  (global $rounds (mut i32) (i32.const 0))
  (func (export "on_update") (param $entity i64) (param $dt f32) (local $i i32)
    (if (i32.ge_u (global.get $rounds) (i32.const 2)) (then (return)))
    (global.set $rounds (i32.add (global.get $rounds) (i32.const 1)))
    (loop $next
      (br_if $next (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 800000))))
    (call $log (i32.const 0) (i32.const 6)))
  (func (export "on_event") (param i32 i32 i32)
    (call $log (i32.const 16) (i32.const 5)))
  (func (export "on_destroy") (param i64)
    (call $log (i32.const 32) (i32.const 4))))
