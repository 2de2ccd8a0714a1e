-- expect: timeout or out_of_memory or runtime
local t t = setmetatable({}, {__concat = function(a, b) local ok, e = pcall(function() return t .. "x" end) error(e) end})
print(t .. "x")
