;; expect: ok
(module
  (func $start)
  (start $start))
