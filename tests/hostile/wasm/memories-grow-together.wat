;; expect: ok
(module
  (memory $a 1) (memory $b 1) (memory $c (export "memory") 1)
  (func (export "on_init") (param $entity i64)
    ;; 1024 pages together, whichever memory has them.
    (if (i32.ne (memory.grow $a (i32.const 1000)) (i32.const 1)) (then unreachable))
    (if (i32.ne (memory.grow $b (i32.const 22)) (i32.const -1)) (then unreachable))
    (if (i32.ne (memory.grow $c (i32.const 21)) (i32.const 1)) (then unreachable))
    (if (i32.ne (memory.grow $b (i32.const 1)) (i32.const -1)) (then unreachable))))
