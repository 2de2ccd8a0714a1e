-- expect: timeout
local c = {}
setmetatable(c, { __call = c })
while true do pcall(c) end
