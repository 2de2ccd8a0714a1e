-- expect: timeout
-- line: 3
for _ in function() while true do end end do end
