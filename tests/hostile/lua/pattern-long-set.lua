-- expect: timeout
local s = ("c"):rep(1 << 20)
while true do s:find("^[" .. ("ab"):rep(2000) .. "c]*x") end
