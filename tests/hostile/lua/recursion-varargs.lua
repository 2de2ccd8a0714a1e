-- expect: runtime or out_of_memory
local function f(...) local x = f(1, ...) return x end
f()
