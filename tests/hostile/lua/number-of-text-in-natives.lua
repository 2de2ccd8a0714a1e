-- expect: timeout
local a = ("1"):rep(4 << 20)
while true do math.sqrt(a) pcall(string.rep, "", a) pcall(string.char, a) end
