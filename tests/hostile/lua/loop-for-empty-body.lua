-- expect: timeout
-- line: 3
for i = math.mininteger, math.maxinteger do end
