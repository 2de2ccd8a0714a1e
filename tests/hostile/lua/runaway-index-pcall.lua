-- expect: timeout or out_of_memory or runtime
local t t = setmetatable({}, {__index = function(_, k) return assert(pcall(function() return t[k] end)) end})
print(t.x)
