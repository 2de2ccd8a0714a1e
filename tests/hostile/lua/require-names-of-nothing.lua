-- expect: timeout
local i = 0
while true do i = i + 1 pcall(require, "m" .. i .. ("/x"):rep(300)) end
