-- expect: timeout
local t = setmetatable({}, {__index = function(t, k) return select(2, xpcall(function() return t[k] end, function() return t[k] end)) end})
print(t.x)
