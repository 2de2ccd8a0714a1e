-- expect: timeout
local a, b
function a(n) return b(n) end
function b(n) return a(n) end
a(1)
