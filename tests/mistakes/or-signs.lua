local a, b = true, false
local c = a||b
