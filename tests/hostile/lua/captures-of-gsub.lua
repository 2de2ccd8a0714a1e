-- expect: timeout or out_of_memory
local s = ("x"):rep(2 << 20)
s:gsub(("("):rep(30) .. ".*" .. (")"):rep(30), function(...) return select("#", ...) end)
while true do s:gsub("()(.*)", "%2") end
