;; expect: ok
;; says: worked
;; over_budget: pause
;; fuel: 100000
;; frames: 20
;; A hundred thousand turns of a loop, in several frames; then its work is done, once.
(module
  (import "env" "log" (func $log (param i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "worked")
  (func (export "on_init") (param $entity i64) (local $i i32)
    (loop $next
      (br_if $next (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 100000))))
    (call $log (i32.const 0) (i32.const 6))))
