-- expect: timeout
local s = ("x"):rep(2<<20)
while true do local x = ("%.1s"):format(s) end
