-- expect: timeout or runtime
local c = {}
setmetatable(c, { __call = c })
local function f() return c() end
f()
print "escaped"
