-- expect: timeout or runtime
local c = {}
setmetatable(c, { __call = c })
for k in c do end
print "escaped"
