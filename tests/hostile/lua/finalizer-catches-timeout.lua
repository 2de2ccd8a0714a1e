-- expect: timeout
local meta = { __gc = function() pcall(function() while true do end end) print("escaped") end }
local function drop() setmetatable({}, meta) end
drop()
collectgarbage()
