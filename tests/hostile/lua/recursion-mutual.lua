-- expect: runtime
-- message: stack overflow
local a, b
function a() local x = b() return x end
function b() local x = a() return x end
a()
