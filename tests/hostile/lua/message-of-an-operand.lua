-- expect: timeout
local name = ("n"):rep(200000)
local f = load("local " .. name .. " return function() return " .. name .. " + 1 end")()
while true do pcall(f) end
