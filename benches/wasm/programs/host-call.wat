;; 20,000 calls of a cheap import a frame.
(module
  (import "luminara" "get_time" (func $time (result f64)))
  (global $sum (export "sum") (mut f64) (f64.const 0))
  (func (export "on_update") (param $entity i64) (param $dt f32) (local $i i32)
    (local.set $i (i32.const 20000))
    (loop $next
      (global.set $sum (f64.add (global.get $sum) (call $time)))
      (br_if $next (local.tee $i (i32.sub (local.get $i) (i32.const 1)))))))
