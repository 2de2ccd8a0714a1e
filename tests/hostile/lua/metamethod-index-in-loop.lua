-- expect: timeout
-- line: 5
local o = setmetatable({}, { __index = function(t, k) return k end })
local n = 1
while o[n] do n = o[n] + 1 end
