-- expect: runtime
-- message: too many results to unpack
-- line: 4
table.unpack({}, math.mininteger, math.maxinteger)
