-- expect: timeout
local s = ("b"):rep(2<<20)
while true do local x = pcall(string.packsize, s) end
