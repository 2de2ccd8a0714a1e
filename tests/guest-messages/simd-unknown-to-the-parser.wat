;; expect: syntax
;; message: SIMD (128-bit vectors) is not supported yet, and 'function 0' uses it (offset 0x
(module binary
  "\00asm\01\00\00\00"
  "\01\04\01\60\00\00"          ;; a type ()
  "\03\02\01\00"                ;; a function of it
  "\0a\08\01\06\00"             ;; its code
  "\fd\ff\01\1a\0b")            ;; vector instruction 255
