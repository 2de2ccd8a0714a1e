-- expect: timeout
-- line: 3
local o = setmetatable({}, { __eq = function() while true do end end })
local _ = o == setmetatable({}, getmetatable(o))
