-- expect: timeout
local s = ("x"):rep(10000)
while true do s:gsub("", ("%0"):rep(100000)) end
