-- expect: timeout
-- line: 4
local s = ("a "):rep(50000)
while true do s:gsub("%f[%a]%a-%f[%A]", "%0") end
