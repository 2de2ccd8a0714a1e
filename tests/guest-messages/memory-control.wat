;; expect: syntax
;; message: memory control is not supported yet, and 'function 0' uses it (offset 0x
(module binary
  "\00asm\01\00\00\00"
  "\01\04\01\60\00\00"
  "\03\02\01\00"
  "\05\03\01\00\01"             ;; a memory
  "\0a\0b\01\09\00"
  "\41\00\41\00"                ;; i32.const 0, twice
  "\fc\12\00\0b")               ;; memory.discard
