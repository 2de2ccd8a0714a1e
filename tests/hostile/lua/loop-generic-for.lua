-- expect: timeout
-- line: 3
for _ in function() return true end do end
