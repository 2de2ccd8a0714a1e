-- expect: timeout or out_of_memory
local s = ("x"):rep(2 << 20)
while true do s:find(("("):rep(30) .. ".*" .. (")"):rep(30)) end
