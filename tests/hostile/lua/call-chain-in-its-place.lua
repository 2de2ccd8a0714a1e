-- expect: timeout
local f = function() end
for i = 1, 20000 do f = setmetatable({}, { __call = f }) end
local function g() return f() end
while true do g() end
