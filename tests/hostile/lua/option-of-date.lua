-- expect: timeout or limit
local s = "%" .. ("?"):rep(1 << 16)
while true do pcall(os.date, s) end
