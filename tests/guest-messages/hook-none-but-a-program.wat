;; expect: warning
;; message: It was built as a program
;; message: --crate-type=cdylib
(module
  (func (export "_start")))
