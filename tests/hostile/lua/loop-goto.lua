-- expect: timeout
-- line: 3
::top:: goto top
