-- expect: runtime or timeout
-- message: overflow
local function f() table.sort({ 2, 1 }, function() f() end) end
f()
