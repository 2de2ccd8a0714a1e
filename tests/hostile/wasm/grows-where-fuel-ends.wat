;; expect: ok
;; over_budget: pause
;; fuel: 100000
;; frames: 60
;; says: grown
(module
  (import "env" "log" (func $log (param i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "grown")
  ;; Each growth costs fuel for its bytes, so many of these run out of it and are asked for again in the next frame.
  (func (export "on_init") (param $entity i64)
    (local $pages i32)
    (loop $again
      (if (i32.eq (memory.grow (i32.const 1)) (i32.const -1)) (then unreachable))
      (br_if $again (i32.lt_u (local.tee $pages (i32.add (local.get $pages) (i32.const 1))) (i32.const 1023))))
    (call $log (i32.const 0) (i32.const 5))))
