;; expect: syntax
;; message: expected
;; line: 4
(modul
  (func))
