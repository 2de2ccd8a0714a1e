-- expect: timeout
-- line: 3
for i = 1.0, 2.0, 1e-300 do end
