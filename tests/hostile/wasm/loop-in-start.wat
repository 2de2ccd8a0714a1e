;; expect: timeout
;; message: used up its fuel
(module
  (memory (export "memory") 1)
  (func $main (loop $again (br $again)))
  (start $main))
