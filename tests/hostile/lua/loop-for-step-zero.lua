-- expect: runtime
-- message: 'for' step is zero
-- line: 4
for i = 1, 10, 0 do end
