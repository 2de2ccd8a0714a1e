;; expect: timeout
;; message: used up its fuel
(module
  (memory (export "memory") 1)
  (func (export "_initialize") (loop $again (br $again))))
