-- expect: timeout
-- Each call goes through 20,000 objects.
local f = function() end
for i = 1, 20000 do f = setmetatable({}, { __call = f }) end
while true do f() end
