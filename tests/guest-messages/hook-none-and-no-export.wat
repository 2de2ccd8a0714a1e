;; expect: warning
;; message: it exports no function
(module)
