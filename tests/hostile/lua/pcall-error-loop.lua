-- expect: timeout
-- line: 3
while true do pcall(error, "again") end
