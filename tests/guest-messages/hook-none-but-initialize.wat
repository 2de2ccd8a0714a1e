;; expect: ok
(module
  (func (export "_initialize")))
