-- expect: timeout or runtime
local c = {}
setmetatable(c, { __call = c })
c()
print "escaped"
