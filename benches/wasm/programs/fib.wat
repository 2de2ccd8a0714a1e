;; fib(23), by calling itself: 92,735 calls.
(module
  (global $result (export "result") (mut i32) (i32.const 0))
  (func $fib (param $n i32) (result i32)
    (if (result i32) (i32.lt_s (local.get $n) (i32.const 2))
      (then (local.get $n))
      (else (i32.add
        (call $fib (i32.sub (local.get $n) (i32.const 1)))
        (call $fib (i32.sub (local.get $n) (i32.const 2)))))))
  (func (export "on_update") (param $entity i64) (param $dt f32)
    (global.set $result (call $fib (i32.const 23)))))
