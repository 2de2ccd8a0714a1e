-- expect: timeout or runtime
local f = function() end
for i = 1, 20000 do f = setmetatable({}, {__call = f}) end
while true do f() end
