;; expect: syntax
;; message: string references are not supported yet
(module binary
  "\00asm\01\00\00\00"
  "\01\04\01\60\00\00"
  "\03\02\01\00"
  "\0a\0a\01\08\00"
  "\fb\82\01\00\1a\0b\0b\0b")   ;; string.const
