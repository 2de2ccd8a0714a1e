-- expect: timeout or runtime
local c = {}
setmetatable(c, { __call = c, __add = c, __index = c })
local x = c + 1
print "escaped"
