-- expect: timeout
local a = ("x"):rep(2 << 20)
local b = ("x"):rep(2 << 20)
local object = { [a] = false }
for i = 1, 50 do object = setmetatable({}, { __index = object }) end
while true do local _ = object[b] end
